#include <cmath>
#include <numeric>
#include <proj.h>

#include "core/territory/field_catalog.hpp"
#include "tests/io/raster/fixture.hpp"

using namespace jumelle;
using namespace jumelle::testing_data;
using testing::HasSubstr;

namespace {

class ReadRaster : public RasterTest {};

double ramp(double column, double row) {
    return 100.0 + column + 1000.0 * row;
}

double total(Array2D<double> const& cells) {
    double sum = 0.0;
    for (Index row = 0; row < cells.rows(); ++row)
        sum = std::accumulate(cells.row(row), cells.row(row) + cells.columns(), sum);
    return sum;
}

/// The position in EPSG:`code` of a point in EPSG:2154, easting (or longitude) first.
Point seen_in(int code, Point point) {
    PJ_CONTEXT* const context = proj_context_create();
    PJ* const plain =
        proj_create_crs_to_crs(context, "EPSG:2154", ("EPSG:" + std::to_string(code)).c_str(), nullptr);
    PJ* const way = proj_normalize_for_visualization(context, plain);
    PJ_COORD const seen = proj_trans(way, PJ_FWD, proj_coord(point.x_m, point.y_m, 0.0, 0.0));
    proj_destroy(way);
    proj_destroy(plain);
    proj_context_destroy(context);
    return {seen.xy.x, seen.xy.y};
}

} // namespace

TEST_F(ReadRaster, copies_every_number_where_the_cells_coincide) {
    give("elevation", {raster(file("a.tif", tiff_bytes(tiff(7, 5, ramp))))});
    auto const territory = read();
    auto const& cells = territory.fields.at("elevation").cells;
    ASSERT_EQ(cells.columns(), 7);
    ASSERT_EQ(cells.rows(), 5);
    for (Index row = 0; row < 5; ++row) {
        for (Index column = 0; column < 7; ++column)
            EXPECT_EQ(cells(row, column), ramp(static_cast<double>(column), static_cast<double>(row)));
    }
    EXPECT_THAT(territory.inputs.at(0).note, HasSubstr("copied cell by cell"));
    EXPECT_THAT(territory.inputs.at(0).note, HasSubstr("100 % covered"));
    EXPECT_EQ(territory.inputs.at(0).crs, "EPSG:2154");
    EXPECT_EQ(territory.inputs.at(0).used_for, "territory.fields.elevation");
}

TEST_F(ReadRaster, gives_the_field_the_name_and_unit_of_the_catalog) {
    give("elevation", {raster(file("a.tif", tiff_bytes(tiff(3, 3, ramp))))});
    auto const territory = read();
    EXPECT_EQ(territory.fields.at("elevation").info.unit, "m");
    EXPECT_EQ(territory.fields.at("elevation").info.standard_name, "surface_altitude");
}

TEST_F(ReadRaster, reads_esri_ascii_with_a_crs_from_the_scenario) {
    auto layer = raster(file("a.asc", "ncols 3\nnrows 2\nxllcorner 650000\nyllcorner 6859998\ncellsize 1\n"
                                      "NODATA_value -9999\n1 2 3\n4 5 6\n"));
    layer.crs = "EPSG:2154";
    give("elevation", {layer});
    auto const territory = read();
    EXPECT_EQ(territory.fields.at("elevation").cells(0, 0), 1.0);
    EXPECT_EQ(territory.fields.at("elevation").cells(1, 2), 6.0);
    EXPECT_EQ(territory.grid.north_m, 6860000.0);
}

TEST_F(ReadRaster, applies_scale_and_offset_of_the_file) {
    auto made = tiff(4, 4, [](double column, double) { return 10.0 * column; });
    made.int16 = true;
    made.scale = 0.1;
    made.offset = 50.0;
    give("elevation", {raster(file("a.tif", tiff_bytes(made)))});
    auto const territory = read();
    EXPECT_DOUBLE_EQ(territory.fields.at("elevation").cells(2, 3), 53.0);
}

TEST_F(ReadRaster, does_not_scale_the_nodata_value) {
    auto made = tiff(3, 1, [](double column, double) { return column == 1.0 ? -99.0 : 20.0; });
    made.int16 = true;
    made.scale = 0.5;
    made.nodata = "-99";
    auto layer = raster(file("a.tif", tiff_bytes(made)));
    layer.missing_is_outside = true;
    give("elevation", {layer});
    auto const territory = read();
    auto const& cells = territory.fields.at("elevation").cells;
    EXPECT_EQ(cells(0, 0), 10.0);
    EXPECT_TRUE(std::isnan(cells(0, 1)));
}

