#include <gtest/gtest.h>

#include "bench/cases/validation_cases.hpp"

namespace jumelle::cases {
namespace {

TEST(Stoker, level_and_momentum_are_within_the_marks_of_others) {
    CaseResult const result = stoker(options_of(500));
    EXPECT_LT(result.error.depth, 0.01);
    EXPECT_LT(result.error.momentum, 0.02);
}

TEST(Stoker, is_the_same_southward_as_eastward) {
    CaseResult const east = stoker(options_of(250)), south = stoker(options_of(250, Along::rows));
    EXPECT_EQ(east.error.depth, south.error.depth);
    EXPECT_EQ(east.error.momentum, south.error.momentum);
}

TEST(Stoker, second_order_is_more_exact_than_first_order) {
    CaseOptions first = options_of(250);
    first.scheme = "first_order";
    EXPECT_LT(stoker(options_of(250)).error.depth, 0.5 * stoker(first).error.depth);
}

TEST(Stoker, inertial_equations_with_advection_are_several_times_more_exact_than_without) {
    CaseOptions without = options_of(500), with = options_of(500, Along::rows);
    without.scheme = "inertial";
    with.scheme = "inertial_upwind";
    CaseResult const result = stoker(with);
    EXPECT_LT(result.error.depth, 0.02);
    EXPECT_LT(result.error.momentum, 0.06);
    EXPECT_LT(result.balance_error, 1e-13);
    EXPECT_LT(5.0 * result.error.depth, stoker(without).error.depth);
    EXPECT_LT(5.0 * ritter(with).error.depth, ritter(without).error.depth);
}

TEST(Stoker, error_falls_with_the_cells) {
    EXPECT_LT(stoker(options_of(500)).error.depth, 0.65 * stoker(options_of(250)).error.depth);
}

TEST(Stoker, float_is_as_good_as_double) {
    CaseOptions single = options_of(250);
    single.precision = "float";
    EXPECT_NEAR(stoker(single).error.depth, stoker(options_of(250)).error.depth, 1e-4);
}

TEST(Stoker, shallow_water_ahead_of_the_shock_down_to_a_tenth_of_a_millimetre_is_right) {
    for (double const ahead_m : {0.5, 0.1, 0.01, 0.0001}) {
        CaseResult const result = dam_break_pair(options_of(500), ahead_m);
        EXPECT_LT(result.error.depth, 0.01) << ahead_m;
        EXPECT_LT(result.error.momentum, 0.03) << ahead_m;
    }
}

TEST(Ritter, level_is_within_the_mark_of_others) {
    CaseResult const result = ritter(options_of(500));
    EXPECT_LT(result.error.depth, 0.02);
    EXPECT_LT(result.error.momentum, 0.05);
}

TEST(Ritter, first_order_is_within_the_mark_of_others) {
    CaseOptions first = options_of(500, Along::rows);
    first.scheme = "first_order";
    EXPECT_LT(ritter(first).error.depth, 0.10);
}

TEST(Ritter, no_water_is_lost) {
    EXPECT_LT(ritter(options_of(250)).balance_error, 1e-13);
}

} // namespace
} // namespace jumelle::cases
