#include <gtest/gtest.h>

#include "bench/cases/validation_cases.hpp"

namespace jumelle::cases {
namespace {

TEST(BumpWithShock, depth_and_discharge_fit_the_exact_answer) {
    CaseResult const result = bump_shock(options_of(250));
    EXPECT_LT(result.error.depth, 0.005);
    EXPECT_LT(result.error.momentum, 0.01);
    EXPECT_LT(result.balance_error, 1e-12);
}

TEST(MacDonald, depth_fits_the_exact_answer) {
    CaseResult const result = mac_donald(options_of(200), {2.0, 0.0});
    EXPECT_LT(result.mean_depth_error_m, 0.03);
    EXPECT_LT(result.balance_error, 1e-12);
}

TEST(MacDonald, depth_fits_the_exact_answer_under_rain) {
    CaseResult const result = mac_donald(options_of(200), {1.0, 0.001});
    EXPECT_LT(result.mean_depth_error_m, 0.035);
    EXPECT_LT(result.balance_error, 1e-12);
}

TEST(MacDonald, float_keeps_the_volume_under_rain) {
    CaseOptions options = options_of(100);
    options.precision = "float";
    CaseResult const result = mac_donald(options, {1.0, 0.001});
    EXPECT_LT(result.mean_depth_error_m, 0.035);
    EXPECT_LT(result.balance_error, 1e-6);
}

} // namespace
} // namespace jumelle::cases
