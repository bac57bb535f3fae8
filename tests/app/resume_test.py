"""A run that is stopped or killed, and gone on with: what comes out is the same, bit for bit.

Called as: resume_test.py PATH_OF_JUMELLE [unittest arguments]
"""

import json
import random
import shutil
import signal
import subprocess
import time

import h5py

from user import BAD_CONFIGURATION, OK, STOPPED, USAGE, UserTest, main

SEED = 20251130
KILLS = 8

# A second of computing: long enough to be met in the middle.
LONG = """\
jumelle: 1
name: A town under water
territory:
  synthetic_town: {seed: 7, size: 240 m}
  resolution: 4 m
forcing:
  rain: {design_storm: {depth: 60 mm, duration: 30 min, shape: chicago, peak: 0.4}}
time: {start: 2025-07-01T12:00Z, duration: 40 min, exchange_every: 1 min}
models:
  flood: {infiltration: green_ampt, thresholds: [10 cm]}
outputs:
  every: 1 min
  fields: [water_depth, flow_speed]
  gauges: [{name: bridge, at: bridge_1, radius: 5 m}]
  sections: [{name: street, line: [[700020, 6599900], [700200, 6599900]]}]
"""


class Resume(UserTest):
    def setUp(self):
        super().setUp()
        self.write("long.yaml", LONG)

    undisturbed = None

    def whole(self):
        """What an undisturbed run tells; computed once for all tests."""
        if Resume.undisturbed is None:
            Resume.undisturbed = json.loads(self.jumelle("run", "long.yaml", "-o", "whole", "--json").stdout)
        return Resume.undisturbed

    def resume(self, *arguments, code=OK, folder="cut"):
        return self.jumelle("run", "long.yaml", "-o", folder, "--resume", "--json", *arguments, code=code)

    def assert_same(self, told, whole):
        """All that does not depend on the clock."""
        for run in (told, whole):
            self.assertEqual(run["status"], "completed")
        for key in ("data_sha256", "scenario_sha256", "indicators", "balance", "series"):
            self.assertEqual(told[key], whole[key], key)
        self.assertEqual(told["timing"]["steps"], whole["timing"]["steps"])

    def start(self, *arguments, folder="cut"):
        return subprocess.Popen([self.program, "run", "long.yaml", "-o", folder, "--resume", *arguments],
                                cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def names(self, folder="cut"):
        return sorted(path.name for path in (self.folder / folder).iterdir())

    def checkpoints(self):
        return list((self.folder / "cut").glob("checkpoint_*"))

    def writes_since(self, moment_ns):
        """Whether the run has written results since then."""
        try:
            return (self.folder / "cut/run.nc.part").stat().st_mtime_ns > moment_ns
        except FileNotFoundError:
            return False

    def stop_in_the_middle(self, *arguments):
        done = self.jumelle("run", "long.yaml", "-o", "cut", "--walltime", "0.15 s", "--json", *arguments,
                            code=STOPPED)
        told = json.loads(done.stdout)
        self.assertEqual(told["status"], "stopped")
        self.assertGreater(told["elapsed_s"], 0.0)
        self.assertLess(told["elapsed_s"], 2400.0)

    def test_stopped_by_its_wall_time_it_goes_on_with_the_same_bits(self):
        whole = self.whole()
        self.stop_in_the_middle()
        self.assertEqual(self.names(), ["checkpoint_1.h5", "run.json", "run.nc.part"])
        self.assert_same(json.loads(self.resume().stdout), whole)
        self.assertEqual(self.names(), ["run.json", "run.nc"])

    def test_any_signal_of_a_scheduler_stops_it_at_a_checkpoint(self):
        whole = self.whole()
        for name in (signal.SIGUSR1, signal.SIGTERM, signal.SIGINT):
            process = self.start(folder=name.name)
            part = self.folder / name.name / "run.nc.part"
            while not part.exists():
                time.sleep(0.005)
            process.send_signal(name)
            self.assertEqual(process.wait(timeout=30), STOPPED, name)
            told = json.loads((self.folder / name.name / "run.json").read_text())
            self.assertEqual(told["status"], "stopped")
            self.assert_same(json.loads(self.resume(folder=name.name).stdout), whole)

    def test_killed_at_random_moments_it_ends_with_the_same_bits(self):
        whole = self.whole()
        moments = random.Random(SEED)
        resumed = 0
        for _ in range(KILLS):
            begun = time.time_ns()
            process = self.start("--checkpoint-every", "0.02 s")
            while not self.writes_since(begun) and process.poll() is None:
                time.sleep(0.002)
            time.sleep(moments.uniform(0.0, 0.2))
            if process.poll() is not None:
                break
            process.kill()
            process.wait()
            resumed += 1 if self.checkpoints() else 0
        self.assertGreater(resumed, 1)
        self.assert_same(json.loads(self.resume().stdout), whole)
        self.assertEqual(self.names(), ["run.json", "run.nc"])

    def test_a_kill_loses_no_more_than_what_came_after_the_last_checkpoint(self):
        process = self.start("--checkpoint-every", "0.02 s")
        while len(self.checkpoints()) < 2:
            time.sleep(0.005)
        process.kill()
        process.wait()
        reached_s = 0.0
        for path in self.checkpoints():
            if path.suffix == ".h5":
                with h5py.File(path) as file:
                    reached_s = max(reached_s, int(file.attrs["time_ticks"]) / 1e9)
        self.assertGreater(reached_s, 0.0)
        done = self.resume("--progress", "json")
        first = next(json.loads(line) for line in done.stderr.splitlines() if line.startswith("{"))
        self.assertGreaterEqual(first["elapsed_s"], reached_s)
        self.assertLessEqual(first["elapsed_s"], reached_s + 60.0)  # the next exchange

    def test_a_damaged_checkpoint_gives_way_to_the_one_before(self):
        whole = self.whole()
        for harm in (self.flip_a_byte, self.cut_off):
            shutil.rmtree(self.folder / "cut", ignore_errors=True)
            process = self.start("--checkpoint-every", "5 ms")
            while len(list((self.folder / "cut").glob("checkpoint_?.h5"))) < 2:
                time.sleep(0.002)
            process.send_signal(signal.SIGUSR1)
            self.assertEqual(process.wait(timeout=30), STOPPED)
            newest = max(self.checkpoints(), key=lambda path: path.stat().st_mtime_ns)
            self.assertEqual(len(self.checkpoints()), 2)
            harm(newest)
            done = self.resume()
            self.assertIn("it is damaged", done.stderr)
            self.assertIn("the checkpoint before it is taken", done.stderr)
            self.assertIn("goes on from a checkpoint", done.stderr)
            self.assert_same(json.loads(done.stdout), whole)

    def test_without_a_whole_checkpoint_it_begins_anew(self):
        whole = self.whole()
        self.stop_in_the_middle()
        self.cut_off(self.checkpoints()[0])
        done = self.resume()
        self.assertIn("begins anew", done.stderr)
        self.assert_same(json.loads(done.stdout), whole)

    def test_results_that_are_gone_or_changed_are_not_gone_on_with(self):
        whole = self.whole()
        for harm in (lambda path: path.unlink(), self.cut_off, self.flip_an_output):
            self.stop_in_the_middle()
            harm(self.folder / "cut/run.nc.part")
            done = self.resume()
            self.assertIn("begins anew", done.stderr)
            self.assert_same(json.loads(done.stdout), whole)

    def test_headers_that_were_changed_after_the_checkpoint_are_put_back(self):
        whole = self.whole()
        self.stop_in_the_middle()
        part = self.folder / "cut/run.nc.part"
        content = bytearray(part.read_bytes())
        content[:2000] = bytes(2000)  # as if a kill had met HDF5 while it wrote them
        part.write_bytes(content + bytes(5000))
        self.assert_same(json.loads(self.resume().stdout), whole)

    def test_a_run_killed_between_its_results_and_their_report_is_not_lost(self):
        whole = self.whole()
        self.stop_in_the_middle()
        kept = {path.name: path.read_bytes() for path in self.checkpoints()}
        self.resume()
        for name, content in kept.items():
            (self.folder / "cut" / name).write_bytes(content)
        (self.folder / "cut/run.json").unlink()
        done = self.resume()
        self.assertIn("goes on from a checkpoint", done.stderr)
        self.assert_same(json.loads(done.stdout), whole)

    def test_the_checkpoint_of_another_scenario_is_refused(self):
        self.stop_in_the_middle()
        before = self.bytes_of("cut")
        self.write("long.yaml", LONG.replace("60 mm", "61 mm"))
        done = self.resume(code=BAD_CONFIGURATION)
        self.assert_one_fault("\n".join(line for line in done.stderr.splitlines() if "info:" not in line),
                              "cut: the checkpoint belongs to another scenario", "without --resume")
        self.assertEqual(self.bytes_of("cut"), before)

    def test_without_resume_it_begins_anew_and_takes_the_checkpoints_away(self):
        self.stop_in_the_middle()
        done = self.jumelle("run", "long.yaml", "-o", "cut")
        self.assertNotIn("checkpoint", done.stderr)
        self.assertEqual(self.names(), ["run.json", "run.nc"])

    def test_a_job_that_is_started_again_after_its_end_has_nothing_to_do(self):
        told = json.loads(self.resume().stdout)
        before = self.bytes_of("cut")
        self.assertEqual(json.loads(self.resume().stdout), told)
        self.assertIn("complete already", self.jumelle("run", "long.yaml", "-o", "cut", "--resume").stdout)
        self.assertEqual(self.bytes_of("cut"), before)

    def test_resume_without_a_checkpoint_just_runs(self):
        self.assert_same(json.loads(self.resume().stdout), self.whole())

    def test_a_checkpoint_that_cannot_be_written_does_not_end_the_run(self):
        self.write("cut/checkpoint_1.h5.new/in_the_way", "")  # no file can have the folder's name
        done = self.jumelle("run", "long.yaml", "-o", "cut", "--json", "--checkpoint-every", "0.05 s")
        self.assertIn("the run goes on, and the checkpoint before it stays", done.stderr)
        self.assert_same(json.loads(done.stdout), self.whole())

    def test_wrong_times(self):
        for text in ("soon", "10", "-5 min", "3 kg", "10:00"):
            done = self.jumelle("run", "long.yaml", "--walltime", text, code=USAGE)
            self.assertIn(f"'{text}' is no length of time", done.stderr)

    @staticmethod
    def flip_a_byte(path):
        content = bytearray(path.read_bytes())
        content[len(content) // 2] ^= 1
        path.write_bytes(content)

    @staticmethod
    def cut_off(path):
        path.write_bytes(path.read_bytes()[:1500])

    @staticmethod
    def flip_an_output(path):
        """A byte of a compressed chunk: the longest run of bytes without zeros is one."""
        content = bytearray(path.read_bytes())
        pieces, at, best = bytes(content).split(b"\0\0"), 0, (0, 0)
        for piece in pieces:
            best = max(best, (len(piece), at))
            at += len(piece) + 2
        content[best[1] + best[0] // 2] ^= 1
        path.write_bytes(content)


if __name__ == "__main__":
    main()
