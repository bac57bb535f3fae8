"""Runs over several ranks as a user meets them: what is told, how faults end, what happens to those left alone.

Called as: ranks_test.py PATH_OF_JUMELLE MPIRUN... -- [unittest arguments]
"""

import json
import os
import signal
import subprocess
import sys
import time

from user import BAD_CONFIGURATION, IO_ERROR, RUN_FAILED, TOWN, USAGE, UserTest, main

MPIRUN = []


class Ranks(UserTest):
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

    def test_checkpoints_are_of_one_process(self):
        _, error = self.ranks(2, "run", "town.yaml", "--walltime", "1 h", code=BAD_CONFIGURATION)
        self.assertEqual(error.count("several ranks"), 1, error)


def children(pid):
    done = subprocess.run(["ps", "--ppid", str(pid), "-o", "pid="], stdout=subprocess.PIPE, text=True, check=False)
    return [int(line) for line in done.stdout.split()]


if __name__ == "__main__":
    end = sys.argv.index("--") if "--" in sys.argv else len(sys.argv)
    MPIRUN = sys.argv[2:end]
    sys.argv = sys.argv[:2] + sys.argv[end + 1:]
    main()
