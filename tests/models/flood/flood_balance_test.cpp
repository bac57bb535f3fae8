#include <cmath>
#include <gtest/gtest.h>
#include <limits>

#include "bench/cases/flood_run.hpp"

namespace jumelle::flood {
namespace {

using cases::FloodCase;
using cases::FloodRun;

/// 40 × 70 cells of 2 m on a rolling slope with a building and a missing corner.
FloodCase small_town() {
    FloodCase made;
    made.territory = cases::flat_territory(40, 70, 2.0);
    cases::set_field(made.territory, "elevation", [](Cell c) {
        if (c.row < 5 && c.column < 9) return std::numeric_limits<double>::quiet_NaN();
        double const x = static_cast<double>(c.column), y = static_cast<double>(c.row);
        return 5.0 + 0.05 * x + 0.3 * std::sin(0.4 * x) * std::cos(0.3 * y);
    });
    cases::set_field(made.territory, "building_height", [](Cell c) {
        return c.row > 20 && c.row < 26 && c.column > 30 && c.column < 44 ? 8.0 : 0.0;
    });
    made.parameters["manning"] = Value::make_quantity(0.02);
    return made;
}

constexpr double storm_mps = 60.0e-3 / 3600.0; // 60 mm/h

double term(Balance const& balance, std::string const& name) {
    for (auto const& candidate : balance.terms) {
        if (candidate.name == name) return candidate.value;
    }
    ADD_FAILURE() << "no term " << name;
    return 0.0;
}

class InEachPrecision : public testing::TestWithParam<char const*> {
  protected:
    double mark() const { return std::string(GetParam()) == "float" ? 1e-6 : 1e-12; }
    FloodRun run_of(FloodCase problem) const {
        problem.parameters["precision"] = Value::make_text(GetParam());
        return FloodRun(std::move(problem));
    }
};

TEST_P(InEachPrecision, all_rain_is_found_again) {
    FloodCase problem = small_town();
    problem.forcing.rain_mps = TimeSeries::constant(storm_mps);
    FloodRun run = run_of(std::move(problem));
    run.run_until(300.0);
    Balance const balance = run.balance();
    double const cells = 40.0 * 70.0 - 45.0; // rain outside is none of ours, rain on the building is
    EXPECT_NEAR(term(balance, "rain"), storm_mps * 300.0 * cells * 4.0, 1e-9);
    EXPECT_LT(balance.relative_error(), mark());
    EXPECT_NEAR(balance.stored, term(balance, "rain"), 1e-6 * balance.stored);
}

TEST_P(InEachPrecision, green_roofs_hold_rain_until_they_are_full) {
    constexpr double roof_cells = 5.0 * 13.0, storage_m = 4.0e-3;
    FloodCase problem = small_town();
    cases::set_field(problem.territory, "roof_storage", [](Cell) { return storage_m; });
    problem.forcing.rain_mps = TimeSeries::constant(storm_mps);
    FloodRun run = run_of(std::move(problem));
    double const half_full = 0.5 * storage_m / storm_mps; // [s]; half of it is full at the start
    run.run_until(0.5 * half_full);
    Balance balance = run.balance();
    double const on_roofs = storm_mps * 0.5 * half_full * roof_cells * 4.0;
    EXPECT_NEAR(term(balance, "green_roofs"), on_roofs, 1e-9);
    EXPECT_NEAR(term(balance, "held_by_green_roofs"), -on_roofs, 1e-9);
    run.run_until(3.0 * half_full);
    balance = run.balance();
    double const held = 0.5 * storage_m * roof_cells * 4.0;
    EXPECT_NEAR(term(balance, "held_by_green_roofs"), -held, 1e-9);
    EXPECT_NEAR(term(balance, "green_roofs"), 6.0 * on_roofs, 1e-6 * on_roofs);
    EXPECT_NEAR(balance.stored, balance.in - held, 1e-6 * balance.stored);
    EXPECT_LT(balance.relative_error(), mark());
}

TEST_P(InEachPrecision, rain_and_open_sides_balance) {
    FloodCase problem = small_town();
    problem.forcing.rain_mps = TimeSeries::constant(10.0 * storm_mps);
    problem.forcing.borders.west.kind = BorderKind::open;
    problem.forcing.borders.south.kind = BorderKind::open;
    FloodRun run = run_of(std::move(problem));
    run.run_until(200.0);
    Balance const balance = run.balance();
    EXPECT_LT(term(balance, "border_west"), 0.0);
    EXPECT_EQ(term(balance, "border_north"), 0.0);
    EXPECT_GT(balance.out, 1.0);
    EXPECT_LT(balance.relative_error(), mark());
}

TEST_P(InEachPrecision, weak_rain_on_deep_water_is_not_lost) {
    FloodCase problem;
    problem.territory = cases::flat_territory(3, 3, 10.0);
    cases::set_field(problem.territory, "initial_depth", [](Cell) { return 20.0; });
    problem.forcing.rain_mps = TimeSeries::constant(1e-3 / 3600.0); // 1 mm/h
    FloodRun run = run_of(std::move(problem));
    run.run_until(3600.0);
    EXPECT_NEAR(run.balance().stored - run.balance().stored_at_start, 0.9, 1e-6);
}

TEST_P(InEachPrecision, inflow_brings_its_hydrograph) {
    FloodCase problem = small_town();
    Inflow inflow;
    inflow.cells = {{10, 60}, {10, 61}, {11, 60}};
    inflow.discharge_m3ps = {{0.0, 60.0, 120.0}, {0.0, 2.0, 0.0}, Interpolation::linear};
    problem.forcing.inflows.push_back(inflow);
    FloodRun run = run_of(std::move(problem));
    run.run_until(200.0);
    EXPECT_NEAR(term(run.balance(), "inflow"), 120.0, 1e-9);
    EXPECT_LT(run.balance().relative_error(), mark());
}

INSTANTIATE_TEST_SUITE_P(of_the_flood, InEachPrecision, testing::Values("double", "float"));

TEST(Rain, series_is_integrated_exactly) {
    FloodCase problem;
    problem.territory = cases::flat_territory(4, 4, 5.0);
    problem.forcing.rain_mps = {{0.0, 33.3, 71.7}, {1e-5, 4e-5, 0.0}, Interpolation::steps};
    FloodRun run(std::move(problem));
    run.run_until(100.0);
    double const depth = 33.3 * 1e-5 + 38.4 * 4e-5;
    EXPECT_NEAR(run.balance().stored, depth * 16.0 * 25.0, 1e-12);
    EXPECT_NEAR(run.field("water_depth")(2, 2), depth, 1e-14);
}

TEST(Inflow, that_takes_water_takes_no_more_than_there_is) {
    FloodCase problem;
    problem.territory = cases::flat_territory(3, 3, 1.0);
    cases::set_field(problem.territory, "initial_depth", [](Cell) { return 0.01; });
    Inflow pump;
    pump.cells = {{1, 1}};
    pump.discharge_m3ps = TimeSeries::constant(-5.0);
    problem.forcing.inflows.push_back(pump);
    FloodRun run(std::move(problem));
    run.run_until(30.0);
    Balance const balance = run.balance();
    EXPECT_GE(balance.stored, 0.0);
    EXPECT_GT(balance.out, 0.05);
    EXPECT_LE(balance.out, 0.09 + 1e-15);
    EXPECT_LT(balance.relative_error(), 1e-13);
}

TEST(Inflow, falls_on_the_free_cells_of_its_area) {
    FloodCase problem = small_town();
    Inflow inflow;
    inflow.cells = {{20, 35}, {21, 35}}; // the second is a building
    inflow.discharge_m3ps = TimeSeries::constant(1.0);
    problem.forcing.inflows.push_back(inflow);
    FloodRun run(std::move(problem));
    run.run_until(10.0);
    EXPECT_NEAR(run.balance().in, 10.0, 1e-12);
    EXPECT_EQ(run.field("water_depth")(21, 35), 0.0);
}

TEST(Inflow, on_buildings_alone_is_a_mistake_that_is_named) {
    FloodCase problem = small_town();
    Inflow inflow;
    inflow.name = "burst main";
    inflow.cells = {{22, 35}};
    inflow.place = {"storm.yaml", 9, 7};
    inflow.key = "forcing.inflows[0]";
    inflow.discharge_m3ps = TimeSeries::constant(1.0);
    problem.forcing.inflows.push_back(inflow);
    try {
        FloodRun const run(std::move(problem));
        FAIL() << "no error";
    } catch (InputError const& error) {
        EXPECT_STREQ(error.what(),
                     "storm.yaml:9:7: forcing.inflows[0]: inflow 'burst main' has no cell that water can "
                     "enter\n  hint: move it off the buildings and into the territory");
        EXPECT_EQ(error.kind(), FaultKind::data);
    }
}

TEST(Depth, is_never_negative_on_rough_steep_ground) {
    FloodCase problem;
    problem.territory = cases::flat_territory(30, 30, 1.0);
    cases::set_field(problem.territory, "elevation", [](Cell c) {
        return 0.4 * static_cast<double>(c.column) +
               1.5 * static_cast<double>((c.row * 7 + c.column * 13) % 5);
    });
    cases::set_field(problem.territory, "initial_depth",
                     [](Cell c) { return (c.row + c.column) % 3 == 0 ? 0.8 : 0.0; });
    problem.forcing.borders.west.kind = BorderKind::open;
    problem.parameters["cfl"] = Value::make_quantity(1.0);
    problem.parameters["manning"] = Value::make_quantity(0.01);
    for (char const* const scheme : {"second_order", "first_order"}) {
        problem.parameters["scheme"] = Value::make_text(scheme);
        FloodRun run(problem);
        for (double t = 2.0; t <= 8.0; t += 2.0) {
            run.run_until(t);
            auto const& depth = run.field("water_depth");
            for (Index r = 0; r < 30; ++r) {
                for (Index c = 0; c < 30; ++c) ASSERT_GE(depth(r, c), 0.0) << scheme << ' ' << r << ' ' << c;
            }
        }
        EXPECT_LT(run.balance().relative_error(), 1e-13);
    }
}

} // namespace
} // namespace jumelle::flood
