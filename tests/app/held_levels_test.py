"""A sea that holds its level at the end of a channel: what a scenario says of it reaches the water.

Called as: held_levels_test.py PATH_OF_JUMELLE [unittest arguments]
"""

import json
import math

import netCDF4
import numpy
import rasterio
from rasterio.transform import from_origin

from user import BAD_CONFIGURATION, UserTest, main

# A channel of 3 × 200 cells, 10 m deep. Beyond 500 m the water stands 1 cm higher, so a step of half of that runs to
# the sea in the first column. What comes from the far end is here after 350 s.
ROWS, COLUMNS, CELL, DEPTH, STEP, FIRST_RAISED = 3, 200, 10.0, 10.0, 0.005, 50
CELERITY = math.sqrt(9.81 * DEPTH)
SCENARIO = """\
jumelle: 1
name: A channel and the sea
territory:
  crs: EPSG:2154
  resolution: 10 m
  fields:
    elevation: {raster: bed.tif}
    initial_depth: {raster: depth.tif}
forcing:
  levels: [{name: sea, line: [[5, 5], [5, 25]], level: LEVEL}]
time: {duration: 250 s, exchange_every: 25 s}
models:
  flood: {scheme: SCHEME, manning: 0.005 s/m^(1/3)}
outputs:
  every: 250 s
  fields: [water_level]
  gauges: [{name: sea, at: [5, 15]}, {name: beside, at: [15, 15]}]
"""


# Water 5 m deep on 300 m by 300 m, with the sea in the west and in the north.
BAY = """\
jumelle: 1
name: A bay
territory:
  crs: EPSG:2154
  resolution: 10 m
  extent: [0, 0, 300, 300]
  fields: {elevation: -5 m, initial_depth: 5 m}
forcing:
  borders: {west: SIDE, north: SIDE}
time: {duration: 40 min, exchange_every: 5 min}
models:
  flood: {scheme: SCHEME, manning: 0.02 s/m^(1/3)}
outputs:
  every: 40 min
  fields: [water_level]
  gauges: [{name: sea, at: [5, 295]}, {name: inside, at: [15, 285]}]
"""


