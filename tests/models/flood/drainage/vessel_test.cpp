#include <cmath>
#include <gtest/gtest.h>

#include "models/flood/drainage/vessel.hpp"
#include "tests/models/flood/drainage/networks.hpp"

namespace jumelle::flood {
namespace {

TEST(Vessel, of_a_manhole_widens_where_it_spills) {
    DrainNode node = test::junction("m", 1.0, 3.0);
    node.plan_area_m2 = 2.0;
    node.ponded_area_m2 = 50.0;
    Rising const pond = vessel_of(node, Spill::ponds);
    EXPECT_DOUBLE_EQ(pond.area(2.0), 4.0);
    EXPECT_NEAR(pond.area(3.01), 4.0 + 0.26 + 50.0, 1e-9);
    Rising const shaft = vessel_of(node, Spill::onto_street);
    EXPECT_DOUBLE_EQ(shaft.area(5.0), 10.0);
}

TEST(Vessel, under_a_bolted_lid_spills_above_its_surcharge_depth) {
    DrainNode node = test::junction("m", 0.0, 2.0);
    node.plan_area_m2 = 1.0;
    node.surcharge_depth_m = 5.0;
    EXPECT_DOUBLE_EQ(vessel_of(node, Spill::ponds).area(7.0), 7.0);
    EXPECT_GT(vessel_of(node, Spill::ponds).area(8.0), 500.0);
}

TEST(Vessel, follows_its_storage_curve) {
    DrainNode node = test::junction("s", 0.0, 4.0);
    node.kind = DrainNodeKind::storage;
    node.storage = {{1.0, 10.0}, {3.0, 30.0}};
    Rising const vessel = vessel_of(node, Spill::ponds);
    EXPECT_DOUBLE_EQ(vessel.area(1.0), 10.0); // the first area holds down to the bottom
    EXPECT_DOUBLE_EQ(vessel.area(3.0), 50.0);
    EXPECT_DOUBLE_EQ(vessel.area(4.0), 80.0); // the last one goes on
}

TEST(LevelSearch, finds_roots_of_stiff_and_soft_balances) {
    for (double root : {1e-6, 0.3, 7.0, 120.0}) {
        for (double slope : {1e-3, 1.0, 1e4}) {
            LevelSearch const search{2.0, 1.0, 1e-10 * slope};
            auto const balance = [&](double d) { return slope * (d - root) + slope * std::pow(d - root, 3); };
            EXPECT_NEAR(settled_depth_m(search, balance), root, 2e-10) << slope;
        }
    }
}

TEST(LevelSearch, takes_the_guess_where_it_is_good_enough) {
    int asked = 0;
    auto const balance = [&](double d) {
        ++asked;
        return d - 1.0;
    };
    EXPECT_EQ(settled_depth_m({1.0 + 1e-12, 1.0, 1e-11}, balance), 1.0 + 1e-12);
    EXPECT_EQ(asked, 1);
}

TEST(LevelSearch, stops_below_a_jump) {
    auto const balance = [](double d) { return d < 0.4 ? -1.0 : 1.0; };
    EXPECT_NEAR(settled_depth_m({3.0, 1.0, 1e-9}, balance), 0.4, 1e-6);
}

} // namespace
} // namespace jumelle::flood
