"""The module file of deploy/ by Lmod itself: what `module load jumelle` gives, and that unloading takes it back.

Called as: module_file_test.py PATH_OF_JUMELLE [unittest arguments]
"""

import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

from tree import ROOT

LMOD = pathlib.Path("/usr/share/lmod/lmod/init/bash")
PROGRAM = pathlib.Path("missing")


class ModuleFile(unittest.TestCase):
    def setUp(self):
        if not LMOD.is_file():
            raise AssertionError("not installed: lmod; call tools/setup --tests")
        temporary = tempfile.TemporaryDirectory(prefix="jumelle_module_")
        self.addCleanup(temporary.cleanup)
        self.folder = pathlib.Path(temporary.name)
        self.prefix = self.folder / "prefix"
        (self.prefix / "bin").mkdir(parents=True)
        (self.prefix / "bin/jumelle").symlink_to(PROGRAM)
        (self.folder / "modules/jumelle").mkdir(parents=True)
        (self.folder / "modules/jumelle/0.1.lua").write_bytes((ROOT / "deploy/modules/jumelle.lua").read_bytes())

    def shell(self, commands):
        environment = {"PATH": "/usr/bin:/bin", "HOME": str(self.folder), "JUMELLE_PREFIX": str(self.prefix),
                       "MODULEPATH": str(self.folder / "modules"), "LANG": os.environ.get("LANG", "C.UTF-8")}
        done = subprocess.run(["bash", "-c", f"source {LMOD}\nset -e\n{commands}"], env=environment, text=True,
                              capture_output=True, check=False)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return done.stdout + done.stderr

    def test_loading_gives_the_program_and_unloading_takes_it_back(self):
        told = self.shell("module load jumelle\ncommand -v jumelle\njumelle --version\necho root $JUMELLE_ROOT\n"
                          "echo libraries $LD_LIBRARY_PATH\necho packages $CMAKE_PREFIX_PATH\n"
                          "module unload jumelle\ncommand -v jumelle || echo gone ${JUMELLE_ROOT:-too}\n")
        self.assertIn(f"{self.prefix}/bin/jumelle\njumelle 0.", told)
        self.assertIn(f"root {self.prefix}\n", told)
        self.assertIn(f"libraries {self.prefix}/lib", told)
        self.assertIn(f"packages {self.prefix}", told)
        self.assertIn("gone too", told)

    def test_whatis_and_help_tell_what_it_is(self):
        self.assertIn("flooding, heat and traffic", self.shell("module whatis jumelle"))
        self.assertIn("urban simulation", self.shell("module help jumelle"))


if __name__ == "__main__":
    PROGRAM = pathlib.Path(sys.argv.pop(1)).resolve()
    unittest.main()
