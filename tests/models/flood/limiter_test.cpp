#include "models/flood/kernels/limiter.hpp"

#include <gtest/gtest.h>

namespace jumelle::flood {
namespace {

TEST(Limiter, keeps_a_straight_line) {
    EXPECT_EQ(limited_change(0.25, 0.25), 0.25);
    EXPECT_EQ(limited_change(-3.0F, -3.0F), -3.0F);
}

TEST(Limiter, is_flat_at_an_extremum) {
    EXPECT_EQ(limited_change(1.0, -2.0), 0.0);
    EXPECT_EQ(limited_change(-1.0, 2.0), 0.0);
}

TEST(Limiter, is_flat_beside_level_ground) {
    EXPECT_EQ(limited_change(0.0, 5.0), 0.0);
    EXPECT_EQ(limited_change(-5.0, 0.0), 0.0);
}

TEST(Limiter, takes_the_mean_where_both_sides_are_alike) {
    EXPECT_DOUBLE_EQ(limited_change(1.0, 1.2), 1.1);
}

TEST(Limiter, never_passes_a_neighbour) {
    for (double const a : {1e-9, 0.1, 1.0, 7.0}) {
        for (double const b : {1e-9, 0.3, 2.0, 100.0}) {
            EXPECT_LE(0.5 * limited_change(a, b), std::min(a, b));
            EXPECT_GT(limited_change(a, b), 0.0);
        }
    }
}

TEST(Limiter, does_not_prefer_a_direction) {
    EXPECT_EQ(limited_change(0.3, 1.7), limited_change(1.7, 0.3));
    EXPECT_EQ(limited_change(-0.3, -1.7), -limited_change(0.3, 1.7));
}

} // namespace
} // namespace jumelle::flood
