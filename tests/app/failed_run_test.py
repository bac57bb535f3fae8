"""A run that goes wrong on the way: exit code 1, the reason, and results that can be read so far.

What goes wrong is a slip of the pen that the scenario language has no reason to forbid: a water level or an inflow
that is far too large.

Called as: failed_run_test.py PATH_OF_JUMELLE [unittest arguments]
"""

import json
import unittest

import h5py
import numpy

from user import RUN_FAILED, TOWN, UserTest, main


class FailedRun(UserTest):
    def setUp(self):
        super().setUp()
        self.write("town.yaml", TOWN.replace("  rain: 60 mm/h", "  rain: 60 mm/h\n  borders: {south: {level: "
                                             "{csv: level.csv}}}").replace("every: 2 min", "every: 1 min"))
        # The level is good for two minutes; then it is not.
        self.write("level.csv", "time [s],level [m]\n0,0\n120,0\n121,1e200\n")

    def fail(self, *arguments):
        done = self.jumelle("run", "town.yaml", "-o", "out", *arguments, code=RUN_FAILED)
        return done, json.loads((self.folder / "out/run.json").read_text(encoding="utf-8"))

    def test_says_model_time_and_where_the_results_are(self):
        done, _ = self.fail("-q")
        self.assertEqual(done.stdout, "")
        message, where = done.stderr.splitlines()
        self.assertRegex(message, r"flood.* at 2 min")
        self.assertEqual(where, "  results until then: out/run.nc.part")

    def test_run_json_says_that_it_failed_and_why(self):
        done, run = self.fail("-q")
        self.assertEqual(run["status"], "failed")
        self.assertEqual(run["error"], done.stderr.splitlines()[0])
        self.assertNotIn("sha256", run)
        self.assertEqual(run["indicators"], {})
        self.assertNotIn("balance", run)

    def test_results_until_then_are_complete(self):
        self.fail()
        with h5py.File(self.folder / "out/run.nc.part") as file:
            self.assertEqual(list(file["time"]), [0.0, 60.0, 120.0])
            for name in ("water_depth", "flow_speed"):
                self.assertTrue(numpy.isfinite(file[name][:3]).all())
            self.assertGreater(file["water_depth"][2].max(), file["water_depth"][1].max())

    def test_an_earlier_run_nc_stays(self):
        self.jumelle("run", "town.yaml", "-o", "out", "--set", "forcing.borders={}")
        before = (self.folder / "out/run.nc").read_bytes()
        self.fail()
        self.assertEqual((self.folder / "out/run.nc").read_bytes(), before)

    def test_a_good_run_into_the_same_folder_follows(self):
        self.fail()
        self.jumelle("run", "town.yaml", "-o", "out", "--set", "forcing.borders={}")
        self.assertEqual(sorted(path.name for path in (self.folder / "out").iterdir()), ["run.json", "run.nc"])

    def test_steps_that_shrink_to_nothing_end_the_run(self):
        # Water so fast that a stable step is shorter than any use: the run must not go on for years.
        self.write("q.csv", "time [s],q [m3/s]\n0,1\n60,1\n61,1e300\n")
        inflow = "forcing={inflows: [{name: river, at: centre, discharge: {csv: q.csv}}]}"
        done, run = self.fail("-q", "--set", inflow)
        self.assertRegex(done.stderr, "^model 'flood' cannot go on at .* longest stable step is 1e-09 s; look for a number")
        self.assertEqual(run["status"], "failed")


if __name__ == "__main__":
    main()
