#include "models/flood/terrain.hpp"

#include <gtest/gtest.h>
#include <limits>

#include "bench/cases/flood_run.hpp"
#include "core/base/constants.hpp"
#include "core/territory/land_cover.hpp"
#include "models/flood/kernels/limits.hpp"

namespace jumelle::flood {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

/// 5 × 5 cells at 2 m with a building of 3 × 3 cells and 6 m in the middle.
Territory courtyard() {
    Territory territory = cases::flat_territory(5, 5, 1.0);
    cases::set_field(territory, "elevation", [](Cell) { return 2.0; });
    cases::set_field(territory, "building_height", [](Cell c) {
        return c.row >= 1 && c.row <= 3 && c.column >= 1 && c.column <= 3 ? 6.0 : 0.0;
    });
    return territory;
}

double rain_sum(Ground const& ground) {
    double sum = 0.0;
    for (Index r = 0; r < ground.rows(); ++r) {
        for (Index c = 0; c < ground.columns(); ++c) sum += static_cast<double>(ground.rain_share(r, c));
    }
    return sum;
}

FloodParameters with(Buildings buildings) {
    FloodParameters parameters;
    parameters.buildings = buildings;
    return parameters;
}

TEST(Ground, roughness_comes_from_land_cover_where_no_field_says_it) {
    Territory territory = cases::flat_territory(1, 3, 1.0);
    cases::set_field(territory, "land_cover", [](Cell c) {
        return c.column == 0 ? 2.0 : c.column == 1 ? 4.0 : 99.0;
    });
    FieldStore fields;
    fields.put(territory.fields.at("elevation"));
    fields.put(territory.fields.at("land_cover"));
    FloodParameters parameters;
    parameters.manning = 0.05;
    Ground const ground = ground_from(fields, parameters);
    double const asphalt = find_land_cover(2.0)->manning.value, grass = find_land_cover(4.0)->manning.value;
    EXPECT_NE(asphalt, grass);
    EXPECT_DOUBLE_EQ(ground.friction(0, 0), gravity_mps2 * asphalt * asphalt);
    EXPECT_DOUBLE_EQ(ground.friction(0, 1), gravity_mps2 * grass * grass);
    EXPECT_DOUBLE_EQ(ground.friction(0, 2), gravity_mps2 * 0.05 * 0.05);
}

TEST(Ground, blocks_are_solid) {
    Ground const ground = ground_from(courtyard().fields, with(Buildings::blocks));
    EXPECT_EQ(ground.level_m(2, 2), solid_level_m);
    EXPECT_EQ(ground.level_m(0, 0), 2.0);
}

TEST(Ground, rain_on_blocks_goes_to_cells_beside_them) {
    Ground const ground = ground_from(courtyard().fields, with(Buildings::blocks));
    EXPECT_EQ(ground.rain_share(2, 2), 0.0F);
    EXPECT_EQ(ground.rain_share(0, 0), 1.0F); // a corner touches no building
    EXPECT_GT(ground.rain_share(0, 2), 1.0F);
    EXPECT_EQ(rain_sum(ground), 25.0);
    EXPECT_EQ(ground.rain_cells, 25.0);
}

TEST(Ground, raised_buildings_are_high_ground_that_rain_falls_on) {
    Ground const ground = ground_from(courtyard().fields, with(Buildings::raised));
    EXPECT_EQ(ground.level_m(2, 2), 8.0);
    EXPECT_EQ(ground.rain_share(2, 2), 1.0F);
}

TEST(Ground, ignored_buildings_leave_the_ground) {
    EXPECT_EQ(ground_from(courtyard().fields, with(Buildings::ignored)).level_m(2, 2), 2.0);
}

TEST(Ground, without_elevation_is_outside) {
    Territory territory = courtyard();
    territory.fields.at("elevation").cells(0, 0) = none;
    Ground const ground = ground_from(territory.fields, with(Buildings::ignored));
    EXPECT_EQ(ground.level_m(0, 0), solid_level_m);
    EXPECT_EQ(ground.rain_share(0, 0), 0.0F);
    EXPECT_EQ(ground.rain_cells, 24.0);
}

TEST(Ground, building_that_touches_no_free_cell_sheds_no_rain) {
    Territory territory = cases::flat_territory(3, 3, 1.0);
    cases::set_field(territory, "elevation", [](Cell c) { return c == Cell{0, 0} ? 1.0 : none; });
    cases::set_field(territory, "building_height", [](Cell) { return 5.0; });
    EXPECT_EQ(ground_from(territory.fields, with(Buildings::blocks)).rain_cells, 0.0);
}

TEST(Ground, roughness_field_wins_over_the_parameter) {
    Territory territory = cases::flat_territory(1, 2, 1.0);
    cases::set_field(territory, "manning", [](Cell c) { return c.column == 0 ? 0.1 : none; });
    FloodParameters parameters;
    parameters.manning = 0.02;
    Ground const ground = ground_from(territory.fields, parameters);
    EXPECT_DOUBLE_EQ(ground.friction(0, 0), gravity_mps2 * 0.01);
    EXPECT_DOUBLE_EQ(ground.friction(0, 1), gravity_mps2 * 0.0004);
}

TEST(Ground, first_water_stands_on_free_cells_only) {
    Territory territory = courtyard();
    cases::set_field(territory, "initial_depth", [](Cell) { return 0.5; });
    Ground const ground = ground_from(territory.fields, with(Buildings::blocks));
    EXPECT_EQ(ground.depth_m(0, 0), 0.5);
    EXPECT_EQ(ground.depth_m(2, 2), 0.0);
}

} // namespace
} // namespace jumelle::flood
