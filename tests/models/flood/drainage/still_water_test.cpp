#include <cmath>
#include <gtest/gtest.h>

#include "tests/models/flood/drainage/networks.hpp"

namespace jumelle::flood {
namespace {

/// Three sloping pipes of different shapes that meet in one manhole, a storage, and a dead end.
DrainNetwork lake(double level_m) {
    DrainNetwork network;
    network.nodes = {test::junction("a", 2.0, 8.0), test::junction("b", 1.0, 8.0),
                     test::junction("c", 0.0, 8.0), test::junction("d", 3.0, 8.0)};
    network.nodes[2].kind = DrainNodeKind::storage;
    network.nodes[2].storage = {{0.0, 10.0}, {2.0, 30.0}, {6.0, 30.0}};
    network.pipes = {test::pipe("ab", "a", "b", 97.0), test::pipe("bc", "b", "c", 53.0),
                     test::pipe("db", "d", "b", 120.0)};
    network.pipes[1].shape = test::box_pipe(0.8, 1.2);
    network.pipes[2].shape = {PipeShape::trapezoidal, 1.0, 0.5, 1.0, 0.5, 1.0};
    network.pipes[2].to_offset_m = 0.3;
    for (auto& node : network.nodes) node.initial_depth_m = std::max(level_m - node.invert_m, 0.0);
    return network;
}

class StillWater : public testing::TestWithParam<double> {};

TEST_P(StillWater, in_sloping_pipes_stays_still) {
    DrainFlow flow = test::flow_in(lake(GetParam()));
    double const stored = flow.stored_m3();
    test::run_until(flow, 0.0, 300.0);
    for (std::size_t p = 0; p < 3; ++p) {
        for (std::size_t i = 0; i < flow.pipe(p).cells; ++i) {
            double const h = flow.cell_depth_m(p, i);
            if (h < 1e-3) continue;
            double const speed = flow.cell_flow_m3ps(p, i) / flow.pipe(p).section.area_m2(h);
            EXPECT_LT(std::abs(speed), 1e-11) << "pipe " << p << " cell " << i;
            EXPECT_NEAR(h + flow.pipe(p).bed_m(i), GetParam(), 1e-11);
        }
    }
    EXPECT_NEAR(flow.stored_m3(), stored, 1e-12 * stored);
}

// Half empty pipes, pipes partly full, all of them under pressure, all but the storage dry.
INSTANTIATE_TEST_SUITE_P(Levels, StillWater, testing::Values(0.4, 1.37, 2.4, 3.3, 6.5));

TEST(StillWater, is_reached_from_unlike_levels) {
    DrainNetwork network = lake(3.6);
    network.nodes[2].initial_depth_m = 0.5;
    DrainFlow flow = test::flow_in(network);
    test::run_until(flow, 0.0, 3600.0);
    for (std::size_t n = 1; n < 3; ++n) EXPECT_NEAR(flow.node_level_m(n), flow.node_level_m(0), 0.01);
    EXPECT_LT(std::abs(flow.pipe_flow_m3ps(0)), 0.02);
}

} // namespace
} // namespace jumelle::flood
