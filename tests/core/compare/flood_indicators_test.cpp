#include "core/compare/flood_indicators.hpp"

#include <cmath>
#include <gtest/gtest.h>
#include <limits>
#include <set>

namespace jumelle {
namespace {

/// 2 × 3 cells of 10 m; each test puts the fields it needs.
class FloodIndicators : public testing::Test {
  protected:
    FloodIndicators() { territory.grid = {2, 3, 10.0, 0.0, 20.0, {}}; }

    void put(char const* name, std::vector<double> const& values) {
        Field field;
        field.info.name = name;
        field.cells = Array2D<double>(2, 3);
        for (Index i = 0; i < 6; ++i) field.cells(i / 3, i % 3) = values[static_cast<std::size_t>(i)];
        territory.fields.put(std::move(field));
    }
    std::optional<double> value(std::string const& name) {
        auto const values = compute_indicators({name}, {territory, accounts});
        return values.empty() ? std::nullopt : std::optional<double>(values[0].value);
    }

    Territory territory;
    std::vector<IndicatorInput::Account> accounts;
};

TEST_F(FloodIndicators, names_are_unique_and_each_has_a_definition) {
    std::set<std::string> names;
    for (auto const& indicator : indicators()) {
        EXPECT_TRUE(names.insert(indicator.name).second) << indicator.name;
        EXPECT_FALSE(indicator.definition.empty()) << indicator.name;
        EXPECT_FALSE(indicator.unit.empty()) << indicator.name;
    }
}

TEST_F(FloodIndicators, are_left_out_where_their_field_is_missing) {
    EXPECT_TRUE(compute_indicators({}, {territory, {}}).empty());
}

TEST_F(FloodIndicators, flooded_area_counts_cells_from_a_tenth_of_a_metre) {
    put("max_water_depth", {0.0, 0.09, 0.10, 0.5, std::nan(""), 2.0});
    EXPECT_DOUBLE_EQ(*value("flooded_area"), 3 * 100.0 / 1e4);
}

TEST_F(FloodIndicators, rivers_and_lakes_are_no_flood) {
    put("max_water_depth", {1.0, 1.0, 3.0, 0.0, 0.0, 0.0});
    put("max_hazard", {2.0, 2.0, 2.0, 0.0, 0.0, 0.0});
    put("land_cover", {2.0, 2.0, 8.0, 8.0, 2.0, std::nan("")});
    EXPECT_DOUBLE_EQ(*value("flooded_area"), 2 * 100.0 / 1e4);
    EXPECT_DOUBLE_EQ(*value("dangerous_area"), 2 * 100.0 / 1e4);
    EXPECT_DOUBLE_EQ(*value("mean_flooded_depth"), 1.0);
    EXPECT_DOUBLE_EQ(*value("max_depth"), 3.0);
}

TEST_F(FloodIndicators, water_in_a_basin_is_no_flood_until_it_runs_over) {
    put("max_water_depth", {1.55, 1.75, 0.2, 0.0, std::nan(""), 1.5});
    put("max_hazard", {2.0, 2.5, 1.3, 0.0, std::nan(""), 2.0});
    put("retention_depth", {1.5, 1.5, 0.0, 1.5, 1.5, std::nan("")});
    EXPECT_DOUBLE_EQ(*value("flooded_area"), 3 * 100.0 / 1e4);
    EXPECT_DOUBLE_EQ(*value("dangerous_area"), 3 * 100.0 / 1e4);
    EXPECT_DOUBLE_EQ(*value("mean_flooded_depth"), (0.25 + 0.2 + 1.5) / 3.0);
    EXPECT_DOUBLE_EQ(*value("max_depth"), 1.75) << "anywhere";
    EXPECT_DOUBLE_EQ(*value("flooded_area_low"), 2 * 100.0 / 1e4);
}

TEST_F(FloodIndicators, largest_depth_passes_over_cells_outside) {
    put("max_water_depth", {0.0, 0.09, 0.10, 0.5, std::nan(""), 2.0});
    EXPECT_DOUBLE_EQ(*value("max_depth"), 2.0);
}

TEST_F(FloodIndicators, mean_flooded_depth_is_over_flooded_cells_only) {
    put("max_water_depth", {0.0, 0.05, 0.5, 1.5, 0.0, 0.0});
    EXPECT_DOUBLE_EQ(*value("mean_flooded_depth"), 1.0);
}

TEST_F(FloodIndicators, mean_flooded_depth_of_dry_ground_is_zero) {
    put("max_water_depth", {0, 0, 0, 0, 0, 0});
    EXPECT_DOUBLE_EQ(*value("mean_flooded_depth"), 0.0);
}

TEST_F(FloodIndicators, dangerous_area_follows_the_hazard_rating) {
    put("max_hazard", {0.5, 1.24, 1.25, 3.0, 0.0, 0.0});
    EXPECT_DOUBLE_EQ(*value("dangerous_area"), 2 * 100.0 / 1e4);
}

TEST_F(FloodIndicators, fastest_flow) {
    put("max_flow_speed", {0.5, 1.24, 1.25, 3.0, 0.0, 0.0});
    EXPECT_DOUBLE_EQ(*value("max_flow_speed"), 3.0);
}

TEST_F(FloodIndicators, people_of_flooded_buildings) {
    put("max_water_depth", {0.0, 0.0, 0.0, 0.0, 0.0, 0.3});
    put("building_height", {8.0, 0.0, 6.0, 8.0, 0.0, 0.0});
    put("population", {2.0, 0.0, 5.0, 3.0, 0.0, 0.0});
    EXPECT_DOUBLE_EQ(*value("flooded_buildings"), 1.0);
    EXPECT_DOUBLE_EQ(*value("flooded_people"), 5.0);
}

TEST_F(FloodIndicators, water_account_comes_from_the_flood_model) {
    accounts = {{"decay", 9, 9, 9}, {"flood", 10.0, 4.0, 6.0}};
    EXPECT_DOUBLE_EQ(*value("water_in"), 10.0);
    EXPECT_DOUBLE_EQ(*value("water_out"), 4.0);
    EXPECT_DOUBLE_EQ(*value("water_stored"), 6.0);
}

} // namespace
} // namespace jumelle