TEST_F(ReadRaster, converts_the_unit_that_the_scenario_gives) {
    auto layer = raster(file("a.tif", tiff_bytes(tiff(2, 2, [](double, double) { return 250.0; }))));
    layer.unit = "cm";
    give("elevation", {layer});
    EXPECT_DOUBLE_EQ(read().fields.at("elevation").cells(1, 1), 2.5);
}

TEST_F(ReadRaster, converts_the_unit_that_the_band_says) {
    auto made = tiff(2, 2, [](double, double) { return 250.0; });
    made.unit = "cm";
    give("elevation", {raster(file("a.tif", tiff_bytes(made)))});
    EXPECT_DOUBLE_EQ(read().fields.at("elevation").cells(1, 1), 2.5);
}

TEST_F(ReadRaster, takes_the_asked_band) {
    auto made = tiff(2, 2, [](double, double) { return 1.0; });
    made.bands.push_back({2.0, 2.0, 2.0, 2.0});
    auto layer = raster(file("a.tif", tiff_bytes(made)));
    layer.band = 2;
    give("elevation", {layer});
    EXPECT_EQ(read().fields.at("elevation").cells(0, 0), 2.0);
}

TEST_F(ReadRaster, interpolates_a_slope_exactly_onto_finer_cells) {
    spec_.resolution_m = 0.5;
    give("elevation",
         {raster(file("a.tif", tiff_bytes(tiff(20, 20, [](double c, double r) { return c - 2.0 * r; }))))});
    auto const territory = read();
    auto const& cells = territory.fields.at("elevation").cells;
    ASSERT_EQ(cells.columns(), 40);
    for (Index i = 2; i < 38; ++i) {
        double const column = (static_cast<double>(i) + 0.5) / 2.0 - 0.5;
        EXPECT_NEAR(cells(10, i), column - 2.0 * 4.75, 1e-6);
    }
    EXPECT_THAT(territory.inputs.at(0).note, HasSubstr("bilinear"));
}

TEST_F(ReadRaster, averages_finer_cells) {
    spec_.resolution_m = 4.0;
    give("elevation", {raster(file("a.tif", tiff_bytes(tiff(16, 16, [](double c, double) { return c; }))))});
    auto const territory = read();
    auto const& cells = territory.fields.at("elevation").cells;
    ASSERT_EQ(cells.columns(), 4);
    for (Index i = 0; i < 4; ++i) EXPECT_NEAR(cells(1, i), 1.5 + 4.0 * static_cast<double>(i), 1e-9);
    EXPECT_THAT(territory.inputs.at(0).note, HasSubstr("averaged"));
}

TEST_F(ReadRaster, never_averages_classes) {
    flat_ground(20.0, 20.0);
    auto made =
        tiff(40, 40, [](double c, double r) { return (static_cast<int>(c + r) % 2) == 0 ? 1.0 : 7.0; });
    made.cell = 0.7;
    give("land_cover", {raster(file("c.tif", tiff_bytes(made)))});
    auto const territory = read();
    auto const& cells = territory.fields.at("land_cover").cells;
    for (Index row = 0; row < cells.rows(); ++row) {
        for (Index column = 0; column < cells.columns(); ++column)
            EXPECT_TRUE(cells(row, column) == 1.0 || cells(row, column) == 7.0) << cells(row, column);
    }
}

TEST_F(ReadRaster, keeps_the_total_of_counts_on_finer_cells) {
    flat_ground(400.0, 400.0);
    spec_.resolution_m = 10.0;
    auto made = tiff(2, 2, [](double c, double r) { return 10.0 + c + 2.0 * r; });
    made.cell = 200.0;
    give("population", {raster(file("p.tif", tiff_bytes(made)))});
    auto const territory = read();
    EXPECT_NEAR(total(territory.fields.at("population").cells), 10.0 + 11.0 + 12.0 + 13.0, 1e-9);
    EXPECT_NEAR(territory.fields.at("population").cells(0, 0), 10.0 / 400.0, 1e-12);
}

