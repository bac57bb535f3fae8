"""`jumelle study` under kills and time limits: no finished run is computed twice, nothing but the time since the last
checkpoints is lost, and the results are those of a study that was left alone.

Called as: study_restart_test.py PATH_OF_JUMELLE [unittest arguments]
"""

import json
import os
import random
import signal
import subprocess
import time

from user import OK, TOWN, UserTest, main

STOPPED = 75
SEED = 20251130
KILLS = 20

# 40 runs of about 0.15 s of computing, or, for the slow test, a thousand short ones.
RUNS = int(os.environ.get("JUMELLE_STUDY_RUNS", "40"))
LONGEST_S = 60 if RUNS <= 40 else 1500
MINUTES = 40 if RUNS <= 40 else 15
VARIANTS = 4
STUDY = """\
jumelle_study: 1
name: Many short runs
base: base.yaml
variants:
  today:
  plain: {set: {models.flood.scheme: first_order}}
  rough: {set: {models.flood.manning: 0.05 s/m^(1/3)}}
  soaking: {set: {models.flood.infiltration: green_ampt}}
samples:
  matrix: {forcing.rain: [%s]}
""" % ", ".join(f"{20 + 80 * i * VARIANTS / RUNS:.3f} mm/h" for i in range(RUNS // VARIANTS))


class StudyRestart(UserTest):
    def setUp(self):
        super().setUp()
        self.write("base.yaml", TOWN.replace("duration: 4 min", f"duration: {MINUTES} min"))
        self.write("study.yaml", STUDY)

    def study(self, action, *arguments, folder="made", code=OK):
        return self.jumelle("study", action, "study.yaml", "-o", folder, *arguments, code=code, timeout=LONGEST_S)

    def time_of_a_whole_study(self, *arguments):
        """Seconds that this machine takes for all runs, left alone; their results are in `whole`."""
        began = time.monotonic()
        self.study("run", *arguments, folder="whole")
        return time.monotonic() - began

    def start(self, *arguments, folder="made"):
        return subprocess.Popen([str(self.program), "study", "run", "study.yaml", "-o", folder, *arguments],
                                cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def told(self, folder):
        """run: what its run.json says"""
        root = self.folder / folder
        found = {}
        for path in root.rglob("run.json"):
            found[str(path.parent.relative_to(root))] = json.loads(path.read_text())
        return found

    def sums(self, folder):
        return {run: told["data_sha256"] for run, told in self.told(folder).items() if told["status"] == "completed"}

    def finished(self, folder="made"):
        """run: when its results were written"""
        return {run: (self.folder / folder / run / "run.nc").stat().st_mtime_ns for run in self.sums(folder)}

    def writes_since(self, moment_ns):
        """Whether any results have been written to since then."""
        def is_new(path):
            try:
                return path.stat().st_mtime_ns > moment_ns
            except FileNotFoundError:
                return False
        return any(is_new(path) for path in (self.folder / "made").rglob("run.nc.part"))

    def assert_clean(self, folder):
        """Two files a run, two of the study, and nothing that a stop has left."""
        names = [path.name for path in (self.folder / folder).rglob("*") if path.is_file()]
        self.assertEqual(names.count("run.nc"), RUNS)
        self.assertEqual(names.count("run.json"), RUNS)
        left = [name for name in names
                if name.startswith("checkpoint") or name.endswith((".part", ".nc.lock", ".new"))]
        self.assertEqual(left, [])

    def test_killed_twenty_times(self):
        whole_s = self.time_of_a_whole_study()
        undisturbed = self.sums("whole")
        self.assertEqual(len(undisturbed), RUNS)
        moments = random.Random(SEED)
        before = {}
        from_a_checkpoint = 0
        for _ in range(KILLS):
            begun = time.time_ns()
            process = self.start("--checkpoint-every", "0.01 s")
            while not self.writes_since(begun) and process.poll() is None:
                time.sleep(0.002)
            time.sleep(moments.uniform(0.0, 0.6 * whole_s / KILLS))  # so that a part is left after the last one
            process.send_signal(signal.SIGKILL)
            process.wait()
            now = self.finished()
            self.assertTrue(before.items() <= now.items(), "a finished run was computed again")
            before = now
            from_a_checkpoint += len(list((self.folder / "made").rglob("checkpoint_*.h5")))
        self.assertLess(len(before), RUNS, "the study ended before it was killed twenty times")
        self.assertGreater(from_a_checkpoint, 0)
        self.study("resume")
        self.assertTrue(before.items() <= self.finished().items(), "a finished run was computed again")
        self.assertEqual(self.sums("made"), undisturbed)
        self.assert_clean("made")

    def test_stopped_by_a_scheduler_it_goes_on(self):
        self.study("run", folder="whole")
        for name in (signal.SIGUSR1, signal.SIGTERM):
            folder = name.name
            process = self.start(folder=folder)
            while not (self.folder / folder).exists() or len(self.finished(folder)) < 3:
                time.sleep(0.01)
            process.send_signal(name)
            self.assertEqual(process.wait(timeout=60), STOPPED, name)
            before = self.finished(folder)
            self.assertLess(len(before), RUNS)
            self.study("resume", folder=folder)
            self.assertTrue(before.items() <= self.finished(folder).items())
            self.assertEqual(self.sums(folder), self.sums("whole"))
            self.assert_clean(folder)

    def test_a_wall_time_stops_runs_at_their_checkpoints(self):
        whole_s = self.time_of_a_whole_study("--threads", "1")
        done, rounds = None, 0
        while done is None or done.returncode == STOPPED:
            done = self.study("run", "--threads", "1", "--walltime", f"{whole_s / 4:.3f} s", code=(OK, STOPPED))
            rounds += 1
            states = json.loads(self.study("status", "--json").stdout)["states"]
            if done.returncode == STOPPED:
                self.assertIn("runs are left; go on with jumelle study resume", done.stdout)
                self.assertLessEqual(states.get("stopped", 0), 1)
            self.assertLess(rounds, 100)
        self.assertGreater(rounds, 1)
        self.assertEqual(states, {"done": RUNS})
        self.assertEqual(self.sums("made"), self.sums("whole"))
        self.assert_clean("made")


if __name__ == "__main__":
    main()
