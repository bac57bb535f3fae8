#include "models/heat/kernels/sky_slope.hpp"

#include <cmath>
#include <gtest/gtest.h>

namespace jumelle::heat {
namespace {

/// Sum over the sky above a horizon, equal all round: level and upright plane, view and what the slope adds.
struct Sums {
    double level_view = 0.0, level = 0.0, upright_view = 0.0, upright = 0.0;
};

Sums above(double horizon) {
    Sums made;
    constexpr int steps = 200000;
    double const step = (M_PI / 2.0 - horizon) / steps;
    for (int i = 0; i < steps; ++i) {
        double const height = horizon + (i + 0.5) * step;
        double const more = -std::log(std::sin(height)) - 0.5;
        double const level = 2.0 * std::sin(height) * std::cos(height) * step;
        double const upright = 2.0 / M_PI * std::cos(height) * std::cos(height) * step;
        made.level_view += level;
        made.level += level * more;
        made.upright_view += upright;
        made.upright += upright * more;
    }
    return made;
}

TEST(SkySlope, is_that_of_a_sum_over_the_sky_above_the_horizon) {
    for (double const horizon_deg : {5.0, 13.0, 30.0, 50.0, 80.0}) {
        Sums const sums = above(horizon_deg * M_PI / 180.0);
        EXPECT_NEAR(low_sky_of_level(sums.level_view), sums.level, 2e-3) << horizon_deg;
        EXPECT_NEAR(low_sky_of_upright(sums.upright_view), sums.upright, 2e-3) << horizon_deg;
    }
}

TEST(SkySlope, changes_nothing_for_level_ground_under_a_free_sky_or_under_none) {
    EXPECT_EQ(low_sky_of_level(1.0), 0.0);
    EXPECT_EQ(low_sky_of_level(0.0), 0.0);
    EXPECT_EQ(low_sky_of_upright(0.0), 0.0);
}

TEST(SkySlope, a_closed_horizon_hides_the_warm_part_and_an_upright_plane_sees_more_of_it) {
    EXPECT_LT(low_sky_of_level(0.6), -0.15);
    EXPECT_NEAR(low_sky_of_upright(0.5), 0.5 * std::log(2.0), 1e-8);
}

TEST(SkySlope, is_that_of_the_end_for_views_that_rounding_left_outside) {
    EXPECT_EQ(low_sky_of_level(1.0 + 1e-9), low_sky_of_level(1.0));
    EXPECT_EQ(low_sky_of_level(-1e-9), low_sky_of_level(0.0));
}

} // namespace
} // namespace jumelle::heat
