"""What the tests of the command share: scenarios of a small town, and calling the program as a user does."""

import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]

# Exit codes of docs/command.md.
OK, RUN_FAILED, USAGE, BAD_DATA, IO_ERROR, STOPPED, BAD_CONFIGURATION = 0, 1, 2, 65, 74, 75, 78

# 20 × 20 cells: a run takes a tenth of a second.
TOWN = """\
jumelle: 1
name: A small town
territory:
  synthetic_town: {seed: 7, size: 200 m}
  resolution: 10 m
forcing:
  rain: 60 mm/h
time: {start: 2025-07-01T16:00+02:00, duration: 4 min, exchange_every: 1 min}
models:
  flood: {}
outputs:
  every: 2 min
  fields: [water_depth, flow_speed]
"""

# What no user should ever read.
CRASHES = re.compile(r"internal error|terminate called|what\(\)|Segmentation|core dumped|Aborted|HDF5-DIAG|"
                     r"std::|assert", re.IGNORECASE)


class UserTest(unittest.TestCase):
    """A user with an empty folder of their own, and the program."""

    program = pathlib.Path("missing")

    def setUp(self):
        temporary = tempfile.TemporaryDirectory(prefix="jumelle_app_")
        self.addCleanup(temporary.cleanup)
        self.folder = pathlib.Path(temporary.name)

    def write(self, name, text):
        """A text file in the user's folder."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def jumelle(self, *arguments, code=OK, **options):
        """Calls the program in the user's folder; the exit code must be `code`, or one of several."""
        options.setdefault("timeout", 60)
        done = subprocess.run([str(part) for part in (self.program, *arguments)], cwd=self.folder, text=True,
                              capture_output=True, check=False, **options)
        told = f"jumelle {' '.join(str(part) for part in arguments)}\n{done.stdout}{done.stderr}"
        self.assertIn(done.returncode, code if isinstance(code, tuple) else (code,), told)
        self.assertIsNone(CRASHES.search(done.stdout + done.stderr), told)
        return done

    def assert_one_fault(self, stderr, *parts):
        """Exactly one message, of one line and at most a hint, that has all these parts."""
        lines = [line for line in stderr.splitlines() if not line.startswith("info: ")]
        self.assertTrue(lines, "nothing was told")
        self.assertLessEqual(len(lines), 2, stderr)
        for line in lines[1:]:
            self.assertRegex(line, r"^  hint: \S")
        for part in parts:
            self.assertIn(part, stderr)

    def bytes_of(self, folder):
        """name: content of all files of a folder"""
        root = self.folder / folder
        return {str(path.relative_to(root)): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def run_json(done):
    """The object that `run --json` printed."""
    return json.loads(done.stdout)


def need(*programs):
    """Fails where a program that the tests need is not installed."""
    missing = [name for name in programs if shutil.which(name) is None]
    if missing:
        raise AssertionError(f"not installed: {', '.join(missing)}; call tools/setup --tests")


def main():
    """Runs the tests of the calling file: FILE PATH_OF_JUMELLE [unittest arguments]"""
    if len(sys.argv) > 1:
        UserTest.program = pathlib.Path(sys.argv.pop(1)).resolve()
    unittest.main()