TEST_F(ReadRaster, keeps_the_total_of_counts_on_coarser_cells) {
    flat_ground(40.0, 40.0);
    spec_.resolution_m = 20.0;
    give("population",
         {raster(file("p.tif", tiff_bytes(tiff(40, 40, [](double, double) { return 0.25; }))))});
    EXPECT_NEAR(total(read().fields.at("population").cells), 0.25 * 1600.0, 1e-9);
}

TEST_F(ReadRaster, keeps_the_total_of_counts_across_systems) {
    flat_ground(2000.0, 2000.0);
    spec_.resolution_m = 20.0;
    Point const middle = seen_in(32631, {651000.0, 6859000.0});
    auto made = tiff(6, 6, [](double, double) { return 100.0; });
    made.epsg = 32631;
    made.cell = 200.0;
    made.west = middle.x_m - 600.0;
    made.north = middle.y_m + 600.0;
    auto layer = raster(file("p.tif", tiff_bytes(made)));
    layer.missing = 0.0;
    give("population", {layer});
    EXPECT_NEAR(total(read().fields.at("population").cells), 3600.0, 3600.0 * 1e-3);
}

TEST_F(ReadRaster, takes_another_raster_off_and_counts_what_is_low_as_nothing) {
    spec_.resolution_m = 1.0;
    auto const ground = file("ground.tif", tiff_bytes(tiff(8, 8, [](double c, double) { return 10.0 + c; })));
    auto const surface =
        file("surface.tif", tiff_bytes(tiff(8, 8, [](double c, double r) { return 10.0 + c + 3.0 * r; })));
    give("elevation", {raster(ground)});
    auto layer = raster(surface);
    layer.minus = ground;
    layer.least = 4.0;
    give("building_height", {layer});
    auto const territory = read();
    auto const& height = territory.fields.at("building_height").cells;
    EXPECT_EQ(height(1, 5), 0.0) << "3 m are less than 4 m";
    EXPECT_EQ(height(2, 5), 6.0);
    EXPECT_EQ(territory.inputs.size(), 3U) << "both rasters are recorded";
}

TEST_F(ReadRaster, takes_the_asked_resampling_over_its_habit) {
    spec_.resolution_m = 4.0;
    auto layer = raster(file("a.tif", tiff_bytes(tiff(16, 16, [](double c, double) { return c; }))));
    layer.resample = "nearest";
    give("elevation", {layer});
    auto const territory = read();
    double const number = territory.fields.at("elevation").cells(0, 0);
    EXPECT_EQ(number, std::floor(number));
    EXPECT_THAT(territory.inputs.at(0).note, HasSubstr("nearest neighbour"));
}

TEST_F(ReadRaster, warps_a_slope_from_utm_within_a_millimetre) {
    spec_.extent = TerritorySpec::Extent{650000.0, 6859000.0, 651000.0, 6860000.0};
    spec_.resolution_m = 10.0;
    Point const middle = seen_in(32631, {650500.0, 6859500.0});
    auto const height = [&](Point p) { return 0.02 * (p.x_m - middle.x_m) - 0.03 * (p.y_m - middle.y_m); };
    auto made = tiff(200, 200, [&](double c, double r) {
        return height({middle.x_m - 1000.0 + 10.0 * (c + 0.5), middle.y_m + 1000.0 - 10.0 * (r + 0.5)});
    });
    made.epsg = 32631;
    made.cell = 10.0;
    made.west = middle.x_m - 1000.0;
    made.north = middle.y_m + 1000.0;
    give("elevation", {raster(file("utm.tif", tiff_bytes(made)))});
    auto const territory = read();
    for (Index row = 0; row < 100; row += 9) {
        for (Index column = 0; column < 100; column += 9) {
            double const exact = height(seen_in(32631, territory.grid.centre({row, column})));
            EXPECT_NEAR(territory.fields.at("elevation").cells(row, column), exact, 1e-3);
        }
    }
}

