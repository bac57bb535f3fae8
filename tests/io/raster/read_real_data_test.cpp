#include <algorithm>
#include <cmath>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "io/raster/polygon_csv.hpp"
#include "io/raster/raster_reader.hpp"
#include "tests/io/raster/data.hpp"

using namespace jumelle;
using jumelle::testing_data::data_folder;
using testing::HasSubstr;
namespace fs = std::filesystem;

namespace {

FieldLayer raster_layer(fs::path const& file) {
    FieldLayer layer;
    layer.kind = FieldLayer::Kind::raster;
    layer.file = file.string();
    return layer;
}

TerritorySpec merewether() {
    TerritorySpec spec;
    spec.crs = "EPSG:32756";
    spec.resolution_m = 1.0;
    auto elevation = raster_layer(data_folder() / "flood/merewether/topography1.asc");
    elevation.missing_is_outside = true;
    FieldLayer houses;
    houses.kind = FieldLayer::Kind::polygons;
    houses.value = 3.0;
    for (auto const& entry : fs::directory_iterator(data_folder() / "flood/merewether/houses")) {
        auto const name = entry.path().stem().string();
        if (name != "house030" && name != "house032" && name != "house033")
            houses.files.push_back(entry.path().string());
    }
    std::sort(houses.files.begin(), houses.files.end());
    FieldLayer rough;
    rough.value = 0.04;
    FieldLayer road;
    road.kind = FieldLayer::Kind::polygons;
    road.value = 0.02;
    road.files = {(data_folder() / "flood/merewether/road_polygon.csv").string()};
    spec.fields = {
        {"elevation", {elevation}, {}}, {"building_height", {houses}, {}}, {"manning", {rough, road}, {}}};
    return spec;
}

Territory with_elevation(std::string const& crs, double resolution_m, FieldLayer layer) {
    TerritorySpec spec;
    spec.crs = crs;
    spec.resolution_m = resolution_m;
    spec.fields = {{"elevation", {std::move(layer)}, {}}};
    FaultList faults;
    auto territory = read_territory(spec, {}, faults);
    faults.throw_if_any();
    return territory;
}

/// Smallest and largest number of the cells that have one.
std::pair<double, double> range(Array2D<double> const& cells) {
    double low = HUGE_VAL, high = -HUGE_VAL;
    for (Index row = 0; row < cells.rows(); ++row) {
        for (Index column = 0; column < cells.columns(); ++column) {
            if (std::isnan(cells(row, column))) continue;
            low = std::min(low, cells(row, column));
            high = std::max(high, cells(row, column));
        }
    }
    return {low, high};
}

Index count_of(Array2D<double> const& cells, double number) {
    Index count = 0;
    for (Index row = 0; row < cells.rows(); ++row)
        count += std::count(cells.row(row), cells.row(row) + cells.columns(), number);
    return count;
}

/// Area of all house outlines of the case by the surveyor's formula [m²].
double area_of_houses_m2() {
    double sum_m2 = 0.0;
    TerritorySpec const spec = merewether();
    for (auto const& file : spec.fields.at(1).layers.at(0).files) {
        auto const ring = read_polygon_csv(file, Value());
        double twice_m2 = 0.0;
        for (std::size_t i = 0; i < ring.size(); ++i) {
            Point const a = ring[i], b = ring[(i + 1) % ring.size()];
            twice_m2 +=
                (a.x_m - ring[0].x_m) * (b.y_m - ring[0].y_m) - (b.x_m - ring[0].x_m) * (a.y_m - ring[0].y_m);
        }
        sum_m2 += std::abs(twice_m2) / 2.0;
    }
    return sum_m2;
}

} // namespace

TEST(RealData, merewether_is_read_cell_by_cell) {
    JUMELLE_NEEDS_DATA("flood/merewether/topography1.asc");
    FaultList faults;
    auto const territory = read_territory(merewether(), {}, faults);
    faults.throw_if_any();
    EXPECT_EQ(territory.grid.columns, 321);
    EXPECT_EQ(territory.grid.rows, 416);
    EXPECT_NEAR(territory.grid.cell_m, 0.99993681, 1e-8);
    EXPECT_NEAR(territory.grid.west_m, 382249.79174463, 1e-6);
    auto const& elevation = territory.fields.at("elevation").cells;
    EXPECT_TRUE(std::isnan(elevation(0, 0)));
    EXPECT_FLOAT_EQ(static_cast<float>(elevation(0, 1)), 42.9475f);
    EXPECT_EQ(territory.inputs.at(0).crs, "EPSG:32756");
    EXPECT_THAT(territory.inputs.at(0).note, HasSubstr("copied cell by cell"));
}

