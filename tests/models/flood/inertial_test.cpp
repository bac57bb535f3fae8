#include <cmath>
#include <gtest/gtest.h>

#include "bench/cases/coarser.hpp"
#include "bench/cases/flood_run.hpp"
#include "core/base/constants.hpp"
#include "models/flood/parameters.hpp"

namespace jumelle::flood {
namespace {

using cases::FloodCase;
using cases::FloodRun;

FloodCase inertial(FloodCase made, char const* precision = "double") {
    made.parameters["scheme"] = Value::make_text("inertial");
    made.parameters["precision"] = Value::make_text(precision);
    return made;
}

class Inertial : public testing::TestWithParam<char const*> {};

TEST_P(Inertial, lake_at_rest_stays_exactly_at_rest_on_bumps_and_beside_dry_islands) {
    FloodCase made;
    made.territory = cases::flat_territory(20, 80, 2.0);
    // Levels that a float holds exactly, so that the lake is level to the last bit.
    auto const bed = [](Cell c) { return 0.25 * static_cast<double>((c.row * 3 + c.column * 5) % 9); };
    cases::set_field(made.territory, "elevation", bed);
    cases::set_field(made.territory, "initial_depth", [&](Cell c) { return std::max(1.5 - bed(c), 0.0); });
    FloodRun run(inertial(std::move(made), GetParam()));
    run.run_until(60.0);
    auto const speed = run.field("flow_speed"), depth = run.field("water_depth");
    for (Index r = 0; r < 20; ++r) {
        for (Index c = 0; c < 80; ++c) {
            ASSERT_EQ(speed(r, c), 0.0) << r << ' ' << c;
            ASSERT_EQ(depth(r, c), std::max(1.5 - bed({r, c}), 0.0)) << r << ' ' << c;
        }
    }
}

TEST_P(Inertial, volume_is_exact_while_a_dam_breaks_over_dry_rough_ground) {
    FloodCase made;
    made.territory = cases::flat_territory(40, 90, 1.0);
    cases::set_field(made.territory, "elevation", [](Cell c) {
        return 0.02 * static_cast<double>(c.column) +
               0.2 * std::sin(0.5 * static_cast<double>(c.row) + static_cast<double>(c.column));
    });
    cases::set_field(made.territory, "initial_depth", [](Cell c) { return c.column < 25 ? 3.0 : 0.0; });
    FloodRun run(inertial(std::move(made), GetParam()));
    run.run_until(40.0);
    // A float's sum of flows is rounded, without a preferred side.
    EXPECT_LT(run.balance().relative_error(), std::string(GetParam()) == "float" ? 1e-8 : 1e-13);
    auto const depth = run.field("water_depth");
    EXPECT_GT(depth(20, 60), 0.01); // the wave came this far
    for (Index r = 0; r < 40; ++r) {
        for (Index c = 0; c < 90; ++c) ASSERT_GE(depth(r, c), 0.0) << r << ' ' << c;
    }
}

INSTANTIATE_TEST_SUITE_P(of_both_precisions, Inertial, testing::Values("double", "float"));

TEST(InertialForms, are_read_from_the_parameters_and_the_usual_ones_unless_given) {
    EXPECT_EQ(parameters_from(Value::make_map({})).inertial, InertialForm{});
    auto const said = Value::make_map({{"theta", Value::make_quantity(1.0)},
                                       {"advection", Value::make_text("upwind")},
                                       {"face_ground", Value::make_text("mean")}});
    Value const scheme = Value::make_text("inertial");
    FloodParameters const made = parameters_from(Value::make_map({{"scheme", scheme}, {"inertial", said}}));
    EXPECT_EQ(made.inertial, (InertialForm{1.0, FaceGround::mean, Advection::upwind}));
    EXPECT_EQ(made.courant, usual_advected_courant);
    EXPECT_EQ(parameters_from(Value::make_map({{"scheme", scheme}})).courant, largest_inertial_courant(0.9));
}

/// Water at rest, 10 m deep, but for a millimetre from cell to cell: waves of all lengths and directions.
FloodCase ruffled_lake() {
    FloodCase made;
    made.territory = cases::flat_territory(32, 32, 10.0);
    cases::set_field(made.territory, "initial_depth", [](Cell c) {
        auto const number = static_cast<double>(c.row * 32 + c.column);
        return 10.0 + 0.001 * std::sin(number * number);
    });
    return inertial(std::move(made));
}

/// Largest distance of the depths of a run from 10 m after some time [m].
double height_after(FloodRun run, double time_s) {
    run.run_until(time_s);
    double height_m = 0.0;
    auto const& depth = run.field("water_depth");
    for (Index r = 0; r < depth.rows(); ++r) {
        for (Index c = 0; c < depth.columns(); ++c)
            height_m = std::max(height_m, std::abs(depth(r, c) - 10.0));
    }
    return height_m;
}

TEST(InertialSteps, are_short_enough_that_small_waves_on_deep_water_do_not_grow) {
    constexpr double longest_s = 900.0; // 1500 steps
    EXPECT_LT(height_after(FloodRun(ruffled_lake()), longest_s), 0.0005);
    EXPECT_LT(height_after(FloodRun(cases::with_fine_terrain(ruffled_lake(), 2)), longest_s), 0.0005);
    for (double const theta : {0.5, 0.7, 0.9, 1.0}) {
        FloodCase made = ruffled_lake();
        made.parameters["inertial"] = Value::make_map({{"theta", Value::make_quantity(theta)}});
        made.parameters["cfl"] = Value::make_quantity(1.0); // more than is stable: the steps take what is
        EXPECT_LT(height_after(FloodRun(made), longest_s), 0.003) << theta;
    }
}

std::string refusal_of(FloodCase problem) {
    try {
        FloodRun const run(std::move(problem));
    } catch (InputError const& error) {
        return error.what();
    }
    return "it was taken";
}

TEST(InertialForms, are_refused_where_they_have_no_place) {
    FloodCase problem;
    problem.territory = cases::flat_territory(8, 12, 1.0);
    cases::set_scheme(problem, "inertial_upwind");
    FloodCase const fine = cases::with_fine_terrain(problem, 2);
    EXPECT_NE(refusal_of(fine).find("sub-grid terrain has its own form"), std::string::npos);
    problem.parameters["scheme"] = Value::make_text("second_order");
    EXPECT_NE(refusal_of(problem).find("only scheme: inertial has these forms"), std::string::npos);
}

TEST(InertialWave, small_runs_with_the_celerity_of_its_depth) {
    constexpr double depth_m = 2.0, length_m = 400.0, height_m = 1e-4;
    cases::ChannelShape shape;
    shape.cells = 800;
    shape.length_m = length_m;
    shape.depth_m = [](double x) {
        double const away = (x - 100.0) / 10.0;
        return depth_m + 2.0 * height_m * std::exp(-away * away);
    };
    FloodRun run(inertial(cases::channel(shape)));
    double const celerity = std::sqrt(gravity_mps2 * depth_m), time_s = 40.0;
    run.run_until(time_s);
    auto const& depth = run.field("water_depth");
    double top = 0.0, place_m = 0.0;
    for (Index c = 400; c < 800; ++c) {
        if (depth(0, c) <= top) continue;
        top = depth(0, c);
        place_m = (static_cast<double>(c) + 0.5) * 0.5;
    }
    EXPECT_NEAR((place_m - 100.0) / time_s, celerity, 0.01 * celerity);
    EXPECT_NEAR(top - depth_m, height_m, 0.08 * height_m); // half of the hump runs each way
}

/// Steady flow over bed and level: without advection dη/dx = −n² q² / h^(10/3) holds exactly.
TEST(InertialChannel, backwater_follows_the_balance_of_level_and_friction) {
    constexpr double q = 2.0, n = 0.033, length_m = 1000.0, slope = 0.002;
    Index const cells = 200;
    double const dx = length_m / static_cast<double>(cells);
    cases::ChannelShape shape;
    shape.cells = cells;
    shape.length_m = length_m;
    shape.bed_m = [](double x) { return 10.0 - slope * x; };
    shape.depth_m = [](double) { return 2.0; };
    FloodCase made = inertial(cases::channel(shape));
    cases::set_field(made.territory, "manning", [](Cell) { return n; });
    Border& inflow = cases::upstream(made, cases::Along::columns);
    inflow.kind = BorderKind::discharge;
    inflow.discharge_m3ps = TimeSeries::constant(q * dx);
    Border& outlet = cases::downstream(made, cases::Along::columns);
    outlet.kind = BorderKind::level;
    double const outlet_level_m = 10.0 - slope * length_m + 2.5;
    outlet.level_m = TimeSeries::constant(outlet_level_m);
    FloodRun run(std::move(made));
    run.run_until(6000.0);
    // Integrated upstream from the outlet in steps much smaller than a cell.
    double level = outlet_level_m, x = length_m, worst = 0.0;
    auto const depth = run.field("water_depth"), velocity = run.field("velocity_x");
    int const pieces = 200;
    for (Index c = cells - 1; c >= 0; --c) {
        double const target = (static_cast<double>(c) + 0.5) * dx, step = (x - target) / pieces;
        for (int i = 0; i < pieces; ++i, x -= step) {
            double const h = level - (10.0 - slope * x);
            level += step * n * n * q * q / std::pow(h, 10.0 / 3.0);
        }
        double const exact = level - (10.0 - slope * target);
        worst = std::max(worst, std::abs(depth(0, c) - exact));
    }
    EXPECT_LT(worst, 0.005);
    EXPECT_NEAR(velocity(0, 100) * depth(0, 100), q, 1e-6);
}

TEST(InertialFilm, of_rain_on_a_steep_slope_carries_the_rain_away_without_swinging) {
    constexpr double rain_mps = 50.0e-3 / 3600.0, n = 0.03;
    cases::ChannelShape shape;
    shape.cells = 50;
    shape.length_m = 50.0;
    shape.bed_m = [](double x) { return 20.0 - 0.3 * x; };
    shape.depth_m = [](double) { return 1e-4; };
    FloodCase made = inertial(cases::channel(shape));
    cases::set_field(made.territory, "manning", [](Cell) { return n; });
    made.forcing.rain_mps = TimeSeries::constant(rain_mps);
    cases::downstream(made, cases::Along::columns).kind = BorderKind::open;
    FloodRun run(std::move(made));
    run.run_until(900.0);
    double const before = run.balance().stored;
    run.run_until(1000.0);
    EXPECT_NEAR(run.balance().stored, before, 1e-6 * before);
    auto const depth = run.field("water_depth");
    for (Index c = 5; c < 49; ++c) {
        double const kinematic = std::pow(n * rain_mps * static_cast<double>(c + 1) / std::sqrt(0.3), 0.6);
        EXPECT_NEAR(depth(0, c), kinematic, 0.02 * kinematic) << c;
    }
}

} // namespace
} // namespace jumelle::flood
