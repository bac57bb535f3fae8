#include "models/heat/kernels/wet_bulb_globe.hpp"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>

#include "tests/models/heat/facets/reference_table.hpp"

namespace jumelle::heat {
namespace {

/// Saturation over water of the IFS [Pa], with which the table's humidities were made.
double saturated_pa(double k) {
    return 611.21 * std::exp(17.502 * (k - 273.16) / (k - 32.19));
}

/// Wind at 2 m from that at 10 m by the stability classes of the reference. All states lie by day.
double wind_2m(double wind_mps, double global_wpm2) {
    // Below 2 m/s and 175 … 675 W/m²: class 2; at 2 m/s: class 2 too; urban exponent 0.15.
    EXPECT_LT(global_wpm2, 675.0);
    EXPECT_GE(global_wpm2, 165.0);
    double const floor_mps = 0.62;
    double const exponent = global_wpm2 >= 175.0 ? 0.15 : 0.25;
    return std::max(wind_mps, floor_mps) * std::pow(0.2, exponent);
}

TEST(WetBulbGlobe, is_that_of_the_reference_table) {
    auto const states = reference_rows("comfort_indices/thermofeel/thermofeel_testcases.csv");
    auto const answers = reference_rows("comfort_indices/thermofeel/wbgt_liljegren.csv");
    if (states.empty() || answers.empty()) GTEST_SKIP();
    ASSERT_EQ(states.size(), answers.size());
    double worst_k = 0.0;
    for (std::size_t i = 0; i < states.size(); ++i) {
        auto const& s = states[i];
        WorkWeather weather;
        weather.air_k = s[0];
        weather.relative_humidity = saturated_pa(s[1]) / saturated_pa(s[0]);
        weather.pressure_pa = 101325.0;
        weather.global_wpm2 = s[4] / 3600.0;
        weather.beam_share = s[6] / s[4];
        weather.wind_mps = wind_2m(s[2], weather.global_wpm2);
        weather.sine = s[9];
        auto const found = wet_bulb_globe(weather);
        ASSERT_TRUE(found.has_converged);
        worst_k = std::max(worst_k, std::abs(found.wbgt_k - answers[i][0]));
    }
    RecordProperty("worst_mK", static_cast<int>(worst_k * 1000.0));
    EXPECT_LT(worst_k, 0.1);
}

WorkWeather shade() {
    return {303.15, 0.5, 101325.0, 1.0, 0.0, 0.0, 0.5};
}

TEST(WetBulbGlobe, saturated_air_in_the_dark_is_near_its_own_temperature) {
    WorkWeather weather = shade();
    weather.relative_humidity = 1.0;
    auto const found = wet_bulb_globe(weather);
    EXPECT_NEAR(found.wbgt_k, weather.air_k, 1.5);
    EXPECT_LT(found.globe_k, weather.air_k); // a clear sky is cold
}

TEST(WetBulbGlobe, rises_with_sun_and_moisture_and_falls_with_wind) {
    WorkWeather sun = shade(), moist = shade();
    sun.global_wpm2 = 800.0;
    sun.beam_share = 0.8;
    moist.relative_humidity = 0.8;
    double const base = wet_bulb_globe(shade()).wbgt_k;
    EXPECT_GT(wet_bulb_globe(sun).wbgt_k, base + 2.0);
    EXPECT_GT(wet_bulb_globe(moist).wbgt_k, base + 2.0);
    WorkWeather windy = sun;
    windy.wind_mps = 6.0;
    EXPECT_LT(wet_bulb_globe(windy).wbgt_k, wet_bulb_globe(sun).wbgt_k - 0.5);
}

TEST(WetBulbGlobe, a_sun_at_the_horizon_gives_no_beam) {
    WorkWeather low = shade(), dark = shade();
    low.global_wpm2 = dark.global_wpm2 = 20.0;
    low.beam_share = 0.9;
    low.sine = dark.sine = 0.001;
    EXPECT_EQ(wet_bulb_globe(low).wbgt_k, wet_bulb_globe(dark).wbgt_k);
}

} // namespace
} // namespace jumelle::heat