class HeldLevels(UserTest):
    def setUp(self):
        super().setUp()
        depth = numpy.full((ROWS, COLUMNS), DEPTH, dtype="float64")
        depth[:, FIRST_RAISED:] += 2.0 * STEP
        for name, numbers in (("bed", numpy.full_like(depth, -DEPTH)), ("depth", depth)):
            with rasterio.open(self.folder / f"{name}.tif", "w", driver="GTiff", height=ROWS, width=COLUMNS, count=1,
                               dtype="float64", crs="EPSG:2154",
                               transform=from_origin(0.0, ROWS * CELL, CELL, CELL)) as file:
                file.write(numbers, 1)

    def levels(self, level, scheme="second_order"):
        """{time: level} in the sea and beside it."""
        return self.levels_of(SCENARIO.replace("LEVEL", level), scheme)

    def levels_of(self, text, scheme="second_order"):
        self.write("sea.yaml", text.replace("SCHEME", scheme))
        self.jumelle("run", "sea.yaml", "-o", "out")
        with netCDF4.Dataset(self.folder / "out/run.nc") as data:
            times = numpy.asarray(data["gauge_time"][:])
            series = numpy.asarray(data["gauge_water_level"][:])
        series = series if series.shape[0] == 2 else series.T
        return [dict(zip(times, one)) for one in series]

    def assert_comes_back(self, reflection, beside, scheme):
        """Level beside the sea after the step has come there: a (1 − r (1 − exp(−t (2 − s) / (2 T))))."""
        share = 2.0 * reflection / (1.0 + reflection)
        for time in (125.0, 250.0):
            since = time - (FIRST_RAISED * CELL - 5.0) / CELERITY
            back = reflection * (1.0 - math.exp(-since * (2.0 - share) / (2.0 * 100.0)))
            self.assertAlmostEqual(beside[time] / STEP, 1.0 - back, delta=0.02, msg=f"{scheme}, {reflection}, {time} s")

    def test_absorbing_sends_back_what_is_asked_for_in_all_schemes(self):
        for scheme in ("second_order", "first_order", "inertial"):
            for reflection in (0.0, 0.5, 1.0):
                _, beside = self.levels(f"0 m, absorbing: {{relaxation: 100 s, reflection: {reflection:.0%}}}"
                                        .replace("%", " %"), scheme)
                self.assert_comes_back(reflection, beside, scheme)

    def test_absorbing_border_is_a_held_level_along_it(self):
        held = self.levels("0.01 m, spin_up: 50 s, absorbing: {relaxation: 100 s, reflection: 50 %}")
        text = SCENARIO.replace("levels: [{name: sea, line: [[5, 5], [5, 25]], level: LEVEL}]",
                                "borders: {west: {level: 0.01 m, spin_up: 50 s, "
                                "absorbing: {relaxation: 100 s, reflection: 50 %}}}")
        self.assertEqual(self.levels_of(text), held)

    def test_absorbing_belongs_to_a_level(self):
        for side, needle, message in (("{discharge: 1 m3/s, absorbing: {relaxation: 9 s}}", "{relaxation", "belongs to a level"),
                                      ("{level: 1 m, spin_up: 7 s}", "7 s", "belongs to an absorbing level")):
            text = SCENARIO.replace("LEVEL", "0 m").replace("SCHEME", "inertial")
            text = text.replace("forcing:", f"forcing:\n  borders: {{east: {side}}}")
            self.write("sea.yaml", text)
            told = self.jumelle("run", "sea.yaml", "-o", "out", code=BAD_CONFIGURATION).stderr
            self.assert_one_fault(told, "sea.yaml:10:", "forcing.borders.east.", message, "hint: remove it")

    def test_two_absorbing_sides_meet_without_swinging(self):
        side = "{level: 0.2 m, spin_up: 60 s, absorbing: {relaxation: 60 s}}"
        for scheme in ("second_order", "inertial", "inertial, cfl: 0.7", "inertial, cfl: 0.7, inertial: {theta: 1}"):
            text = BAY.replace("SIDE", side).replace("SCHEME", scheme)
            _, inside = self.levels_of(text)
            for time in (1800.0, 2400.0):
                self.assertAlmostEqual(inside[time], 0.2, delta=0.01, msg=scheme)

    def test_a_wall_at_the_edge_of_an_absorbing_sea_holds(self):
        text = SCENARIO.replace("forcing:", "  structures: [{flood_wall: {name: quay, crest: 3 m, line: [[10, 0], [10, 30]]}}]\nforcing:")
        for scheme in ("second_order", "inertial"):
            sea, beside = self.levels_of(text.replace("LEVEL", "2 m, absorbing: {relaxation: 100 s}"), scheme)
            self.assertAlmostEqual(sea[250.0], 2.0, delta=1e-9, msg=scheme)
            self.assertLess(max(beside.values()), 4.0 * STEP, msg=scheme)

    def test_a_cell_of_two_levels_has_that_of_the_last(self):
        for scheme in ("second_order", "inertial"):
            twice = SCENARIO.replace("level: LEVEL}", "level: 1 m, absorbing: {relaxation: 10 s}}, {name: other, "
                                     "line: [[5, 5], [5, 25]], level: 0 m, absorbing: {relaxation: 100 s}}")
            told = []
            for text in (twice, SCENARIO.replace("LEVEL", "0 m, absorbing: {relaxation: 100 s}")):
                told.append(self.levels_of(text, scheme))
                told.append(json.loads((self.folder / "out/run.json").read_text())["balance"]["flood"])
            self.assertEqual(told[:2], told[2:], msg=scheme)

    def test_more_than_the_inertial_scheme_bears_is_told_and_not_taken(self):
        usual = self.levels("0 m", "inertial")
        self.write("sea.yaml", SCENARIO.replace("LEVEL", "0 m").replace("SCHEME", "inertial, cfl: 0.9"))
        told = self.jumelle("run", "sea.yaml", "-o", "more").stderr
        self.assertEqual(told.count("warning: flood: cfl 0.9 is more than scheme: inertial bears with theta 0.9; 0.637 is taken"), 1, told)
        self.assertEqual(self.levels("0 m", "inertial, cfl: 0.9"), usual)

    def test_without_absorbing_most_of_the_wave_comes_back(self):
        _, beside = self.levels("0 m", "inertial")
        for time in (125.0, 250.0):
            self.assertLess(abs(beside[time]), 0.25 * STEP, msg=beside)

    def test_reflection_is_all_of_it_unless_given(self):
        _, usual = self.levels("0 m, absorbing: {relaxation: 100 s}")
        self.assert_comes_back(1.0, usual, "second_order")

    def test_spin_up_goes_from_the_first_water_to_the_level(self):
        for scheme in ("second_order", "inertial"):
            sea, _ = self.levels("0.2 m, spin_up: 100 s", scheme)
            for time, level in {25.0: 0.05, 75.0: 0.15, 100.0: 0.2, 250.0: 0.2}.items():
                self.assertAlmostEqual(sea[time], level, delta=1e-9, msg=scheme)
            sea, _ = self.levels("0.2 m", scheme)
            self.assertAlmostEqual(sea[25.0], 0.2, delta=1e-9, msg=scheme)


if __name__ == "__main__":
    main()