TEST(RealData, merewether_has_its_houses_and_its_road) {
    JUMELLE_NEEDS_DATA("flood/merewether/topography1.asc");
    FaultList faults;
    auto const territory = read_territory(merewether(), {}, faults);
    faults.throw_if_any();
    auto const& houses = territory.fields.at("building_height").cells;
    auto const& manning = territory.fields.at("manning").cells;
    auto const height_at = [&](double x, double y) {
        auto const cell = territory.grid.cell_at({x, y});
        return houses(cell->row, cell->column);
    };
    EXPECT_EQ(height_at(382431.0, 6354410.0), 3.0); // within house000
    EXPECT_EQ(height_at(382373.5, 6354387.8), 0.0); // a surveyed level lies in the street
    EXPECT_EQ(count_of(manning, 0.02) + count_of(manning, 0.04) + 73, 321 * 416); // 73 cells lie outside
    EXPECT_NEAR(static_cast<double>(count_of(houses, 3.0)), area_of_houses_m2(), 0.02 * area_of_houses_m2());
    EXPECT_EQ(territory.inputs.size(), 1u + 57u + 1u);
}

TEST(RealData, newcastle_is_read_from_erdas_imagine) {
    JUMELLE_NEEDS_DATA("flood/newcastle_centre/topography/NewcastleCentreDEM_2m.img");
    auto layer = raster_layer(data_folder() / "flood/newcastle_centre/topography/NewcastleCentreDEM_2m.img");
    auto const territory = with_elevation("EPSG:27700", 2.0, layer);
    EXPECT_EQ(territory.grid.columns, 342);
    EXPECT_EQ(territory.grid.rows, 195);
    EXPECT_NEAR(territory.grid.west_m, 424520.0, 0.001);
    EXPECT_THAT(territory.inputs.at(0).note, HasSubstr("copied cell by cell, 100 % covered"));
}

TEST(RealData, an_ign_tile_keeps_its_half_cell_origin) {
    std::string const file = "interop/ign-lidarhd-dem/DTM_77055_627760_LA93_IGN69_50CM.tif";
    JUMELLE_NEEDS_DATA(file);
    auto layer = raster_layer(data_folder() / file);
    layer.missing_is_outside = true; // five cells are empty
    auto const territory = with_elevation("EPSG:2154+5720", 0.5, layer);
    EXPECT_EQ(territory.grid.west_m, 770549.75);
    EXPECT_EQ(territory.grid.north_m, 6277600.25);
    auto const [low, high] = range(territory.fields.at("elevation").cells);
    EXPECT_NEAR(low, 20.783, 0.001);
    EXPECT_NEAR(high, 21.581, 0.001);
}

TEST(RealData, two_ign_tiles_join_without_a_seam) {
    fs::path const folder = data_folder() / "interop/ign-lidarhd-dem";
    JUMELLE_NEEDS_DATA("interop/ign-lidarhd-dem/mns_hydro_2023_0299_6802_LA93_IGN69_5m.tif");
    TerritorySpec spec;
    spec.crs = "EPSG:2154";
    spec.resolution_m = 5.0;
    spec.extent = TerritorySpec::Extent{299000.0, 6801000.0, 301000.0, 6802000.0};
    auto west = raster_layer(folder / "mns_hydro_2023_0299_6802_LA93_IGN69_5m.tif");
    auto east = raster_layer(folder / "mns_hydro_2023_0300_6802_LA93_IGN69_5m.tif");
    east.missing_is_outside = true; // 152 cells are empty
    spec.fields = {{"elevation", {west, east}, {}}};
    FaultList faults;
    auto const territory = read_territory(spec, {}, faults);
    faults.throw_if_any();
    EXPECT_EQ(territory.grid.columns, 400);
    auto const [low, high] = range(territory.fields.at("elevation").cells);
    EXPECT_GT(low, 100.0); // the nodata value 9999 of one of them is positive
    EXPECT_LT(high, 200.0);
    EXPECT_THAT(territory.inputs.at(1).note, HasSubstr("copied cell by cell"));
}

