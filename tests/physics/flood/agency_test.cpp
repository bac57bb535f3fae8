#include <gtest/gtest.h>

#include "bench/cases/ea_cases.hpp"

namespace jumelle::cases {
namespace {

TEST(AgencyTest1, water_that_came_over_the_sill_stays_at_the_level_of_the_sill) {
    for (Along const along : {Along::columns, Along::rows}) {
        PondBehindSill const pond = pond_behind_sill(options_of(70, along));
        EXPECT_NEAR(pond.highest_m, PondBehindSill::held_m, 0.002);
        EXPECT_NEAR(pond.final_m, PondBehindSill::sill_m, 0.01);
        EXPECT_LT(pond.balance_error, 1e-12);
    }
}

TEST(AgencyTest2, hollows_fill_one_after_the_other_away_from_the_corner) {
    HollowFill const fill = fill_hollows(options_of(40));
    EXPECT_LT(fill.first_s[0], fill.first_s[1]);
    EXPECT_LT(fill.first_s[0], fill.first_s[4]);
    EXPECT_LT(fill.first_s[4], fill.first_s[5]);
    EXPECT_LT(fill.first_s[8], fill.first_s[12]);
    // Those nearest to the corner are full to their lowest rim, the same depth in each.
    for (std::size_t const k : {1U, 4U, 5U, 8U}) EXPECT_NEAR(fill.depth_m[k], fill.depth_m[0], 0.01);
    // Those along the far side hold no more than a film.
    for (std::size_t const k : {3U, 7U, 11U, 15U}) EXPECT_LT(fill.depth_m[k], 0.02);
    EXPECT_LT(fill.largest_final_speed_mps, 0.1);
    EXPECT_LT(fill.balance_error, 1e-12);
}

TEST(AgencyTest3, momentum_carries_water_over_the_hump) {
    OverHump const hump = over_hump(options_of(120));
    EXPECT_LT(hump.inflow_m3, hump.capacity_m3); // without momentum it would all stay before the hump
    EXPECT_GT(hump.second_m3, 0.05 * hump.inflow_m3);
    EXPECT_NEAR(hump.first_m3 + hump.second_m3, hump.inflow_m3, 1e-9 * hump.inflow_m3);
}

TEST(AgencyTest3, first_order_carries_less) {
    CaseOptions first = options_of(120);
    first.scheme = "first_order";
    EXPECT_LT(over_hump(first).second_m3, over_hump(options_of(120)).second_m3);
}

TEST(AgencyTest4, flood_spreads_in_half_circles) {
    SpreadingFlood const flood = spread_over_plain(options_of(50));
    ASSERT_EQ(flood.contours.size(), 4U);
    for (auto const& contour : flood.contours) {
        EXPECT_NEAR(contour.diagonal_m / contour.east_m, 1.0, 0.03);
        EXPECT_NEAR(contour.north_m / contour.east_m, 1.0, 0.05);
    }
    EXPECT_LT(flood.asymmetry_m, 1e-12);
}

TEST(AgencyTest4, contours_settle_with_the_cells) {
    SpreadingFlood const coarse = spread_over_plain(options_of(25)),
                         middle = spread_over_plain(options_of(50));
    for (std::size_t i = 0; i < middle.contours.size(); ++i) {
        EXPECT_NEAR(coarse.contours[i].east_m, middle.contours[i].east_m, 30.0); // less than a coarse cell
    }
}

} // namespace
} // namespace jumelle::cases
