"""Arrays on a disk (--scratch): the same results, nothing left behind, and what is wrong with the folder is told.

The disk that is too small is a tmpfs where this process may mount one (as root), else a limit on the size of a file.

Called as: scratch_test.py PATH_OF_JUMELLE [unittest arguments]
"""

import json
import pathlib
import resource
import shutil
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
WET_CITY = CITY.replace("  heat: {spin_up: 0 h}\n", "").replace(", surface_temperature, utci", "")
STUDY = """\
jumelle_study: 1
name: One city
base: city.yaml
variants:
  today:
"""


class DiskTest(UserTest):
    """A user who may have a disk of their own, as root."""

    def mount(self, *what):
        """Whether the last of the words is a disk now."""
        if subprocess.run(["mount", *what], capture_output=True, check=False).returncode != 0:
            return False
        self.addCleanup(subprocess.run, ["umount", what[-1]], check=True)
        return True

    def is_in_memory(self, folder):
        kind = subprocess.run(["stat", "-f", "-c", "%T", self.folder / folder], capture_output=True, text=True, check=True)
        return kind.stdout.strip() in ("tmpfs", "ramfs")


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


class WrongFolders(DiskTest):
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
        if self.mount("-t", "tmpfs", "-o", "ro", "jumelle_test", disk):
            self.assert_refused("disk", "Read-only file system")
        else:
            disk.chmod(0o500)
            self.assert_refused("disk", "Permission denied")

    def test_of_a_study(self):
        self.write("city.yaml", CITY)
        self.write("study.yaml", STUDY)
        done = self.jumelle("-q", "study", "run", "study.yaml", "--scratch", "missing", code=IO_ERROR)
        self.assert_one_fault(done.stderr, "scratch folder missing")


class WhatItNeeds(DiskTest):
    """`check`, `study plan` and a study at work know what stays in memory."""

    def setUp(self):
        super().setUp()
        self.write("city.yaml", CITY)
        (self.folder / "scratch").mkdir()
        if self.is_in_memory("scratch"):
            self.skipTest("the folder of temporary files lies in memory")

    def cost(self, *options):
        return json.loads(self.jumelle("-q", "check", "city.yaml", "--json", *options).stdout)[0]["cost"]

    def test_is_what_a_run_takes(self):
        told = run_json(self.jumelle("-q", "run", "city.yaml", "--threads", "1", "--json", timeout=170))
        self.assertLess(abs(self.cost()["memory_bytes"] / told["peak_memory_bytes"] - 1), 0.25)
        self.assertNotIn("scratch_bytes", self.cost())

    def test_is_told_for_memory_and_files(self):
        free = shutil.disk_usage(self.folder).free
        without, cost = self.cost(), self.cost("--scratch", "scratch")
        self.assertLess(cost["memory_bytes"], without["memory_bytes"] / 4)
        self.assertGreater(cost["scratch_bytes"], without["memory_bytes"] / 2)
        self.assertGreaterEqual(cost["memory_bytes"] + cost["scratch_bytes"], without["memory_bytes"])
        self.assertLess(abs(cost["scratch_room_bytes"] / free - 1), 0.1)
        text = self.jumelle("-q", "check", "city.yaml", "--scratch", "scratch").stdout
        self.assertRegex(text, r"about \S+ MB of memory and \S+ MB in files, at most .*\n  the scratch folder has room "
                               r"for [0-9 ]+ MB; with \S+ MB of memory the run goes well, with more it is faster\n$")

    def test_is_no_file_in_a_small_town(self):
        self.write("town.yaml", TOWN)
        text = self.jumelle("-q", "check", "town.yaml", "--scratch", "scratch").stdout
        self.assertRegex(text, r"MB of memory, at most .*\n  the scratch folder is of no use: no array is as large "
                               r"as 2 MiB\n$")

    def test_is_told_by_the_plan_of_a_study(self):
        self.write("city.yaml", WET_CITY)
        self.write("study.yaml", STUDY)
        command = ("-q", "study", "plan", "study.yaml", "--probe", "1 s", "--json")
        plan = {name: json.loads(self.jumelle(*command, *options, timeout=170).stdout)["estimate"]
                for name, options in (("memory", ()), ("files", ("--scratch", "scratch")))}
        self.assertLess(plan["files"]["memory_bytes_a_run"], plan["memory"]["memory_bytes_a_run"] / 4)
        self.assertGreater(plan["files"]["scratch_bytes_a_run"], plan["memory"]["memory_bytes_a_run"] / 2)
        self.assertNotIn("scratch_bytes_a_run", plan["memory"])

    def most_at_once(self, *options):
        """Runs of two whose results are being written at the same time."""
        self.write("city.yaml", WET_CITY)
        self.write("study.yaml", STUDY + "  wetter: {set: {forcing.rain: 70 mm/h}}\n")
        command = [self.program, "-q", "study", "run", "study.yaml", "-o", "out", "--threads", "2", "--memory", "200 MB",
                   *options]
        most = 0
        with subprocess.Popen(command, cwd=self.folder, stdout=subprocess.DEVNULL) as process:
            while process.poll() is None:
                most = max(most, len(list((self.folder / "out" / "runs").glob("*/run.nc.part"))))
        self.assertEqual(process.returncode, 0)
        return most

    def test_lets_more_runs_compute_at_once(self):
        self.assertEqual(self.most_at_once(), 1)
        shutil.rmtree(self.folder / "out")
        self.assertEqual(self.most_at_once("--scratch", "scratch"), 2)