TEST(RealData, a_rotated_model_grid_is_turned_upright) {
    std::string const file = "flood/sfincs_compound/gis/dep.tif";
    JUMELLE_NEEDS_DATA(file);
    auto layer = raster_layer(data_folder() / file);
    layer.missing_is_outside = true;
    auto const territory = with_elevation("EPSG:32633", 50.0, layer);
    auto const& cells = territory.fields.at("elevation").cells;
    // Pixel (column 120, row 50) of the file, put into its place by the six numbers of its transform.
    double const column = 120.5, row = 50.5;
    Point const at{318650.0 + 44.55032620923267 * column - 22.69952498701502 * row,
                   5040000.0 + 22.69952498688395 * column + 44.5503262094899 * row};
    auto const cell = territory.grid.cell_at(at);
    ASSERT_TRUE(cell);
    EXPECT_FALSE(std::isnan(cells(cell->row, cell->column)));
    EXPECT_TRUE(std::isnan(cells(0, 0)));
    EXPECT_GT(territory.grid.columns, 251);
}

TEST(RealData, bilbao_has_cells_that_are_not_quite_square) {
    JUMELLE_NEEDS_DATA("heat/bilbao/DEM.tif");
    auto layer = raster_layer(data_folder() / "heat/bilbao/DEM.tif");
    auto const territory = with_elevation("EPSG:25830", 5.0, layer);
    EXPECT_EQ(territory.grid.cell_m, 5.0);
    EXPECT_THAT(territory.inputs.at(0).note, HasSubstr("bilinear"));
}

TEST(RealData, classes_of_goteborg_stay_classes) {
    fs::path const folder = data_folder() / "heat/goteborg_gvc";
    JUMELLE_NEEDS_DATA("heat/goteborg_gvc/landcover_1m_GVC.tif");
    TerritorySpec spec;
    spec.crs = "EPSG:3006";
    spec.resolution_m = 3.0;
    spec.fields = {{"elevation", {raster_layer(folder / "DEM_GVC_1m.tif")}, {}},
                   {"land_cover", {raster_layer(folder / "landcover_1m_GVC.tif")}, {}}};
    FaultList faults;
    auto const territory = read_territory(spec, {}, faults);
    faults.throw_if_any();
    auto const& cover = territory.fields.at("land_cover").cells;
    for (Index row = 0; row < cover.rows(); ++row) {
        for (Index column = 0; column < cover.columns(); ++column)
            ASSERT_EQ(cover(row, column), std::floor(cover(row, column)));
    }
}

TEST(RealData, buildings_of_bd_topo_need_a_height_where_theirs_is_empty) {
    fs::path const file = data_folder() / "interop/ign-bdtopo-v3-olemps/BATIMENT.shp";
    JUMELLE_NEEDS_DATA("interop/ign-bdtopo-v3-olemps/BATIMENT.shp");
    TerritorySpec spec;
    spec.crs = "EPSG:2154";
    spec.resolution_m = 5.0;
    spec.extent = TerritorySpec::Extent{661960.0, 6357930.0, 666220.0, 6362525.0};
    FieldLayer ground;
    FieldLayer buildings;
    buildings.kind = FieldLayer::Kind::vector;
    buildings.file = file.string();
    buildings.attribute = "HAUTEUR";
    spec.fields = {{"elevation", {ground}, {}}, {"building_height", {buildings}, {}}};
    FaultList faults;
    (void)read_territory(spec, {}, faults);
    ASSERT_EQ(faults.faults().size(), 1u);
    EXPECT_THAT(faults.faults()[0].message, HasSubstr("'HAUTEUR' is empty in 269 of 2273 features"));

    spec.fields[1].layers[0].missing = 6.0;
    FaultList none;
    auto const territory = read_territory(spec, {}, none);
    none.throw_if_any();
    auto const [low, high] = range(territory.fields.at("building_height").cells);
    EXPECT_EQ(low, 0.0);
    EXPECT_GT(high, 9.0);
    EXPECT_LT(high, 60.0);
}

TEST(RealData, a_layer_of_a_geopackage_must_be_named) {
    fs::path const file = data_folder() / "interop/risk-pprt-rhone/pprt_69dreal20090005.gpkg";
    JUMELLE_NEEDS_DATA("interop/risk-pprt-rhone/pprt_69dreal20090005.gpkg");
    RegionSpec region;
    region.polygons = file.string();
    try {
        (void)read_region(region, *find_crs("EPSG:2154"));
        FAIL();
    } catch (InputError const& error) {
        EXPECT_THAT(error.what(), HasSubstr("holds 5 layers"));
        EXPECT_THAT(error.what(), HasSubstr("pprt_69dreal20090005_perimetre_s"));
    }
}
