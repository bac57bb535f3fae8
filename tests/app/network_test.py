"""A territory of roads without land: run, check, describe, results in other people's readers, and what goes wrong.

Called as: network_test.py PATH_OF_JUMELLE [unittest arguments]
"""

import json
import math
import subprocess

import h5py
import netCDF4
import numpy
import xarray

from user import BAD_CONFIGURATION, BAD_DATA, TOWN, UserTest, main, run_json

# Braess 1968: the link from 3 to 4 makes the way of everybody longer.
LINKS = """\
from,to,capacity [veh/h],free_time [min],b,power
1,3,1,0.00000001,1000000000,1
1,4,1,50,0.02,1
3,2,1,50,0.02,1
3,4,1,10,0.1,1
4,2,1,0.00000001,1000000000,1
"""
TRIPS = "from,to,trips [veh/h]\n1,2,6\n"
SCENARIO = """\
jumelle: 1
name: Braess
territory:
  roads: {csv: links.csv}
  demand: {csv: trips.csv}
time: {duration: 1 h, exchange_every: 30 min}
models:
  traffic: {gap: 1e-12}
outputs: {every: 30 min}
"""
DECAY = """\
jumelle: 1
name: Land without roads
territory:
  crs: EPSG:2154
  resolution: 10 m
  extent: [0, 0, 100, 100]
  fields: {elevation: 3 m}
time: {duration: 1 h}
models:
  decay: {}
"""
NODES = "name,x,y\n1,0,0\n2,3000,0\n3,1000,1000\n4,1000,-1000\n"


