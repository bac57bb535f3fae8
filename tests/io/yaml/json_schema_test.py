"""An editor that knows only the JSON Schema accepts good scenarios and marks bad ones."""

import copy
import json
import subprocess
import sys
import unittest

import jsonschema

PRINTER = sys.argv.pop(1)

GOOD = {
    "jumelle": 1,
    "name": "Merewether",
    "territory": {
        "crs": "EPSG:28356",
        "resolution": "1 m",
        "extent": [382250, 6354265, 382571, 6354681],
        "fields": {
            "elevation": {"raster": "dem.tif", "missing": "outside", "band": 1},
            "building_height": {"polygons": "houses/*.csv", "except": ["house37"], "value": "3 m"},
            "manning": ["0.04 s/m^(1/3)", {"polygons": ["road.csv"], "value": "0.02 s/m^(1/3)"}],
            "land_cover": 3,
        },
    },
    "forcing": {
        "rain": {"design_storm": {"depth": "60 mm", "duration": "2 h", "peak": 0.4}},
        "inflows": [
            {"name": "culvert", "circle": {"centre": [1, 2], "radius": "10 m"}, "discharge": "19.7 m3/s"},
            {"name": "pipe", "at": [1.5, 2], "discharge": {"csv": "q.csv", "column": "q"}},
        ],
        "borders": {"north": "open", "west": {"level": "2 m"}},
    },
    "time": {"start": "2025-07-01T00:00+02:00", "duration": "24 h"},
    "models": {"flood": None, "decay": {"rate": "1 h-1"}},
    "outputs": {
        "every": "15 min",
        "fields": ["water_depth"],
        "gauges": [{"name": "bridge", "at": [1, 2], "observed": {"water_level": "19.98 m"}}],
    },
    "indicators": ["max_depth"],
}


def changed(*path_and_value):
    """GOOD with one value changed."""
    *path, key, value = path_and_value
    document = copy.deepcopy(GOOD)
    inner = document
    for step in path:
        inner = inner[step]
    inner[key] = value
    return document


class JsonSchema(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        text = subprocess.run([PRINTER], check=True, capture_output=True, text=True).stdout
        cls.schema = json.loads(text)
        cls.validator = jsonschema.Draft202012Validator(cls.schema)

    def faults(self, document):
        return list(self.validator.iter_errors(document))

    def test_is_a_schema_of_draft_2020_12(self):
        jsonschema.Draft202012Validator.check_schema(self.schema)

    def test_accepts_a_good_scenario(self):
        self.assertEqual([fault.message for fault in self.faults(GOOD)], [])

    def test_accepts_a_town_with_nothing_but_defaults(self):
        self.assertEqual(self.faults(changed("territory", {"synthetic_town": None})), [])

    def test_accepts_names_that_an_editor_takes_for_numbers_or_truths(self):
        self.assertEqual(self.faults(changed("name", 2007)), [])
        self.assertEqual(self.faults(changed("name", False)), [])

    def test_marks_unknown_keys(self):
        self.assertTrue(self.faults(changed("territory", "resolutoin", "1 m")))
        self.assertTrue(self.faults(changed("models", "floood", None)))

    def test_marks_missing_keys(self):
        self.assertTrue(self.faults({key: GOOD[key] for key in GOOD if key != "time"}))

    def test_marks_numbers_without_a_unit(self):
        self.assertTrue(self.faults(changed("territory", "resolution", 1)))
        self.assertTrue(self.faults(changed("time", "duration", "24")))

    def test_marks_wrong_words(self):
        self.assertTrue(self.faults(changed("forcing", "borders", "north", "wal")))
        self.assertTrue(self.faults(changed("indicators", ["max_deph"])))

    def test_marks_keys_that_exclude_each_other(self):
        self.assertTrue(self.faults(changed("forcing", "inflows", 0, "at", [1, 2])))

    def test_marks_positions_of_the_wrong_length(self):
        self.assertTrue(self.faults(changed("outputs", "gauges", 0, "at", [1])))

    def test_marks_numbers_out_of_range(self):
        self.assertTrue(self.faults(changed("jumelle", 2)))
        self.assertTrue(self.faults(changed("forcing", "rain", "design_storm", "peak", 1.4)))


if __name__ == "__main__":
    unittest.main()
