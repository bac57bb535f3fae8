"""`jumelle export`: GeoTIFF and PNG of results, which fields, which times, and what is refused.

Called as: export_test.py PATH_OF_JUMELLE [unittest arguments]
"""

import pathlib
import struct
import subprocess
import tempfile

import h5py
import numpy
import rasterio
from rasterio.transform import from_origin

from user import BAD_CONFIGURATION, BAD_DATA, IO_ERROR, TOWN, USAGE, UserTest, main

CELLS = 20
SUMMARIES = {"max_water_depth", "max_water_level", "max_flow_speed", "max_hazard", "time_of_max_depth", "first_arrival"}


def size_of_png(path):
    content = path.read_bytes()
    assert content[:8] == b"\x89PNG\r\n\x1a\n" and content[12:16] == b"IHDR" and b"IEND" in content[-12:], path
    return struct.unpack(">II", content[16:24])


class Export(UserTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        temporary = tempfile.TemporaryDirectory(prefix="jumelle_export_")
        cls.addClassCleanup(temporary.cleanup)
        folder = pathlib.Path(temporary.name)
        (folder / "town.yaml").write_text(TOWN, encoding="utf-8")
        subprocess.run([cls.program, "run", "town.yaml", "-o", folder], cwd=folder, check=True, capture_output=True)
        cls.results = folder / "run.nc"

    def export(self, *arguments, **options):
        return self.jumelle("export", self.results, "-o", "maps", *arguments, **options)

    def files(self):
        return {path.name for path in (self.folder / "maps").iterdir()}

    def values(self, name, step=None):
        with h5py.File(self.results) as file:
            return file[name][:] if step is None else file[name][step]

    def test_geotiffs_of_all_summaries_and_of_the_last_outputs(self):
        done = self.export()
        expected = {f"{name}.tif" for name in SUMMARIES} | {"water_depth_240s.tif", "flow_speed_240s.tif"}
        self.assertEqual(self.files(), expected)
        self.assertEqual(set(done.stdout.splitlines()), {f"maps/{name}" for name in expected})

    def test_a_geotiff_has_crs_place_unit_and_the_same_numbers(self):
        self.export()
        for file, name, step in (("max_water_depth.tif", "max_water_depth", None),
                                 ("first_arrival.tif", "first_arrival", None),
                                 ("water_depth_240s.tif", "water_depth", 2)):
            with rasterio.open(self.folder / "maps" / file) as raster, h5py.File(self.results) as results:
                self.assertEqual(raster.crs.to_epsg(), 2154)
                self.assertEqual(raster.transform.to_gdal(), (700000.0, 10.0, 0.0, 6600000.0, 0.0, -10.0))
                self.assertEqual((raster.width, raster.height, raster.count), (CELLS, CELLS, 1))
                self.assertEqual(raster.units[0], results[name].attrs["units"].decode())
                numpy.testing.assert_array_equal(raster.read(1), self.values(name, step))
        self.assertGreater(self.values("water_depth", 2).max(), 0.0)

    def test_one_field(self):
        self.export("--field", "max_hazard")
        self.assertEqual(self.files(), {"max_hazard.tif"})

    def test_two_fields_and_a_constant(self):
        self.export("--field", "max_hazard", "--field", "elevation")
        self.assertEqual(self.files(), {"max_hazard.tif", "elevation.tif"})

    def test_all_times(self):
        self.export("--field", "water_depth", "--time", "all")
        self.assertEqual(self.files(), {f"water_depth_{time}s.tif" for time in (0, 120, 240)})

    def test_the_time_nearest_to_some_seconds(self):
        self.export("--field", "water_depth", "--time", "100")
        self.assertEqual(self.files(), {"water_depth_120s.tif"})
        with rasterio.open(self.folder / "maps/water_depth_120s.tif") as raster:
            numpy.testing.assert_array_equal(raster.read(1), self.values("water_depth", 1))

    def test_pngs_have_the_shape_of_the_territory(self):
        self.export("--to", "png", "--field", "max_water_depth", "--field", "elevation")
        self.assertEqual(self.files(), {"max_water_depth.png", "elevation.png"})
        width, height = size_of_png(self.folder / "maps/max_water_depth.png")
        self.assertEqual((width, height), size_of_png(self.folder / "maps/elevation.png"))
        self.assertGreaterEqual(min(width, height), 20 * CELLS, "too small to look at")
        self.assertLess(abs(width - height), max(width, height) / 2)

    def test_the_range_changes_the_colours(self):
        self.export("--to", "png", "--field", "max_water_depth", "--range", "0", "0.1")
        narrow = (self.folder / "maps/max_water_depth.png").read_bytes()
        self.export("--to", "png", "--field", "max_water_depth", "--range", "0", "5")
        self.assertNotEqual((self.folder / "maps/max_water_depth.png").read_bytes(), narrow)

    def test_beside_the_results_where_no_folder_is_named(self):
        (self.folder / "run.nc").write_bytes(self.results.read_bytes())
        self.jumelle("export", "run.nc", "--field", "max_hazard")
        self.assertTrue((self.folder / "max_hazard.tif").exists())

    def test_results_of_a_run_that_goes_on_or_was_killed(self):
        (self.folder / "run.nc.part").write_bytes(self.results.read_bytes())
        self.jumelle("export", "run.nc.part", "--field", "water_depth", "-o", "maps")
        self.assertEqual(self.files(), {"water_depth_240s.tif"})

    def test_unknown_field(self):
        done = self.export("--field", "max_water_deph", code=BAD_CONFIGURATION)
        self.assert_one_fault(done.stderr, "--field: the results have no cell field 'max_water_deph'",
                              "did you mean 'max_water_depth'?")

    def test_wrong_time(self):
        for text in ("noon", "12 min", "nan", ""):
            done = self.export("--time", text, code=BAD_CONFIGURATION)
            self.assert_one_fault(done.stderr, f"--time: '{text}' is not a time", "last, all, or seconds")

    def test_wrong_range(self):
        done = self.export("--to", "png", "--range", "2", "1", code=BAD_CONFIGURATION)
        self.assert_one_fault(done.stderr, "--range: the first number must be below the second")
        self.export("--to", "png", "--range", "2", code=USAGE)

    def test_unknown_format(self):
        self.assertIn("geotiff", self.export("--to", "shapefile", code=USAGE).stderr)

    def test_a_file_that_is_not_hdf5(self):
        self.write("notes.nc", "some text")
        done = self.jumelle("export", "notes.nc", code=BAD_DATA)
        self.assert_one_fault(done.stderr, "notes.nc: is not an HDF5 file", "jumelle run")

    def test_hdf5_of_somebody_else(self):
        with h5py.File(self.folder / "other.nc", "w") as file:
            file["depth"] = [1.0]
        done = self.jumelle("export", "other.nc", code=BAD_DATA)
        self.assert_one_fault(done.stderr, "other.nc: is an HDF5 file, but not results of jumelle", "jumelle run")

    def test_results_that_are_cut_off(self):
        content = self.results.read_bytes()
        (self.folder / "cut.nc").write_bytes(content[:len(content) // 2])
        done = self.jumelle("export", "cut.nc", code=BAD_DATA)
        self.assert_one_fault(done.stderr, "cut.nc: is cut off", "hint: ")

    def test_a_file_that_does_not_exist(self):
        done = self.jumelle("export", "none.nc", code=IO_ERROR)
        self.assert_one_fault(done.stderr, "cannot read none.nc: there is no such file")

    def test_a_folder_in_place_of_results(self):
        (self.folder / "out").mkdir()
        done = self.jumelle("export", "out", code=IO_ERROR)
        self.assert_one_fault(done.stderr, "cannot read out: it is a folder")

    def test_refusals_leave_no_folder(self):
        self.export("--field", "nonsense", code=BAD_CONFIGURATION)
        self.export("--time", "noon", code=BAD_CONFIGURATION)
        self.assertFalse((self.folder / "maps").exists())


class FineExport(UserTest):
    """A run on cells of 20 m over sub-grid tables of a terrain of 5 m."""

    SCENARIO = """\
jumelle: 1
name: A coarse run
territory:
  crs: EPSG:2154
  resolution: 20 m
  terrain_resolution: 5 m
  fields: {elevation: {raster: dem.tif}}
forcing: {rain: 60 mm/h}
time: {duration: 10 min, exchange_every: 5 min}
models:
  flood: {scheme: inertial}
outputs: {every: 5 min, fields: [water_depth, water_level]}
"""

    def setUp(self):
        super().setUp()
        x, y = numpy.meshgrid(numpy.arange(40.0), numpy.arange(40.0))
        self.ground = (20.0 + 0.02 * y + 0.6 * numpy.abs(numpy.sin(0.4 * x))).astype("float32")
        with rasterio.open(self.folder / "dem.tif", "w", driver="GTiff", height=40, width=40, count=1, dtype="float32",
                           crs="EPSG:2154", transform=from_origin(700000.0, 6600000.0, 5.0, 5.0)) as file:
            file.write(self.ground, 1)
        self.write("coarse.yaml", self.SCENARIO)
        self.jumelle("run", "coarse.yaml", "-o", "out")

    def test_fine_depths_of_a_cell_add_up_to_its_water_but_for_the_straight_lines_of_its_table(self):
        done = self.jumelle("export", "out/run.nc", "-o", "maps", "--terrain", "dem.tif")
        self.assertEqual(set(done.stdout.splitlines()), {"maps/max_water_depth_fine.tif", "maps/water_depth_fine_600s.tif"})
        with rasterio.open(self.folder / "maps/water_depth_fine_600s.tif") as raster:
            self.assertEqual((raster.width, raster.height, raster.res), (40, 40, (5.0, 5.0)))
            fine = raster.read(1).astype(float)
        with h5py.File(self.folder / "out/run.nc") as results:
            coarse = results["water_depth"][-1]
        self.assertGreater(coarse.max(), 0.05)
        means = fine.reshape(10, 4, 10, 4).mean(axis=(1, 3))
        wet = coarse > 0.01
        self.assertGreater(wet.sum(), 20)
        # Depths and levels are kept to 0.1 mm. Between its points a storage table has straight lines, which lie above
        # the water of the terrain: the level is a little low, never high.
        missing = (coarse - means)[wet]
        self.assertGreater(missing.min(), -1.5e-4)
        self.assertLess(missing.max(), 1e-3)
        self.assertLess(missing.sum(), 0.01 * coarse[wet].sum())

    def test_a_terrain_that_is_no_finer_is_refused(self):
        done = self.jumelle("export", self.folder / "out/run.nc", "--terrain", "out/run.nc", code=(BAD_DATA, BAD_CONFIGURATION))
        self.assertIn("--terrain: ", done.stderr)

    def test_other_formats_are_refused(self):
        done = self.jumelle("export", "out/run.nc", "--terrain", "dem.tif", "--to", "png", code=BAD_CONFIGURATION)
        self.assertIn("--terrain: goes with GeoTIFF of depths alone", done.stderr)


if __name__ == "__main__":
    main()
