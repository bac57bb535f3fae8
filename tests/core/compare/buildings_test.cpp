#include "core/compare/buildings.hpp"

#include <gtest/gtest.h>
#include <limits>

namespace jumelle {
namespace {

Array2D<double> cells(std::initializer_list<std::initializer_list<double>> rows) {
    Array2D<double> array(static_cast<Index>(rows.size()), static_cast<Index>(rows.begin()->size()));
    Index r = 0;
    for (auto const& row : rows) {
        Index c = 0;
        for (double const value : row) array(r, c++) = value;
        ++r;
    }
    return array;
}

TEST(FloodedBuildings, cells_that_touch_by_a_side_are_one_building_and_by_a_corner_are_two) {
    auto const height = cells({{6, 6, 0}, {0, 0, 9}, {0, 0, 9}});
    auto const dry = Array2D<double>(3, 3, 0.0);
    auto const found = flooded_buildings(height, dry, nullptr);
    EXPECT_EQ(found.buildings, 2);
    EXPECT_EQ(found.flooded, 0);
}

TEST(FloodedBuildings, water_at_a_wall_floods_the_whole_building) {
    auto const height = cells({{6, 6, 6, 0}});
    auto const depth = cells({{0, 0, 0, 0.2}});
    auto const people = cells({{1, 2, 4, 0}});
    auto const found = flooded_buildings(height, depth, &people);
    EXPECT_EQ(found.flooded, 1);
    EXPECT_DOUBLE_EQ(found.residents, 7.0);
}

TEST(FloodedBuildings, water_at_a_corner_does_not_count) {
    auto const height = cells({{6, 0}, {0, 0}});
    auto const depth = cells({{0, 0}, {0, 0.5}});
    EXPECT_EQ(flooded_buildings(height, depth, nullptr).flooded, 0);
}

TEST(FloodedBuildings, shallow_water_does_not_count) {
    auto const height = cells({{6, 0}});
    auto const depth = cells({{0, 0.0999}});
    EXPECT_EQ(flooded_buildings(height, depth, nullptr).flooded, 0);
}

TEST(FloodedBuildings, cells_without_data_are_neither_building_nor_water) {
    double const nan = std::numeric_limits<double>::quiet_NaN();
    auto const found = flooded_buildings(cells({{nan, 6}}), cells({{nan, nan}}), nullptr);
    EXPECT_EQ(found.buildings, 1);
    EXPECT_EQ(found.flooded, 0);
}

} // namespace
} // namespace jumelle
