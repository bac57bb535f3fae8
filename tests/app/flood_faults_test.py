"""Bad input of floods: each thing a person may get wrong gives one clear error with its place and a hint.

Called as: flood_faults_test.py PATH_OF_JUMELLE [unittest arguments]
"""

import csv
import io
import json
import subprocess

from faults_test import SCENARIO, SLOPE, FaultyScenario, place_of, write_raster
from user import BAD_CONFIGURATION, BAD_DATA, main

NODES = "name,kind,x,y,invert [m],rim [m]\nm1,junction,700095,6600105,13,15\nm2,junction,700145,6600105,12,14.8\nend,outfall,,,11,\n"
PIPES = ("name,from,to,length [m],manning [s/m^(1/3)],diameter [mm]\np1,m1,m2,50,0.013,400\np2,m2,end,60,0.013,400\n")


class FloodFaults(FaultyScenario):
    def with_forcing(self, text):
        return self.changed("  rain: 60 mm/h", text)

    def with_structure(self, text):
        return self.changed("forcing:", f"  structures:\n    - {text}\nforcing:")

    def with_drains(self, nodes=NODES, pipes=PIPES):
        self.write("nodes.csv", nodes)
        self.write("pipes.csv", pipes)
        return self.changed("forcing:", "  drains: {nodes: nodes.csv, pipes: pipes.csv}\nforcing:")

    def with_field(self, name, numbers, flood="{}"):
        write_raster(self.folder / f"{name}.tif", numbers)
        text = self.changed("    elevation:", f"    {name}: {{raster: {name}.tif}}\n    elevation:")
        return text.replace("  flood: {}", f"  flood: {flood}")

    # Hydrographs

    def test_hydrograph_out_of_order(self):
        self.write("q.csv", "time [s],q [m3/s]\n0,1\n60,2\n30,3\n")
        text = self.with_forcing("  inflows: [{name: river, at: [700045, 6600165], discharge: {csv: q.csv}}]")
        self.assert_refused(BAD_DATA, "q.csv:4:1: ", "forcing.inflows[0].discharge: ", "hint: ", scenario=text)

    def test_hydrograph_after_the_run(self):
        self.write("q.csv", "time [s],q [m3/s]\n600,1\n900,2\n")
        text = self.with_forcing("  inflows: [{name: river, at: [700045, 6600165], discharge: {csv: q.csv}}]")
        self.assert_refused(BAD_DATA, f"slope.yaml:{place_of(text, '{csv: q.csv')}: forcing.inflows[0].discharge: ",
                            "q.csv begins 10 min after the start, when the run has ended", "hint: look at the dates",
                            scenario=text)

    def test_hydrograph_that_ends_before_the_run(self):
        self.write("q.csv", "time,q [m3/s]\n2020-01-01T00:00Z,1\n2020-01-02T00:00Z,2\n")
        text = self.with_forcing("  inflows: [{name: river, at: [700045, 6600165], discharge: {csv: q.csv}}]")
        text = text.replace("{duration: 2 min,", "{start: 2025-01-01T00:00Z, duration: 2 min,")
        self.assert_refused(BAD_DATA, f"slope.yaml:{place_of(text, '{csv: q.csv')}: forcing.inflows[0].discharge: ",
                            "q.csv ends 1826 d before the run begins", "hint: look at the dates", scenario=text)

    # Rain

    def test_negative_rain(self):
        text = self.with_forcing("  rain: -5 mm/h")
        self.assert_refused(BAD_CONFIGURATION, f"slope.yaml:{place_of(text, '-5 mm/h')}: forcing.rain: ", scenario=text)

    def test_negative_rain_in_a_table(self):
        self.write("rain.csv", "time [s],rain [mm/h]\n0,10\n60,-12\n")
        self.assert_refused(BAD_DATA, "rain.csv:3:4: forcing.rain: -12 is too small", "hint: ",
                            scenario=self.with_forcing("  rain: {csv: rain.csv}"))

    # Inflows

    def test_inflow_on_a_building(self):
        houses = 0.0 * SLOPE
        houses[3, 4] = 6.0
        text = self.with_field("building_height", houses)
        text = text.replace("  rain: 60 mm/h", "  inflows: [{name: river, at: [700045, 6600165], discharge: 1 m3/s}]")
        self.assert_refused(BAD_DATA, f"slope.yaml:{place_of(text, '{name: river')}: forcing.inflows[0]: ",
                            "inflow 'river' has no cell that water can enter", "hint: move it off the buildings",
                            scenario=text)

    def test_inflow_along_a_line_outside_the_grid(self):
        text = self.with_forcing("  inflows: [{name: river, line: [[1, 2], [3, 4]], discharge: 1 m3/s}]")
        self.assert_refused(BAD_CONFIGURATION, "inflow 'river' reaches outside the grid", scenario=text)

    # Structures

    def test_culvert_that_ends_in_one_cell(self):
        text = self.with_structure("culvert: {name: pipe, from: [700042, 6600163], to: [700048, 6600167], "
                                   "diameter: 50 cm, inlet: concrete_headwall}")
        self.assert_refused(BAD_DATA, f"slope.yaml:{place_of(text, '{name: pipe')}: ",
                            "both ends of 'pipe' lie in one cell", "hint: cells have sides of 10 m", scenario=text)

    def test_pump_without_power(self):
        text = self.with_structure("pump: {name: lift, from: [700045, 6600165], to: [700145, 6600165]}")
        self.assert_refused(BAD_CONFIGURATION, f"slope.yaml:{place_of(text, '{name: lift')}: ",
                            "has no power: neither 'capacity' nor 'curve'", "hint: write capacity: ", scenario=text)

    def test_pump_whose_capacity_changes_and_that_looks_at_levels(self):
        self.write("q.csv", "time [s],q [m3/s]\n0,1\n600,2\n")
        text = self.with_structure("pump: {name: lift, from: [700045, 6600165], to: [700145, 6600165], "
                                   "capacity: {csv: q.csv}, on_above: 18 m, off_below: 17 m}")
        self.assert_refused(BAD_CONFIGURATION, f"slope.yaml:{place_of(text, '{csv: q.csv')}: ",
                            "changes over time, which does not go with 'on_above'", "hint: give one capacity",
                            scenario=text)

    def test_weir_between_points_with_several_heights(self):
        text = self.with_structure("weir: {name: sill, from: [700045, 6600165], to: [700145, 6600165], width: 2 m, "
                                   "crest: [17 m, 18 m]}")
        self.assert_refused(BAD_CONFIGURATION, f"slope.yaml:{place_of(text, '[17 m')}: ",
                            "has several heights, where two points have one crest", "hint: write one level",
                            scenario=text)

    def test_pump_in_a_building(self):
        houses = 0.0 * SLOPE
        houses[3, 4] = 6.0
        text = self.with_field("building_height", houses)
        text = text.replace("forcing:", "  structures: [{pump: {name: lift, from: [700045, 6600165], "
                                        "to: [700145, 6600165], capacity: 1 m3/s}}]\nforcing:")
        self.assert_refused(BAD_DATA, f"slope.yaml:{place_of(text, '{name: lift')}: ",
                            "of 'lift' at [700045, 6600165] stands on a building or outside the territory",
                            "hint: move it to open ground", scenario=text)

    def test_wall_through_buildings(self):
        houses = 0.0 * SLOPE
        houses[:, 3:6] = 6.0
        text = self.with_field("building_height", houses)
        text = text.replace("forcing:", "  structures: [{flood_wall: {name: quay, height: 1 m, "
                                        "line: [[700040, 6600160], [700040, 6600100]]}}]\nforcing:")
        self.assert_refused(BAD_DATA, f"slope.yaml:{place_of(text, '{name: quay')}: ",
                            "'quay' stands on buildings or outside the territory along all of its line",
                            "hint: move it to open ground", scenario=text)

    def test_bridge_below_the_ground(self):
        text = self.with_structure("bridge: {name: low, line: [[700040, 6600160], [700040, 6600100]], soffit: 5 m, "
                                   "deck: 6 m}")
        self.assert_refused(BAD_DATA, f"slope.yaml:{place_of(text, '{name: low')}: ",
                            "the soffit of 'low', 5 m, lies below the ground along all of its line",
                            "hint: levels count from the vertical datum", scenario=text)

    # Schemes

    def test_what_the_inertial_scheme_does_without(self):
        for key, value, message in (("time_step", "local", "scheme: inertial has no local time steps"),
                                    ("eddy_viscosity", "{bed_friction: 0.6}", "scheme: inertial has no eddy viscosity")):
            text = self.changed("  flood: {}", f"  flood: {{scheme: inertial, {key}: {value}}}")
            self.assert_refused(BAD_CONFIGURATION, f"slope.yaml:{place_of(text, value)}: models.flood.{key}: ", message,
                                "hint: ", scenario=text)

    def test_eddy_viscosity_with_local_time_steps(self):
        text = self.changed("  flood: {}", "  flood: {time_step: local, eddy_viscosity: {bed_friction: 0.6}}")
        self.assert_refused(BAD_CONFIGURATION, f"slope.yaml:{place_of(text, '{bed_friction')}: models.flood.eddy_viscosity: ",
                            "eddy viscosity needs the same time step everywhere", "hint: ", scenario=text)

    def test_forms_of_the_inertial_equations_with_another_scheme(self):
        text = self.changed("  flood: {}", "  flood: {inertial: {advection: upwind}}")
        self.assert_refused(BAD_CONFIGURATION, f"slope.yaml:{place_of(text, '{advection')}: models.flood.inertial: ",
                            "only scheme: inertial has these forms", "hint: leave inertial out", scenario=text)

    def test_what_sub_grid_terrain_does_without(self):
        for key, value, message in (("shallow_roughness", "{factor: 3}", "sub-grid terrain has one roughness"),
                                    ("inertial", "{theta: 1}", "sub-grid terrain has its own form")):
            text = self.changed("  flood: {}", f"  flood: {{scheme: inertial, {key}: {value}}}")
            text = text.replace("resolution: 10 m", "resolution: 20 m\n  terrain_resolution: 10 m")
            self.assert_refused(BAD_CONFIGURATION, f"slope.yaml:{place_of(text, value)}: models.flood.{key}: ", message,
                                "hint: ", scenario=text)

    def test_absorbing_level_over_sub_grid_terrain(self):
        text = self.with_forcing("  levels: [{name: sea, at: [700045, 6600165], level: 21 m, "
                                 "absorbing: {relaxation: 30 s}}]")
        text = text.replace("  flood: {}", "  flood: {scheme: inertial}")
        text = text.replace("resolution: 10 m", "resolution: 20 m\n  terrain_resolution: 10 m")
        self.assert_refused(BAD_DATA, f"slope.yaml:{place_of(text, '{name: sea')}: ",
                            "sub-grid terrain has no absorbing levels", "hint: ", scenario=text)

    # Drains

    def test_the_drains_themselves_are_good(self):
        self.write("slope.yaml", self.with_drains())
        self.jumelle("run", "slope.yaml", "-o", "out")

    def test_pipe_without_outlet(self):
        text = self.with_drains(pipes=PIPES[:PIPES.index("p2")], nodes=NODES[:NODES.index("end")])
        self.assert_refused(BAD_DATA, "pipes.csv:2:", "pipe 'p1' has no outlet", "hint: join this part to an outfall",
                            scenario=text)

    def test_pipe_that_ends_nowhere(self):
        text = self.with_drains(pipes=PIPES.replace("m2,end", "m2,outfall"))
        self.assert_refused(BAD_DATA, "pipes.csv:3:", "pipe 'p2' ends at 'outfall', which is no node", "hint: ",
                            scenario=text)

    def test_drain_above_the_ground(self):
        text = self.with_drains(nodes=NODES.replace(",13,15", ",113,115"))
        self.assert_refused(BAD_DATA, "nodes.csv:2:", "drain 'm1' lies above the ground", "hint: ", scenario=text)

    def test_pipe_without_roughness(self):
        text = self.with_drains(pipes=PIPES.replace("50,0.013", "50,0"))
        self.assert_refused(BAD_DATA, "pipes.csv:2:", "pipe 'p1' has a roughness of 0", "hint: give a roughness above 0",
                            scenario=text)

    # Drains in a GeoPackage

    def geopackage(self, nodes=NODES, pipes=PIPES, layers=("nodes", "pipes"), crs="EPSG:2154"):
        """sewer.gpkg, as a GIS writes it: points of manholes, lines of pipes."""
        places = {}
        rows = list(csv.DictReader(io.StringIO(nodes)))
        for row in rows:
            places[row["name"]] = (float(row.pop("x") or 700190), float(row.pop("y") or 6600105))
        self.write_layer(layers[0], [("Point", places[row["name"]], row) for row in rows], crs)
        lines = []
        for row in csv.DictReader(io.StringIO(pipes)):
            row.pop("length [m]")
            lines.append(("LineString", [places[row["from"]], places[row["to"]]], row))
        self.write_layer(layers[1], lines, crs)
        return self.changed("forcing:", "  drains: {nodes: sewer.gpkg, pipes: sewer.gpkg}\nforcing:")

    def write_layer(self, name, features, crs):
        shapes = [{"type": "Feature", "properties": values, "geometry": {"type": kind, "coordinates": places}}
                  for kind, places, values in features]
        text = json.dumps({"type": "FeatureCollection", "features": shapes})
        self.write(f"{name}.geojson", text)
        subprocess.run(["ogr2ogr", "-f", "GPKG", "-update", "-append", "-a_srs", crs, "-nln", name, "sewer.gpkg",
                        f"{name}.geojson"] if (self.folder / "sewer.gpkg").exists() else
                       ["ogr2ogr", "-f", "GPKG", "-a_srs", crs, "-nln", name, "sewer.gpkg", f"{name}.geojson"],
                       cwd=self.folder, check=True, capture_output=True, timeout=60)

    def drained_m3(self, scenario):
        self.write("slope.yaml", scenario)
        self.jumelle("run", "slope.yaml", "-o", "out")
        return json.loads((self.folder / "out/run.json").read_text())["balance"]["flood"]["terms"]["drains_stored"]

    def test_drains_of_a_geopackage_are_those_of_tables(self):
        text = self.with_drains(pipes=PIPES.replace("m2,end,60", "m2,end,45"))
        expected = self.drained_m3(text)
        self.assertGreater(expected, 0.0)
        self.assertAlmostEqual(self.drained_m3(self.geopackage()), expected, delta=1e-9 * expected)

    def test_pipe_of_a_geopackage_without_outlet(self):
        text = self.geopackage(pipes=PIPES[:PIPES.index("p2")], nodes=NODES[:NODES.index("end")])
        self.assert_refused(BAD_DATA, "sewer.gpkg:2:", "pipe 'p1' has no outlet", scenario=text)

    def test_geopackage_without_the_layer(self):
        text = self.geopackage(layers=("manholes", "pipes"))
        self.assert_refused(BAD_DATA, f"slope.yaml:{place_of(text, 'sewer.gpkg,')}: territory.drains.nodes: ",
                            "holds no layer 'nodes'", "hint: ", scenario=text)

    # Ground

    def test_roughness_of_nothing(self):
        text = self.changed("  flood: {}", "  flood: {manning: 0 s/m^(1/3)}")
        self.assert_refused(BAD_CONFIGURATION, f"slope.yaml:{place_of(text, '0 s/m')}: models.flood.manning: ", "hint: ",
                            scenario=text)

    def test_roughness_of_nothing_in_a_map(self):
        text = self.with_field("manning", 0.0 * SLOPE)
        self.assert_refused(BAD_DATA, f"slope.yaml:{place_of(text, '{raster: manning.tif')}: territory.fields.manning: ",
                            "manning is 0 s m-1/3 at x 700005.0", "hint: it must lie in 0.001", scenario=text)

    def test_soil_class_that_is_unknown(self):
        soils = 0.0 * SLOPE + 2.0
        soils[3, 4] = 77.0
        text = self.with_field("soil", soils, "{infiltration: green_ampt}")
        self.assert_refused(BAD_DATA, "slope.yaml:13:10: territory.fields.soil: ", "soil class 77 in cell (row 3, column 4) is not known",
                            "hint: the classes are ", scenario=text)

    def test_soil_that_is_unknown_by_name(self):
        text = self.changed("  flood: {}", "  flood: {infiltration: green_ampt, soil: silt_lome}")
        self.assert_refused(BAD_CONFIGURATION, f"slope.yaml:{place_of(text, 'silt_lome')}: models.flood.soil: ",
                            "did you mean 'silt_loam'?", scenario=text)


if __name__ == "__main__":
    main()
