#include <cmath>
#include <gtest/gtest.h>

#include "tests/models/flood/structures/works.hpp"

namespace jumelle::flood {
namespace {

using cases::FloodCase;
using cases::FloodRun;
using test::wall;

class OnRealGround : public testing::TestWithParam<char const*> {};

/// Hills under water, cut by an oblique wall: 2 m on its left, 1.5 m on its right.
FloodCase two_lakes() {
    FloodCase made;
    made.territory = cases::flat_territory(30, 40, 1.0);
    cases::set_field(made.territory, "elevation", [](Cell c) {
        return 0.7 * std::sin(0.7 * static_cast<double>(c.row)) *
               std::cos(0.4 * static_cast<double>(c.column));
    });
    made.territory.structures.walls = {wall("wall", {{0.0, -4.0}, {40.0, -26.0}}, 2.5)};
    return made;
}

TEST_P(OnRealGround, lakes_of_different_level_stay_at_rest_on_both_sides_of_a_wall) {
    FloodCase problem = two_lakes();
    Grid const grid = problem.territory.grid;
    auto const chain = structure_chain({{0.0, -4.0}, {40.0, -26.0}}, grid);
    std::vector<Index> below(40, 30); // first row on the southern side of the wall
    for (ChainFace const& face : chain) {
        if (face.axis == FaceAxis::rows) below[static_cast<std::size_t>(face.column)] = face.row;
    }
    auto const elevation = problem.territory.fields.at("elevation").cells;
    cases::set_field(problem.territory, "initial_depth", [&](Cell c) {
        double const level = c.row < below[static_cast<std::size_t>(c.column)] ? 2.0 : 1.5;
        return level - elevation(c.row, c.column);
    });
    problem.parameters["precision"] = Value::make_text(GetParam());
    FloodRun run(std::move(problem));
    run.run_until(20.0);
    bool const narrow = std::string(GetParam()) == "float";
    double fastest = 0.0;
    auto const& speed = run.field("flow_speed");
    for (Index r = 0; r < 30; ++r) {
        for (Index c = 0; c < 40; ++c) fastest = std::max(fastest, speed(r, c));
    }
    EXPECT_LE(fastest, narrow ? 1e-5 : 1e-12);
}

INSTANTIATE_TEST_SUITE_P(OfAWall, OnRealGround, testing::Values("double", "float"));

/// A channel 200 m long with a weir in its middle, fed from the west.
FloodCase weir_channel(double crest_m, double discharge_m2ps) {
    FloodCase made = cases::channel({100, 200.0, [](double x) { return x < 100.0 ? 0.0 : -1.0; },
                                     [=](double x) { return x < 100.0 ? crest_m : 0.3; }});
    made.forcing.borders.west.kind = BorderKind::discharge;
    made.forcing.borders.west.discharge_m3ps = TimeSeries::constant(2.0 * discharge_m2ps);
    made.forcing.borders.east.kind = BorderKind::open;
    made.territory.structures.walls = {wall("weir", {{100.0, -2.0}, {100.0, 0.0}}, crest_m)};
    return made;
}

TEST(LineRuns, steady_flow_over_a_weir_has_the_head_of_its_discharge) {
    for (double const q : {0.1, 0.5, 1.5}) {
        double const crest = 1.5;
        FloodRun run(weir_channel(crest, q));
        run.run_until(1500.0);
        double const depth = run.field("water_depth")(0, 45), u = run.field("velocity_x")(0, 45);
        double const head = depth + u * u / 19.62 - crest;
        EXPECT_NEAR(head, std::pow(q / 1.705, 2.0 / 3.0), 0.01 * head) << q;
        EXPECT_NEAR(depth * u, q, 0.002 * q) << q;
        EXPECT_LT(run.balance().relative_error(), 1e-12);
    }
}

TEST(LineRuns, steady_flow_over_a_drowned_weir_does_not_chatter) {
    FloodCase problem = weir_channel(0.6, 1.0);
    problem.forcing.borders.east.kind = BorderKind::level;
    problem.forcing.borders.east.level_m = TimeSeries::constant(1.5);
    cases::set_field(problem.territory, "elevation", [](Cell) { return 0.0; });
    cases::set_field(problem.territory, "initial_depth", [](Cell) { return 1.5; });
    cases::set_field(problem.territory, "manning", [](Cell) { return 0.03; });
    FloodRun run(std::move(problem));
    run.run_until(3000.0);
    double lowest = 1e9, highest = -1e9;
    for (int i = 1; i <= 100; ++i) {
        run.run_until(3000.0 + 0.3 * i);
        double const depth = run.field("water_depth")(0, 49);
        lowest = std::min(lowest, depth);
        highest = std::max(highest, depth);
    }
    EXPECT_LT(highest - lowest, 1e-4);
    double const u = run.field("velocity_x")(0, 49), up = run.field("water_depth")(0, 49);
    double const down = run.field("water_depth")(0, 50);
    double const q = weir_flow(broad_crest_coefficient, up + u * u / 19.62 - 0.6, down - 0.6).q_m2ps;
    EXPECT_NEAR(q, 1.0, 0.02);
}

TEST(LineRuns, water_over_a_wall_fills_the_other_side_and_none_is_lost) {
    FloodCase problem;
    problem.territory = cases::flat_territory(20, 40, 1.0);
    cases::set_field(problem.territory, "initial_depth", [](Cell c) { return c.column < 20 ? 2.0 : 0.0; });
    problem.territory.structures.walls = {wall("wall", {{20.0, -20.0}, {20.0, 0.0}}, 1.2)};
    FloodRun run(std::move(problem));
    run.run_until(400.0);
    auto const& depth = run.field("water_depth");
    double left = 0.0, right = 0.0;
    for (Index r = 0; r < 20; ++r) {
        for (Index c = 0; c < 40; ++c) (c < 20 ? left : right) += depth(r, c);
    }
    EXPECT_NEAR(left + right, 800.0, 1e-10);
    EXPECT_LT(run.balance().relative_error(), 1e-14);
    EXPECT_NEAR(left / 400.0, 1.2, 0.03); // down to the crest, waves apart
    EXPECT_GT(right / 400.0, 0.7);
}

TEST(LineRuns, inertial_scheme_knows_the_same_weir) {
    FloodCase problem = weir_channel(1.5, 0.5);
    problem.parameters["scheme"] = Value::make_text("inertial");
    cases::set_field(problem.territory, "manning", [](Cell) { return 0.03; });
    FloodRun run(std::move(problem));
    run.run_until(2500.0);
    double const depth = run.field("water_depth")(0, 48), u = run.field("velocity_x")(0, 48);
    double const head = depth + u * u / 19.62 - 1.5;
    EXPECT_NEAR(head, std::pow(0.5 / 1.705, 2.0 / 3.0), 0.02 * head);
    EXPECT_LT(run.balance().relative_error(), 1e-12);
}

TEST(LineRuns, wall_on_the_ground_is_no_wall) {
    auto const depth_after = [](bool with_wall) {
        FloodCase problem;
        problem.territory = cases::flat_territory(6, 40, 1.0);
        cases::set_field(problem.territory, "initial_depth",
                         [](Cell c) { return c.column < 20 ? 2.0 : 0.5; });
        if (with_wall) problem.territory.structures.walls = {wall("wall", {{20.0, -6.0}, {20.0, 0.0}}, 0.0)};
        FloodRun run(std::move(problem));
        run.run_until(3.0);
        return Array2D<double>(run.field("water_depth"));
    };
    auto const with = depth_after(true), without = depth_after(false);
    for (Index c = 0; c < 40; ++c) EXPECT_EQ(with(3, c), without(3, c)) << c;
}

TEST(LineRuns, crest_may_be_given_above_the_ground_and_for_each_corner) {
    Territory territory = cases::flat_territory(1, 4, 1.0);
    cases::set_field(territory, "elevation", [](Cell c) { return c.column < 2 ? 3.0 : 1.0; });
    WallLine made = wall("wall", {{2.0, -1.0}, {2.0, 0.0}}, 0.0);
    made.crest = {{0.5, 1.5}, CrestHeight::Above::ground};
    territory.structures.walls = {made};
    test::Works works(std::move(territory));
    ASSERT_EQ(works.solver().barriers().faces().size(), 1U);
    EXPECT_NEAR(works.solver().barriers().faces()[0].shape.sill_m, 4.0, 1e-15);
}

TEST(LineRuns, oblique_weir_passes_the_flow_of_its_length) {
    Territory territory = cases::flat_territory(40, 60, 1.0);
    std::vector<Point> const line{{8.0, 0.0}, {38.0, -40.0}}; // 50 m
    auto const chain = structure_chain(line, territory.grid);
    std::vector<Index> east(40, 60); // first column east of the weir
    for (ChainFace const& face : chain) {
        if (face.axis == FaceAxis::columns) east[static_cast<std::size_t>(face.row)] = face.column;
    }
    cases::set_field(territory, "initial_depth",
                     [&](Cell c) { return c.column < east[static_cast<std::size_t>(c.row)] ? 1.5 : 0.2; });
    territory.structures.walls = {wall("weir", line, 1.0)};
    test::Works works(std::move(territory));
    StepInput input;
    input.end_s = input.length_s = 1e-3;
    works.solver().step(input);
    works.process().act({0.0, 1e-3}, works.solver());
    // The line runs south: its left is in the east, where the water goes.
    EXPECT_NEAR(works.discharge(), -50.0 * free_weir_flow(broad_crest_coefficient, 0.5), 1e-9);
}

/// A river 4 m deep behind a levee of 5 m, dry land 60 m wide on the other side.
FloodCase levee() {
    FloodCase made;
    made.territory = cases::flat_territory(40, 40, 2.0);
    cases::set_field(made.territory, "initial_depth", [](Cell c) { return c.column < 10 ? 4.0 : 0.0; });
    made.territory.structures.walls = {wall("levee", {{20.0, -80.0}, {20.0, 0.0}}, 5.0)};
    DikeBreach breach;
    breach.label.name = "breach";
    breach.levee = "levee";
    breach.at = {20.0, -41.0};
    breach.start_s = 10.0;
    breach.width_m = 20.0;
    breach.level_m = 0.0;
    breach.duration_s = 20.0;
    made.territory.structures.breaches = {breach};
    return made;
}

TEST(LineRuns, breach_lets_more_and_more_water_through_until_the_levels_meet) {
    FloodCase problem = levee();
    test::Works works(problem.territory);
    double now = 0.0, highest = 0.0, at_15 = 0.0, at_20 = 0.0, passed_m3 = 0.0;
    while (now < 60.0) {
        double const length = std::min(works.solver().longest_step_s({}), 60.0 - now);
        works.process().prepare({now, now + length}, works.solver());
        StepInput input;
        input.end_s = now + length;
        input.length_s = length;
        works.solver().step(input);
        works.process().act({now, now + length}, works.solver());
        now += length;
        double const q = works.process().discharges().back().discharge_m3ps;
        passed_m3 += q * length;
        EXPECT_TRUE(now >= 10.0 || q == 0.0) << now;
        if (now < 15.0) at_15 = q;
        if (now < 20.0) at_20 = q;
        highest = std::max(highest, q);
    }
    EXPECT_GT(at_15, 0.5);
    EXPECT_GT(at_20, 1.5 * at_15);
    EXPECT_GT(highest, at_20);
    double right = 0.0;
    for (Index r = 0; r < 40; ++r) {
        for (Index c = 10; c < 40; ++c) right += 4.0 * works.solver().water({r, c}).h_m;
    }
    EXPECT_NEAR(passed_m3, right, 1e-9 * right);
    EXPECT_NEAR(works.solver().stored_m3(), 4.0 * 4.0 * 400.0, 1e-10);
    EXPECT_GT(right, 500.0);
}

TEST(LineRuns, gate_by_level_opens_and_shuts_the_way) {
    FloodCase problem;
    problem.territory = cases::flat_territory(1, 20, 1.0);
    cases::set_field(problem.territory, "initial_depth", [](Cell c) { return c.column < 10 ? 2.0 : 0.0; });
    GateLine gate;
    gate.label.name = "gate";
    gate.line = {{10.0, -1.0}, {10.0, 0.0}};
    gate.sill_m = -unlimited;
    gate.height_m = 0.5;
    gate.orifice_coefficient = 0.61;
    gate.weir_coefficient = broad_crest_coefficient;
    gate.opening.by_level = LevelSwitch{{15.5, -0.5}, LevelSwitch::When::below, 0.3, 0.5};
    problem.territory.structures.gates = {gate};
    FloodRun run(std::move(problem));
    run.run_until(60.0);
    double right = 0.0;
    for (Index c = 10; c < 20; ++c) right += run.field("water_depth")(0, c) / 10.0;
    EXPECT_GT(right, 0.4);
    EXPECT_LT(right, 0.9); // shut again long before the levels meet at 1 m
    EXPECT_LT(run.balance().relative_error(), 1e-14);
}

TEST(LineRuns, bridge_holds_water_back_only_when_it_reaches_the_soffit) {
    auto const level_above = [](double soffit_m) {
        FloodCase problem = weir_channel(0.0, 2.0);
        problem.territory.structures.walls.clear();
        cases::set_field(problem.territory, "elevation", [](Cell) { return 0.0; });
        cases::set_field(problem.territory, "initial_depth", [](Cell) { return 1.5; });
        cases::set_field(problem.territory, "manning", [](Cell) { return 0.03; });
        problem.forcing.borders.east.kind = BorderKind::level;
        problem.forcing.borders.east.level_m = TimeSeries::constant(1.5);
        BridgeLine bridge;
        bridge.label.name = "bridge";
        bridge.line = {{100.0, -2.0}, {100.0, 0.0}};
        bridge.soffit_m = soffit_m;
        bridge.deck_m = soffit_m + 4.0;
        bridge.orifice_coefficient = 0.8;
        bridge.deck_coefficient = broad_crest_coefficient;
        problem.territory.structures.bridges = {bridge};
        FloodRun run(std::move(problem));
        run.run_until(2000.0);
        return run.field("water_depth")(0, 48);
    };
    double const free = level_above(3.0), pressed = level_above(1.0);
    EXPECT_LT(free, 1.9);
    // The orifice asks for (2 / 0.8)² / 19.62 = 0.32 m of head.
    EXPECT_NEAR(pressed - free, 0.32, 0.12);
}

} // namespace
} // namespace jumelle::flood