class Network(UserTest):
    def setUp(self):
        super().setUp()
        self.write("links.csv", LINKS)
        self.write("trips.csv", TRIPS)
        self.write("nodes.csv", NODES)

    def run_it(self, text=SCENARIO, *arguments):
        self.write("braess.yaml", text)
        return run_json(self.jumelle("run", "braess.yaml", "-o", "out", "--json", *arguments))

    def test_braess_drivers_need_92_minutes_and_83_without_the_link(self):
        run = self.run_it()
        self.assertAlmostEqual(run["indicators"]["vehicle_hours"]["value"] * 60 / 6, 92, places=6)
        self.assertAlmostEqual(run["traffic"]["objective"], 386, places=6)
        self.assertLess(run["traffic"]["relative_gap"], 1e-12)
        self.assertNotIn("vehicle_km", run["indicators"])  # nobody said how long the links are
        closed = self.run_it(SCENARIO, "--set", "models.traffic.closures=[{edges: [3-4]}]")
        self.assertAlmostEqual(closed["indicators"]["vehicle_hours"]["value"] * 60 / 6, 83, places=6)

    def test_the_system_optimum_is_that_without_the_link(self):
        run = self.run_it(SCENARIO, "--set", "models.traffic.assignment=system_optimum")
        self.assertAlmostEqual(run["traffic"]["objective"], 498, places=6)  # 6 vehicles of 83 minutes

    def test_matrices_are_an_open_matrix_file_for_others(self):
        analysis = "{matrices: [time, cost, trips], select_links: [{name: bridge, edges: [3-4]}]}"
        text = SCENARIO.replace("{gap: 1e-12}", f"{{gap: 1e-12, analysis: {analysis}}}")
        run = self.run_it(text)
        self.assertEqual(run["matrices"], "out/matrices.omx")
        with h5py.File((self.folder / "out/matrices.omx")) as omx:
            self.assertEqual(omx.attrs["OMX_VERSION"], b"0.2")
            numpy.testing.assert_array_equal(omx.attrs["SHAPE"], [4, 4])
            zones = list(omx["lookup/zone"])
            self.assertEqual(sorted(zones), [1, 2, 3, 4])
            to, back = (zones.index(1), zones.index(2)), (zones.index(2), zones.index(1))
            self.assertEqual(sorted(omx["data"]), ["cost", "select_bridge", "time", "trips"])
            self.assertEqual({omx["data"][name].shape for name in omx["data"]}, {(4, 4)})
            self.assertAlmostEqual(omx["data/time"][to], 92 * 60, places=3)
            self.assertAlmostEqual(omx["data/cost"][to], 92 * 60, places=3)
            self.assertEqual(omx["data/trips"][to], 6)
            self.assertAlmostEqual(omx["data/select_bridge"][to], 2, places=6)  # two each of the three ways
            self.assertTrue(math.isnan(omx["data/time"][back]))  # no way back
            self.assertEqual(omx["data/time"].attrs["unit"], b"s")
        with netCDF4.Dataset((self.folder / "out/run.nc")) as results:
            self.assertAlmostEqual(float(results["selected_flow_bridge"][:].max()), 2, places=5)
        self.run_it()
        self.assertFalse((self.folder / "out/matrices.omx").exists())  # that of an earlier run

    def test_skims_and_trips_of_a_run_are_the_demand_of_the_next(self):
        self.run_it(SCENARIO.replace("{gap: 1e-12}", "{gap: 1e-12, analysis: {matrices: [trips, time]}}"))
        (self.folder / "out/matrices.omx").rename((self.folder / "before.omx"))
        again = self.run_it(SCENARIO.replace("{csv: trips.csv}", "{omx: before.omx, matrix: trips}"))
        self.assertAlmostEqual(again["indicators"]["vehicle_hours"]["value"] * 60 / 6, 92, places=6)

    def test_check_passes_what_run_runs(self):
        self.write("braess.yaml", SCENARIO)
        self.assertIn("no faults", self.jumelle("check", "braess.yaml").stdout)

    def test_results_without_positions_open_in_netcdf_and_xarray(self):
        self.run_it()
        path = self.folder / "out/run.nc"
        header = subprocess.run(["ncdump", "-h", path], capture_output=True, text=True, check=True).stdout
        self.assertIn("float road_flow(time, road_edge)", header)
        with xarray.open_dataset(path) as data:
            self.assertEqual(data["road_flow"].dims, ("time", "road_edge"))
            numpy.testing.assert_allclose(data["road_flow"].values[-1], [4, 2, 2, 2, 4], atol=1e-5)
            self.assertNotIn("road", data)
            self.assertNotIn("crs", data)
        with netCDF4.Dataset(path) as data:
            self.assertEqual([str(name) for name in data["road_edge_id"][:]], ["1-3", "1-4", "3-4", "3-2", "4-2"])
            self.assertEqual(data["road_flow"].units, "h-1")

    def test_results_with_positions_are_a_mesh(self):
        self.run_it(SCENARIO.replace("{csv: links.csv}", "{csv: links.csv, nodes: nodes.csv}"))
        with h5py.File(self.folder / "out/run.nc") as file:
            self.assertEqual(file["road"].attrs["cf_role"], b"mesh_topology")
            self.assertEqual(file["road_flow"].attrs["mesh"], b"road")
            self.assertEqual(file["road_flow"].attrs["location"], b"edge")
            self.assertEqual(list(file["road_node_x"]), [0, 3000, 1000, 1000])
            self.assertNotIn("grid_mapping", file["road_flow"].attrs)

    def test_a_named_crs_goes_with_the_mesh(self):
        text = SCENARIO.replace("{csv: links.csv}", "{csv: links.csv, nodes: nodes.csv}\n  crs: EPSG:2154")
        self.run_it(text)
        with h5py.File(self.folder / "out/run.nc") as file:
            self.assertEqual(file["road_flow"].attrs["grid_mapping"], b"crs")
            self.assertEqual(int(file["crs"].attrs["epsg"][0]), 2154)

    def test_the_state_at_the_start_is_an_equilibrium_and_sums_begin_at_nothing(self):
        self.run_it()
        with h5py.File(self.folder / "out/run.nc") as file:
            numpy.testing.assert_allclose(file["road_flow"][0], [4, 2, 2, 2, 4], atol=1e-5)
            self.assertEqual(list(file["traffic_trips"]), [0, 3, 6])
            self.assertTrue(numpy.isnan(file["road_speed"][0]).all())

    def test_inputs_and_what_was_repaired_in_them_stand_in_the_results(self):
        self.write("links.csv", LINKS + "2,2,1,1,0,1\n1,3,9,9,0,1\n")
        self.write("trips.csv", TRIPS + "1,1,2\n")
        self.run_it()
        with h5py.File(self.folder / "out/run.nc") as file:
            notes = " ".join(value.decode() for name, value in file.attrs.items() if name.endswith("_note"))
            self.assertIn("1 links from a node to itself left out", notes)
            self.assertIn("1 second links between the same nodes left out", notes)
            self.assertIn("2 trips an hour inside their zone left out", notes)

    def test_zones_without_a_link_are_named_and_their_trips_counted(self):
        self.write("nodes.csv", NODES + "5,9000,0\n")
        self.write("trips.csv", TRIPS + "5,2,4\n")
        run = self.run_it(SCENARIO.replace("{csv: links.csv}", "{csv: links.csv, nodes: nodes.csv}"))
        self.assertAlmostEqual(run["indicators"]["unreachable_trips"]["value"], 4)
        self.assertEqual(run["indicators"]["stranded_trips"]["value"], 0)
        self.assertAlmostEqual(run["balance"]["traffic"]["in"], 10)
        self.assertLess(run["balance"]["traffic"]["error_relative"], 1e-12)
        with h5py.File(self.folder / "out/run.nc") as file:
            notes = " ".join(value.decode() for name, value in file.attrs.items() if name.endswith("_note"))
            self.assertIn("1 zones with trips have no link", notes)

    def test_a_model_that_needs_land_says_so(self):
        self.write("flood.yaml", SCENARIO.replace("traffic: {gap: 1e-12}", "flood: {}"))
        done = self.jumelle("check", "flood.yaml", code=BAD_CONFIGURATION)
        self.assertIn("needs field 'elevation' [m], which nobody provides", done.stderr)

    def test_traffic_without_trips_says_so(self):
        self.write("empty.yaml", SCENARIO.replace("  demand: {csv: trips.csv}\n", ""))
        done = self.jumelle("run", "empty.yaml", code=BAD_CONFIGURATION)
        self.assert_one_fault(done.stderr, "empty.yaml:7:12: models.traffic: nobody drives: the territory has no trips")

    def test_tolls_need_a_value_of_time(self):
        self.write("links.csv", LINKS.replace("power\n", "power,toll\n").replace("1,0.02,1\n", "1,0.02,1\n")
                   .replace("3,2,1,50,0.02,1", "3,2,1,50,0.02,1,5"))
        self.write("braess.yaml", SCENARIO)
        done = self.jumelle("run", "braess.yaml", code=BAD_CONFIGURATION)
        self.assert_one_fault(done.stderr, "1 edges have a toll, and nothing says what an hour is worth")
        free = self.run_it(SCENARIO, "--set", "models.traffic.tolls=ignored")
        dear = self.run_it(SCENARIO, "--set", "models.traffic.value_of_time=6 1/h")
        self.assertTrue(math.isclose(free["traffic"]["objective"], 386, rel_tol=1e-7))
        self.assertGreater(dear["traffic"]["objective"], 387)

    def test_trips_may_be_an_open_matrix(self):
        with h5py.File(self.folder / "trips.omx", "w") as file:
            file.attrs["OMX_VERSION"] = numpy.bytes_("0.2")
            file.attrs["SHAPE"] = numpy.array([2, 2], "int32")
            file["data/car"] = numpy.array([[0.0, 0.0], [6.0, 3.0]])
            file["data/bus"] = numpy.array([[0.0, 0.0], [1.0, 0.0]])
            file["lookup/node"] = numpy.array([2, 1])
        text = SCENARIO.replace("{csv: trips.csv}", "{omx: trips.omx, matrix: car}")
        self.assertAlmostEqual(self.run_it(text)["traffic"]["objective"], 386, places=6)
        self.write("which.yaml", text.replace(", matrix: car", ""))
        done = self.jumelle("check", "which.yaml", code=BAD_DATA)
        self.assertIn("trips.omx: nothing says which matrix is meant\n  hint: known: bus, car", done.stderr)

    def test_a_flood_slows_and_closes_streets(self):
        text = TOWN.replace("size: 200 m", "size: 400 m").replace("60 mm/h", "400 mm/h").replace(
            "duration: 4 min", "duration: 20 min").replace("flood: {}", "flood: {}\n  traffic: {demand_factor: 3}").replace(
            "fields: [water_depth, flow_speed]", "fields: [road_flow, road_speed, road_water_depth]")
        run = self.run_it(text)
        with h5py.File(self.folder / "out/run.nc") as file:
            depth_mm = file["road_water_depth"][-1].astype(float) * 1000
            speed, flow = file["road_speed"][-1], file["road_flow"][-1]
            closed_s = file["road_closed_time"][:]
            count = file["traffic_closed_edges"][-1]
        is_closed = depth_mm >= 300
        self.assertGreater(is_closed.sum(), 0)
        self.assertEqual(is_closed.sum(), count)
        self.assertTrue((speed[is_closed] == 0).all() and (flow[is_closed] == 0).all())
        self.assertTrue((closed_s[speed > 0] <= 20 * 60).all() and closed_s.max() > 0)
        wet = ~is_closed & (depth_mm > 0)
        allowed = 0.0009 * depth_mm**2 - 0.5529 * depth_mm + 86.9448
        self.assertTrue((speed[wet] <= allowed[wet] * (1 + 1e-5)).all())
        self.assertGreater(run["indicators"]["lost_vehicle_hours"]["value"], 0)
        self.assertLess(run["balance"]["traffic"]["error_relative"], 1e-12)
        dry = self.run_it(text, "--set", "models.traffic.water=ignored")
        self.assertLess(dry["indicators"]["lost_vehicle_hours"]["value"], run["indicators"]["lost_vehicle_hours"]["value"])

    def test_a_wrong_file_is_bad_data(self):
        self.write("links.csv", LINKS.replace("1,4,1,50", "1,4,-1,50"))
        self.write("braess.yaml", SCENARIO)
        done = self.jumelle("run", "braess.yaml", code=BAD_DATA)
        self.assert_one_fault(done.stderr, "links.csv:3:1: the capacity an hour is -1", "hint: a capacity is above 0")

    def test_an_unknown_edge_in_a_closure_is_told(self):
        self.write("braess.yaml", SCENARIO)
        done = self.jumelle("check", "braess.yaml", "--set", "models.traffic.closures=[{edges: [3-5]}]",
                            code=BAD_CONFIGURATION)
        self.assertIn("there is no edge '3-5'", done.stderr)

    def test_export_of_a_network_alone_says_that_it_has_no_grid(self):
        self.run_it()
        done = self.jumelle("export", "out/run.nc", code=BAD_DATA)
        self.assert_one_fault(done.stderr, "these results have no grid", "--to geojson")

    def test_roads_come_out_as_lines_that_gdal_reads(self):
        text = SCENARIO.replace("{csv: links.csv}", "{csv: links.csv, nodes: nodes.csv}\n  crs: EPSG:2154")
        self.run_it(text)
        self.jumelle("export", "out/run.nc", "--to", "geojson", "--time", "all", "-o", "maps")
        files = sorted(path.name for path in (self.folder / "maps").iterdir())
        self.assertEqual(files, ["roads_0s.geojson", "roads_1800s.geojson", "roads_3600s.geojson"])
        told = subprocess.run(["ogrinfo", "-al", self.folder / "maps/roads_3600s.geojson"], capture_output=True, text=True,
                              check=True).stdout
        self.assertIn("Feature Count: 5", told)
        self.assertIn("LINESTRING (0 0,1000 1000)", told)
        self.assertIn('ID["EPSG",2154]', told)

    def test_roads_without_positions_come_out_as_a_table(self):
        self.run_it()
        self.jumelle("export", "out/run.nc", "--to", "geojson", "--field", "road_flow", "-o", "maps")
        told = json.loads((self.folder / "maps/roads_3600s.geojson").read_text())
        first = told["features"][0]
        self.assertIsNone(first["geometry"])
        self.assertEqual(sorted(first["properties"]), ["from", "id", "road_flow", "to"])
        self.assertAlmostEqual(first["properties"]["road_flow"], 4, places=5)

    def test_roads_of_results_without_roads_are_refused(self):
        self.write("decay.yaml", DECAY)
        self.jumelle("run", "decay.yaml", "-o", "out")
        done = self.jumelle("export", "out/run.nc", "--to", "geojson", code=BAD_DATA)
        self.assert_one_fault(done.stderr, "these results have no roads")


