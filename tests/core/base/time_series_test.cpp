#include "core/base/time_series.hpp"

#include <gtest/gtest.h>

namespace jumelle {
namespace {

TimeSeries const slope{{0.0, 10.0, 20.0}, {0.0, 5.0, 1.0}, Interpolation::linear};
TimeSeries const stairs{{0.0, 10.0, 20.0}, {2.0, 5.0, 1.0}, Interpolation::steps};

TEST(TimeSeriesAt, between_times_of_a_linear_series_lies_on_the_straight_line) {
    EXPECT_EQ(slope.at(5.0), 2.5);
    EXPECT_EQ(slope.at(15.0), 3.0);
}

TEST(TimeSeriesAt, its_times_is_its_values) {
    for (auto const& series : {slope, stairs}) {
        for (std::size_t i = 0; i < series.time_s.size(); ++i)
            EXPECT_EQ(series.at(series.time_s[i]), series.value[i]);
    }
}

TEST(TimeSeriesAt, holds_each_value_of_a_stepped_series_until_the_next_time) {
    EXPECT_EQ(stairs.at(9.999), 2.0);
    EXPECT_EQ(stairs.at(10.0), 5.0);
    EXPECT_EQ(stairs.at(19.999), 5.0);
}

TEST(TimeSeriesAt, before_and_after_its_times_is_its_first_and_last_value) {
    EXPECT_EQ(slope.at(-100.0), 0.0);
    EXPECT_EQ(slope.at(100.0), 1.0);
    EXPECT_EQ(stairs.at(-100.0), 2.0);
    EXPECT_EQ(stairs.at(100.0), 1.0);
}

TEST(TimeSeriesIntegral, of_a_linear_series_is_the_sum_of_trapezia) {
    EXPECT_EQ(slope.integral(0.0, 20.0), 25.0 + 30.0);
    EXPECT_EQ(slope.integral(5.0, 15.0), 0.5 * (2.5 + 5.0) * 5.0 + 0.5 * (5.0 + 3.0) * 5.0);
}

TEST(TimeSeriesIntegral, of_a_stepped_series_is_the_sum_of_rectangles) {
    EXPECT_EQ(stairs.integral(0.0, 30.0), 20.0 + 50.0 + 10.0);
    EXPECT_EQ(stairs.integral(9.0, 11.0), 2.0 + 5.0);
}

TEST(TimeSeriesIntegral, reaches_before_the_first_and_after_the_last_time) {
    EXPECT_EQ(stairs.integral(-5.0, 0.0), 10.0);
    EXPECT_EQ(slope.integral(-5.0, 5.0), 0.5 * 5.0 * 2.5);
    EXPECT_EQ(slope.integral(20.0, 25.0), 5.0);
    EXPECT_EQ(slope.integral(40.0, 42.0), 2.0);
}

TEST(TimeSeriesIntegral, over_nothing_is_zero) {
    EXPECT_EQ(slope.integral(7.0, 7.0), 0.0);
}

TEST(TimeSeriesIntegral, of_adjoining_windows_adds_up_to_the_whole) {
    double sum = 0.0;
    for (int i = 0; i < 80; ++i) sum += slope.integral(0.25 * i, 0.25 * (i + 1));
    EXPECT_DOUBLE_EQ(sum, slope.integral(0.0, 20.0));
}

TEST(TimeSeriesMean, is_integral_over_length) {
    EXPECT_EQ(stairs.mean(5.0, 15.0), 3.5);
    EXPECT_EQ(slope.mean(0.0, 10.0), 2.5);
}

TEST(TimeSeriesMean, over_no_time_is_the_value_there) {
    EXPECT_EQ(slope.mean(5.0, 5.0), 2.5);
    EXPECT_EQ(stairs.mean(10.0, 10.0), 5.0);
}

TEST(TimeSeriesConstant, has_one_value_for_ever) {
    auto const series = TimeSeries::constant(3.0);
    EXPECT_EQ(series.at(-1e9), 3.0);
    EXPECT_EQ(series.at(1e9), 3.0);
    EXPECT_EQ(series.integral(-2.0, 2.0), 12.0);
    EXPECT_EQ(series.maximum(), 3.0);
}

TEST(TimeSeriesMaximum, is_the_largest_value) {
    EXPECT_EQ(slope.maximum(), 5.0);
    EXPECT_EQ((TimeSeries{{0.0, 1.0}, {-3.0, -2.0}, Interpolation::linear}.maximum()), -2.0);
}

} // namespace
} // namespace jumelle
