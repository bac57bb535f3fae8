"""`cmake --install` gives a package that another project can find, include and link.

Called as: install_test.py BUILD_FOLDER [unittest arguments]
"""

import pathlib
import subprocess
import sys
import tempfile
import unittest

from tree import ROOT

BUILD = pathlib.Path("missing")


def run(*command, **options):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False, **options)
    if done.returncode != 0:
        raise AssertionError(f"{' '.join(str(part) for part in command)}\n{done.stdout}{done.stderr}")
    return done.stdout


def build_consumer(prefix, folder):
    run("cmake", "-G", "Ninja", "-S", ROOT / "tests/structure/consumer", "-B", folder,
        f"-DCMAKE_PREFIX_PATH={prefix}", "-DCMAKE_BUILD_TYPE=Release")
    run("cmake", "--build", folder)
    return run(folder / "consumer")


class Install(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory(prefix="jumelle_install_")
        cls.folder = pathlib.Path(cls.temporary.name)
        cls.prefix = cls.folder / "prefix"
        run("cmake", "--install", BUILD, "--prefix", cls.prefix)

    @classmethod
    def tearDownClass(cls):
        cls.temporary.cleanup()

    def test_a_consumer_finds_links_and_runs(self):
        self.assertIn("sum 6, 1 h 30 min", build_consumer(self.prefix, self.folder / "consumer"))

    def test_every_header_is_installed_under_its_path(self):
        for header in [*ROOT.glob("core/**/*.hpp"), *ROOT.glob("models/**/*.hpp"), *ROOT.glob("io/**/*.hpp")]:
            installed = self.prefix / "include/jumelle" / header.relative_to(ROOT)
            self.assertTrue(installed.is_file(), installed)

    def test_the_installed_package_names_neither_source_nor_build_folder(self):
        for file in self.prefix.glob("**/*.cmake"):
            text = file.read_text(encoding="utf-8")
            self.assertNotIn(f"{ROOT}/", text, file)
            self.assertNotIn(f"{BUILD}/", text, file)

    def test_the_program_works_from_a_prefix_that_is_read_only(self):
        for path in [*self.prefix.rglob("*"), self.prefix]:
            path.chmod(path.stat().st_mode & ~0o222)
        try:
            before = {path: path.lstat().st_mtime_ns for path in self.prefix.rglob("*")}
            program = self.prefix / "bin/jumelle"
            scenario = ROOT / "scenarios/01_first_steps_decay/scenario.yaml"
            run(program, "run", scenario, "-o", self.folder / "made", cwd=self.folder)
            run(program, "export", self.folder / "made/run.nc", "--to", "geotiff", cwd=self.folder)
            self.assertTrue(list((self.folder / "made").glob("*.tif")), "the driver for maps was found")
            self.assertEqual({path: path.lstat().st_mtime_ns for path in self.prefix.rglob("*")}, before)
        finally:
            for path in [self.prefix, *self.prefix.rglob("*")]:
                path.chmod(path.stat().st_mode | 0o200)

    def test_without_the_package_a_consumer_does_not_build(self):
        with self.assertRaisesRegex(AssertionError, 'configuration file provided by "jumelle"'):
            build_consumer(self.folder / "empty", self.folder / "consumer_without")


if __name__ == "__main__":
    BUILD = pathlib.Path(sys.argv.pop(1)).resolve()
    unittest.main()
