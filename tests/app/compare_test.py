"""Measures and `jumelle compare`: a baseline and an option, as a planner would do it.

Called as: compare_test.py PATH_OF_JUMELLE [unittest arguments]
"""

import csv
import json
import os
import shutil
import subprocess

import h5py
import numpy
import rasterio

from user import BAD_CONFIGURATION, BAD_DATA, TOWN, USAGE, UserTest, main

OPTION = TOWN.replace("A small town", "With a basin") + """\
measures:
  - retention_basin: {name: meadow, inside: {circle: {centre: [100, 100], radius: 30 m}}, depth: 2 m}
  - unseal: {inside: {circle: {centre: [50, 50], radius: 40 m}}}
"""


TRAFFIC = TOWN.replace("  flood: {}", "  traffic:").replace("[water_depth, flow_speed]", "[road_flow]")


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

    def test_other_grids_systems_and_output_times_are_refused(self):
        self.write("today.yaml", TOWN)
        self.jumelle("run", "today.yaml", "-o", "today")
        for name, change, told in (
                ("finer", ("resolution: 10 m", "resolution: 5 m"), "40 × 40 cells of 5 m"),
                ("elsewhere", ("resolution: 10 m", "resolution: 10 m\n  crs: EPSG:32631"), "another CRS"),
                ("earlier", ("T16:00", "T15:00"), "begins at another moment"),
                ("oftener", ("every: 2 min", "every: 1 min"), "its results stand at 5 moments")):
            with self.subTest(name):
                self.write(f"{name}.yaml", TOWN.replace(*change))
                self.jumelle("run", f"{name}.yaml", "-o", name)
                done = self.jumelle("compare", "today/run.nc", f"{name}/run.nc", code=BAD_DATA)
                self.assert_one_fault(done.stderr, f"{name}/run.nc: cannot be compared", told, "baseline")

    def test_options_are_ranked_by_stated_weights(self):
        self.run_both()
        both = ("compare", "today/run.nc", "basin/run.nc")
        self.assertNotIn("rank", self.jumelle(*both).stdout, "nobody said what counts")
        told = json.loads(self.jumelle(*both, "--json", "--weights", "flooded_buildings=2", "--weights",
                                       "mean_flooded_depth=1", "-o", "ranked").stdout)
        score = {}
        for name in ("A small town", "With a basin"):
            score[name] = 0.0
            for indicator, weight in (("flooded_buildings", 2.0), ("mean_flooded_depth", 1.0)):
                values = {one["option"]: one["value"] for one in told["indicators"][indicator]["values"]}
                low, high = min(values.values()), max(values.values())
                score[name] += weight * ((high - values[name]) / (high - low) if high > low else 1.0) / 3.0
        for option in told["ranking"]["options"]:
            self.assertAlmostEqual(option["score"], score[option["name"]])
        self.assertEqual([option["rank"] for option in told["ranking"]["options"]],
                         [1, 1] if len(set(score.values())) == 1 else [1, 2])
        self.assertEqual(told["ranking"]["weights"], {"mean_flooded_depth": 1.0, "flooded_buildings": 2.0})
        with open(self.folder / "ranked" / "ranking.csv", encoding="utf-8", newline="") as file:
            rows = {row["option"]: row for row in csv.DictReader(file)}
        self.assertAlmostEqual(float(rows["With a basin"]["score"]), score["With a basin"])
        self.write("weights.yaml", "flooded_buildings: 2\nmean_flooded_depth: 1\n")
        table = self.jumelle(*both, "--weights", "weights.yaml").stdout
        self.assertRegex(table, rf"With a basin +\d +{score['With a basin']:.3f}")
        self.assertIn("no other option is as good in all 2 indicators and better in one", table)

    def test_weights_that_say_nothing_are_refused(self):
        self.run_both()
        self.write("list.yaml", "- flooded_area\n")
        self.write("twice.yaml", "flooded_area: 1\nmax_dept: 2\n")
        for weight, parts in (("floded_area=1", ("there is no indicator 'floded_area'", "did you mean 'flooded_area'?")),
                              ("water_in=1", ("neither less nor more of 'water_in' is better",)),
                              ("max_depth=-1", ("the weight '-1' of max_depth is no number above 0",)),
                              ("max_depth", ("'max_depth' has no weight", "write max_depth=1")),
                              ("lost_vehicle_hours=1", ("no run has a value of 'lost_vehicle_hours'",)),
                              ("list.yaml", ("list.yaml:1:1", "is a list, where a map of weights is needed")),
                              ("twice.yaml", ("twice.yaml:2:1", "did you mean 'max_depth'?"))):
            with self.subTest(weight):
                done = self.jumelle("compare", "today/run.nc", "basin/run.nc", "--weights", weight,
                                    code=BAD_CONFIGURATION)
                self.assert_one_fault(done.stderr, *parts)
        done = self.jumelle("compare", "today/run.nc", "basin/run.nc", "--weights", "max_depth=1", "--weights",
                            "max_depth=2", code=BAD_CONFIGURATION)
        self.assert_one_fault(done.stderr, "'max_depth' has two weights")

    def test_roads_are_compared_edge_by_edge(self):
        self.write("open.yaml", TRAFFIC)
        self.write("closed.yaml", TRAFFIC.replace("A small town", "One street closed") +
                   "measures:\n  - close_road: {edges: [street/1]}\n")
        for name in ("open", "closed"):
            self.jumelle("run", f"{name}.yaml", "-o", name)
        self.jumelle("compare", "open/run.nc", "closed/run.nc", "-o", "roads")
        with open(self.folder / "roads" / "roads_One_street_closed.csv", encoding="utf-8", newline="") as file:
            rows = {row["edge"]: row for row in csv.DictReader(file)}
        with h5py.File(self.folder / "open" / "run.nc") as before, h5py.File(self.folder / "closed" / "run.nc") as now:
            edges = [b"".join(name).decode().rstrip("\0 ") for name in now["road_edge_id"][:]]
            change = now["road_flow"][:].mean(axis=0) - before["road_flow"][:].mean(axis=0)
        self.assertEqual(list(rows), edges)
        for edge, expected in zip(edges, change):
            self.assertAlmostEqual(float(rows[edge]["mean_road_flow_difference [h-1]"]), expected, delta=1e-3)
        self.assertEqual(float(rows["street/1/f"]["road_closed_time_difference [s]"]), 240.0)
        features = json.loads((self.folder / "roads" / "roads_One_street_closed.geojson").read_text())["features"]
        self.assertEqual(len(features), len(edges))
        self.assertEqual(features[0]["geometry"]["type"], "LineString")

    def memory_of(self, runs):
        """Largest resident memory [bytes] of a comparison with maps of so many runs."""
        paths = [f"copies/{number}/run.nc" for number in range(runs)]
        process = subprocess.Popen([str(self.program), "compare", *paths, "-o", f"maps_{runs}"], cwd=self.folder,
                                   stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        self.assertEqual(process.returncode, 0)
        return usage.ru_maxrss * 1024

    def test_fifty_runs_take_no_more_memory_than_two(self):
        self.write("fine.yaml", TOWN.replace("resolution: 10 m", "resolution: 1 m").replace("4 min", "2 s")
                   .replace("exchange_every: 1 min", "exchange_every: 2 s").replace("every: 2 min", "every: 2 s"))
        self.jumelle("run", "fine.yaml", "-o", "fine")
        for number in range(50):
            (self.folder / "copies" / str(number)).mkdir(parents=True)
            shutil.copy(self.folder / "fine" / "run.nc", self.folder / "copies" / str(number) / "run.nc")
        few, many = self.memory_of(3), self.memory_of(50)
        maps = len(list((self.folder / "maps_3").glob("*.tif"))) // 2
        self.assertGreaterEqual(maps, 4)
        self.assertEqual(len(list((self.folder / "maps_50").glob("*.tif"))), 49 * maps)
        one_run = maps * 200 * 200 * 8
        self.assertLess(many - few, 10 * one_run, f"{few} bytes for 3 runs, {many} for 50")

    def test_a_measure_outside_the_town_is_told_with_its_place(self):
        self.write("wrong.yaml", TOWN + "measures:\n  - raise_ground: {inside: {circle: "
                   "{centre: [0, 0], radius: 3 m}}, by: 1 m}\n")
        done = self.jumelle("run", "wrong.yaml", "-o", "wrong", code=BAD_CONFIGURATION)
        self.assert_one_fault(done.stderr, "wrong.yaml:15:28", "measures[0].raise_ground.inside",
                              "reaches outside the grid")


if __name__ == "__main__":
    main()
