#include <cmath>
#include <gtest/gtest.h>

#include "core/base/constants.hpp"
#include "models/flood/drainage/links.hpp"
#include "tests/models/flood/drainage/networks.hpp"

namespace jumelle::flood {
namespace {

DrainOrifice round_orifice() {
    DrainOrifice orifice;
    orifice.height_m = 0.5;
    orifice.coefficient = 0.6;
    return orifice;
}

TEST(Orifice, follows_torricelli_above_its_upper_edge) {
    double const area = std::acos(-1.0) * 0.0625;
    EXPECT_NEAR(orifice_discharge(round_orifice(), {2.25, -1.0}),
                0.6 * area * std::sqrt(2.0 * gravity_mps2 * 2.0), 1e-12);
    EXPECT_NEAR(orifice_discharge(round_orifice(), {2.0, 1.0}), 0.6 * area * std::sqrt(2.0 * gravity_mps2),
                1e-12);
}

TEST(Orifice, is_a_weir_below_it_and_joins_without_a_jump) {
    double const below = orifice_discharge(round_orifice(), {0.5 - 1e-9, -1.0});
    double const above = orifice_discharge(round_orifice(), {0.5 + 1e-9, -1.0});
    EXPECT_NEAR(below, above, 1e-7);
    EXPECT_NEAR(orifice_discharge(round_orifice(), {0.125, -1.0}), below / 8.0, 1e-7);
}

TEST(Orifice, passes_both_ways_unless_a_gate_closes) {
    DrainOrifice orifice = round_orifice();
    EXPECT_EQ(orifice_discharge(orifice, {1.0, 2.0}), -orifice_discharge(orifice, {2.0, 1.0}));
    orifice.gate = FlapGate::closes;
    EXPECT_EQ(orifice_discharge(orifice, {1.0, 2.0}), 0.0);
}

TEST(Weir, gives_c_l_h_to_the_three_halves) {
    DrainWeir weir;
    weir.length_m = 3.0;
    weir.coefficient_m05ps = 1.7;
    EXPECT_NEAR(weir_discharge(weir, {0.25, -1.0}), 1.7 * 3.0 * 0.125, 1e-12);
    EXPECT_NEAR(weir_discharge(weir, {0.25, 0.125}),
                1.7 * 3.0 * 0.125 * std::pow(1.0 - std::pow(0.5, 1.5), 0.385), 1e-12);
    EXPECT_EQ(weir_discharge(weir, {0.25, 0.25}), 0.0);
    EXPECT_EQ(weir_discharge(weir, {-0.1, -0.2}), 0.0);
}

TEST(Weir, under_a_top_goes_on_as_an_orifice) {
    DrainWeir weir;
    weir.length_m = 1.0;
    weir.height_m = 0.4;
    weir.coefficient_m05ps = 1.7;
    EXPECT_NEAR(weir_discharge(weir, {0.4 + 1e-9, -1.0}), weir_discharge(weir, {0.4, -1.0}), 1e-8);
    EXPECT_NEAR(weir_discharge(weir, {1.0, -1.0}), 2.0 * weir_discharge(weir, {0.4, -1.0}), 1e-12);
}

TEST(PumpCurves, are_read_between_and_in_steps) {
    DrainPump pump;
    pump.points = {{1.0, 10.0}, {3.0, 4.0}};
    pump.curve = PumpCurve::head;
    EXPECT_EQ(pump_discharge(pump, {1.0, 1.0, 2.0}), 7.0);
    EXPECT_EQ(pump_discharge(pump, {1.0, 1.0, 0.0}), 10.0);
    EXPECT_EQ(pump_discharge(pump, {1.0, 1.0, 3.1}), 0.0);
    EXPECT_EQ(pump_discharge(pump, {0.0, 0.0, 2.0}), 0.0); // nothing to pump
    pump.curve = PumpCurve::depth;
    EXPECT_EQ(pump_discharge(pump, {0.5, 1.0, 0.0}), 0.0);
    EXPECT_EQ(pump_discharge(pump, {2.0, 1.0, 0.0}), 7.0);
    pump.curve = PumpCurve::depth_steps;
    EXPECT_EQ(pump_discharge(pump, {2.0, 1.0, 0.0}), 4.0);
    pump.curve = PumpCurve::volume_steps;
    EXPECT_EQ(pump_discharge(pump, {9.0, 0.5, 0.0}), 10.0);
}

TEST(Pump, drains_its_sump_and_stops_at_the_lower_level) {
    DrainNetwork network;
    network.nodes = {test::junction("sump", 0.0, 5.0), test::outfall("out", 4.0)};
    network.nodes[0].plan_area_m2 = 10.0;
    network.nodes[0].initial_depth_m = 2.0;
    DrainPump pump;
    pump.name = "p", pump.from_name = "sump", pump.to_name = "out";
    pump.curve = PumpCurve::head;
    pump.points = {{0.0, 0.1}, {10.0, 0.1}};
    pump.on_depth_m = 1.5, pump.off_depth_m = 0.5;
    network.pumps = {pump};
    DrainFlow flow = test::flow_in(network);
    for (double t = 0.0; t < 100.0; t += 1.0) test::run_until(flow, t, t + 1.0);
    EXPECT_NEAR(flow.node_level_m(0), 1.0, 1e-9); // 2 m − 0.1 m³/s · 100 s / 10 m²
    for (double t = 100.0; t < 400.0; t += 1.0) test::run_until(flow, t, t + 1.0);
    EXPECT_NEAR(flow.node_level_m(0), 0.5, 0.011);
    EXPECT_NEAR(flow.volumes().outfall.value(), 20.0 - flow.node_m3(0), 1e-10);
}

TEST(Pump, starts_again_only_at_the_upper_level) {
    DrainNetwork network;
    network.nodes = {test::junction("sump", 0.0, 5.0), test::outfall("out", 4.0)};
    network.nodes[0].plan_area_m2 = 10.0;
    network.nodes[0].initial_depth_m = 1.0;
    network.nodes[0].inflow_m3ps = TimeSeries::constant(0.05);
    DrainPump pump;
    pump.name = "p", pump.from_name = "sump", pump.to_name = "out";
    pump.points = {{0.0, 0.2}, {9.0, 0.2}};
    pump.on_depth_m = 1.5, pump.off_depth_m = 0.5;
    network.pumps = {pump};
    DrainFlow flow = test::flow_in(network);
    double highest = 0.0, lowest_after = 9.0;
    for (double t = 0.0; t < 400.0; t += 1.0) {
        test::run_until(flow, t, t + 1.0);
        highest = std::max(highest, flow.node_level_m(0));
        if (t > 120.0) lowest_after = std::min(lowest_after, flow.node_level_m(0));
    }
    EXPECT_NEAR(highest, 1.5, 0.02);
    EXPECT_NEAR(lowest_after, 0.5, 0.02);
}

} // namespace
} // namespace jumelle::flood
