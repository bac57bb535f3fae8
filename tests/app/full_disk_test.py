"""A disk that is full: exit code 74, one message, and all that was written before stays readable.

The disk is a small tmpfs where this process may mount one (as root), else a limit on the size of a file.

Called as: full_disk_test.py PATH_OF_JUMELLE [unittest arguments]
"""

import contextlib
import resource
import subprocess
import sys
import unittest

import h5py
import numpy

from user import IO_ERROR, TOWN, UserTest, main

# 40 × 40 cells every second: more than fits.
LONG = (TOWN.replace("resolution: 10 m", "resolution: 5 m").replace("every: 2 min", "every: 1 s")
        .replace("exchange_every: 1 min", "exchange_every: 1 s").replace("duration: 4 min", "duration: 10 min"))
DISK_BYTES = 1024 * 1024
FULL = "No space left on device"
TOO_LARGE = "File too large"


class DiskTest(UserTest):
    """A user whose folder `disk` is a small disk."""

    def setUp(self):
        super().setUp()
        self.write("long.yaml", LONG)
        self.write("town.yaml", TOWN)
        self.disk = self.folder / "disk"
        self.disk.mkdir()
        self.options, self.reason = {}, FULL
        self.mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK_BYTES}", "jumelle_test", self.disk],
                                      capture_output=True, check=False).returncode == 0
        if self.mounted:
            self.addCleanup(subprocess.run, ["umount", self.disk], check=True)
        else:
            print("no right to mount: a limit on the size of files stands for the full disk", file=sys.stderr)
            limit = (DISK_BYTES, DISK_BYTES)
            self.options = {"preexec_fn": lambda: resource.setrlimit(resource.RLIMIT_FSIZE, limit)}
            self.reason = TOO_LARGE

    def fill(self):
        with contextlib.suppress(OSError), open(self.disk / "filler", "wb", buffering=0) as filler:
            while filler.write(b"\0" * 4096):
                pass


class FullDiskOfRuns(DiskTest):
    def run_out_of_space(self):
        return self.jumelle("-q", "run", "long.yaml", "-o", "disk", code=IO_ERROR, **self.options)

    def test_one_message_with_path_and_reason(self):
        done = self.run_out_of_space()
        self.assertEqual(done.stderr, f"cannot write disk/run.nc.part: {self.reason}\n")
        self.assertEqual(done.stdout, "")

    def test_steps_until_then_are_complete(self):
        self.run_out_of_space()
        with h5py.File(self.disk / "run.nc.part") as file:
            times = file["time"][:]
            times = times[numpy.isfinite(times)]
            self.assertGreater(len(times), 5)
            self.assertLess(len(times), 601)
            self.assertTrue((times == numpy.arange(len(times))).all())
            for name in ("water_depth", "flow_speed"):
                for step in range(len(times)):
                    self.assertTrue(numpy.isfinite(file[name][step]).all(), f"{name} at {times[step]} s")

    def test_an_earlier_run_stays(self):
        self.jumelle("run", "town.yaml", "-o", "disk")
        before = {name: (self.disk / name).read_bytes() for name in ("run.nc", "run.json")}
        self.run_out_of_space()
        for name, content in before.items():
            self.assertEqual((self.disk / name).read_bytes(), content, name)
        self.assertFalse((self.disk / "run.nc.lock").exists())

    def test_with_room_again_the_same_folder_serves(self):
        self.run_out_of_space()
        self.jumelle("run", "town.yaml", "-o", "disk")
        self.assertEqual(sorted(path.name for path in self.disk.iterdir()), ["run.json", "run.nc"])

    def test_a_disk_without_any_room(self):
        if not self.mounted:
            self.skipTest("a process whose files must be empty ends by a signal")
        self.fill()
        done = self.run_out_of_space()
        self.assert_one_fault(done.stderr, "disk/run.nc", self.reason)


class FullDiskOfExports(DiskTest):
    def test_one_message_and_no_half_file(self):
        if not self.mounted:
            self.skipTest("GDAL ends by a signal where only the size of files is limited")
        self.jumelle("run", "town.yaml", "-o", "out")
        self.fill()
        for target in ("geotiff", "png"):
            done = self.jumelle("export", "out/run.nc", "--to", target, "--field", "max_water_depth", "-o", "disk",
                                code=IO_ERROR)
            self.assert_one_fault(done.stderr, "disk/max_water_depth")
            self.assertEqual([path.name for path in self.disk.iterdir()], ["filler"])


if __name__ == "__main__":
    main()
