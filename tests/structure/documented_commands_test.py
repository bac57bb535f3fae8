"""Every command line that README.md and docs/ show is one that is tried; those that can run here are run.

Called as: documented_commands_test.py PATH_OF_JUMELLE [unittest arguments]
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

from tree import ROOT, files_of, lines_of, planted

LIST = "tests/structure/documented_commands.txt"
PROGRAM = pathlib.Path("missing")


def commands_of(root):
    """(file:line, command) of every line in a ```sh block; lines ending in a backslash are joined."""
    found = []
    for name in files_of(root):
        if name != "README.md" and not (name.startswith("docs/") and name.endswith(".md")):
            continue
        inside, begun = False, ""
        for number, line in enumerate(lines_of(root, name), 1):
            if line.strip().startswith("```"):
                inside = line.strip() == "```sh"
            elif inside:
                text = begun + re.sub(r"\s+#\s.*$", "", line).strip()
                begun = text[:-1] if text.endswith("\\") else ""
                if text and not begun and not text.startswith("#"):
                    found.append((f"{name}:{number}", text))
    return found


def tried_of(root):
    """command: (how, expected exit code or who tries it)"""
    tried = {}
    for line in lines_of(root, LIST):
        if not line.strip() or line.startswith("#"):
            continue
        how, command = (part.strip() for part in line.split("|", 1))
        if how.startswith("other:"):
            tried[command] = ("other", how[len("other:"):].strip())
        else:
            tried[command] = ("run", int(how.removeprefix("run")))
    return tried


def faults_of(root):
    shown, tried = commands_of(root), tried_of(root)
    faults = [f"{place}: nothing tries `{command}`; see {LIST}"
              for place, command in shown if command not in tried]
    known = {command for _, command in shown}
    return faults + [f"{LIST}: `{command}` is shown nowhere" for command in tried if command not in known]


def scenarios_of(text):
    """The ```yaml blocks that are whole scenarios."""
    blocks = re.findall(r"^```yaml\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    return [block for block in blocks if block.startswith("jumelle:")]


class DocumentedCommands(unittest.TestCase):
    def test_all_shown_are_tried_and_all_tried_are_shown(self):
        self.assertEqual(faults_of(ROOT), [])

    def test_programs_of_those_tried_elsewhere_exist(self):
        for command, (how, _) in tried_of(ROOT).items():
            if how == "other" and not command.startswith("build/"):
                program = command.split()[0]
                self.assertTrue((ROOT / program).is_file() or shutil.which(program), command)

    def test_those_that_can_run_here_end_as_expected(self):
        # In an empty folder that looks like the checkout, so that nothing is written into it.
        with tempfile.TemporaryDirectory(prefix="jumelle_commands_") as folder:
            for item in {name.split("/")[0] for name in files_of(ROOT)}:
                os.symlink(ROOT / item, pathlib.Path(folder) / item)
            (pathlib.Path(folder) / "build/release").mkdir(parents=True)
            os.symlink(PROGRAM.parent, pathlib.Path(folder) / "build/release/bin")
            environment = dict(os.environ, PATH=f"{PROGRAM.parent}:{os.environ['PATH']}")
            for command, (how, code) in tried_of(ROOT).items():
                if how != "run":
                    continue
                with self.subTest(command=command):
                    done = subprocess.run(["bash", "-c", command], cwd=folder, env=environment, text=True,
                                          capture_output=True, check=False)
                    self.assertEqual(done.returncode, code, done.stdout + done.stderr)

    def test_scenarios_of_the_front_page_have_no_fault(self):
        scenarios = scenarios_of((ROOT / "README.md").read_text(encoding="utf-8"))
        self.assertEqual(len(scenarios), 1)
        with planted({"shown.yaml": scenarios[0], "wrong.yaml": scenarios[0] + "nonsense: 1\n"}) as root:
            for file, code in (("shown.yaml", 0), ("wrong.yaml", 78)):
                done = subprocess.run([PROGRAM, "check", root / file], capture_output=True, text=True, check=False)
                self.assertEqual(done.returncode, code, done.stdout + done.stderr)

    def test_finds_a_command_that_nothing_tries(self):
        with planted({"README.md": "```sh\ntools/demo  # first\njumelle run \\\n  a.yaml\n```\n```\nno\n```\n",
                      LIST: "other: somebody | tools/demo\nrun 0 | jumelle gone\n"}) as root:
            self.assertEqual(faults_of(root),
                             [f"README.md:4: nothing tries `jumelle run a.yaml`; see {LIST}",
                              f"{LIST}: `jumelle gone` is shown nowhere"])


if __name__ == "__main__":
    if len(sys.argv) > 1:
        PROGRAM = pathlib.Path(sys.argv.pop(1)).resolve()
    unittest.main()
