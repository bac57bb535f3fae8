"""docs/how_to_add_a_model.md, done literally: in a copy of the source tree the blocks are written to the files
that they name, the new model is built and tested, and its scenario is run.

Called as: how_to_add_a_model_test.py BUILD_FOLDER [unittest arguments]
"""

import math
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

from tree import ROOT, files_of

DOCUMENT = "docs/how_to_add_a_model.md"
BUILD = pathlib.Path("missing")
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
HEAD = re.compile(r'^(?://|#|<!--) (?P<path>[\w./-]+)(?:, after "(?P<after>.+)")?(?: -->)?$')


def blocks_of(text):
    """(path, line after which it goes or None, content) of every block but those of commands."""
    blocks = []
    for language, content in BLOCK.findall(text):
        if language == "sh":
            continue
        first, rest = content.split("\n", 1)
        head = HEAD.match(first)
        if not head:
            raise AssertionError(f"the first line of a block names no file: {first}")
        blocks.append((head["path"], head["after"], rest))
    return blocks


def apply(blocks, tree):
    for path, after, content in blocks:
        file = tree / path
        if after is None:
            if file.exists():
                raise AssertionError(f"{path} is there already")
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(content, encoding="utf-8")
        else:
            lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
            at = lines.index(after + "\n")
            file.write_text("".join([*lines[:at + 1], content, *lines[at + 1:]]), encoding="utf-8")


def cached_option(name):
    cache = (BUILD / "CMakeCache.txt").read_text(encoding="utf-8")
    return re.search(rf"^{name}:\w+=(.*)$", cache, re.MULTILINE)[1]


class HowToAddAModel(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory(prefix="jumelle_how_to_")
        cls.tree = pathlib.Path(cls.temporary.name)
        for name in files_of(ROOT):
            (cls.tree / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, cls.tree / name)
        apply(blocks_of((ROOT / DOCUMENT).read_text(encoding="utf-8")), cls.tree)
        # With these, ccache knows the unchanged files again although they lie elsewhere.
        cls.environment = dict(os.environ, CCACHE_BASEDIR=str(cls.tree), CCACHE_NOHASHDIR="1")
        cls.run_command("git", "init", "--quiet")  # so that the tests of the tree see sources only
        cls.run_command("cmake", "--preset", "release", f"-DJUMELLE_WERROR={cached_option('JUMELLE_WERROR')}",
                        "-DJUMELLE_BENCH=OFF")
        cls.run_command("cmake", "--build", "build/release", "--target", "test_linear_reservoir", "jumelle")

    @classmethod
    def tearDownClass(cls):
        cls.temporary.cleanup()

    @classmethod
    def run_command(cls, *command):
        done = subprocess.run(command, cwd=cls.tree, env=cls.environment, capture_output=True, text=True,
                              check=False)
        if done.returncode != 0:
            raise AssertionError(f"{' '.join(command)} ended with {done.returncode}\n{done.stdout}{done.stderr}")
        return done.stdout

    def test_1_tests_of_the_new_model_pass(self):
        said = self.run_command("build/release/bin/test_linear_reservoir")
        self.assertRegex(said, r"PASSED.* 4 tests")

    def test_2_new_files_keep_the_rules_of_the_tree(self):
        for test in ("layers", "sizes", "readmes"):
            self.run_command("/usr/bin/python3", "-B", f"tests/structure/{test}_test.py")

    def test_3_new_files_are_formatted(self):
        sources = [name for name in files_of(self.tree)
                   if "linear_reservoir" in name and name.endswith((".hpp", ".cpp"))]
        self.assertGreaterEqual(len(sources), 5)
        self.run_command("clang-format", "--dry-run", "--Werror", *sources)

    def test_4_program_knows_the_new_model(self):
        self.assertIn("residence_time", self.run_command("build/release/bin/jumelle", "describe",
                                                         "linear_reservoir"))

    def test_5_scenario_gives_the_exact_solution(self):
        import h5py  # here, so that the tests above need the standard library only

        self.run_command("build/release/bin/jumelle", "run", "scenarios/90_linear_reservoir/scenario.yaml",
                         "-o", "out/linear_reservoir")
        with h5py.File(self.tree / "out/linear_reservoir/run.nc") as results:
            storage_m = results["reservoir_storage"][:]
        self.assertEqual(storage_m.shape, (3, 10, 20))
        self.assertEqual(abs(storage_m[0]).max(), 0.0)
        exact_m = 0.010 * (1.0 - math.exp(-1.0))
        self.assertLess(abs(storage_m[-1] - exact_m).max(), 1e-6 * exact_m)


class Blocks(unittest.TestCase):
    def test_that_names_no_file_is_a_fault(self):
        with self.assertRaisesRegex(AssertionError, "names no file"):
            blocks_of("```cpp\nint x;\n```\n")

    def test_that_would_overwrite_a_file_is_a_fault(self):
        with tempfile.TemporaryDirectory() as folder:
            (pathlib.Path(folder) / "a.cpp").write_text("", encoding="utf-8")
            with self.assertRaisesRegex(AssertionError, "there already"):
                apply([("a.cpp", None, "")], pathlib.Path(folder))

    def test_with_a_place_goes_behind_that_line(self):
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder) / "list"
            file.write_text("begin\nend\n", encoding="utf-8")
            apply(blocks_of('```cmake\n# list, after "begin"\n  middle\n```\n'), pathlib.Path(folder))
            self.assertEqual(file.read_text(encoding="utf-8"), "begin\n  middle\nend\n")


if __name__ == "__main__":
    BUILD = pathlib.Path(sys.argv.pop(1)).resolve()
    unittest.main()
