"""Opens results with other people's readers; a reader that is missing is a failure.

usage: readers_test.py WRITE_SAMPLE
"""

import json
import os
import subprocess
import sys
import tempfile
import unittest

import h5py
import netCDF4
import numpy as np
import xarray

STEPS, ROWS, COLUMNS = 4, 40, 50
WRITE_SAMPLE = sys.argv.pop(1)


def depth_m(step):
    row, column = np.mgrid[0:ROWS, 0:COLUMNS]
    depth = 0.25 * (step + 1) + (row + column) / 128
    depth[: ROWS // 2] = 0
    return depth


def output_of(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


class Readers(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.path = os.path.join(self.folder.name, "run.nc")
        subprocess.run([WRITE_SAMPLE, self.path, str(STEPS)], check=True)

    def test_h5py_reads_the_numbers(self):
        with h5py.File(self.path) as file:
            self.assertEqual(file["water_depth"].shape, (STEPS, ROWS, COLUMNS))
            for step in range(STEPS):
                np.testing.assert_allclose(file["water_depth"][step], depth_m(step), atol=0.5e-4)
            self.assertEqual(file["water_depth"].compression, "gzip")
            self.assertTrue(file["water_depth"].shuffle)

    def test_every_axis_of_every_variable_has_one_scale(self):
        with h5py.File(self.path) as file:
            for name, variable in file.items():
                if variable.attrs.get("CLASS") == b"DIMENSION_SCALE":
                    self.assertIn("_Netcdf4Dimid", variable.attrs, name)
                    continue
                for axis in variable.dims:
                    self.assertEqual(len(axis), 1, name)

    def test_creation_order_is_tracked_and_indexed(self):
        wanted = h5py.h5p.CRT_ORDER_TRACKED | h5py.h5p.CRT_ORDER_INDEXED
        by_creation = h5py.h5.INDEX_CRT_ORDER
        with h5py.File(self.path) as file:
            links, attributes = [], []
            file.id.links.iterate(lambda name: links.append(name), idx_type=by_creation)
            self.assertEqual(links[:4], [b"time", b"y", b"x", b"crs"])
            h5py.h5a.iterate(file.id, lambda name, *_: attributes.append(name), index_type=by_creation)
            self.assertEqual(attributes[0], b"Conventions")
            for name, variable in file.items():
                self.assertEqual(variable.id.get_create_plist().get_attr_creation_order(), wanted, name)

    def test_string_attributes_have_a_fixed_length(self):
        with h5py.File(self.path) as file:
            objects = {"/": file, **dict(file.items())}
            for name, thing in objects.items():
                for attribute in thing.attrs:
                    kind = thing.attrs.get_id(attribute).dtype
                    if h5py.check_string_dtype(kind) is not None:
                        self.assertIsNotNone(h5py.check_string_dtype(kind).length, f"{name}:{attribute}")

    def test_fill_value_is_the_attribute_and_of_the_type_of_the_variable(self):
        with h5py.File(self.path) as file:
            for name in ("water_depth", "elevation", "road_flow", "gauge_water_depth", "water_depth_max"):
                attribute = file[name].attrs["_FillValue"]
                self.assertEqual(attribute.dtype, file[name].dtype, name)
                self.assertTrue(np.isnan(attribute[0]) and np.isnan(file[name].fillvalue), name)

    def test_xarray_reads_times_places_and_numbers(self):
        with xarray.open_dataset(self.path, engine="netcdf4") as data:
            self.assertEqual(data.water_depth.dims, ("time", "y", "x"))
            self.assertEqual(str(data.time.values[1]), "2024-06-01T00:15:00.000000000")
            self.assertEqual((float(data.x[0]), float(data.y[0])), (843001.0, 6519999.0))
            self.assertLess(float(data.y[1]), float(data.y[0]))
            np.testing.assert_allclose(data.water_depth[2], depth_m(2), atol=0.5e-4)
            self.assertEqual(data.attrs["title"], "Orage sur la vieille ville, été")

    def test_xarray_does_not_take_dry_cells_for_missing(self):
        with xarray.open_dataset(self.path) as data:
            self.assertFalse(bool(data.water_depth.isnull().any()))
            self.assertEqual(float(data.water_depth[1, 0, 0]), 0.0)
            self.assertTrue(bool(data.flow_speed[1, 0, 0].isnull()))

    def test_xarray_reads_gauges_by_name(self):
        with xarray.open_dataset(self.path) as data:
            self.assertEqual(list(data.gauge_name.values), ["pont", "école"])
            self.assertEqual(data.gauge_water_depth.dims, ("gauge_time", "gauge"))
            self.assertEqual(float(data.gauge_water_depth[3, 1]), 31.0)
            self.assertTrue(np.isnan(data.gauge_water_depth[2, 1]))

    def test_xarray_reads_series_by_name_and_time(self):
        with xarray.open_dataset(self.path) as data:
            rain = data.flood_balance_rain
            self.assertEqual((rain.dims, rain.units), (("gauge_time",), "m3"))
            self.assertEqual(list(rain.values), [100.0 * step for step in range(STEPS)])
            self.assertEqual(list(data.section_name.values), ["pont", "école"])
            discharge = data.section_discharge
            self.assertEqual(discharge.dims, ("gauge_time", "section"))
            self.assertEqual((discharge.units, discharge.cell_methods), ("m3 s-1", "time: mean"))
            self.assertEqual(float(discharge[2, 1]), 203.0)
            self.assertTrue(np.isnan(discharge[0, 0]))
            self.assertTrue(bool(data.section_volume[:, 1].isnull().all()))
            self.assertEqual(data.gauge_time.values[1] - data.gauge_time.values[0], np.timedelta64(900, "s"))

    def test_netcdf_sees_the_mesh_of_roads(self):
        with netCDF4.Dataset(self.path) as data:
            road = data["road"]
            self.assertEqual(road.cf_role, "mesh_topology")
            self.assertEqual(int(road.topology_dimension), 1)
            for name in road.node_coordinates.split() + road.edge_coordinates.split():
                self.assertIn(name, data.variables)
            ends = data[road.edge_node_connectivity]
            self.assertEqual(ends[:].tolist(), [[0, 1], [1, 0], [1, 2], [2, 1], [2, 3], [3, 2]])
            self.assertEqual(float(data["road_edge_x"][0]), 843020.0)
            self.assertEqual((data["road_flow"].mesh, data["road_flow"].location), ("road", "edge"))
            self.assertEqual(data["road_queue"].location, "node")
            self.assertEqual(data["road_edge_lanes"][:].tolist(), [1, 2] * 3)
            self.assertEqual(data["road_edge_id"][2], "way/1")

    def test_netcdf_appends_a_step_and_a_variable(self):
        with netCDF4.Dataset(self.path, "a") as data:
            data["time"][STEPS] = 900.0 * STEPS
            data["water_depth"][STEPS] = depth_m(STEPS)
            data.createVariable("hazard", "f4", ("time", "y", "x"))[:] = 1.0
            data.note = "appended"
        with xarray.open_dataset(self.path) as data:
            self.assertEqual(data.sizes["time"], STEPS + 1)
            np.testing.assert_allclose(data.water_depth[STEPS], depth_m(STEPS), atol=1e-4)
            np.testing.assert_allclose(data.water_depth[0], depth_m(0), atol=1e-4)

    def test_ncdump_shows_named_dimensions_and_conventions(self):
        header = output_of("ncdump", "-h", self.path)
        self.assertIn("time = UNLIMITED ; // (4 currently)", header)
        self.assertIn("float water_depth(time, y, x) ;", header)
        self.assertIn('time:units = "seconds since 2024-06-01T00:00:00Z" ;', header)
        self.assertIn('crs:grid_mapping_name = "lambert_conformal_conic" ;', header)
        self.assertIn("water_depth:_FillValue = NaNf ;", header)
        self.assertIn(':Conventions = "CF-1.11 UGRID-1.0 ACDD-1.3" ;', header)
        self.assertNotIn("phony", header)

    def test_gdal_places_a_field(self):
        info = json.loads(output_of("gdalinfo", "-json", f'NETCDF:"{self.path}":water_depth'))
        self.assertEqual(info["size"], [COLUMNS, ROWS])
        self.assertEqual(info["geoTransform"], [843000.0, 2.0, 0.0, 6520000.0, 0.0, -2.0])
        self.assertEqual(len(info["bands"]), STEPS)
        self.assertIn('ID["EPSG",2154]]', info["coordinateSystem"]["wkt"])
        self.assertTrue(np.isnan(float(info["bands"][0]["noDataValue"])))

    def test_gdal_lists_the_fields_of_the_plain_path(self):
        info = json.loads(output_of("gdalinfo", "-json", self.path))
        self.assertEqual(info["driverShortName"], "netCDF")
        listed = " ".join(info["metadata"]["SUBDATASETS"].values())
        for name in ("elevation", "water_depth", "flow_speed", "water_depth_max"):
            self.assertIn(f":{name} ", listed + " ")

    def test_gdal_reads_the_same_numbers(self):
        places = output_of("gdallocationinfo", "-valonly", "-b", "3", f'NETCDF:"{self.path}":water_depth',
                           "7", "30")
        self.assertAlmostEqual(float(places), float(depth_m(2)[30, 7]), delta=0.5e-4)

    def test_a_half_written_step_does_not_keep_xarray_from_opening(self):
        with h5py.File(self.path, "a") as file:
            for name in ("time", "water_depth", "flow_speed", "road_flow", "road_queue"):
                file[name].resize(STEPS + 1, axis=0)
        with xarray.open_dataset(self.path) as data:
            self.assertEqual(data.sizes["time"], STEPS + 1)
            self.assertTrue(np.isnat(data.time.values[STEPS]))
            np.testing.assert_allclose(data.water_depth[1], depth_m(1), atol=0.5e-4)


unittest.main(verbosity=2)
