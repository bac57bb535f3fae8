#include "models/heat/kernels/sun_position.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <sstream>
#include <string>
#include <vector>

namespace jumelle::heat {
namespace {

Instant moment(std::string const& text) {
    auto const instant = parse_instant(text);
    EXPECT_TRUE(instant.has_value()) << text;
    return instant.value_or(Instant());
}

Place const golden = {39.742476, -105.1786, 1830.14};
Refraction const golden_air = {820.0, 11.0, 0.5667};

std::filesystem::path table() {
    char const* const named = std::getenv("JUMELLE_DATA");
    std::filesystem::path const data =
        named != nullptr ? std::filesystem::path(named)
                         : std::filesystem::path(JUMELLE_SOURCE_DIR).parent_path() / "shared" / "data";
    return data / "heat" / "solar_position" / "spa_pvlib_table.csv";
}

double turn(double a_deg, double b_deg) {
    return std::abs(std::remainder(a_deg - b_deg, 360.0));
}

TEST(SunPosition, agrees_with_the_worked_example_of_its_paper) {
    auto const sun = sun_position(moment("2003-10-17T12:30:30-07:00"), golden, golden_air, 67.0);
    EXPECT_NEAR(90.0 - sun.apparent_elevation_deg, 50.11162, 5e-6);
    EXPECT_NEAR(sun.azimuth_deg, 194.34024, 5e-6);
    EXPECT_NEAR(sun.distance_au, 0.9965422974, 1e-9);
}

TEST(SunPosition, agrees_with_six_hundred_reference_values_within_0_0003_degree) {
    std::ifstream in(table());
    if (!in) GTEST_SKIP() << "NOT CHECKED: no " << table();
    std::string line;
    std::getline(in, line);
    int rows = 0;
    double worst = 0.0;
    while (std::getline(in, line)) {
        std::string const time = line.substr(0, line.find(','));
        std::replace(line.begin(), line.end(), ',', ' ');
        std::istringstream words(line.substr(time.size()));
        double unix_s = 0, lat = 0, lon = 0, height = 0, pressure = 0, temperature = 0, delta_t = 0, bend = 0;
        double app_zenith = 0, zenith = 0, app_elevation = 0, elevation = 0, azimuth = 0;
        words >> unix_s >> lat >> lon >> height >> pressure >> temperature >> delta_t >> bend >> app_zenith >>
            zenith >> app_elevation >> elevation >> azimuth;
        auto const sun =
            sun_position(moment(time), {lat, lon, height}, {pressure, temperature, bend}, delta_t);
        worst = std::max({worst, std::abs(sun.elevation_deg - elevation), turn(sun.azimuth_deg, azimuth),
                          std::abs(sun.apparent_elevation_deg - app_elevation)});
        ++rows;
    }
    EXPECT_EQ(rows, 600);
    EXPECT_LT(worst, 3e-4);
    RecordProperty("worst_deg", std::to_string(worst));
    std::printf("    largest difference %.2e degree over %d values\n", worst, rows);
}

TEST(SunPosition, is_overhead_at_the_subsolar_point_of_an_equinox) {
    // 20 March 2025, 09:01 UTC: the equinox; the equation of time is -7.5 minutes.
    auto const sun = sun_position(moment("2025-03-20T12:07:30Z"), {0.0, 0.0, 0.0});
    EXPECT_GT(sun.elevation_deg, 89.9);
}

TEST(SunPosition, rises_in_the_east_and_sets_in_the_west_at_an_equinox) {
    auto const morning = sun_position(moment("2025-03-20T07:00:00Z"), {45.0, 0.0, 0.0});
    auto const evening = sun_position(moment("2025-03-20T17:00:00Z"), {45.0, 0.0, 0.0});
    EXPECT_NEAR(morning.azimuth_deg, 100.0, 5.0);
    EXPECT_NEAR(evening.azimuth_deg, 257.0, 5.0);
    EXPECT_GT(morning.elevation_deg, 0.0);
}

TEST(SunPosition, stays_up_all_night_north_of_the_polar_circle_in_june) {
    for (int hour = 0; hour < 24; ++hour) {
        auto const time = moment("2025-06-21T00:00:00Z") + Duration::from_seconds(3600.0 * hour);
        EXPECT_GT(sun_position(time, {70.0, 20.0, 0.0}).elevation_deg, 0.0) << hour;
    }
}

TEST(SunPosition, has_refraction_that_lifts_the_sun_near_the_horizon_and_not_far_below_it) {
    bool seen_low = false;
    for (int minute = 0; minute < 24 * 60; minute += 2) {
        auto const sun =
            sun_position(moment("2025-03-20T00:00:00Z") + Duration::from_seconds(60.0 * minute), golden);
        double const lift = sun.apparent_elevation_deg - sun.elevation_deg;
        if (sun.elevation_deg < -1.0) {
            EXPECT_EQ(lift, 0.0);
        }
        if (sun.elevation_deg > 0.0) {
            EXPECT_GT(lift, 0.0);
        }
        if (std::abs(sun.elevation_deg) < 0.3) {
            EXPECT_NEAR(lift, 0.48, 0.1);
            seen_low = true;
        }
    }
    EXPECT_TRUE(seen_low);
}

TEST(SunPosition, is_nearest_in_january_and_farthest_in_july) {
    double const january = sun_position(moment("2025-01-04T12:00:00Z"), golden).distance_au;
    double const july = sun_position(moment("2025-07-03T12:00:00Z"), golden).distance_au;
    EXPECT_NEAR(january, 0.98333, 2e-5);
    EXPECT_NEAR(july, 1.01664, 2e-5);
}

TEST(SunPosition, moves_smoothly_through_midnight_and_the_turn_of_a_year) {
    auto const before = sun_position(moment("2025-12-31T23:59:59.5Z"), golden);
    auto const after = sun_position(moment("2026-01-01T00:00:00.5Z"), golden);
    EXPECT_NEAR(before.elevation_deg, after.elevation_deg, 0.005);
    EXPECT_GT(std::abs(before.elevation_deg - after.elevation_deg), 1e-4);
}

TEST(SunPosition, is_defined_at_the_poles) {
    auto const sun = sun_position(moment("2025-06-21T12:00:00Z"), {90.0, 0.0, 0.0});
    EXPECT_NEAR(sun.elevation_deg, 23.43, 0.02);
    EXPECT_TRUE(std::isfinite(sun.azimuth_deg));
}

} // namespace
} // namespace jumelle::heat
