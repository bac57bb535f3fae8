#include <gtest/gtest.h>

#include "models/traffic/kernels/flooded_speed.hpp"

namespace jumelle::traffic {
namespace {

constexpr double kmph_per_mps = 3.6;

TEST(FloodedSpeed, is_that_of_the_publication) {
    EXPECT_DOUBLE_EQ(flooded_speed_mps(0.0) * kmph_per_mps, 86.9448);
    EXPECT_NEAR(flooded_speed_mps(0.15) * kmph_per_mps, 24.26, 0.005);
    EXPECT_NEAR(flooded_speed_mps(0.299) * kmph_per_mps, 2.09, 0.005);
}

TEST(FloodedSpeed, falls_with_every_millimetre_and_never_rises_again) {
    for (int mm = 1; mm <= 307; ++mm)
        EXPECT_LT(flooded_speed_mps(mm / 1000.0), flooded_speed_mps((mm - 1) / 1000.0)) << mm << " mm";
    EXPECT_EQ(flooded_speed_mps(0.4), flooded_speed_mps(5.0));
    EXPECT_LE(flooded_speed_mps(0.4), flooded_speed_mps(0.307));
    EXPECT_GT(flooded_speed_mps(5.0), 0.0);
}

} // namespace
} // namespace jumelle::traffic
