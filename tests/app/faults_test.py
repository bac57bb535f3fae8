"""Faults of scenarios and of data: one clear message each, the right exit code, earlier results untouched.

Called as: faults_test.py PATH_OF_JUMELLE [unittest arguments]
"""

import re
import unittest

import numpy
import rasterio
from rasterio.transform import from_origin

from user import BAD_CONFIGURATION, BAD_DATA, ROOT, UserTest, main

# A slope of 20 × 20 cells whose corner is that of the towns.
WEST, NORTH, CELL = 700000.0, 6600200.0, 10.0
SLOPE = numpy.add.outer(numpy.linspace(20.0, 10.0, 20), numpy.linspace(0.0, 1.0, 20)).astype("float32")

SCENARIO = """\
jumelle: 1
name: A slope
territory:
  crs: EPSG:2154
  resolution: 10 m
  fields:
    elevation: {raster: dem.tif}
forcing:
  rain: 60 mm/h
time: {duration: 2 min, exchange_every: 1 min}
models:
  flood: {}
outputs:
  every: 1 min
"""


def write_raster(path, numbers=SLOPE, crs="EPSG:2154", nodata=None):
    rows, columns = numbers.shape
    with rasterio.open(path, "w", driver="GTiff", height=rows, width=columns, count=1, dtype="float32", crs=crs,
                       nodata=nodata, transform=from_origin(WEST, NORTH, CELL, CELL)) as file:
        file.write(numbers, 1)


def with_cell(value):
    numbers = SLOPE.copy()
    numbers[3, 4] = value
    return numbers


def place_of(text, needle):
    """`line:column` of a text that stands once."""
    assert text.count(needle) == 1, needle
    before = text[:text.index(needle)]
    return f"{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"


class TenFaults(UserTest):
    def test_check_tells_all_ten_with_place_and_hint(self):
        scenario = ROOT / "tests/messages/ten_faults.yaml"
        lines = self.jumelle("check", scenario, code=BAD_CONFIGURATION).stderr.splitlines()
        self.assertEqual(len(lines), 21, lines)
        self.assertEqual(lines[-1], f"{scenario}: 10 faults")
        places = []
        for fault, hint in zip(lines[0:20:2], lines[1:20:2]):
            found = re.match(re.escape(str(scenario)) + r":(\d+):(\d+): \S.*", fault)
            self.assertIsNotNone(found, fault)
            self.assertRegex(hint, r"^  hint: \S")
            places.append((int(found.group(1)), int(found.group(2))))
        self.assertEqual(places, sorted(set(places)))
        self.assertEqual([line for line, _ in places], [5, 6, 8, 9, 11, 11, 12, 12, 14, 16])


class FaultyScenario(UserTest):
    """A run that was good; then one thing breaks and it is run again into the same folder."""

    def setUp(self):
        super().setUp()
        write_raster(self.folder / "dem.tif")
        self.write("slope.yaml", SCENARIO)
        self.write("out/run.nc", "results of yesterday")
        self.write("out/run.json", "{}")

    def assert_refused(self, code, *parts, scenario=None):
        """`run` and `check` refuse the scenario by one message; nothing in the output folder changes."""
        if scenario is not None:
            self.write("slope.yaml", scenario)
        before = self.bytes_of("out")
        done = self.jumelle("run", "slope.yaml", "-o", "out", code=code)
        self.assertEqual(done.stdout, "")
        self.assert_one_fault(done.stderr, *parts)
        self.assertEqual(self.bytes_of("out"), before)
        checked = self.jumelle("check", "slope.yaml", code=code)
        self.assertEqual(checked.stderr, done.stderr + "slope.yaml: 1 fault\n")
        fresh = self.jumelle("run", "slope.yaml", "-o", "fresh", code=code)
        self.assertEqual(fresh.stderr, done.stderr)
        self.assertFalse((self.folder / "fresh").exists(), "an output folder was made for nothing")

    def changed(self, old, new):
        self.assertEqual(SCENARIO.count(old), 1, old)
        return SCENARIO.replace(old, new)


