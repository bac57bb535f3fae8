#include "models/flood/held_levels.hpp"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>

#include "bench/cases/coarser.hpp"
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
    auto const term = std::find_if(balance.terms.begin(), balance.terms.end(),
                                   [](auto const& t) { return t.name == "held_level"; });
    ASSERT_NE(term, balance.terms.end());
    EXPECT_NEAR(term->value, balance.stored, 1e-9);
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

TEST(HeldLevels, rise_from_the_first_water_while_they_spin_up) {
    HeldLevel level = at(3.0);
    level.spin_up_s = 100.0;
    FloodCase problem = basin(level);
    cases::set_field(problem.territory, "initial_depth", [](Cell c) { return c.row == 0 ? 1.0 : 0.0; });
    FloodRun run(std::move(problem));
    run.run_until(50.0);
    EXPECT_NEAR(run.field("water_level")(0, 0), 2.5, 1e-12);
    EXPECT_NEAR(run.field("water_level")(3, 0), 2.0, 1e-12);
    run.run_until(150.0);
    EXPECT_NEAR(run.field("water_level")(0, 0), 3.0, 1e-12);
}

/// 10 m of water over 4 km; beyond 1 km it stands 1 cm higher, so a step of half of that comes to the held
/// level.
FloodCase step_to_a_held_level(AbsorbingLevel const& absorbing, cases::Along along) {
    constexpr Index cells = 400, raised_from = 100;
    bool const along_rows = along == cases::Along::rows;
    auto const place = [along_rows](Cell c) { return along_rows ? c.row : c.column; };
    FloodCase made;
    made.territory =
        along_rows ? cases::flat_territory(cells, 3, 10.0) : cases::flat_territory(3, cells, 10.0);
    cases::set_field(made.territory, "elevation", [](Cell) { return -10.0; });
    cases::set_field(made.territory, "manning", [](Cell) { return 1e-6; });
    cases::set_field(made.territory, "initial_depth",
                     [place](Cell c) { return place(c) < raised_from ? 10.0 : 10.01; });
    HeldLevel sea = at(0.0);
    sea.name = "sea";
    for (Index i = 0; i < 3; ++i) sea.cells.push_back(along_rows ? Cell{0, i} : Cell{i, 0});
    sea.absorbing = absorbing;
    made.forcing.levels.push_back(std::move(sea));
    return made;
}

/// Level beside the held cells some time after a step of 5 mm has come there, against
///
///     a (1 − r (1 − exp(−t (2 − s) / (2 T)))),   s = 2 r / (1 + r)
void expect_step_response(double reflection, cases::Along along, char const* scheme = "second_order") {
    constexpr double relaxation_s = 100.0, step_m = 0.005, way_m = 990.0 + 5.0; // there, and back to the cell
    double const celerity_mps = std::sqrt(9.81 * 10.0), share = 2.0 * reflection / (1.0 + reflection);
    FloodCase problem = step_to_a_held_level({relaxation_s, reflection}, along);
    cases::set_scheme(problem, scheme);
    FloodRun run(std::move(problem));
    for (double const since_s : {20.0, 60.0, 150.0, 300.0, 450.0}) {
        run.run_until(way_m / celerity_mps + since_s);
        double const back = reflection * (1.0 - std::exp(-since_s * (2.0 - share) / (2.0 * relaxation_s)));
        EXPECT_NEAR(run.field("water_level")(1, 1), step_m * (1.0 - back), 0.02 * step_m)
            << scheme << " after " << since_s << " s";
    }
    EXPECT_LT(run.balance().relative_error(), 1e-12);
}

TEST(HeldLevels, that_absorb_send_back_of_a_step_what_the_formula_says) {
    expect_step_response(0.5, cases::Along::columns);
    expect_step_response(1.0, cases::Along::columns);
    expect_step_response(0.5, cases::Along::rows);
}

TEST(HeldLevels, that_absorb_all_send_nothing_back) {
    expect_step_response(0.0, cases::Along::columns);
}

TEST(HeldLevels, that_absorb_do_so_in_the_inertial_scheme) {
    for (char const* const scheme : {"inertial", "inertial_upwind"}) {
        expect_step_response(0.0, cases::Along::columns, scheme);
        expect_step_response(0.5, cases::Along::columns, scheme);
        expect_step_response(0.5, cases::Along::rows, scheme);
        expect_step_response(1.0, cases::Along::rows, scheme);
    }
}

TEST(HeldLevels, that_absorb_leave_water_at_rest_at_rest) {
    for (char const* const scheme : {"second_order", "inertial", "inertial_upwind"}) {
        HeldLevel level = at(2.5);
        level.absorbing = AbsorbingLevel{30.0, 0.7};
        FloodCase problem = basin(level);
        cases::set_scheme(problem, scheme);
        cases::set_field(problem.territory, "initial_depth", [](Cell) { return 1.5; });
        FloodRun run(std::move(problem));
        run.run_until(600.0);
        for (Index c = 0; c < 30; ++c) EXPECT_EQ(run.field("flow_speed")(1, c), 0.0) << scheme;
    }
}

TEST(HeldLevels, that_absorb_are_refused_over_sub_grid_terrain) {
    HeldLevel level = at(2.0);
    level.absorbing = AbsorbingLevel{60.0, 1.0};
    FloodCase problem = cases::with_fine_terrain(basin(level), 2);
    problem.forcing.levels[0].cells = {{0, 0}}; // of the large cells
    problem.parameters["scheme"] = Value::make_text("inertial");
    try {
        FloodRun const run(std::move(problem));
        FAIL() << "it was taken";
    } catch (InputError const& error) {
        EXPECT_NE(std::string(error.what()).find("sub-grid terrain has no absorbing levels"),
                  std::string::npos);
    }
}

} // namespace
} // namespace jumelle::flood
