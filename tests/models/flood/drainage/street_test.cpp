#include <cmath>
#include <gtest/gtest.h>

#include "core/base/constants.hpp"
#include "models/flood/drainage/street.hpp"
#include "tests/models/flood/drainage/networks.hpp"

namespace jumelle::flood {
namespace {

constexpr StreetCell street{4.0, 10.0};
constexpr double short_s = 1e-6;
constexpr InletLaw grate{2.0, 0.5, 0.6, 0.7, 0.0};

TEST(StreetInlet, is_a_weir_while_the_water_is_shallow) {
    double const h = 0.05;
    EXPECT_NEAR(street_discharge(grate, street, h * 4.0, 8.0, short_s),
                2.0 / 3.0 * 0.6 * 2.0 * std::sqrt(2.0 * gravity_mps2) * std::pow(h, 1.5), 1e-9);
}

TEST(StreetInlet, is_an_orifice_when_deep) {
    double const h = 2.0;
    EXPECT_NEAR(street_discharge(grate, street, h * 4.0, 8.0, short_s),
                0.7 * 0.5 * std::sqrt(2.0 * gravity_mps2 * h), 1e-5);
}

TEST(StreetInlet, clogs_in_proportion) {
    InletLaw half = grate;
    half.clogging = 0.5;
    EXPECT_NEAR(street_discharge(half, street, 0.2, 8.0, short_s),
                0.5 * street_discharge(grate, street, 0.2, 8.0, short_s), 1e-9);
    half.clogging = 1.0;
    EXPECT_EQ(street_discharge(half, street, 0.2, 8.0, short_s), 0.0);
    EXPECT_EQ(street_discharge(half, street, 0.2, 12.0, short_s), 0.0);
}

TEST(StreetInlet, gives_surcharge_back_by_the_orifice_law) {
    EXPECT_NEAR(street_discharge(grate, street, 0.0, 11.0, short_s),
                -0.7 * 0.5 * std::sqrt(2.0 * gravity_mps2), 1e-5);
}

TEST(StreetInlet, is_still_where_the_levels_meet) {
    EXPECT_EQ(street_discharge(grate, street, 2.0, 10.5, 1.0), 0.0);
    EXPECT_EQ(street_discharge(grate, street, 0.0, 9.0, 1.0), 0.0);
}

TEST(StreetInlet, never_takes_more_than_there_is_or_passes_the_other_level) {
    for (double dt : {0.1, 10.0, 1000.0}) {
        double const taken = dt * street_discharge(grate, street, 4.0, 8.0, dt);
        EXPECT_LE(taken, 4.0);
        double const to_equal = dt * street_discharge(grate, street, 4.0, 10.5, dt);
        EXPECT_LE(to_equal, 2.0 + 1e-12);
        EXPECT_GE(to_equal, 0.0);
        double const back = -dt * street_discharge(grate, street, 1.0, 11.0, dt);
        EXPECT_LE(back, 3.0 + 1e-12);
    }
}

TEST(StreetInlet, never_grows_with_the_level_in_the_node) {
    double last = 1e9;
    for (double level = 9.0; level < 12.0; level += 0.01) {
        double const q = street_discharge(grate, street, 3.0, level, 1.0);
        EXPECT_LE(q, last + 1e-12);
        last = q;
    }
}

TEST(StreetInlet, and_its_manhole_settle_without_chatter) {
    DrainNetwork network;
    network.nodes = {test::junction("m", 8.0, 10.0)};
    network.nodes[0].initial_depth_m = 3.0; // a metre above the street
    Street above;
    above.cells = {street};
    above.cell_of_node = {0};
    DrainFlow flow(network, above);
    std::vector<double> water{0.0};
    int turns = 0;
    double last = -1.0;
    for (double t = 0.0; t < 60.0; t += 1.0) {
        flow.run(t, t + 1.0, water);
        double const now = flow.street_flow_m3ps(0);
        if (now * last < 0.0 && std::abs(now) > 1e-9) ++turns;
        if (now != 0.0) last = now;
    }
    EXPECT_EQ(turns, 0);
    EXPECT_NEAR(flow.node_level_m(0), street.level_m(water[0]), 1e-6);
    EXPECT_NEAR(water[0] + flow.node_m3(0), 3.0 * manhole_area_m2, 1e-12);
}

} // namespace
} // namespace jumelle::flood
