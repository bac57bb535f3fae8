#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>

#include "core/scenario/design_storm.hpp"

namespace jumelle {
namespace {

using Shape = DesignStorm::Shape;

DesignStorm storm(Shape shape, double peak = 0.4, double start_s = 0.0) {
    return {metres(0.06), seconds(7200.0), shape, peak, seconds(start_s)};
}

class EveryShape : public testing::TestWithParam<Shape> {};

TEST_P(EveryShape, rains_exactly_its_depth) {
    for (double const peak : {0.0, 0.1, 0.375, 0.5, 1.0}) {
        for (double const duration_s : {1.0, 600.0, 7200.0, 14400.0, 864000.0}) {
            DesignStorm const s{metres(0.06), seconds(duration_s), GetParam(), peak, seconds(300.0)};
            double const depth_m = hyetograph(s).integral(0.0, 2.0 * duration_s + 1000.0);
            EXPECT_NEAR(depth_m / s.depth.si(), 1.0, 1e-12) << peak << " " << duration_s;
        }
    }
}

TEST_P(EveryShape, never_rains_negatively_and_not_outside_its_duration) {
    TimeSeries const rain = hyetograph(storm(GetParam(), 0.3, 1800.0));
    EXPECT_GE(*std::min_element(rain.value.begin(), rain.value.end()), 0.0);
    EXPECT_EQ(rain.at(1799.9), 0.0);
    EXPECT_GT(rain.at(1800.0), 0.0);
    EXPECT_EQ(rain.at(9000.0), 0.0);
    EXPECT_EQ(rain.at(1e9), 0.0);
    EXPECT_EQ(rain.interpolation, Interpolation::steps);
}

TEST_P(EveryShape, has_times_that_increase) {
    TimeSeries const rain = hyetograph(storm(GetParam(), 0.4, 60.0));
    EXPECT_TRUE(std::is_sorted(rain.time_s.begin(), rain.time_s.end(), std::less_equal<>()));
}

TEST_P(EveryShape, accumulates_from_nothing_to_all_without_falling) {
    DesignStorm const s = storm(GetParam(), 0.25);
    double before = 0.0;
    for (int i = 0; i <= 1000; ++i) {
        double const now = fallen_share(s, i / 1000.0);
        EXPECT_GE(now, before);
        before = now;
    }
    EXPECT_EQ(fallen_share(s, 0.0), 0.0);
    EXPECT_EQ(before, 1.0);
}

INSTANTIATE_TEST_SUITE_P(DesignStorm, EveryShape,
                         testing::Values(Shape::constant, Shape::triangle, Shape::double_triangle,
                                         Shape::chicago));

class PeakedShape : public testing::TestWithParam<Shape> {};

TEST_P(PeakedShape, rains_most_at_its_peak) {
    TimeSeries const rain = hyetograph(storm(GetParam(), 0.4));
    auto const highest = std::max_element(rain.value.begin(), rain.value.end()) - rain.value.begin();
    double const peak_s = 0.4 * 7200.0;
    EXPECT_NEAR(rain.time_s[static_cast<std::size_t>(highest)], peak_s, 61.0);
}

INSTANTIATE_TEST_SUITE_P(DesignStorm, PeakedShape,
                         testing::Values(Shape::triangle, Shape::double_triangle, Shape::chicago));

TEST(DesignStorm, that_is_constant_has_one_intensity) {
    TimeSeries const rain = hyetograph(storm(Shape::constant));
    ASSERT_EQ(rain.value.size(), 2U);
    EXPECT_DOUBLE_EQ(rain.value[0], 0.06 / 7200.0);
}

TEST(DesignStorm, of_a_triangle_has_twice_the_mean_intensity_at_its_peak) {
    double const mean_mps = 0.06 / 7200.0;
    EXPECT_NEAR(hyetograph(storm(Shape::triangle)).maximum() / mean_mps, 2.0, 0.05);
    EXPECT_DOUBLE_EQ(fallen_share(storm(Shape::triangle, 0.4), 0.4), 0.4);
}

TEST(DesignStorm, of_two_triangles_brings_half_of_its_depth_in_an_eighth_of_its_time) {
    DesignStorm const s = storm(Shape::double_triangle, 0.4);
    double const begin = 0.4 * (1.0 - 0.125);
    EXPECT_NEAR(fallen_share(s, begin + 0.125) - fallen_share(s, begin), 0.5, 1e-14);
}

TEST(DesignStorm, of_chicago_gives_each_window_around_the_peak_what_the_curve_gives) {
    DesignStorm const s = storm(Shape::chicago, 0.4);
    auto const curve = [](double minutes) { return minutes / (std::pow(minutes, 0.9) + 11.0); };
    for (double const window : {0.1, 0.5, 0.9}) {
        double const fallen = fallen_share(s, 0.4 + 0.6 * window) - fallen_share(s, 0.4 - 0.4 * window);
        EXPECT_NEAR(fallen, curve(120.0 * window) / curve(120.0), 1e-14);
    }
}

} // namespace
} // namespace jumelle
