#include "models/heat/season.hpp"

#include <cmath>
#include <gtest/gtest.h>

namespace jumelle::heat {
namespace {

constexpr double day_s = 86400.0;

/// A year of days at 15 °C ± 15 K, warmest in the middle of July, from a date on.
Weather year_of(double latitude_deg, char const* start, double days = 366.0) {
    Weather made;
    made.latitude_deg = latitude_deg;
    made.start = *parse_instant(start);
    auto const since = static_cast<double>((made.start - *parse_instant("2023-01-01")).seconds()) / day_s;
    double const sign = latitude_deg < 0.0 ? -1.0 : 1.0;
    for (double day = 0.0; day <= days; day += 0.25) {
        made.air_temperature_k.time_s.push_back(day * day_s);
        made.air_temperature_k.value.push_back(
            288.15 - sign * 15.0 * std::cos((since + day - 15.0) / 365.25 * 2.0 * M_PI));
    }
    return made;
}

TEST(Season, without_one_leaves_are_always_there) {
    EXPECT_EQ(Season().leaves(PlantKind::grass, 0.0), 1.0);
    EXPECT_EQ(Season().leaves(PlantKind::trees, 1e7), 1.0);
}

TEST(Season, grass_is_bare_in_winter_and_greenest_in_summer) {
    Season const season(year_of(40.0, "2023-01-01"));
    EXPECT_LT(season.leaves(PlantKind::grass, 10.0 * day_s), 0.01);
    EXPECT_LT(season.leaves(PlantKind::grass, 350.0 * day_s), 0.02);
    double largest = 0.0, when = 0.0;
    for (double day = 0.0; day < 365.0; ++day) {
        double const now = season.leaves(PlantKind::grass, day * day_s);
        if (now > largest) when = day;
        largest = std::max(largest, now);
    }
    EXPECT_GT(largest, 0.7);
    EXPECT_LT(largest, 1.0);
    EXPECT_GT(when, 165.0);
    EXPECT_LT(when, 200.0);
}

TEST(Season, passes_through_the_two_points_of_the_plant_database) {
    // A year that is equally warm all through: heat units are the days.
    Weather even = year_of(40.0, "2023-01-01");
    even.air_temperature_k = TimeSeries{{0.0, 366.0 * day_s}, {295.15, 295.15}, Interpolation::linear};
    Season const season(even);
    EXPECT_NEAR(season.leaves(PlantKind::grass, 0.05 * 366.0 * day_s), 0.10, 0.002);
    EXPECT_NEAR(season.leaves(PlantKind::grass, 0.25 * 366.0 * day_s), 0.70, 0.002);
    EXPECT_NEAR(season.leaves(PlantKind::trees, 0.40 * 366.0 * day_s), 0.95, 0.002);
}

TEST(Season, is_the_same_for_a_run_that_starts_in_another_month) {
    Season const january(year_of(40.0, "2023-01-01")), may(year_of(40.0, "2023-05-01"));
    constexpr double to_may = 120.0;
    for (double const day : {125.0, 190.0, 300.0, 360.0})
        EXPECT_NEAR(january.leaves(PlantKind::grass, day * day_s),
                    may.leaves(PlantKind::grass, (day - to_may) * day_s), 0.02)
            << day;
}

TEST(Season, south_of_the_equator_is_half_a_year_later) {
    Season const north(year_of(40.0, "2023-01-01")), south(year_of(-40.0, "2023-01-01"));
    EXPECT_GT(north.leaves(PlantKind::grass, 185.0 * day_s), 0.6);
    EXPECT_LT(south.leaves(PlantKind::grass, 185.0 * day_s), 0.02);
    EXPECT_GT(south.leaves(PlantKind::grass, 5.0 * day_s), 0.6);
}

TEST(Season, needs_the_warmth_of_a_year) {
    EXPECT_TRUE(Season::is_enough(year_of(40.0, "2023-01-01", 364.0)));
    EXPECT_FALSE(Season::is_enough(year_of(40.0, "2023-01-01", 300.0)));
    EXPECT_FALSE(Season::is_enough({}));
}

} // namespace
} // namespace jumelle::heat