class Faults(FaultyScenario):
    def test_the_scenario_itself_is_good(self):
        self.jumelle("run", "slope.yaml", "-o", "out")
        self.assertNotEqual((self.folder / "out/run.nc").read_bytes(), b"results of yesterday")

    def test_missing_raster(self):
        (self.folder / "dem.tif").rename(self.folder / "dem_new.tif")
        self.assert_refused(BAD_CONFIGURATION, f"slope.yaml:{place_of(SCENARIO, 'dem.tif')}: ",
                            "territory.fields.elevation.raster: file 'dem.tif' does not exist", "hint: ")

    def test_raster_without_crs(self):
        write_raster(self.folder / "dem.tif", crs=None)
        self.assert_refused(BAD_DATA, f"slope.yaml:{place_of(SCENARIO, 'dem.tif')}: ", "does not say its CRS",
                            "hint: say it beside the file's name, for example crs: EPSG:2154")
        self.write("slope.yaml", self.changed("{raster: dem.tif}", "{raster: dem.tif, crs: EPSG:2154}"))
        self.jumelle("run", "slope.yaml")

    def test_raster_somewhere_else(self):
        write_raster(self.folder / "dem.tif", crs="EPSG:32756")
        done = self.jumelle("run", "slope.yaml", "-o", "out", code=BAD_DATA)
        self.assert_one_fault(done.stderr, "slope.yaml:7:25: ")

    def test_mass_in_place_of_a_length(self):
        text = self.changed("resolution: 10 m", "resolution: 2 kg")
        self.assert_refused(BAD_CONFIGURATION, f"slope.yaml:{place_of(text, '2 kg')}: territory.resolution: 2 kg",
                            "'kg' does not convert to 'm'", "hint: write a number in m", scenario=text)

    def test_length_in_place_of_an_intensity(self):
        text = self.changed("60 mm/h", "60 m")
        self.assert_refused(BAD_CONFIGURATION, f"slope.yaml:{place_of(text, '60 m')}: forcing.rain: 60 m",
                            "'m' does not convert to 'mm/h'", "hint: ", scenario=text)

    def test_truncated_geotiff(self):
        whole = (self.folder / "dem.tif").read_bytes()
        for share in (0.5, 0.9, 0.01, 0.0):
            with self.subTest(share=share):
                (self.folder / "dem.tif").write_bytes(whole[:int(share * len(whole))])
                self.assert_refused(BAD_DATA, f"slope.yaml:{place_of(SCENARIO, 'dem.tif')}: ", "dem.tif cannot be read",
                                    "may be cut off")

    def test_text_named_as_a_raster(self):
        self.write("dem.tif", "this is no raster")
        self.assert_refused(BAD_DATA, "dem.tif cannot be read as a raster", "hint: ")

    def test_not_a_number_in_the_terrain(self):
        write_raster(self.folder / "dem.tif", with_cell(numpy.nan))
        self.assert_refused(BAD_DATA, "elevation has no value in 1 of 400 cells", "x 700045.0, y 6600165.0",
                            "missing: outside")

    def test_nodata_in_the_terrain(self):
        write_raster(self.folder / "dem.tif", with_cell(-9999.0), nodata=-9999.0)
        self.assert_refused(BAD_DATA, "elevation has no value in 1 of 400 cells", "x 700045.0, y 6600165.0",
                            "missing: outside")
        self.write("slope.yaml", self.changed("{raster: dem.tif}", "{raster: dem.tif, missing: outside}"))
        self.jumelle("run", "slope.yaml")

    def test_infinite_terrain(self):
        write_raster(self.folder / "dem.tif", with_cell(numpy.inf))
        self.assert_refused(BAD_DATA, "elevation")

    def test_gauge_outside_the_grid(self):
        text = SCENARIO + "  gauges: [{name: far, at: [1, 2]}]\n"
        self.assert_refused(BAD_CONFIGURATION, f"slope.yaml:{place_of(text, '{name: far')}: outputs.gauges[0]: ",
                            "gauge 'far' at (1, 2) lies outside the grid", "x 700000 to 700200", scenario=text)

    def test_gauge_on_cells_outside_the_territory(self):
        write_raster(self.folder / "dem.tif", with_cell(-9999.0), nodata=-9999.0)
        text = self.changed("{raster: dem.tif}", "{raster: dem.tif, missing: outside}")
        text += "  gauges: [{name: hole, at: [700045, 6600165]}]\n"
        self.assert_refused(BAD_CONFIGURATION, "gauge 'hole' lies on cells without elevation", "hint: move it",
                            scenario=text)

    def test_gauge_observes_what_is_not_written(self):
        text = SCENARIO + ("  fields: [water_depth]\n"
                           "  gauges: [{name: mill, at: [700045, 6600165], observed: {flow_speed: 1 m/s}}]\n")
        self.assert_refused(BAD_CONFIGURATION, "observes 'flow_speed', which is not among the outputs",
                            "hint: known: water_depth", scenario=text)

    def test_section_outside_the_grid(self):
        text = SCENARIO + "  sections: [{name: weir, line: [[700010, 6600100], [700210, 6600100]]}]\n"
        self.assert_refused(BAD_CONFIGURATION,
                            f"slope.yaml:{place_of(text, '[700210')}: outputs.sections[0].line[1]: ",
                            "section 'weir' reaches outside the grid at (700210, 6600100)", "x 700000 to 700200",
                            scenario=text)

    def test_section_shorter_than_a_cell(self):
        text = SCENARIO + "  sections: [{name: weir, line: [[700011, 6600101], [700014, 6600102]]}]\n"
        self.assert_refused(BAD_CONFIGURATION, f"slope.yaml:{place_of(text, '{name: weir')}: outputs.sections[0]: ",
                            "section 'weir' is shorter than a cell of 10 m", "hint: draw it right across the flow",
                            scenario=text)

    def test_section_that_no_model_counts(self):
        text = self.changed("  flood: {}", "  decay: {}")
        text = text.replace("  rain: 60 mm/h", "  rain: 0 mm/h")
        text += "  sections: [{name: weir, line: [[700010, 6600100], [700190, 6600100]]}]\n"
        self.assert_refused(BAD_CONFIGURATION, "no model of this scenario counts the flow through sections",
                            scenario=text)

    def test_threshold_given_twice(self):
        text = self.changed("  flood: {}", "  flood: {thresholds: [5 cm, 30 cm, 0.3 m]}")
        self.assert_refused(BAD_CONFIGURATION, f"slope.yaml:{place_of(text, '0.3 m')}: models.flood.thresholds[2]: ",
                            "a threshold of 0.30 m is given twice", "hint: remove one", scenario=text)

    def test_threshold_of_nothing(self):
        text = self.changed("  flood: {}", "  flood: {thresholds: [0 m]}")
        self.assert_refused(BAD_CONFIGURATION, f"slope.yaml:{place_of(text, '0 m]')}: models.flood.thresholds[0]: ",
                            scenario=text)

    def test_roughness_that_would_grow_with_the_depth(self):
        text = self.changed("  flood: {}", "  flood: {shallow_roughness: {factor: 2, full_below: 10 cm, none_above: 2 cm}}")
        self.assert_refused(BAD_CONFIGURATION, f"slope.yaml:{place_of(text, '{factor: 2')}: models.flood.shallow_roughness: ",
                            "full_below (0.1 m) is not less than none_above (0.02 m)",
                            "hint: roughness falls from the first depth to the second", scenario=text)

    def test_roughness_that_shallow_water_does_not_have(self):
        text = self.changed("  flood: {}", "  flood: {shallow_roughness: {factor: 0.5}}")
        self.assert_refused(BAD_CONFIGURATION, f"slope.yaml:{place_of(text, '0.5}')}: models.flood.shallow_roughness.factor: ",
                            "0.5 is outside 1 .. 20", scenario=text)

    def test_observed_table_that_is_not_there(self):
        text = SCENARIO + ("  gauges: [{name: weir, at: [700100, 6600100], "
                           "observed: {water_level: {csv: none.csv}}}]\n")
        self.assert_refused(BAD_CONFIGURATION, f"slope.yaml:{place_of(text, 'none.csv')}: ",
                            "outputs.gauges[0].observed.water_level.csv: file 'none.csv' does not exist", scenario=text)

    def test_polygons_that_match_no_file(self):
        text = self.changed("    elevation:", "    building_height: {polygons: 'house*.csv', value: 3 m}\n    elevation:")
        self.assert_refused(BAD_CONFIGURATION, f"slope.yaml:{place_of(text, chr(39) + 'house*')}: ",
                            "no file matches 'house*.csv'", "dem.tif", scenario=text)

    def test_polygon_with_text_for_a_corner(self):
        self.write("house1.csv", "x,y\n700010,6600010\n700090,here\n700050,6600090\n")
        text = self.changed("    elevation:", "    building_height: {polygons: 'house*.csv', value: 3 m}\n    elevation:")
        self.assert_refused(BAD_DATA, "house1.csv:3:8: ", "'here' is no number", "x,y", scenario=text)

    def test_text_for_a_number_in_a_table(self):
        self.write("q.csv", "time [s],q [m3/s]\n0,1\n60,two\n")
        text = self.changed("  rain: 60 mm/h",
                            "  inflows: [{name: river, at: [700045, 6600165], discharge: {csv: q.csv}}]")
        self.assert_refused(BAD_DATA, "q.csv:3:4: ", "'two' is not a number", "hint: write a number", scenario=text)

    def test_missing_table(self):
        text = self.changed("  rain: 60 mm/h", "  rain: {csv: rain.csv}")
        self.assert_refused(BAD_CONFIGURATION, f"slope.yaml:{place_of(text, 'rain.csv')}: ",
                            "file 'rain.csv' does not exist", "hint: ", scenario=text)

    def test_inflow_outside_the_grid(self):
        text = self.changed("  rain: 60 mm/h", "  inflows: [{name: river, at: [1, 2], discharge: 1 m3/s}]")
        self.assert_refused(BAD_CONFIGURATION, "inflow 'river' reaches outside the grid", "x 700000 to 700200",
                            scenario=text)

    def test_place_that_data_do_not_have(self):
        text = self.changed("  rain: 60 mm/h", "  inflows: [{name: river, at: bridge_1, discharge: 1 m3/s}]")
        self.assert_refused(BAD_CONFIGURATION, "no place is called 'bridge_1'", "has no named places: write [x, y]",
                            scenario=text)

    def test_place_that_a_town_does_not_have(self):
        text = self.changed("  fields:\n    elevation: {raster: dem.tif}\n", "  synthetic_town: {size: 200 m}\n")
        text += "  gauges: [{name: mill, at: center}]\n"
        self.assert_refused(BAD_CONFIGURATION, "no place is called 'center'", "did you mean 'centre'?", scenario=text)

    def test_no_model(self):
        text = self.changed("models:\n  flood: {}\n", "models: {}\n")
        self.assert_refused(BAD_CONFIGURATION, f"slope.yaml:{place_of(text, 'models: {}').split(':')[0]}:",
                            "models: names no model", "hint: ", scenario=text)

    def test_no_elevation(self):
        text = self.changed("    elevation: {raster: dem.tif}", "    building_height: {raster: dem.tif}")
        self.assert_refused(BAD_CONFIGURATION, "elevation", scenario=text)

    def test_unknown_crs(self):
        text = self.changed("EPSG:2154", "EPSG:99")
        self.assert_refused(BAD_CONFIGURATION, f"slope.yaml:{place_of(text, 'EPSG:99')}: territory.crs", "EPSG:2154",
                            scenario=text)


if __name__ == "__main__":
    main()
