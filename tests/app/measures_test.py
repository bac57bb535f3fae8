"""Planned changes drawn in a GIS: areas and lines from GeoJSON and GeoPackage, and what is wrong with them.

Called as: measures_test.py PATH_OF_JUMELLE [unittest arguments]
"""

import json
import subprocess

import h5py

from user import BAD_CONFIGURATION, BAD_DATA, TOWN, UserTest, main, need

WEST, NORTH = 700000, 6600000  # the town's corner; it is 200 m wide


def geojson(kind, *corners):
    coordinates = [[WEST + x, NORTH - y] for x, y in corners]
    return json.dumps({
        "type": "FeatureCollection",
        "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::2154"}},
        "features": [{"type": "Feature", "properties": {},
                      "geometry": {"type": kind, "coordinates": [coordinates] if kind == "Polygon" else coordinates}}]})


SQUARE = geojson("Polygon", (40, 40), (120, 40), (120, 120), (40, 120), (40, 40))
LINE = geojson("LineString", (20, 100), (180, 100))


class Measures(UserTest):
    def record_of(self, measure):
        """What a run tells of its one measure."""
        self.write("case.yaml", TOWN + f"measures:\n  - {measure}\n")
        self.jumelle("run", "case.yaml", "-o", "out")
        return json.loads((self.folder / "out" / "run.json").read_text())["measures"][0]

    def fault_of(self, measure, code=BAD_CONFIGURATION):
        self.write("case.yaml", TOWN + f"measures:\n  - {measure}\n")
        return self.jumelle("run", "case.yaml", "-o", "out", code=code).stderr

    def test_an_area_is_the_same_in_geojson_and_geopackage(self):
        need("ogr2ogr")
        self.write("square.geojson", SQUARE)
        subprocess.run(["ogr2ogr", "-f", "GPKG", "square.gpkg", "square.geojson"], cwd=self.folder, check=True)
        records = [self.record_of(f"raise_ground: {{inside: square.{ending}, by: 50 cm, cost: {{per_m3: 12}}}}")
                   for ending in ("geojson", "gpkg")]
        self.assertEqual(records[0], records[1])
        self.assertEqual(records[0], {"kind": "raise_ground", "cells": 64, "area_m2": 6400.0, "fill_m3": 3200.0,
                                      "cost": 38400.0})

    def test_a_swale_follows_a_line_of_a_file(self):
        self.write("ditch.geojson", LINE)
        record = self.record_of("swale: {line: ditch.geojson, width: 15 m, depth: 1 m}")
        self.assertAlmostEqual(record["length_m"], 160.0, places=6)
        # 32 cells 5 m from the line, and 4 beyond its ends, 5 m from it both ways: 1 - (2 d / 15)^2 of the depth.
        self.assertEqual(record["cells"], 36)
        self.assertAlmostEqual(record["cut_m3"], 100.0 * (32 * (1.0 - 25.0 / 56.25) + 4 * (1.0 - 50.0 / 56.25)), places=3)

    def test_what_a_run_computed_on_has_the_change_in_it(self):
        self.write("square.geojson", SQUARE)
        self.record_of("new_building: {inside: square.geojson, height: 9 m}")
        with h5py.File(self.folder / "out" / "run.nc") as file:
            self.assertEqual((file["building_height"][4:12, 4:12] == 9.0).sum(), 64)
            self.assertEqual((file["land_cover"][4:12, 4:12] == 1.0).sum(), 64)

    def test_the_wrong_geometry_is_told(self):
        self.write("ditch.geojson", LINE)
        self.write("square.geojson", SQUARE)
        told = self.fault_of("unseal: {inside: ditch.geojson}", code=(BAD_CONFIGURATION, BAD_DATA))
        self.assert_one_fault(told, "case.yaml:15:22: measures[0].unseal.inside", "ditch.geojson holds no polygon",
                              "lines and points have no inside")
        told = self.fault_of("swale: {line: square.geojson, width: 15 m, depth: 1 m}",
                             code=(BAD_CONFIGURATION, BAD_DATA))
        self.assert_one_fault(told, "case.yaml:15:", "square.geojson holds 0 lines, where one is needed")

    def test_an_area_elsewhere_is_told_with_the_reach_of_the_grid(self):
        self.write("far.geojson", geojson("Polygon", (240, 40), (320, 40), (320, 120), (240, 40)))
        told = self.fault_of("plant_trees: {inside: far.geojson, cover: 40 %, height: 8 m}")
        self.assert_one_fault(told, "measures[0].plant_trees.inside: reaches outside the grid",
                              "the grid reaches from x 700000 to 700200")

    def test_a_missing_file_is_told_at_its_place(self):
        told = self.fault_of("unseal: {inside: nowhere.geojson}")
        self.assert_one_fault(told, "case.yaml:15:22: measures[0].unseal.inside", "nowhere.geojson")


if __name__ == "__main__":
    main()
