#include <cmath>
#include <gtest/gtest.h>

#include "bench/cases/flood_run.hpp"
#include "core/parallel/loops.hpp"
#include "models/flood/drainage/drains.hpp"
#include "tests/models/flood/drainage/networks.hpp"

namespace jumelle::flood {
namespace {

using cases::FloodCase;
using cases::FloodRun;

/// 30 × 30 cells of 2 m that fall to the south-east, with three manholes joined to an outfall.
FloodCase street_over_drains() {
    FloodCase made;
    made.territory = cases::flat_territory(30, 30, 2.0);
    cases::set_field(made.territory, "elevation",
                     [](Cell c) { return 5.0 - 0.01 * static_cast<double>(c.row + c.column); });
    DrainNetwork network;
    network.nodes = {test::junction("a", 3.0, 4.9), test::junction("b", 2.8, 4.7),
                     test::junction("c", 2.5, 4.5), test::outfall("out", 2.0)};
    network.nodes[0].position = Point{11.0, -11.0};
    network.nodes[1].position = Point{31.0, -31.0};
    network.nodes[2].position = Point{51.0, -51.0};
    for (auto& node : network.nodes) node.inlet.orifice_coefficient = 0.6;
    network.pipes = {test::pipe("ab", "a", "b", 30.0), test::pipe("bc", "b", "c", 30.0),
                     test::pipe("co", "c", "out", 40.0)};
    for (auto& pipe : network.pipes) pipe.shape = test::round_pipe(0.4);
    connect(network);
    made.territory.drains = network;
    return made;
}

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

TEST_P(InEachPrecision, rain_that_runs_into_drains_is_found_again) {
    FloodCase problem = street_over_drains();
    problem.forcing.rain_mps = TimeSeries::constant(100.0e-3 / 3600.0);
    FloodRun run = run_of(std::move(problem));
    run.run_until(600.0);
    Balance const balance = run.balance();
    EXPECT_LT(balance.relative_error(), mark());
    EXPECT_LT(term(balance, "drain_outfall"), -5.0);
    EXPECT_GT(term(balance, "drains_stored"), 0.1);
}

TEST_P(InEachPrecision, surcharge_spills_onto_the_street_and_runs_back) {
    FloodCase problem = street_over_drains();
    auto& drains = *problem.territory.drains;
    // Five minutes of more water than the pipes can carry, then none.
    drains.nodes[0].inflow_m3ps = {{0.0, 300.0}, {0.5, 0.0}, Interpolation::steps};
    FloodRun run = run_of(std::move(problem));
    run.run_until(300.0);
    Balance const full = run.balance();
    double on_street = 0.0;
    for (Index r = 0; r < 30; ++r) {
        for (Index c = 0; c < 30; ++c) on_street += 4.0 * run.field("water_depth")(r, c);
    }
    EXPECT_GT(on_street, 30.0);
    EXPECT_NEAR(term(full, "drain_inflow"), 150.0, 1e-9);
    run.run_until(800.0);
    Balance const empty = run.balance();
    double left = 0.0;
    for (Index r = 0; r < 30; ++r) {
        for (Index c = 0; c < 30; ++c) left += 4.0 * run.field("water_depth")(r, c);
    }
    EXPECT_LT(left, 0.7 * on_street);
    EXPECT_LT(full.relative_error(), mark());
    EXPECT_LT(empty.relative_error(), mark());
}

INSTANTIATE_TEST_SUITE_P(DrainsUnderTheStreet, InEachPrecision, testing::Values("double", "float"));

TEST(DrainsUnderTheStreet, give_the_same_bits_on_any_number_of_threads) {
    auto const depths_on = [](int threads) {
        int const before = loop_threads();
        set_loop_threads(threads);
        FloodCase problem = street_over_drains();
        problem.forcing.rain_mps = TimeSeries::constant(100.0e-3 / 3600.0);
        FloodRun run(std::move(problem));
        run.run_until(120.0);
        std::vector<double> depths;
        auto const& field = run.field("water_depth");
        for (Index r = 0; r < 30; ++r) depths.insert(depths.end(), field.row(r), field.row(r) + 30);
        depths.push_back(run.balance().stored);
        set_loop_threads(before);
        return depths;
    };
    auto const one = depths_on(1);
    EXPECT_EQ(one, depths_on(2));
    EXPECT_EQ(one, depths_on(3));
}

TEST(DrainsUnderTheStreet, take_nothing_where_they_are_ignored) {
    FloodCase problem = street_over_drains();
    problem.forcing.rain_mps = TimeSeries::constant(100.0e-3 / 3600.0);
    problem.parameters["drains"] = Value::make_text("ignored");
    FloodRun run(std::move(problem));
    run.run_until(60.0);
    for (auto const& one : run.balance().terms) EXPECT_NE(one.name, "drain_outfall");
}

TEST(DrainsUnderTheStreet, above_the_ground_are_a_fault) {
    FloodCase problem = street_over_drains();
    auto& nodes = problem.territory.drains->nodes;
    nodes[0].invert_m = 6.0;
    nodes[1].rim_m = 9.0;
    try {
        FloodRun run(std::move(problem));
        FAIL() << "the faults were not found";
    } catch (InputError const& error) {
        ASSERT_EQ(error.faults().size(), 2U);
        EXPECT_EQ(error.faults()[0].message,
                  "drain 'a' lies above the ground: its bottom is at 6.00 m, the ground at 4.90 m");
        EXPECT_EQ(error.faults()[1].message,
                  "drain 'b' stands above the ground: its rim is at 9.00 m, the ground at 4.70 m");
    }
}

/// Everything at once, without a street: pond, pump, weir, orifice, outfalls, series that take.
TEST(DrainFlow, keeps_its_volume_to_rounding) {
    DrainNetwork network;
    network.nodes = {test::junction("a", 2.0, 4.0), test::junction("b", 1.0, 3.0),
                     test::junction("sump", 0.0, 6.0), test::outfall("free", 0.5),
                     test::outfall_at_level("tide", 0.0, 0.8)};
    network.nodes[2].kind = DrainNodeKind::storage;
    network.nodes[2].storage = {{0.0, 5.0}, {3.0, 20.0}};
    network.nodes[0].inflow_m3ps = {{0.0, 300.0, 900.0}, {0.1, 1.5, 0.0}, Interpolation::linear};
    network.nodes[1].inflow_m3ps = {{0.0, 700.0}, {0.0, -0.05}, Interpolation::steps};
    network.pipes = {test::pipe("ab", "a", "b", 80.0), test::pipe("bf", "b", "free", 60.0),
                     test::pipe("bt", "b", "tide", 60.0)};
    network.pipes[1].shape = test::round_pipe(0.5);
    network.pipes[2].shape = test::box_pipe(0.5, 0.6);
    DrainWeir weir;
    weir.name = "w", weir.from_name = "b", weir.to_name = "sump";
    weir.length_m = 1.0, weir.offset_m = 0.3, weir.coefficient_m05ps = 1.7;
    network.weirs = {weir};
    DrainOrifice orifice;
    orifice.name = "o", orifice.from_name = "b", orifice.to_name = "sump";
    orifice.height_m = 0.2, orifice.coefficient = 0.65;
    network.orifices = {orifice};
    DrainPump pump;
    pump.name = "p", pump.from_name = "sump", pump.to_name = "tide";
    pump.points = {{0.0, 0.05}, {3.0, 0.3}};
    pump.on_depth_m = 1.0, pump.off_depth_m = 0.3;
    network.pumps = {pump};
    DrainFlow flow = test::flow_in(network);
    double const start = flow.stored_m3();
    test::run_until(flow, 0.0, 1800.0);
    double const through = flow.volumes().inflow.value();
    EXPECT_NEAR(through, 0.8 * 300.0 + 0.75 * 600.0, 1e-9);
    EXPECT_GT(flow.volumes().outfall.value(), 0.5 * through);
    EXPECT_LT(std::abs(test::volume_error_m3(flow, start)), 1e-12 * through);
    for (std::size_t n = 0; n < 3; ++n) EXPECT_GE(flow.node_m3(n), -1e-12);
    for (std::size_t p = 0; p < 3; ++p) {
        for (std::size_t i = 0; i < flow.pipe(p).cells; ++i) EXPECT_GE(flow.cell_depth_m(p, i), 0.0);
    }
}

TEST(DrainFlow, keeps_what_floods_a_node_that_meets_no_street) {
    DrainNetwork network;
    network.nodes = {test::junction("low", 0.0, 1.0), test::outfall("out", -0.5)};
    network.nodes[0].inflow_m3ps = {{0.0, 100.0}, {1.0, 0.0}, Interpolation::steps};
    network.nodes[0].ponded_area_m2 = 200.0;
    network.pipes = {test::pipe("p", "low", "out", 50.0)};
    network.pipes[0].shape = test::round_pipe(0.3);
    DrainFlow flow = test::flow_in(network);
    test::run_until(flow, 0.0, 100.0);
    EXPECT_GT(flow.node_m3(0), 70.0);
    EXPECT_LT(flow.node_level_m(0), 1.6); // spread over the pond
    test::run_until(flow, 100.0, 3000.0);
    EXPECT_LT(flow.node_m3(0), 1.0);
    EXPECT_LT(std::abs(test::volume_error_m3(flow, 0.0)), 1e-10);
}

TEST(DrainFlow, fills_dry_pipes_without_a_trace_of_negative_water) {
    DrainNetwork network;
    network.nodes = {test::junction("top", 20.0, 22.0), test::junction("foot", 0.0, 3.0),
                     test::outfall("out", -0.1)};
    network.nodes[0].inflow_m3ps = TimeSeries::constant(1.0);
    network.pipes = {test::pipe("steep", "top", "foot", 200.0), test::pipe("flat", "foot", "out", 200.0)};
    DrainFlow flow = test::flow_in(network);
    for (double t = 0.0; t < 300.0; t += 5.0) {
        test::run_until(flow, t, t + 5.0);
        for (std::size_t i = 0; i < flow.pipe(0).cells; ++i) ASSERT_GE(flow.cell_depth_m(0, i), 0.0);
    }
    // On the steep pipe the flow is at its normal depth, swifter than waves.
    double const normal = flow.pipe(0).section.normal_depth_m(1.0, 0.013, 0.1);
    EXPECT_NEAR(flow.cell_depth_m(0, 15), normal, 0.01 * normal);
}

TEST(DrainFlow, lets_no_tide_through_a_flap_gate) {
    DrainNetwork network;
    network.nodes = {test::junction("a", 0.0, 5.0), test::outfall_at_level("tide", 0.0, 2.0)};
    network.nodes[1].gate = FlapGate::closes;
    network.pipes = {test::pipe("p", "a", "tide", 50.0)};
    DrainFlow shut = test::flow_in(network);
    test::run_until(shut, 0.0, 300.0);
    EXPECT_EQ(shut.stored_m3(), 0.0);
    network.nodes[1].gate = FlapGate::none;
    DrainFlow open = test::flow_in(network);
    double const start = open.stored_m3();
    test::run_until(open, 0.0, 900.0);
    EXPECT_NEAR(open.node_level_m(0), 2.0, 0.05);
    EXPECT_GT(open.volumes().backflow.value(), 1.0);
    EXPECT_LT(std::abs(test::volume_error_m3(open, start)), 1e-10);
}

} // namespace
} // namespace jumelle::flood