TEST_F(ReadRaster, warps_degrees) {
    spec_.extent = TerritorySpec::Extent{650000.0, 6859000.0, 651000.0, 6860000.0};
    spec_.resolution_m = 50.0;
    Point const middle = seen_in(4326, {650500.0, 6859500.0});
    auto made =
        tiff(100, 100, [&](double c, double) { return (middle.x_m - 0.02 + 0.0004 * (c + 0.5)) * 1000.0; });
    made.epsg = 4326;
    made.geographic = true;
    made.cell = 0.0004;
    made.west = middle.x_m - 0.02;
    made.north = middle.y_m + 0.02;
    give("elevation", {raster(file("degrees.tif", tiff_bytes(made)))});
    auto const territory = read();
    Point const there = seen_in(4326, territory.grid.centre({10, 4}));
    EXPECT_NEAR(territory.fields.at("elevation").cells(10, 4), there.x_m * 1000.0, 1e-3);
    EXPECT_EQ(territory.inputs.at(0).crs, "EPSG:4326");
}

TEST_F(ReadRaster, warps_web_mercator_in_its_place) {
    spec_.extent = TerritorySpec::Extent{650000.0, 6859500.0, 650500.0, 6860000.0};
    spec_.resolution_m = 10.0;
    Point const middle = seen_in(3857, {650250.0, 6859750.0});
    auto made = tiff(120, 120, [](double c, double r) { return 0.1 * c + 0.2 * r; });
    made.epsg = 3857;
    made.cell = 10.0;
    made.west = middle.x_m - 600.0;
    made.north = middle.y_m + 600.0;
    auto layer = raster(file("web.tif", tiff_bytes(made)));
    layer.resample = "bilinear";
    give("elevation", {layer});
    auto const territory = read();
    Point const there = seen_in(3857, territory.grid.centre({20, 30}));
    double const column = (there.x_m - made.west) / 10.0 - 0.5, row = (made.north - there.y_m) / 10.0 - 0.5;
    EXPECT_NEAR(territory.fields.at("elevation").cells(20, 30), 0.1 * column + 0.2 * row, 1e-3);
}

TEST_F(ReadRaster, turns_a_rotated_raster_upright) {
    spec_.extent = TerritorySpec::Extent{650000.0, 6859960.0, 650040.0, 6860000.0};
    double const cosine = std::cos(0.5), sine = std::sin(0.5);
    auto made = tiff(120, 120, [](double c, double r) { return 3.0 * (c + 0.5) + (r + 0.5); });
    // Pixel (60, 60) lies in the middle of the territory, the rows run half a radian off.
    double const west = 650020.0 - 60.0 * cosine - 60.0 * sine,
                 north = 6859980.0 - 60.0 * sine + 60.0 * cosine;
    made.transform = std::array{west, cosine, sine, north, sine, -cosine};
    give("elevation", {raster(file("turned.tif", tiff_bytes(made)))});
    auto const territory = read();
    Point const at = territory.grid.centre({7, 31});
    double const dx = at.x_m - west, dy = at.y_m - north;
    EXPECT_NEAR(territory.fields.at("elevation").cells(7, 31),
                3.0 * (dx * cosine + dy * sine) + (dx * sine - dy * cosine), 1e-3);
}

TEST_F(ReadRaster, reads_a_raster_whose_rows_run_from_the_south) {
    auto made = tiff(4, 3, ramp);
    made.transform = std::array{650000.0, 1.0, 0.0, 6859997.0, 0.0, 1.0};
    give("elevation", {raster(file("south.tif", tiff_bytes(made)))});
    auto const territory = read();
    ASSERT_EQ(territory.grid.rows, 3);
    EXPECT_EQ(territory.fields.at("elevation").cells(0, 0), ramp(0.0, 2.0));
    EXPECT_EQ(territory.fields.at("elevation").cells(2, 3), ramp(3.0, 0.0));
}

TEST_F(ReadRaster, paints_layers_in_order_and_keeps_what_lies_below_a_hole) {
    flat_ground(4.0, 1.0);
    auto made = tiff(4, 1, [](double column, double) { return column < 2.0 ? 5.0 : -1.0; });
    made.nodata = "-1";
    give("building_height", {constant(2.0), raster(file("b.tif", tiff_bytes(made)))});
    auto const territory = read();
    auto const& cells = territory.fields.at("building_height").cells;
    EXPECT_EQ(cells(0, 1), 5.0);
    EXPECT_EQ(cells(0, 2), 2.0);
}

