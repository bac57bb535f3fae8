#include "models/decay/kernels/relaxation.hpp"

#include <cmath>
#include <gtest/gtest.h>
#include <limits>

namespace jumelle::decay {
namespace {

constexpr double nan_value = std::numeric_limits<double>::quiet_NaN();

TEST(ShareKept, is_one_half_after_the_half_life) {
    EXPECT_DOUBLE_EQ(share_kept(rate_of_half_life(3600.0), 3600.0), 0.5);
    EXPECT_DOUBLE_EQ(share_kept(rate_of_half_life(3600.0), 7200.0), 0.25);
}

TEST(ShareKept, is_one_without_time_or_rate) {
    EXPECT_EQ(share_kept(0.1, 0.0), 1.0);
    EXPECT_EQ(share_kept(0.0, 1e9), 1.0);
}

TEST(ShareKept, never_is_negative_however_long_the_step) {
    EXPECT_EQ(share_kept(1.0, 1e6), 0.0);
}

TEST(ShareKept, of_two_steps_is_the_share_of_the_whole) {
    EXPECT_DOUBLE_EQ(share_kept(1e-3, 100.0) * share_kept(1e-3, 300.0), share_kept(1e-3, 400.0));
}

TEST(DecayRow, multiplies_its_row_and_no_other) {
    Array2D<double> c(3, 2, 8.0);
    decay_row(c.view(), 1, 0.25);
    EXPECT_EQ(c(1, 0), 2.0);
    EXPECT_EQ(c(1, 1), 2.0);
    EXPECT_EQ(c(0, 0), 8.0);
    EXPECT_EQ(c(2, 1), 8.0);
}

TEST(DecayRow, returns_what_was_lost) {
    Array2D<double> c(1, 3, 8.0);
    EXPECT_EQ(decay_row(c.view(), 0, 0.25), 18.0);
}

TEST(DecayRow, lets_cells_without_value_be) {
    Array2D<double> c(1, 3, 8.0);
    c(0, 1) = nan_value;
    EXPECT_EQ(decay_row(c.view(), 0, 0.5), 8.0);
    EXPECT_TRUE(std::isnan(c(0, 1)));
}

TEST(SumOfRow, leaves_out_cells_without_value_and_padding) {
    Array2D<double> c(2, 3, 8.0);
    c(1, 1) = nan_value;
    EXPECT_EQ(sum_of_row(c.view(), 1), 16.0);
    EXPECT_EQ(sum_of_row(c.view(), 0), 24.0);
}

} // namespace
} // namespace jumelle::decay