class DiskThatIsTooSmall(DiskTest):
    """With room for a few arrays."""

    def test_is_told_with_place_reason_and_hint_and_left_empty(self):
        self.write("city.yaml", CITY)
        disk = self.folder / "disk"
        disk.mkdir()
        options, reason = {}, "No space left on device"
        mounted = self.mount("-t", "tmpfs", "-o", "size=30m", "jumelle_test", disk)
        if not mounted:
            limit = (1024 * 1024, 1024 * 1024)
            options = {"preexec_fn": lambda: resource.setrlimit(resource.RLIMIT_FSIZE, limit)}
            reason = "File too large"
        done = self.jumelle("-q", "run", "city.yaml", "-o", "out", "--scratch", "disk", code=IO_ERROR, **options)
        warning, fault = "", done.stderr
        if mounted:
            warning, _, fault = fault.partition("\n")
            self.assertEqual(warning, "warning: the scratch folder disk lies in memory (tmpfs): it saves none; "
                                      "name a folder of a disk")
        self.assert_one_fault(fault, "no room for an array of 0.00", "in the scratch folder disk", reason,
                              "hint: make room on that disk, or name a folder of a larger one")
        self.assertEqual(list(disk.iterdir()), [])

    def test_is_told_by_check_before(self):
        self.write("city.yaml", CITY)
        image, disk = self.folder / "image", self.folder / "disk"
        disk.mkdir()
        with open(image, "wb") as file:
            file.truncate(260 << 20)
        made = subprocess.run(["mkfs.ext4", "-q", "-m", "0", "-O", "^has_journal", image], capture_output=True,
                              check=False) if shutil.which("mkfs.ext4") else None
        if made is None or made.returncode != 0 or not self.mount("-o", "loop", image, disk):
            self.skipTest("no disk can be made here")
        done = self.jumelle("-q", "check", "city.yaml", "--scratch", "disk")
        self.assertRegex(done.stderr, r"^warning: city.yaml: the scratch folder has room for 2\S+ MB, too little for "
                                      r"about 3\S+ MB\n  hint: make room on that disk, or name a folder of a larger one$")
        self.jumelle("-q", "run", "city.yaml", "--scratch", "disk", code=IO_ERROR, timeout=170)


if __name__ == "__main__":
    main()