class GmnsTurns(UserTest):
    """A folder of the General Modeling Network Specification whose node 2 has turns:

        1 --a--> 2 --b--> 3        b is short; c and d lead round
                 2 --c--> 4 --d--> 3
    """

    SCENARIO = """\
jumelle: 1
name: A junction
territory:
  roads: {gmns: junction}
  demand: {csv: trips.csv}
time: {duration: 1 h, exchange_every: 30 min}
models:
  traffic: {gap: 1e-10}
outputs: {every: 30 min}
"""

    def setUp(self):
        super().setUp()
        (self.folder / "junction").mkdir()
        self.write("junction/config.csv", "dataset_name,short_length,long_length,speed\njunction,m,km,kph\n")
        self.write("junction/node.csv", "node_id,x_coord,y_coord,zone_id\n1,0,0,1\n2,1,0,\n3,2,0,3\n4,1,-1,\n")
        self.write("junction/link.csv", "link_id,from_node_id,to_node_id,directed,length,capacity,free_speed,lanes\n"
                                        "a,1,2,1,1,900,36,2\nb,2,3,1,1,900,36,2\nc,2,4,1,1,900,36,2\nd,4,3,1,1,900,36,2\n")
        self.write("trips.csv", "from,to,trips [veh/h]\n1,3,100\n")
        self.write("junction.yaml", self.SCENARIO)

    def flows(self, *arguments):
        run_json(self.jumelle("run", "junction.yaml", "-o", "out", "--json", *arguments))
        with netCDF4.Dataset(self.folder / "out/run.nc") as data:
            data.set_auto_chartostring(False)
            names = [b"".join(row).decode().rstrip("\0 ") for row in data["road_edge_id"][:].data]
            return dict(zip(names, data["road_flow"][-1].tolist()))

    def turns(self, *rows):
        self.write("junction/movement.csv", "mvmt_id,node_id,ib_link_id,ob_link_id,type,penalty\n" + "".join(
            f"{number},2,{row}\n" for number, row in enumerate(rows, 1)))

    def test_without_turns_all_take_the_short_way(self):
        self.assertEqual({name: round(flow, 6) for name, flow in self.flows().items()},
                         {"a": 100, "b": 100, "c": 0, "d": 0})

    def test_a_turn_that_is_not_named_is_not_made(self):
        self.turns("a,c,right,0")
        self.assertEqual({name: round(flow, 6) for name, flow in self.flows().items()},
                         {"a": 100, "b": 0, "c": 100, "d": 100})
        ignored = self.flows("--set", "models.traffic.turns=ignored")
        self.assertEqual(round(ignored["b"], 6), 100)

    def test_a_penalty_is_weighed_against_the_way_round(self):
        # The way round takes 100 s more.
        self.turns("a,b,thru,90", "a,c,right,0")
        self.assertEqual(round(self.flows()["b"], 6), 100)
        self.turns("a,b,thru,110", "a,c,right,0")
        self.assertEqual(round(self.flows()["b"], 6), 0)

    def test_turns_that_leave_no_way_strand_the_trips(self):
        links = self.folder / "junction/link.csv"
        links.write_text(links.read_text().replace("c,2,4,1,", "c,2,4,0,"))  # both ways
        self.turns("a,c,right,0", "c,c/back,uturn,0")
        self.assertEqual(set(self.flows().values()), {0.0})
        with netCDF4.Dataset(self.folder / "out/run.nc") as data:
            self.assertAlmostEqual(float(data["traffic_unreachable_trips"][-1]), 100, places=6)

    def test_a_penalty_below_zero_is_a_fault_of_the_file(self):
        self.turns("a,b,thru,-5")
        error = self.jumelle("check", "junction.yaml", code=BAD_DATA).stderr
        self.assertIn("movement.csv:2", error)
        self.assertIn("the penalty is -5", error)


if __name__ == "__main__":
    main()
