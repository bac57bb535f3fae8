#include <cmath>
#include <gtest/gtest.h>

#include "core/base/constants.hpp"
#include "tests/models/flood/drainage/networks.hpp"

namespace jumelle::flood {
namespace {

/// A pipe of 1000 m and 2 m fall that a discharge enters and that ends in a given level.
DrainNetwork long_pipe(PipeShapeSizes const& shape, double discharge_m3ps, double level_m) {
    DrainNetwork network;
    network.nodes = {test::junction("head", 2.0, 20.0), test::outfall_at_level("mouth", 0.0, level_m)};
    network.nodes[0].inflow_m3ps = TimeSeries::constant(discharge_m3ps);
    network.pipes = {test::pipe("p", "head", "mouth", 1000.0)};
    network.pipes[0].shape = shape;
    network.pipes[0].initial_flow_m3ps = discharge_m3ps;
    return network;
}

/// Depths at the middle of cells, integrated up from the mouth: dh/dx = (S − Sf) / (1 − Fr²), Runge–Kutta in
/// steps of a thousandth of a cell; areas and radii from the shapes' own formulas.
struct Profile {
    double width_m; ///< of a box; 0: a circle
    double diameter_m, discharge_m3ps, manning, slope;

    double rise(double h) const {
        double area = width_m * h, top = width_m, perimeter = width_m + 2.0 * h;
        if (width_m <= 0.0) {
            double const angle = 2.0 * std::acos(1.0 - 2.0 * h / diameter_m);
            area = diameter_m * diameter_m / 8.0 * (angle - std::sin(angle));
            top = diameter_m * std::sin(angle / 2.0);
            perimeter = diameter_m * angle / 2.0;
        }
        double const u = discharge_m3ps / area;
        double const friction = std::pow(manning * u, 2) / std::pow(area / perimeter, 4.0 / 3.0);
        return (slope - friction) / (1.0 - u * u * top / (gravity_mps2 * area));
    }
    std::vector<double> up_from(double mouth_m, std::size_t cells, double dx) const {
        constexpr int parts = 1000;
        std::vector<double> depth(cells);
        double h = mouth_m;
        double const s = -dx / parts;
        for (std::size_t i = cells; i-- > 0;) {
            for (int k = 0; k < parts; ++k) {
                if (k == parts / 2) depth[i] = h;
                double const middle = h + 0.5 * s * rise(h);
                h += s * rise(middle);
            }
        }
        return depth;
    }
};

double largest_error(DrainFlow const& flow, std::vector<double> const& exact) {
    double worst = 0.0;
    for (std::size_t i = 0; i < exact.size(); ++i)
        worst = std::max(worst, std::abs(flow.cell_depth_m(0, i) - exact[i]));
    return worst;
}

TEST(SteadyPipe, keeps_normal_depth) {
    // Half full at 1/2 of the full discharge n⁻¹ A R^(2/3) S^(1/2): known by symmetry of the circle.
    double const area = std::acos(-1.0) / 8.0;
    double const q = area * std::pow(0.25, 2.0 / 3.0) * std::sqrt(0.002) / 0.013;
    DrainFlow flow = test::flow_in(long_pipe(test::round_pipe(1.0), q, 0.5));
    test::run_until(flow, 0.0, 1800.0);
    for (std::size_t i = 0; i < flow.pipe(0).cells; ++i) {
        EXPECT_NEAR(flow.cell_depth_m(0, i), 0.5, 1e-4);
        EXPECT_NEAR(flow.cell_flow_m3ps(0, i), q, 1e-5);
    }
}

/// Largest error of a backwater curve in cells of `cell_m`.
double backwater_error(DrainNetwork network, Profile const& profile, double cell_m) {
    network.cell_length_m = cell_m;
    double const mouth = network.nodes[1].level_m.value.front();
    DrainFlow flow = test::flow_in(std::move(network));
    test::run_until(flow, 0.0, 2400.0);
    return largest_error(flow, profile.up_from(mouth, flow.pipe(0).cells, flow.pipe(0).dx_m));
}

TEST(SteadyPipe, backs_up_along_the_exact_profile_in_a_circle) {
    DrainNetwork const network = long_pipe(test::round_pipe(1.5), 0.8, 1.2);
    Profile const profile{0.0, 1.5, 0.8, 0.013, 0.002};
    double const coarse = backwater_error(network, profile, 20.0),
                 fine = backwater_error(network, profile, 10.0);
    EXPECT_LT(fine, 2e-3);
    EXPECT_LT(fine, coarse / 3.0);
}

TEST(SteadyPipe, backs_up_along_the_exact_profile_in_a_box) {
    DrainNetwork const network = long_pipe(test::box_pipe(2.0, 1.2), 1.0, 1.3);
    Profile const profile{1.2, 0.0, 1.0, 0.013, 0.002};
    double const coarse = backwater_error(network, profile, 20.0),
                 fine = backwater_error(network, profile, 10.0);
    EXPECT_LT(fine, 2e-3);
    EXPECT_LT(fine, coarse / 3.0);
}

TEST(SteadyPipe, falls_off_its_end_at_critical_depth) {
    DrainNetwork network = long_pipe(test::box_pipe(2.0, 1.0), 1.0, 0.0);
    network.nodes[1].outfall = OutfallKind::free;
    network.cell_length_m = 5.0;
    DrainFlow flow = test::flow_in(network);
    test::run_until(flow, 0.0, 1200.0);
    double const critical = std::cbrt(1.0 / gravity_mps2);
    Profile const profile{1.0, 0.0, 1.0, 0.013, 0.002};
    auto const exact = profile.up_from(1.0001 * critical, flow.pipe(0).cells, flow.pipe(0).dx_m);
    // Next to the fall the profile is vertical.
    std::size_t const far = flow.pipe(0).cells - 5;
    EXPECT_NEAR(flow.cell_depth_m(0, far), exact[far], 3e-3);
    EXPECT_NEAR(flow.cell_depth_m(0, flow.pipe(0).cells - 1), critical, 0.15 * critical);
}

TEST(SteadyPipe, under_pressure_loses_the_head_that_manning_says) {
    DrainNetwork network = long_pipe(test::round_pipe(1.0), 2.0, 4.0);
    network.slot_celerity_mps = 60.0; // a narrow slot: its share of the momentum is lost
    network.nodes[0].initial_depth_m = 9.0;
    DrainFlow flow = test::flow_in(network);
    test::run_until(flow, 0.0, 400.0);
    double const area = std::acos(-1.0) / 4.0;
    double const slope = std::pow(0.013 * 2.0 / area, 2) / std::pow(0.25, 4.0 / 3.0);
    EXPECT_NEAR(flow.node_level_m(0), 4.0 + 1000.0 * slope, 0.01);
}

TEST(SteadyPipe, shares_its_flow_between_two_equal_ways) {
    DrainNetwork network = long_pipe(test::round_pipe(1.0), 0.6, 0.6);
    network.pipes.push_back(network.pipes[0]);
    network.pipes[1].name = "q";
    DrainFlow flow = test::flow_in(network);
    test::run_until(flow, 0.0, 1800.0);
    EXPECT_EQ(flow.pipe_flow_m3ps(0), flow.pipe_flow_m3ps(1));
    EXPECT_NEAR(flow.pipe_flow_m3ps(0), 0.3, 1e-5);
}

TEST(SteadyPipe, of_two_barrels_flows_as_deep_as_one_with_half_the_water) {
    DrainNetwork twin = long_pipe(test::round_pipe(1.0), 0.8, 0.5),
                 single = long_pipe(test::round_pipe(1.0), 0.4, 0.5);
    twin.pipes[0].shape.barrels = 2.0;
    DrainFlow two = test::flow_in(twin), one = test::flow_in(single);
    test::run_until(two, 0.0, 1800.0);
    test::run_until(one, 0.0, 1800.0);
    EXPECT_NEAR(two.cell_depth_m(0, 50), one.cell_depth_m(0, 50), 1e-7);
}

TEST(SteadyPipe, goes_on_at_normal_depth_where_the_outfall_says_so) {
    DrainNetwork network = long_pipe(test::round_pipe(1.0), 0.4, 0.0);
    network.nodes[1].outfall = OutfallKind::normal;
    network.pipes[0].initial_flow_m3ps = 0.2;
    DrainFlow flow = test::flow_in(network);
    test::run_until(flow, 0.0, 1800.0);
    double const normal = flow.pipe(0).section.normal_depth_m(0.4, 0.013, 0.002);
    for (std::size_t i = 0; i < flow.pipe(0).cells; ++i) EXPECT_NEAR(flow.cell_depth_m(0, i), normal, 1e-3);
}

TEST(SteadyPipe, passes_a_manhole_unchanged) {
    DrainNetwork network = long_pipe(test::round_pipe(1.0), 0.5, 0.55);
    network.nodes.push_back(test::junction("middle", 1.0, 10.0));
    network.pipes = {test::pipe("upper", "head", "middle", 500.0),
                     test::pipe("lower", "middle", "mouth", 500.0)};
    DrainFlow joined = test::flow_in(network),
              whole = test::flow_in(long_pipe(test::round_pipe(1.0), 0.5, 0.55));
    test::run_until(joined, 0.0, 3600.0);
    test::run_until(whole, 0.0, 3600.0);
    EXPECT_NEAR(joined.cell_depth_m(0, 25), whole.cell_depth_m(0, 25), 1e-3);
    EXPECT_NEAR(joined.pipe_flow_m3ps(1), 0.5, 1e-6);
}

} // namespace
} // namespace jumelle::flood
