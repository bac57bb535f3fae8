"""Measures and `jumelle compare`: a baseline and an option, as a planner would do it.

Called as: compare_test.py PATH_OF_JUMELLE [unittest arguments]
"""

import csv
import json

import h5py
import numpy
import rasterio

from user import BAD_CONFIGURATION, BAD_DATA, TOWN, USAGE, UserTest, main

OPTION = TOWN.replace("A small town", "With a basin") + """\
measures:
  - retention_basin: {name: meadow, inside: {circle: {centre: [100, 100], radius: 30 m}}, depth: 2 m}
  - unseal: {inside: {circle: {centre: [50, 50], radius: 40 m}}}
"""


class Compare(UserTest):
    def run_both(self, option=OPTION):
        self.write("today.yaml", TOWN)
        self.write("basin.yaml", self.placed(option))
        self.jumelle("run", "today.yaml", "-o", "today")
        done = self.jumelle("run", "basin.yaml", "-o", "basin")
        return done.stdout

    def placed(self, text):
        """The town's corner is not (0, 0): circles are given from its south-west corner."""
        if not hasattr(self, "corner"):
            self.write("where.yaml", TOWN)
            self.jumelle("run", "where.yaml", "-o", "where")
            with h5py.File(self.folder / "where" / "run.nc") as file:
                self.corner = float(file["x"][:].min()) - 5, float(file["y"][:].min()) - 5
        for x, y in ((100, 100), (50, 50)):
            text = text.replace(f"[{x}, {y}]", f"[{x + self.corner[0]}, {y + self.corner[1]}]")
        return text

    def test_a_run_tells_what_its_measures_changed(self):
        table = self.run_both()
        self.assertIn("retention_basin", table)
        measures = json.loads((self.folder / "basin" / "run.json").read_text())["measures"]
        self.assertEqual([measure["kind"] for measure in measures], ["retention_basin", "unseal"])
        self.assertEqual(measures[0]["name"], "meadow")
        with h5py.File(self.folder / "today" / "run.nc") as before, h5py.File(self.folder / "basin" / "run.nc") as now:
            dug = before["elevation"][:] - now["elevation"][:]
            unsealed = (before["land_cover"][:] != now["land_cover"][:]).sum()
        self.assertEqual(measures[0]["cells"], (dug > 0).sum())
        self.assertAlmostEqual(measures[0]["cut_m3"], dug[dug > 0].sum() * 100, delta=0.01)
        self.assertGreater(unsealed, 0)

    def test_indicators_beside_each_other_with_their_change(self):
        self.run_both()
        done = self.jumelle("compare", "today/run.nc", "basin/run.nc", "--json", "-o", "both")
        told = json.loads(done.stdout)
        self.assertEqual(told["baseline"], "A small town")
        depth = told["indicators"]["max_depth"]["values"]
        runs = [json.loads((self.folder / name / "run.json").read_text()) for name in ("today", "basin")]
        for value, run in zip(depth, runs):
            self.assertEqual(value["value"], run["indicators"]["max_depth"]["value"])
        self.assertAlmostEqual(depth[1]["difference"], depth[1]["value"] - depth[0]["value"])
        with open(self.folder / "both" / "comparison.csv", encoding="utf-8", newline="") as file:
            rows = {row["indicator"]: row for row in csv.DictReader(file)}
        self.assertEqual(float(rows["max_depth"]["With a basin"]), depth[1]["value"])
        with rasterio.open(self.folder / "both" / "max_water_depth_With_a_basin.tif") as raster:
            change = raster.read(1)
        with h5py.File(self.folder / "today" / "run.nc") as before, h5py.File(self.folder / "basin" / "run.nc") as now:
            expected = now["max_water_depth"][:] - before["max_water_depth"][:]
        numpy.testing.assert_allclose(change, expected, atol=1e-6)

    def test_the_table_for_people_has_percents(self):
        self.run_both()
        table = self.jumelle("compare", "today/run.nc", "basin/run.nc").stdout
        self.assertRegex(table, r"indicator +unit +A small town +With a basin")
        self.assertRegex(table, r"max_depth .*[+-]\d+\.\d %")

    def test_other_times_and_missing_files_are_refused(self):
        self.run_both(OPTION.replace("duration: 4 min", "duration: 6 min"))
        done = self.jumelle("compare", "today/run.nc", "basin/run.nc", code=BAD_DATA)
        self.assert_one_fault(done.stderr, "basin/run.nc", "lasts 6 min, the first one 4 min", "baseline")
        self.jumelle("compare", "today/run.nc", code=USAGE)

    def test_a_measure_outside_the_town_is_told_with_its_place(self):
        self.write("wrong.yaml", TOWN + "measures:\n  - raise_ground: {inside: {circle: "
                   "{centre: [0, 0], radius: 3 m}}, by: 1 m}\n")
        done = self.jumelle("run", "wrong.yaml", "-o", "wrong", code=BAD_CONFIGURATION)
        self.assert_one_fault(done.stderr, "wrong.yaml:15:28", "measures[0].raise_ground.inside",
                              "reaches outside the grid")


if __name__ == "__main__":
    main()
