#include "models/flood/held_levels.hpp"

#include <gtest/gtest.h>

#include "bench/cases/flood_run.hpp"

namespace jumelle::flood {
namespace {

using cases::FloodCase;
using cases::FloodRun;

/// A flat basin of 4 × 30 cells at 1 m above datum whose western column holds a level.
FloodCase basin(HeldLevel level) {
    FloodCase made;
    made.territory = cases::flat_territory(4, 30, 10.0);
    cases::set_field(made.territory, "elevation", [](Cell) { return 1.0; });
    level.name = "sea";
    for (Index r = 0; r < 4; ++r) level.cells.push_back({r, 0});
    made.forcing.levels.push_back(std::move(level));
    return made;
}

HeldLevel at(double level_m) {
    HeldLevel level;
    level.levels_m.push_back(TimeSeries::constant(level_m));
    return level;
}

TEST(HeldLevels, fill_a_basin_to_their_level) {
    FloodRun run(basin(at(2.5)));
    run.run_until(7200.0);
    auto const& depth = run.field("water_depth");
    EXPECT_NEAR(depth(2, 29), 1.5, 0.01);
    EXPECT_EQ(depth(2, 0), 1.5);
}

TEST(HeldLevels, stand_in_the_account_with_what_they_bring) {
    FloodRun run(basin(at(2.5)));
    run.run_until(3600.0);
    Balance const balance = run.balance();
    EXPECT_NEAR(balance.in - balance.out, balance.stored, 1e-9);
    EXPECT_LT(balance.relative_error(), 1e-13);
    EXPECT_EQ(balance.terms.back().name, "held_level");
}

TEST(HeldLevels, take_water_away_where_it_stands_higher) {
    FloodCase problem = basin(at(1.2));
    cases::set_field(problem.territory, "initial_depth", [](Cell) { return 1.0; });
    FloodRun run(std::move(problem));
    run.run_until(7200.0);
    EXPECT_NEAR(run.field("water_depth")(1, 29), 0.2, 0.02);
    EXPECT_LT(run.balance().relative_error(), 1e-12);
}

TEST(HeldLevels, below_the_ground_are_dry) {
    FloodRun run(basin(at(0.5)));
    run.run_until(60.0);
    EXPECT_EQ(run.balance().stored, 0.0);
}

TEST(HeldLevels, follow_their_series) {
    HeldLevel level;
    level.levels_m.push_back({{0.0, 100.0}, {1.0, 2.0}, Interpolation::linear});
    FloodRun run(basin(level));
    run.run_until(50.0);
    EXPECT_NEAR(run.field("water_depth")(0, 0), 0.5, 1e-12);
}

TEST(HeldLevels, are_made_of_the_shares_of_several_series) {
    HeldLevel level;
    level.levels_m = {TimeSeries::constant(2.0), TimeSeries::constant(3.0)};
    level.shares = {{1.0, 0.0}, {0.75, 0.25}, {0.5, 0.5}, {0.0, 1.0}};
    FloodRun run(basin(level));
    run.run_until(1.0);
    auto const& depth = run.field("water_depth");
    EXPECT_NEAR(depth(0, 0), 1.0, 1e-12);
    EXPECT_NEAR(depth(1, 0), 1.25, 1e-12);
    EXPECT_NEAR(depth(3, 0), 2.0, 1e-12);
}

TEST(HeldLevels, on_buildings_alone_are_refused_with_their_place) {
    FloodCase problem = basin(at(2.0));
    problem.forcing.levels[0].key = "forcing.levels[0]";
    cases::set_field(problem.territory, "building_height", [](Cell c) { return c.column == 0 ? 5.0 : 0.0; });
    try {
        FloodRun const run(std::move(problem));
        FAIL() << "it was taken";
    } catch (InputError const& error) {
        EXPECT_NE(std::string(error.what()).find("held level 'sea' has no cell"), std::string::npos);
    }
}

} // namespace
} // namespace jumelle::flood
