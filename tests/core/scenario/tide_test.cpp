#include "core/scenario/tide.hpp"

#include <cmath>
#include <gtest/gtest.h>
#include <numbers>

namespace jumelle {
namespace {

constexpr double hour_s = 3600.0;

TideSpec half_day_tide() {
    TideSpec tide;
    tide.mean_m = 0.3;
    tide.parts = {{1.2, 12.0 * hour_s, 0.0}};
    return tide;
}

TEST(Tide, is_high_at_its_phase) {
    TideSpec tide = half_day_tide();
    tide.parts[0].phase_rad = 0.5 * std::numbers::pi; // high water a quarter of a period later
    TimeSeries const series = tide_series(tide, {}, Duration::from_seconds(24.0 * hour_s));
    EXPECT_NEAR(series.at(3.0 * hour_s), 1.5, 2e-4);
    EXPECT_NEAR(series.at(9.0 * hour_s), -0.9, 2e-4);
}

TEST(Tide, is_the_sum_of_its_constituents) {
    TideSpec tide = half_day_tide();
    tide.parts.push_back({0.4, 25.81933871 * hour_s, 1.0});
    TimeSeries const series = tide_series(tide, {}, Duration::from_seconds(30.0 * hour_s));
    for (double t = 0.0; t <= 30.0 * hour_s; t += 1234.5) {
        double const expected = 0.3 + 1.2 * std::cos(2.0 * std::numbers::pi * t / (12.0 * hour_s)) +
                                0.4 * std::cos(2.0 * std::numbers::pi * t / (25.81933871 * hour_s) - 1.0);
        EXPECT_NEAR(series.at(t), expected, 2e-4) << t;
    }
}

TEST(Tide, counts_phases_from_its_reference) {
    TideSpec tide = half_day_tide();
    Instant const start = *parse_instant("2025-07-01T03:00Z");
    tide.reference = *parse_instant("2025-07-01T00:00Z");
    TimeSeries const series = tide_series(tide, start, Duration::from_seconds(12.0 * hour_s));
    EXPECT_NEAR(series.at(9.0 * hour_s), 1.5, 2e-4);
}

TEST(Tide, knows_the_principal_lunar_constituent) {
    auto const& known = named_constituents();
    EXPECT_STREQ(known.front().name, "M2");
    EXPECT_NEAR(known.front().period_s, 44714.16, 0.01);
}

} // namespace
} // namespace jumelle
