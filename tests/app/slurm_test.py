"""A study on a real Slurm: an array of 40 tasks, of which one is killed and one is stopped at its time limit and
begun again; the dependent job computes what is left and collects.

Called as: slurm_test.py PATH_OF_JUMELLE [unittest arguments]
"""

import json
import os
import pathlib
import re
import signal
import sqlite3
import tempfile

from slurm_node import SlurmNode, ended, missing_programs
from user import TOWN, UserTest, main

# 38 tiny runs and two that take seconds: the task of one is killed, that of the other is frozen until its time
# limit is near.
KILLED = 5
STUDY = """\
jumelle_study: 1
name: Forty runs
base: base.yaml
variants: {today: }
samples:
  cases:
    frozen: {time.duration: 3 h}
%s
run: {time: 1 min, memory: 200 MB, restarts: 5}
""" % "\n".join(f"    wet {i}: {{forcing.rain: {20 + i} mm/h, time.duration: {'2 h' if i == KILLED else '4 min'}}}"
                for i in range(1, 40))

RANKS = """\
jumelle_study: 1
name: Two runs by two ranks each
base: base.yaml
variants: {today: , dry: {set: {forcing.rain: 20 mm/h}}}
run: {ranks_per_run: 2, threads_per_run: 1, time: 2 min, memory: 400 MB}
"""


def process_of(shard):
    """Process that computes a share of the study: `srun` and shells name it too."""
    for folder in pathlib.Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        try:
            words = (folder / "cmdline").read_bytes().decode(errors="replace").split("\0")
        except OSError:
            continue
        if "--shard" in words and words[words.index("--shard") + 1] == shard and words[1] == "study":
            return int(folder.name)
    return None


def signals(pid, name):
    """The signals of a process as bits: `SigCgt`, caught ones; `ShdPnd`, sent and not yet seen."""
    try:
        text = pathlib.Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    except OSError:
        return 0
    return int(re.search(rf"^{name}:\s*([0-9a-f]+)", text, re.MULTILINE)[1], 16)


def bit(number):
    return 1 << (number - 1)


class Slurm(UserTest):
    def setUp(self):
        super().setUp()
        self.write("base.yaml", TOWN.replace("size: 200 m", "size: 600 m"))
        self.write("study.yaml", STUDY)
        folder = tempfile.TemporaryDirectory(prefix="jumelle_slurm_", dir="/tmp")
        self.addCleanup(folder.cleanup)
        self.node = SlurmNode(pathlib.Path(folder.name) / "node", largest_array=31)

    def task_process(self, shard):
        """A task's process once it takes the signal that asks it to stop."""
        def found():
            pid = process_of(shard)
            return pid if pid and signals(pid, "SigCgt") & bit(signal.SIGUSR1) else None
        return self.node.wait_until(found, 60, f"the task {shard}")

    def kill_a_task(self):
        os.kill(self.task_process(f"{KILLED}/40"), signal.SIGKILL)

    def hold_a_task_until_its_limit(self):
        """Freezes the long run, so that its time limit comes however fast the machine is."""
        pid = self.task_process("0/40")
        os.kill(pid, signal.SIGSTOP)
        return pid

    def let_it_stop(self, pid):
        """Slurm wakes the process itself where the limit is reached before the test looks again."""
        asked = bit(signal.SIGUSR1) | bit(signal.SIGTERM)
        self.node.wait_until(lambda: ended(pid) or (signals(pid, "ShdPnd") | signals(pid, "SigPnd")) & asked, 90,
                             "a signal before the time limit")
        if not ended(pid):
            os.kill(pid, signal.SIGCONT)

    def states(self):
        return json.loads(self.jumelle("study", "status", "study.yaml", "-o", "made", "--json").stdout)

    def test_a_study_survives_a_kill_and_a_time_limit(self):
        with self.node:
            told = self.jumelle("study", "submit", "study.yaml", "-o", "made", "--stop-before", "50 s",
                                env=self.node.environment).stdout
            self.assertIn("40 runs in 40 tasks", told)
            arrays = re.findall(r"^array (\d+)$", told, re.MULTILINE)
            collect = re.search(r"^collect (\d+)$", told, re.MULTILINE)[1]
            self.assertEqual(len(arrays), 2, "an array has 31 tasks at most")
            held = self.hold_a_task_until_its_limit()
            self.kill_a_task()
            self.let_it_stop(held)
            self.node.wait_until(lambda: self.node.state_of(collect)[0] in ("COMPLETED", "FAILED", "TIMEOUT"), 150,
                                 "the job that collects")
            states = [state for array in arrays for state in self.node.state_of(array)]
            self.assertEqual(self.node.state_of(collect), ["COMPLETED"], self.log("collect_*"))
            self.assertEqual(sorted(set(states)), ["COMPLETED", "FAILED"])
            self.assertEqual(states.count("FAILED"), 1, "the killed task")
            restarts = self.node.call("scontrol", "show", "job", f"{arrays[0]}_0")
            self.assertRegex(restarts, r"Restarts=[1-5]\b")
        self.assertEqual(self.states()["states"], {"done": 40})
        self.assertIn("stopped: 1 runs are left", self.log(f"{arrays[0]}_0"), self.node.logs())
        self.assertIn("1 runs computed", self.log("collect_*"), "the dependent job computes what the kill left")
        with sqlite3.connect(self.folder / "made" / "study.sqlite") as database:
            self.assertEqual(database.execute("SELECT count(*) FROM runs WHERE state = 'done'").fetchone(), (40,))
        self.assert_same_as_undisturbed()

    def test_ranks_that_srun_starts_compute_the_runs_together(self):
        if json.loads(self.jumelle("info", "--json").stdout)["MPI"] == "no":
            self.skipTest("this program is built without MPI")
        self.write("study.yaml", RANKS)
        with self.node:
            told = self.jumelle("study", "submit", "study.yaml", "-o", "made", env=self.node.environment).stdout
            collect = re.search(r"^collect (\d+)$", told, re.MULTILINE)[1]
            self.node.wait_until(lambda: self.node.state_of(collect)[0] in ("COMPLETED", "FAILED", "TIMEOUT"), 120,
                                 "the job that collects")
            self.assertEqual(self.node.state_of(collect), ["COMPLETED"], self.log("*"))
        self.assertEqual(self.states()["states"], {"done": 2})
        for row in self.states()["list"]:
            told = json.loads((self.folder / row["results"]).with_name("run.json").read_text(encoding="utf-8"))
            self.assertEqual(told["parallel"]["ranks"], 2, self.log("*"))
        self.assert_same_as_undisturbed((0, 1))

    def log(self, name):
        return "".join(path.read_text(encoding="utf-8")
                       for path in sorted((self.folder / "made" / "logs").glob(f"{name}.log")))

    def assert_same_as_undisturbed(self, runs=(0, KILLED)):
        """The run that was stopped and the one that was killed have the bits of undisturbed ones."""
        rows = self.states()["list"]
        for run in runs:
            self.jumelle("study", "run", "study.yaml", "-o", "again", "--member", run)
            told = [json.loads((self.folder / rows[run]["results"].replace("made", folder, 1)).with_name("run.json")
                               .read_text(encoding="utf-8"))["data_sha256"] for folder in ("made", "again")]
            self.assertEqual(told[0], told[1])


if __name__ == "__main__":
    if missing := missing_programs():
        print(f"SKIPPED: Slurm is not installed ({', '.join(missing)}); call tools/setup --tests")
        raise SystemExit(77)
    main()