TEST_F(ReadRaster, fills_holes_with_the_value_for_what_is_missing) {
    flat_ground(4.0, 1.0);
    auto layer = raster(file("b.tif", tiff_bytes(tiff(2, 1, [](double, double) { return 5.0; }))));
    layer.missing = 3.5;
    give("canopy_height", {layer});
    auto const territory = read();
    auto const& cells = territory.fields.at("canopy_height").cells;
    EXPECT_EQ(cells(0, 1), 5.0);
    EXPECT_EQ(cells(0, 3), 3.5);
    EXPECT_THAT(territory.inputs.at(0).note, HasSubstr("50 % covered"));
}

TEST_F(ReadRaster, leaves_all_fields_empty_outside_the_territory) {
    auto made = tiff(3, 1, [](double column, double) { return column == 2.0 ? -1.0 : 8.0; });
    made.nodata = "-1";
    auto layer = raster(file("a.tif", tiff_bytes(made)));
    layer.missing_is_outside = true;
    give("elevation", {layer});
    give("manning", {constant(0.03)});
    auto const territory = read();
    EXPECT_TRUE(std::isnan(territory.fields.at("manning").cells(0, 2)));
    EXPECT_EQ(territory.fields.at("manning").cells(0, 1), 0.03);
}

TEST_F(ReadRaster, asks_for_no_other_field_outside_the_territory) {
    auto ground = tiff(3, 1, [](double column, double) { return column == 2.0 ? -1.0 : 8.0; });
    ground.nodata = "-1";
    auto layer = raster(file("a.tif", tiff_bytes(ground)));
    layer.missing_is_outside = true;
    give("land_cover", {raster(file("c.tif", tiff_bytes(tiff(2, 1, [](double, double) { return 4.0; }))))});
    give("elevation", {layer});
    EXPECT_EQ(faults(), "");
}

TEST_F(ReadRaster, takes_nan_as_nodata) {
    auto made = tiff(2, 1, [](double column, double) { return column == 0.0 ? std::nan("") : 1.0; });
    made.nodata = "nan";
    auto layer = raster(file("a.tif", tiff_bytes(made)));
    layer.missing = 4.0;
    give("elevation", {layer});
    EXPECT_EQ(read().fields.at("elevation").cells(0, 0), 4.0);
}

TEST_F(ReadRaster, does_not_let_nodata_leak_into_interpolated_cells) {
    spec_.resolution_m = 0.5;
    auto made = tiff(4, 4, [](double column, double) { return column == 3.0 ? -9999.0 : 10.0; });
    made.nodata = "-9999";
    auto layer = raster(file("a.tif", tiff_bytes(made)));
    layer.missing_is_outside = true;
    give("elevation", {layer});
    auto const territory = read();
    auto const& cells = territory.fields.at("elevation").cells;
    for (Index column = 0; column < 8; ++column)
        EXPECT_TRUE(std::isnan(cells(3, column)) || std::abs(cells(3, column) - 10.0) < 1e-9)
            << cells(3, column);
}

TEST_F(ReadRaster, says_nothing_on_the_error_stream) {
    testing::internal::CaptureStderr();
    give("elevation", {raster(file("a.tif", "II*\0 this is no raster"))});
    EXPECT_NE(faults(), "");
    EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
}

TEST_F(ReadRaster, fields_are_painted_over_those_of_a_territory_that_is_there) {
    Territory base;
    base.grid = {2, 3, 1.0, 650000.0, 6860000.0, *find_crs("EPSG:2154")};
    base.fields.put({find_catalog_field("elevation")->info, Array2D<double>(2, 3, 5.0), {}});
    base.fields.put({find_catalog_field("manning")->info, Array2D<double>(2, 3, 0.02), {}});
    auto const ring =
        file("yard.csv", "x,y\n650000,6859998\n650001,6859998\n650001,6860000\n650000,6860000\n");
    give("manning", {polygons({ring}, 0.1)});
    give("building_height", {constant(8.0)});
    FaultList faults;
    Territory const painted = paint_fields(std::move(base), spec_, {}, faults);
    ASSERT_TRUE(faults.empty());
    EXPECT_EQ(painted.fields.at("elevation").cells(1, 1), 5.0);
    EXPECT_EQ(painted.fields.at("manning").cells(1, 0), 0.1);
    EXPECT_EQ(painted.fields.at("manning").cells(1, 1), 0.02);
    EXPECT_EQ(painted.fields.at("building_height").cells(0, 2), 8.0);
}
