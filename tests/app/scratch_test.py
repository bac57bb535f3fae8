"""Arrays on a disk (--scratch): the same results, nothing left behind, and what is wrong with the folder is told.

The disk that is too small is a tmpfs where this process may mount one (as root), else a limit on the size of a file.

Called as: scratch_test.py PATH_OF_JUMELLE [unittest arguments]
"""

import json
import pathlib
import resource
import subprocess
import unittest

from user import IO_ERROR, ROOT, TOWN, UserTest, main, run_json

# 800 × 800 cells: an array of single numbers takes 2.6 MB.
CITY = f"""\
jumelle: 1
name: A city
territory:
  synthetic_town: {{seed: 7, size: 800 m}}
  resolution: 1 m
forcing:
  rain: 60 mm/h
  weather: {{epw: {ROOT}/scenarios/04_hot_day_in_a_grid_town/data/three_hot_days.epw}}
time: {{start: 2025-07-01T12:00+01:00, duration: 10 s, exchange_every: 10 s}}
models:
  flood: {{}}
  heat: {{spin_up: 0 h}}
outputs:
  every: 10 s
  fields: [water_depth, surface_temperature, utci]
"""
STUDY = """\
jumelle_study: 1
name: One city
base: city.yaml
variants:
  today:
"""


class OnDisk(UserTest):
    def setUp(self):
        super().setUp()
        self.write("city.yaml", CITY)
        self.scratch = self.folder / "scratch"
        self.scratch.mkdir()

    def test_the_same_results_and_an_empty_folder(self):
        told = {}
        for folder, options in (("memory", ()), ("disk", ("--scratch", "scratch"))):
            command = ("-q", "run", "city.yaml", "-o", folder, "--threads", "1", "--json", *options)
            told[folder] = run_json(self.jumelle(*command, timeout=170))
        self.write("study.yaml", STUDY)
        self.jumelle("-q", "study", "run", "study.yaml", "-o", "study", "--threads", "2", "--scratch", "scratch",
                     timeout=170)
        told["study"] = json.loads((self.folder / "study" / "runs" / "today" / "run.json").read_text())
        for folder in ("disk", "study"):
            for key in ("data_sha256", "balance", "indicators"):
                self.assertEqual(told[folder][key], told["memory"][key])
        self.assertEqual(list(self.scratch.iterdir()), [])

    def test_most_of_the_memory_is_that_of_files(self):
        most = {"RssAnon": 0, "RssShmem": 0, "RssFile": 0}
        command = [self.program, "-q", "run", "city.yaml", "--scratch", "scratch"]
        with subprocess.Popen(command, cwd=self.folder, stdout=subprocess.DEVNULL) as process:
            while process.poll() is None:
                status = pathlib.Path(f"/proc/{process.pid}/status").read_text(encoding="utf-8")
                for line in status.splitlines():
                    name, _, value = line.partition(":")
                    if name in most:
                        most[name] = max(most[name], int(value.split()[0]))
        self.assertEqual(process.returncode, 0)
        self.assertGreater(most["RssFile"] + most["RssShmem"], 2 * most["RssAnon"], most)


class WrongFolders(UserTest):
    def setUp(self):
        super().setUp()
        self.write("town.yaml", TOWN)

    def assert_refused(self, folder, *parts):
        done = self.jumelle("-q", "run", "town.yaml", "-o", "out", "--scratch", folder, code=IO_ERROR)
        self.assert_one_fault(done.stderr, f"cannot keep arrays in the scratch folder {folder}", *parts,
                              "hint: name a folder of a disk that can be written to")
        self.assertFalse((self.folder / "out").exists())

    def test_that_is_not_there(self):
        self.assert_refused("missing", "No such file or directory")

    def test_that_is_a_file(self):
        self.assert_refused("town.yaml", "Not a directory")

    def test_that_cannot_be_written_to(self):
        disk = self.folder / "disk"
        disk.mkdir()
        if subprocess.run(["mount", "-t", "tmpfs", "-o", "ro", "jumelle_test", disk], capture_output=True,
                          check=False).returncode == 0:
            self.addCleanup(subprocess.run, ["umount", disk], check=True)
            self.assert_refused("disk", "Read-only file system")
        else:
            disk.chmod(0o500)
            self.assert_refused("disk", "Permission denied")

    def test_of_a_study(self):
        self.write("city.yaml", CITY)
        self.write("study.yaml", STUDY)
        done = self.jumelle("-q", "study", "run", "study.yaml", "--scratch", "missing", code=IO_ERROR)
        self.assert_one_fault(done.stderr, "scratch folder missing")


class DiskThatIsTooSmall(UserTest):
    """With room for a few arrays."""

    def test_is_told_with_place_reason_and_hint_and_left_empty(self):
        self.write("city.yaml", CITY)
        disk = self.folder / "disk"
        disk.mkdir()
        options, reason = {}, "No space left on device"
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=30m", "jumelle_test", disk],
                                 capture_output=True, check=False).returncode == 0
        if mounted:
            self.addCleanup(subprocess.run, ["umount", disk], check=True)
        else:
            limit = (1024 * 1024, 1024 * 1024)
            options = {"preexec_fn": lambda: resource.setrlimit(resource.RLIMIT_FSIZE, limit)}
            reason = "File too large"
        done = self.jumelle("-q", "run", "city.yaml", "-o", "out", "--scratch", "disk", code=IO_ERROR, **options)
        self.assert_one_fault(done.stderr, "no room for an array of 0.00", "in the scratch folder disk", reason,
                              "hint: make room on that disk, or name a folder of a larger one")
        self.assertEqual(list(disk.iterdir()), [])


if __name__ == "__main__":
    main()
