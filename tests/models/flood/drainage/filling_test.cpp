#include <cmath>
#include <gtest/gtest.h>

#include "core/base/constants.hpp"
#include "tests/models/flood/drainage/networks.hpp"

namespace jumelle::flood {
namespace {

/// A bore that fills a pipe and runs against free-surface flow (h₁, u₁) into a full pipe at rest.
struct Bore {
    double speed_mps = 0.0, depth_m = 0.0;
};

/// Mass w (A₂ − A₁) = A₁ u₁ and momentum g (I₂ − I₁) = A₁ (u₁ + w)² A₁/A₂ + A₁ (u₁ + w) w … taken together:
///     g (I₂ − I₁) = A₁ (u₁ + w)² (1 − A₁/A₂);
/// the depth behind is found by halving. A₂ and I₂ are those of a full box with a slot, in closed form.
Bore exact_bore(double h1, double u1, double height, double width, double celerity) {
    double const slot = gravity_mps2 * height * width / (celerity * celerity);
    double const a1 = width * h1, i1 = 0.5 * width * h1 * h1;
    double low = height, high = height + 100.0;
    Bore bore;
    for (int k = 0; k < 200; ++k) {
        double const h2 = 0.5 * (low + high), over = h2 - height;
        double const a2 = width * height + slot * over;
        double const i2 = 0.5 * width * height * height + width * height * over + 0.5 * slot * over * over;
        double const w = a1 * u1 / (a2 - a1);
        double const pushed = a1 * (u1 + w) * (u1 + w) * (1.0 - a1 / a2);
        (gravity_mps2 * (i2 - i1) < pushed ? low : high) = h2;
        bore = {w, h2};
    }
    return bore;
}

constexpr double length_m = 100.0, height_m = 1.0, width_m = 1.0, celerity_mps = 20.0;

/// A horizontal smooth box in which water of depth h runs at u towards a wall.
DrainNetwork towards_a_wall(double h, double u) {
    DrainNetwork network;
    network.nodes = {test::junction("in", 0.0, 50.0), test::junction("wall", 0.0, 50.0)};
    network.nodes[0].initial_depth_m = network.nodes[1].initial_depth_m = h;
    network.nodes[0].inflow_m3ps = TimeSeries::constant(h * width_m * u);
    network.nodes[1].plan_area_m2 = 0.01;
    network.pipes = {test::pipe("p", "in", "wall", length_m)};
    network.pipes[0].shape = test::box_pipe(height_m, width_m);
    network.pipes[0].manning = 1e-6;
    network.cell_length_m = 0.5;
    network.slot_celerity_mps = celerity_mps;
    return network;
}

/// How much of the pipe is full, counted from the wall [m].
double filled_m(DrainFlow const& flow) {
    double length = 0.0;
    for (std::size_t i = 0; i < flow.pipe(0).cells; ++i) {
        if (flow.cell_depth_m(0, i) > height_m) length += flow.pipe(0).dx_m;
    }
    return length;
}

TEST(FillingSurge, runs_up_the_pipe_at_the_speed_of_the_jump_conditions) {
    // Inflow begins at once with u: the water beside it has to be set moving, so the pipe is filled from a
    // discharge that enters at the far end and meets the wall.
    double const h = 0.7, u = 1.0;
    DrainNetwork network = towards_a_wall(h, u);
    network.pipes[0].initial_flow_m3ps = 0.0;
    DrainFlow flow = test::flow_in(network);
    // The first wave carries the flow to the wall; behind it the water has depth h₁ and velocity u₁.
    test::run_until(flow, 0.0, 33.0);
    std::size_t const middle = flow.pipe(0).cells / 2;
    double const h1 = flow.cell_depth_m(0, middle);
    double const u1 = flow.cell_flow_m3ps(0, middle) / (width_m * h1);
    double before = 0.0, t0 = 33.0;
    for (; before < 10.0 && t0 < 80.0; t0 += 0.25) {
        test::run_until(flow, t0, t0 + 0.25);
        before = filled_m(flow);
    }
    double t1 = t0;
    for (; filled_m(flow) < before + 30.0 && t1 < 200.0; t1 += 0.25) test::run_until(flow, t1, t1 + 0.25);
    Bore const exact = exact_bore(h1, u1, height_m, width_m, celerity_mps);
    EXPECT_NEAR((filled_m(flow) - before) / (t1 - t0), exact.speed_mps, 0.03 * exact.speed_mps)
        << "h1 " << h1 << " u1 " << u1;
    double mean = 0.0;
    int cells = 0;
    for (std::size_t i = flow.pipe(0).cells - 40; i < flow.pipe(0).cells - 4; ++i, ++cells)
        mean += flow.cell_depth_m(0, i);
    EXPECT_NEAR(mean / cells, exact.depth_m, 0.03 * exact.depth_m);
}

} // namespace
} // namespace jumelle::flood
