"""Runs over several ranks as a user meets them: what is told, how faults end, what happens to those left alone.

Called as: ranks_test.py PATH_OF_JUMELLE MPIRUN... -- [unittest arguments]
"""

import json
import os
import signal
import subprocess
import sys
import time

from user import BAD_CONFIGURATION, IO_ERROR, RUN_FAILED, STOPPED, TOWN, USAGE, UserTest, main

MPIRUN = []


class RankTest(UserTest):
    def setUp(self):
        super().setUp()
        self.write("town.yaml", TOWN)

    def start(self, ranks, *arguments):
        return subprocess.Popen([*MPIRUN, "-n", str(ranks), UserTest.program, *arguments], cwd=self.folder, text=True,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def ranks(self, ranks, *arguments, code):
        process = self.start(ranks, *arguments)
        out, error = process.communicate(timeout=120)
        self.assertEqual(process.returncode, code, error)
        return out, error


class Ranks(RankTest):
    def test_one_rank_talks_and_writes(self):
        out, error = self.ranks(3, "run", "town.yaml", "-o", "out", "--json", code=0)
        told = json.loads(out)  # one object, not three
        self.assertEqual(told["parallel"]["ranks"], 3)
        self.assertGreater(told["parallel"]["halo_bytes"], 0)
        self.assertEqual(error.count("A small town"), 1)
        self.assertEqual(sorted(path.name for path in (self.folder / "out").iterdir()), ["run.json", "run.nc"])

    def test_a_fault_of_the_scenario_is_told_once(self):
        self.write("bad.yaml", TOWN.replace("rain: 60 mm/h", "rian: 60 mm/h"))
        _, error = self.ranks(3, "run", "bad.yaml", "-o", "out", code=BAD_CONFIGURATION)
        self.assertEqual(error.count("rian"), 1, error)

    def test_a_run_that_breaks_is_told_once(self):
        self.write("broken.yaml", TOWN.replace("  rain: 60 mm/h", "  rain: 60 mm/h\n  borders: {south: {level: "
                                               "{csv: level.csv}}}"))
        self.write("level.csv", "time [s],level [m]\n0,0\n120,0\n121,1e200\n")
        _, error = self.ranks(2, "-q", "run", "broken.yaml", "-o", "out", code=RUN_FAILED)
        self.assertEqual(error.count("flood"), 1, error)
        self.assertEqual(json.loads((self.folder / "out/run.json").read_text())["status"], "failed")

    def test_a_rank_that_fails_alone_ends_the_others(self):
        self.write("file", "where the folder should be")
        begin = time.monotonic()
        _, error = self.ranks(2, "-q", "run", "town.yaml", "-o", "file", code=IO_ERROR)
        self.assertEqual(error.count("cannot make folder"), 1, error)
        self.assertLess(time.monotonic() - begin, 60)

    def test_a_rank_that_is_killed_ends_the_others(self):
        process = self.start(2, "-q", "run", "town.yaml", "-o", "out", "--set", "time.duration=2000 h")
        victim, until = [], time.monotonic() + 60
        while not victim and time.monotonic() < until:
            time.sleep(0.5)
            victim = [pid for pid in children(process.pid) if self.is_running(pid)]
        os.kill(victim[-1], signal.SIGKILL)
        process.communicate(timeout=60)
        self.assertNotEqual(process.returncode, 0)

    def is_running(self, pid):
        """Whether the rank is past its start: its results lie there."""
        return (self.folder / "out/run.nc.part").exists() and pid > 0

    def test_only_run_computes_with_several(self):
        _, error = self.ranks(2, "info", code=USAGE)
        self.assertEqual(error.count("2 processes were started together"), 1, error)


class Checkpoints(RankTest):
    """A run of minutes, left and gone on with by other numbers of ranks."""

    LONG = ["--set", "time.duration=10 h", "--set", "time.exchange_every=10 min", "--set", "outputs.every=4 h",
            "--set", "models.flood.infiltration=green_ampt", "--threads", "1"]

    def begin(self, ranks, *arguments):
        """Starts the long run; returns when it computes, with the ranks' processes."""
        part = self.folder / "out/run.nc.part"
        before = part.stat().st_mtime_ns if part.exists() else 0
        process = self.start(ranks, "-q", "run", "town.yaml", "-o", "out", *self.LONG, *arguments)
        until = time.monotonic() + 60
        while time.monotonic() < until and not (part.exists() and part.stat().st_mtime_ns != before):
            time.sleep(0.05)
        time.sleep(0.3)
        return process, children(process.pid)

    def expect_stopped(self, process, code):
        out, error = process.communicate(timeout=60)
        self.assertEqual(process.returncode, code, error)
        self.assertTrue(list((self.folder / "out").glob("checkpoint_*.h5")))
        return out

    def expect_the_end_of_an_undisturbed_run(self, ranks):
        last = [*self.LONG, "--resume"]
        _, error = self.ranks(ranks, "run", "town.yaml", "-o", "out", *last, code=0)
        self.assertIn("goes on from a checkpoint", error)
        self.jumelle("run", "town.yaml", "-o", "whole", *self.LONG)
        told, expected = [json.loads((self.folder / name / "run.json").read_text()) for name in ("out", "whole")]
        for key in ("data_sha256", "indicators", "balance"):
            self.assertEqual(told[key], expected[key])
        self.assertEqual(told["timing"]["steps"], expected["timing"]["steps"])
        self.assertEqual(sorted(path.name for path in (self.folder / "out").iterdir()), ["run.json", "run.nc"])

    def test_signals_stop_all_ranks_and_any_number_goes_on(self):
        process, _ = self.begin(3)
        process.send_signal(signal.SIGUSR1)  # mpirun passes it on
        self.assertEqual(self.expect_stopped(process, STOPPED).count("stopped at a checkpoint"), 1)
        process, ranks = self.begin(2, "--resume")
        os.kill(ranks[-1], signal.SIGTERM)  # as `srun` does, here to one rank only
        self.assertEqual(self.expect_stopped(process, STOPPED).count("stopped at a checkpoint"), 1)
        self.expect_the_end_of_an_undisturbed_run(1)

    def test_mpirun_that_is_ended_lets_the_run_keep_its_state(self):
        grace_s = "5"  # mpirun passes TERM on after that time, and kills after the same time again
        MPIRUN[1:1] = ["--mca", "odls_base_sigkill_timeout", grace_s]
        self.addCleanup(MPIRUN.__delitem__, slice(1, 4))
        for_ever = ["--set", "time.duration=4000 h"]
        process, _ = self.begin(2, *for_ever)
        process.send_signal(signal.SIGTERM)
        self.expect_stopped(process, RUN_FAILED)  # mpirun's own code
        _, error = self.ranks(3, "run", "town.yaml", "-o", "out", *self.LONG, *for_ever, "--resume", "--walltime",
                              "0.5 s", code=STOPPED)
        self.assertIn("goes on from a checkpoint", error)

    def test_a_rank_that_is_killed_costs_the_time_since_the_last_checkpoint(self):
        process, ranks = self.begin(2, "--checkpoint-every", "0.2 s")
        until = time.monotonic() + 60
        while time.monotonic() < until and not list((self.folder / "out").glob("checkpoint_*.h5")):
            time.sleep(0.05)
        os.kill(ranks[-1], signal.SIGKILL)
        process.communicate(timeout=60)
        while any(is_alive(rank) for rank in ranks):  # mpirun does not wait for those that it kills
            time.sleep(0.05)
        self.expect_the_end_of_an_undisturbed_run(3)

    def test_the_wall_clock_stops_all_ranks(self):
        self.ranks(2, "run", "town.yaml", "-o", "out", *self.LONG, "--walltime", "0.5 s", code=STOPPED)
        self.assertEqual(json.loads((self.folder / "out/run.json").read_text())["status"], "stopped")

    def test_a_checkpoint_of_another_scenario_is_refused_once(self):
        self.ranks(2, "run", "town.yaml", "-o", "out", *self.LONG, "--walltime", "0.5 s", code=STOPPED)
        _, error = self.ranks(2, "run", "town.yaml", "-o", "out", "--resume", code=BAD_CONFIGURATION)
        self.assertEqual(error.count("belongs to another scenario"), 1, error)

    def test_what_is_complete_is_told_once(self):
        self.ranks(2, "run", "town.yaml", "-o", "out", code=0)
        out, _ = self.ranks(2, "run", "town.yaml", "-o", "out", "--resume", code=0)
        self.assertEqual(out.count("is complete already"), 1, out)


class Studies(RankTest):
    """Runs of a study that several ranks compute together, one after the other."""

    def setUp(self):
        super().setUp()
        self.write("level.csv", "time [s],level [m]\n0,0\n120,0\n121,1e200\n")
        self.write("study.yaml", "jumelle_study: 1\nname: A study\nbase: town.yaml\nvariants:\n  today:\n"
                   "  dry: {set: {forcing.rain: 30 mm/h}}\n"
                   "  broken: {set: {forcing.borders: {south: {level: {csv: level.csv}}}}}\n"
                   "run: {ranks_per_run: 2, threads_per_run: 1}\n")

    def answer(self, folder, variant):
        return json.loads((self.folder / folder / "runs" / variant / "run.json").read_text())

    def test_have_the_bits_of_one_process_and_a_broken_run_does_not_end_them(self):
        out, error = self.ranks(2, "study", "run", "study.yaml", "-o", "made", code=RUN_FAILED)
        self.assertEqual(out.count("2 runs computed, 1 failed"), 1, out)
        self.assertEqual(error.count("broken failed"), 1, error)
        told = self.jumelle("study", "run", "study.yaml", "-o", "alone", code=RUN_FAILED)
        self.assertIn("run.ranks_per_run is 2, but one process computes", told.stderr)
        for variant in ("today", "dry"):
            self.assertEqual(self.answer("made", variant)["parallel"]["ranks"], 2)
            self.assertEqual(self.answer("made", variant)["data_sha256"], self.answer("alone", variant)["data_sha256"])
        self.assertEqual(self.answer("made", "broken")["status"], "failed")
        out, _ = self.ranks(2, "study", "resume", "study.yaml", "-o", "made", "--members", "0-1", code=0)
        self.assertIn("0 runs computed", out)

    def test_stop_at_a_checkpoint_and_go_on(self):
        only = ["--member", "0", "-o", "made"]
        self.write("town.yaml", TOWN.replace("duration: 4 min", "duration: 60 h"))
        out, _ = self.ranks(2, "study", "run", "study.yaml", *only, "--walltime", "1 s", code=STOPPED)
        self.assertEqual(out.count("stopped: 1 runs are left"), 1, out)
        self.ranks(3, "study", "resume", "study.yaml", *only, code=0)
        self.jumelle("study", "run", "study.yaml", "--member", "0", "-o", "alone")
        self.assertEqual(self.answer("made", "today")["data_sha256"], self.answer("alone", "today")["data_sha256"])

    def test_all_else_is_for_one_process(self):
        _, error = self.ranks(2, "study", "plan", "study.yaml", code=USAGE)
        self.assertEqual(error.count("2 processes were started together"), 1, error)


def is_alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def children(pid):
    done = subprocess.run(["ps", "--ppid", str(pid), "-o", "pid="], stdout=subprocess.PIPE, text=True, check=False)
    return [int(line) for line in done.stdout.split()]


if __name__ == "__main__":
    end = sys.argv.index("--") if "--" in sys.argv else len(sys.argv)
    MPIRUN = sys.argv[2:end]
    sys.argv = sys.argv[:2] + sys.argv[end + 1:]
    main()
