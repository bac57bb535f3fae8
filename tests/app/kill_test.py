"""A run that is killed: what it had written opens, every step that counts is complete, the next run goes through.

Called as: kill_test.py PATH_OF_JUMELLE [unittest arguments]
"""

import random
import subprocess
import time

import h5py
import numpy

from user import TOWN, UserTest, main, need

# Ends by itself after an hour of model time with an output every second: always killed before.
ENDLESS = (TOWN.replace("every: 2 min", "every: 1 s").replace("exchange_every: 1 min", "exchange_every: 1 s")
           .replace("duration: 4 min", "duration: 24 h").replace("fields: [water_depth, flow_speed]", "fields: []"))
FIELDS = ("water_depth", "velocity_x", "velocity_y", "flow_speed")
KILLS = 10
SEED = 20250701
LONGEST_WAIT_S = 20.0


def steps_on_disk(path):
    """Times that a reader sees, 0 where the file cannot be read yet."""
    try:
        with h5py.File(path, locking=False) as file:
            return int(numpy.isfinite(file["time"][:]).sum())
    except (OSError, KeyError):
        return 0


class Kill(UserTest):
    def setUp(self):
        super().setUp()
        need("ncdump")
        self.write("endless.yaml", ENDLESS)
        self.write("town.yaml", TOWN)
        self.part = self.folder / "out/run.nc.part"

    def start_and_kill(self, after_s):
        """Kills a run `after_s` after its first step is on the disk."""
        self.part.unlink(missing_ok=True)  # so that the first step seen is one of this run
        with subprocess.Popen([self.program, "run", "endless.yaml", "-o", "out"], cwd=self.folder,
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            end = time.monotonic() + LONGEST_WAIT_S
            while steps_on_disk(self.part) == 0 and process.poll() is None and time.monotonic() < end:
                time.sleep(0.01)
            time.sleep(after_s)
            self.assertIsNone(process.poll(), "the run ended before it was killed")
            process.kill()

    def assert_complete(self):
        """Every time that counts has whole fields; returns how many there are."""
        with h5py.File(self.part) as file:
            times = file["time"][:]
            count = int(numpy.isfinite(times).sum())
            self.assertGreater(count, 0)
            self.assertTrue((times[:count] == numpy.arange(count)).all(), times)
            for name in FIELDS:
                self.assertGreaterEqual(file[name].shape[0], count, name)
                self.assertTrue(numpy.isfinite(file[name][:count]).all(), name)
            # It rains all the time, so a step that was not written would show.
            depth = file["water_depth"][:count].sum(axis=(1, 2))
            self.assertTrue((numpy.diff(depth[1:]) > 0.0).all(), "a step is missing")
        return count

    def test_killed_at_random_moments(self):
        moments = random.Random(SEED)
        counts = []
        for kill in range(KILLS):
            with self.subTest(kill=kill):
                self.start_and_kill(moments.uniform(0.0, 0.4))
                self.assertTrue((self.folder / "out/run.nc.lock").exists())
                counts.append(self.assert_complete())
                subprocess.run(["ncdump", "-h", self.part], check=True, capture_output=True)
        self.assertEqual(len(counts), KILLS)
        self.assertGreater(len(set(counts)), 1, "all kills hit the same step: no random moments")

    def test_the_next_run_takes_the_folder_over(self):
        self.start_and_kill(0.1)
        self.jumelle("run", "town.yaml", "-o", "out")
        self.assertEqual(sorted(path.name for path in (self.folder / "out").iterdir()), ["run.json", "run.nc"])
        with h5py.File(self.folder / "out/run.nc") as file:
            self.assertEqual(list(file["time"]), [0.0, 120.0, 240.0])

    def test_an_earlier_run_stays(self):
        self.jumelle("run", "town.yaml", "-o", "out")
        before = (self.folder / "out/run.nc").read_bytes()
        self.start_and_kill(0.1)
        self.assertEqual((self.folder / "out/run.nc").read_bytes(), before)


if __name__ == "__main__":
    main()
