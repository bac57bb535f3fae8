#include "models/heat/kernels/root_zone.hpp"

#include <gtest/gtest.h>

namespace jumelle::heat {
namespace {

constexpr double lawn_m = 0.150, lawn_roots = 0.73;

TEST(RootZone, the_upper_zone_of_a_lawn_has_42_mm_and_all_of_a_shallow_one) {
    RootWater const lawn = root_capacity(lawn_m), roof = root_capacity(0.030);
    EXPECT_NEAR(lawn.upper_m, 0.042, 1e-12);
    EXPECT_NEAR(lawn.deep_m, 0.108, 1e-12);
    EXPECT_EQ(roof.upper_m, 0.030);
    EXPECT_EQ(roof.deep_m, 0.0);
}

TEST(RootZone, rain_fills_from_above_and_drains_when_all_is_full) {
    RootWater const most = root_capacity(lawn_m);
    RootWater const after = with_rain({0.040, 0.010}, most, 0.005);
    EXPECT_NEAR(after.upper_m, 0.042, 1e-12);
    EXPECT_NEAR(after.deep_m, 0.013, 1e-12);
    EXPECT_NEAR(with_rain(after, most, 1.0).sum_m(), lawn_m, 1e-12);
}

TEST(RootZone, ten_millimetres_help_a_dry_lawn_more_where_its_roots_are) {
    RootWater const most = root_capacity(lawn_m), dry{0.0, 0.5 * most.deep_m};
    double const before = root_moisture(dry, most, lawn_roots);
    EXPECT_NEAR(before, 0.5 * (1.0 - lawn_roots), 1e-12);
    EXPECT_NEAR(root_moisture(with_rain(dry, most, 0.010), most, lawn_roots) - before,
                lawn_roots * 0.010 / 0.042, 1e-12);
}

TEST(RootZone, what_evaporates_leaves_the_zones_and_no_more_than_there_is) {
    RootWater const most = root_capacity(lawn_m);
    for (RootWater const water : {RootWater{0.030, 0.050}, {0.0, 0.050}, {0.030, 0.0}, {0.0001, 0.02}}) {
        for (double const lost : {-0.0002, 0.0, 0.0003, 0.004}) {
            RootWater const left = without(water, most, lawn_roots, lost);
            EXPECT_NEAR(water.sum_m() - left.sum_m(), lost, 1e-15);
            EXPECT_GE(left.upper_m, 0.0);
            EXPECT_GE(left.deep_m, 0.0);
        }
        EXPECT_NEAR(without(water, most, lawn_roots, 1.0).sum_m(), 0.0, 1e-15);
    }
}

TEST(RootZone, both_zones_give_by_their_roots_and_wetness) {
    RootWater const most = root_capacity(lawn_m), full = most;
    RootWater const left = without(full, most, lawn_roots, 0.001);
    EXPECT_NEAR(full.upper_m - left.upper_m, lawn_roots * 0.001, 1e-12);
}

} // namespace
} // namespace jumelle::heat
