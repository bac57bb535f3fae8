#include "models/flood/kernels/friction.hpp"

#include <cmath>
#include <gtest/gtest.h>

#include "core/base/constants.hpp"

namespace jumelle::flood {
namespace {

TEST(InverseCubeRoot, is_exact_to_rounding_over_all_depths) {
    for (double x = 1e-12; x < 1e6; x *= 1.37) {
        EXPECT_NEAR(inverse_cube_root(x) * std::cbrt(x), 1.0, 4e-15) << x;
    }
}

TEST(InverseCubeRoot, is_exact_to_rounding_in_float) {
    for (float x = 1e-9F; x < 1e6F; x *= 1.37F) {
        EXPECT_NEAR(inverse_cube_root(x) * std::cbrt(x), 1.0F, 6e-7F) << x;
    }
}

TEST(InverseSevenThirds, is_exact_to_rounding_over_all_depths) {
    for (double x = 1e-5; x < 1e5; x *= 1.037) {
        EXPECT_NEAR(inverse_seven_thirds(x) * std::pow(x, 7.0 / 3.0), 1.0, 1e-14) << x;
    }
}

TEST(InverseSevenThirds, is_near_rounding_in_float_at_every_mantissa) {
    for (float x = 1e-5F; x < 1e5F; x *= 1.0037F) {
        double const exact = std::pow(static_cast<double>(x), -7.0 / 3.0);
        EXPECT_NEAR(static_cast<double>(inverse_seven_thirds(x)) / exact, 1.0, 1.5e-6) << x;
    }
}

TEST(Friction, leaves_still_water_alone) {
    EXPECT_EQ(friction_factor(0.0), 1.0);
}

TEST(Friction, solves_the_implicit_step_exactly) {
    for (double const resistance : {1e-6, 0.1, 1.0, 50.0, 1e6}) {
        double const w = friction_factor(resistance); // start 1, w = 1 − resistance w²
        EXPECT_NEAR(w + resistance * w * w, 1.0, 1e-12);
    }
}

TEST(Friction, slows_but_never_turns_the_flow) {
    for (double const resistance : {1e-3, 1.0, 1e9}) {
        EXPECT_GT(friction_factor(resistance), 0.0);
        EXPECT_LT(friction_factor(resistance), 1.0);
    }
}

TEST(Friction, keeps_normal_flow_on_a_slope_for_any_step) {
    double const n = 0.03, h = 0.02, slope = 0.05;
    double const normal_q = std::pow(h, 5.0 / 3.0) * std::sqrt(slope) / n; // Manning
    for (double const dt : {0.01, 1.0, 100.0}) {
        double const pushed = normal_q + dt * gravity_mps2 * h * slope;
        double const k = gravity_mps2 * n * n / std::pow(h, 7.0 / 3.0);
        EXPECT_NEAR(pushed * friction_factor(dt * k * pushed), normal_q, 1e-12);
    }
}

} // namespace
} // namespace jumelle::flood
