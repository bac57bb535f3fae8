#include <algorithm>
#include <cmath>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "io/raster/raster_reader.hpp"
#include "tests/io/raster/data.hpp"

using namespace jumelle;
using jumelle::testing_data::data_folder;
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

} // namespace

TEST(Merewether, is_read_cell_by_cell) {
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
    auto const& house = territory.fields.at("building_height").cells;
    auto const& manning = territory.fields.at("manning").cells;
    EXPECT_EQ(house(200, 1), 0.0);
    EXPECT_EQ(*std::max_element(manning.row(200), manning.row(200) + 321), 0.04);
    for (auto const& input : territory.inputs)
        std::cout << input.name << " " << input.used_for << " " << input.crs << " " << input.note << "\n";
}
