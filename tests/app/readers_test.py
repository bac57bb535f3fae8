"""run.nc of a gallery scenario opens in the programs that people use: netCDF, xarray, GDAL, HDF5.

A reader that is not installed is a failure: tools/setup --tests installs them all.

Called as: readers_test.py PATH_OF_JUMELLE [unittest arguments]
"""

import json
import math
import pathlib
import subprocess
import tempfile

import h5py
import netCDF4
import numpy
import xarray

from user import ROOT, UserTest, main, need

SHORTER = ["--set", "time.duration=15 min", "--set", "outputs.every=5 min", "--set", "territory.resolution=10 m"]
CELLS = 100  # along each side: 1 km by 10 m
OUTPUTS = 4
# The corner of every synthetic town.
WEST, NORTH, CELL_M = 700000.0, 6600000.0, 10.0
GAUGES = ["bridge", "river mouth"]


class Readers(UserTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        need("ncdump", "gdalinfo", "h5dump")
        temporary = tempfile.TemporaryDirectory(prefix="jumelle_readers_")
        cls.addClassCleanup(temporary.cleanup)
        cls.results = pathlib.Path(temporary.name) / "run.nc"
        subprocess.run([cls.program, "run", ROOT / "scenarios/02_rain_on_a_town/scenario.yaml", "-o",
                        temporary.name, *SHORTER], check=True, capture_output=True)

    def output_of(self, *command):
        done = subprocess.run([str(part) for part in command], cwd=self.results.parent, capture_output=True, text=True,
                              check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def gdalinfo(self, field):
        return json.loads(self.output_of("gdalinfo", "-json", f'NETCDF:"{self.results.name}":{field}'))

    def test_ncdump_shows_dimensions_and_fields(self):
        text = self.output_of("ncdump", "-h", self.results)
        for line in (f"y = {CELLS} ;", f"x = {CELLS} ;", f"time = UNLIMITED ; // ({OUTPUTS} currently)",
                     "float water_depth(time, y, x) ;", "float max_water_depth(y, x) ;",
                     'water_depth:units = "m" ;', 'water_depth:grid_mapping = "crs" ;', ':Conventions = "CF-'):
            self.assertIn(line, text)

    def test_ncdump_reads_every_value(self):
        self.assertGreater(len(self.output_of("ncdump", self.results)), 100_000)

    def test_xarray_decodes_times_and_coordinates(self):
        with xarray.open_dataset(self.results) as data:
            self.assertEqual(dict(data["water_depth"].sizes), {"time": OUTPUTS, "y": CELLS, "x": CELLS})
            self.assertEqual(str(data["time"].values[0])[:19], "2025-07-01T14:00:00")
            self.assertEqual(str(data["time"].values[-1])[:19], "2025-07-01T14:15:00")
            self.assertEqual(float(data["x"][0]), WEST + CELL_M / 2)
            self.assertEqual(float(data["y"][1] - data["y"][0]), -CELL_M)
            self.assertGreater(float(data["max_water_depth"].max()), 0.1)
            self.assertGreaterEqual(float((data["max_water_depth"] - data["water_depth"].max("time")).min()), -1e-4)

    def test_gdal_knows_crs_and_place(self):
        told = self.gdalinfo("max_water_depth")
        self.assertEqual(told["driverShortName"], "netCDF")
        self.assertEqual(told["size"], [CELLS, CELLS])
        self.assertEqual(told["geoTransform"], [WEST, CELL_M, 0.0, NORTH, 0.0, -CELL_M])
        crs = told["coordinateSystem"]["wkt"]
        self.assertTrue(crs.rstrip().endswith('ID["EPSG",2154]]'), crs[-200:])
        self.assertEqual(len(told["bands"]), 1)

    def test_gdal_gives_a_band_to_each_output(self):
        self.assertEqual(len(self.gdalinfo("water_depth")["bands"]), OUTPUTS)

    def test_gdal_lists_the_fields_of_the_plain_path(self):
        names = json.loads(self.output_of("gdalinfo", "-json", self.results))["metadata"]["SUBDATASETS"].values()
        for field in ("water_depth", "max_water_depth", "elevation"):
            self.assertTrue(any(name.endswith(f":{field}") for name in names), field)

    def test_gdal_and_hdf5_read_the_same_numbers(self):
        import rasterio
        with rasterio.open(f'NETCDF:"{self.results}":max_water_depth') as raster, h5py.File(self.results) as file:
            numpy.testing.assert_array_equal(raster.read(1), file["max_water_depth"][:])

    def test_netcdf4_and_hdf5_read_the_same_numbers(self):
        with netCDF4.Dataset(self.results) as data, h5py.File(self.results) as file:
            numpy.testing.assert_array_equal(numpy.ma.filled(data["water_depth"][:], math.nan), file["water_depth"][:])

    def test_h5dump_reads_the_structure(self):
        self.assertRegex(self.output_of("h5dump", "-n", "1", self.results), r"(?m)^ *dataset +/water_depth$")

    def test_roads_are_a_ugrid_mesh(self):
        with h5py.File(self.results) as file:
            mesh = {name: value.decode() if isinstance(value, bytes) else value
                    for name, value in file["road"].attrs.items()}
            self.assertEqual(mesh["cf_role"], "mesh_topology")
            self.assertEqual(int(mesh["topology_dimension"]), 1)
            x, y = (file[name][:] for name in mesh["node_coordinates"].split())
            edges = file[mesh["edge_node_connectivity"]]
            self.assertEqual(int(edges.attrs["start_index"]), 0)
            ends = edges[:]
        self.assertGreater(len(x), 10)
        self.assertGreater(len(ends), len(x))
        self.assertEqual((ends.shape[1], ends.min()), (2, 0))
        self.assertLess(ends.max(), len(x))
        self.assertTrue((ends[:, 0] != ends[:, 1]).all())
        side = CELLS * CELL_M
        self.assertTrue(((x >= WEST) & (x <= WEST + side) & (y <= NORTH) & (y >= NORTH - side)).all())

    def test_gauges_have_names_places_and_values(self):
        with netCDF4.Dataset(self.results) as data:
            names = [str(name) for name in data["gauge_name"][:]]
            self.assertEqual(names, GAUGES)
            self.assertEqual(data["gauge_name"].cf_role, "timeseries_id")
            depth = data["gauge_water_depth"]
            # At the start and at every exchange: 0, 5, 10, 15 min.
            self.assertEqual(depth.shape, (4, len(GAUGES)))
            self.assertTrue(numpy.isfinite(depth[:]).all())
            self.assertEqual(list(data["gauge_time"][:]), [0.0, 300.0, 600.0, 900.0])
            self.assertTrue((data["gauge_x"][:] > WEST).all())

    def test_provenance_names_parameters_scenario_and_inputs(self):
        with netCDF4.Dataset(self.results) as data:
            parameters = data.parameters.split("\n")
            self.assertIn("flood.buildings = blocks", parameters)
            self.assertIn("flood.manning = 0.03 s/m^(1/3) (default)", parameters)
            self.assertEqual(len(data.scenario_sha256), 64)
            self.assertIn("synthetic_town", data.scenario)
            self.assertEqual(data.input_0_name, "synthetic_town")

    def test_a_reader_that_is_missing_is_a_failure(self):
        with self.assertRaisesRegex(AssertionError, "not installed: no_such_reader; call tools/setup --tests"):
            need("ncdump", "no_such_reader")


if __name__ == "__main__":
    main()
