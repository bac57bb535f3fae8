// Weather out of tables: what is wrong with a file is repaired and counted, or refused with its time.
#include "io/weather/table_weather.hpp"

#include <cmath>
#include <fmt/format.h>
#include <functional>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "io/weather/sun_clock.hpp"
#include "io/weather/umep.hpp"

namespace jumelle {
namespace {

using testing::HasSubstr;

/// Days of July at 50 degrees north, 15 degrees east, rows at the ends of hours, as every reader gives them.
/// Sun from 4 to 20 h of the sun's clock.
WeatherTable days(int count = 3, double clock_ahead_h = 0.0) {
    WeatherTable made;
    made.file = "town.txt";
    made.latitude_deg = 50.0;
    made.longitude_deg = 15.0;
    Instant const start = *parse_instant("2025-06-30T23:00Z"); // midnight by the sun
    for (int hour = 1; hour <= 24 * count; ++hour) {
        made.time.push_back(start + Duration::from_seconds((hour + clock_ahead_h) * 3600.0));
        double const middle = hour % 24 == 0 ? 23.5 : hour % 24 - 0.5;
        made[WeatherColumn::air_temperature].push_back(290.0 + hour % 24);
        made[WeatherColumn::relative_humidity].push_back(0.5);
        made[WeatherColumn::wind_speed].push_back(2.0);
        made[WeatherColumn::global].push_back(800.0 * std::max(0.0, std::sin((middle - 4.0) / 16.0 * M_PI)));
    }
    return made;
}

Weather read(WeatherTable const& table, WeatherSpec const& spec = {}) {
    return weather::weather_of(
        table, spec, {*parse_instant("2025-07-01T00:00+01:00"), Duration::from_seconds(48.0 * 3600.0)});
}

/// What the log says while it is there.
struct LogLines {
    LogLines() { testing::internal::CaptureStderr(); }
    std::string text() const { return testing::internal::GetCapturedStderr(); }
};

std::string fault_of(WeatherTable const& table, WeatherSpec const& spec = {}) {
    try {
        read(table, spec);
    } catch (InputError const& error) {
        return error.what();
    }
    return "none";
}

void erase_rows(WeatherTable& table, std::size_t first, std::size_t count) {
    auto const cut = [&](auto& values) {
        if (values.empty()) return;
        auto const begin = values.begin() + static_cast<std::ptrdiff_t>(first);
        values.erase(begin, begin + static_cast<std::ptrdiff_t>(count));
    };
    cut(table.time);
    for (auto& column : table.columns) cut(column);
}

TEST(TableWeather, radiation_is_the_mean_of_the_interval_that_its_stamp_says) {
    WeatherTable table = days();
    double const of_noon = *table[WeatherColumn::global][11]; // 11 to 12 h
    EXPECT_EQ(read(table).global_wpm2.at(11.5 * 3600.0), of_noon);
    table.stamp = WeatherStamp::begin;
    EXPECT_EQ(read(table).global_wpm2.at(12.5 * 3600.0), of_noon);
    EXPECT_NEAR(read(table).air_temperature_k.at(12.0 * 3600.0), 302.0, 1e-9);
}

TEST(TableWeather, missing_hours_are_filled_by_straight_lines_and_counted) {
    LogLines const log;
    WeatherTable table = days();
    erase_rows(table, 10, 2);
    Weather const weather = read(table);
    EXPECT_NEAR(weather.air_temperature_k.at(11.0 * 3600.0), 301.0, 1e-9);
    EXPECT_NEAR(weather.global_wpm2.at(11.5 * 3600.0), 771.0, 20.0);
    EXPECT_THAT(log.text(), HasSubstr("2 missing rows of town.txt were filled"));
}

TEST(TableWeather, a_longer_gap_is_refused_with_its_ends) {
    WeatherTable table = days();
    erase_rows(table, 10, 5);
    EXPECT_THAT(fault_of(table), HasSubstr("no rows between 2025-07-01T09:00:00Z and 2025-07-01T15:00:00Z"));
}

TEST(TableWeather, missing_values_are_filled_and_counted_over_three_hours_and_refused_beyond) {
    LogLines const log;
    WeatherTable table = days();
    for (std::size_t i = 10; i < 13; ++i) table[WeatherColumn::air_temperature][i].reset();
    EXPECT_NEAR(read(table).air_temperature_k.at(12.0 * 3600.0), 302.0, 1e-9);
    EXPECT_THAT(log.text(), HasSubstr("3 missing values of town.txt were filled"));
    table[WeatherColumn::air_temperature][13].reset();
    EXPECT_THAT(fault_of(table),
                HasSubstr("no air temperature [K] for 4 hours from 2025-07-01T10:00:00Z on"));
}

TEST(TableWeather, a_missing_code_that_nobody_declared_is_refused_with_its_time) {
    WeatherTable table = days();
    table[WeatherColumn::air_temperature][5] = -999.0 + 273.15;
    EXPECT_THAT(fault_of(table), HasSubstr("the air temperature [K] of 2025-07-01T05:00:00Z is -725.85"));
    table = days();
    table[WeatherColumn::relative_humidity][7] = 9.99;
    EXPECT_THAT(fault_of(table), HasSubstr("relative humidity [1]"));
}

TEST(TableWeather, negative_radiation_at_night_becomes_none_and_is_counted) {
    LogLines const log;
    WeatherTable table = days();
    table[WeatherColumn::global][1] = -4.0;
    EXPECT_EQ(read(table).global_wpm2.at(1.5 * 3600.0), 0.0);
    EXPECT_THAT(log.text(), HasSubstr("1 negative radiation values of town.txt were set to 0"));
}

TEST(TableWeather, a_clock_that_the_sun_contradicts_is_refused) {
    EXPECT_EQ(fault_of(days(12)), "none");
    EXPECT_THAT(fault_of(days(12, -5.0)), HasSubstr("there is sun while it stands below the horizon"));
    WeatherTable cloudy = days(12, -2.0);
    for (std::size_t i = 0; i < cloudy.time.size(); ++i) {
        if (i % 24 < 8 || i % 24 >= 16) cloudy[WeatherColumn::global][i] = 0.0;
    }
    EXPECT_THAT(fault_of(cloudy), HasSubstr("2.0 h before the sun's noon"));
    WeatherSpec elsewhere;
    elsewhere.longitude_deg = -75.0;
    EXPECT_THAT(fault_of(days(12), elsewhere), HasSubstr("longitude"));
}

TEST(TableWeather, one_dull_afternoon_is_no_wrong_clock) {
    WeatherTable table = days(3);
    for (std::size_t i = 0; i < table.time.size(); ++i) {
        if (i / 24 == 1 && i % 24 >= 12) *table[WeatherColumn::global][i] *= 0.3;
    }
    EXPECT_EQ(fault_of(table), "none");
}

TEST(TableWeather, rows_out_of_order_and_a_table_that_ends_too_early_are_refused) {
    WeatherTable table = days();
    std::swap(table.time[4], table.time[5]);
    EXPECT_THAT(fault_of(table), HasSubstr("does not come after"));
    EXPECT_THAT(fault_of(days(1)), HasSubstr("does not cover the run"));
}

TEST(TableWeather, humidity_comes_from_a_specific_one_or_a_dew_point) {
    WeatherTable table = days();
    table[WeatherColumn::relative_humidity].clear();
    EXPECT_THAT(fault_of(table), HasSubstr("has no humidity"));
    table[WeatherColumn::specific_humidity].assign(table.time.size(), 0.010);
    EXPECT_NEAR(read(table).vapour_pressure_pa.at(0.0), 0.010 * 101325.0 / (0.622 + 0.378 * 0.010), 1e-6);
    table[WeatherColumn::specific_humidity].clear();
    table[WeatherColumn::dew_point].assign(table.time.size(), 283.15);
    EXPECT_NEAR(read(table).vapour_pressure_pa.at(0.0), 1228.0, 2.0);
}

TEST(TableWeather, wind_and_place_that_the_file_lacks_come_from_the_scenario) {
    WeatherTable table = days();
    table[WeatherColumn::wind_speed].clear();
    table.latitude_deg.reset();
    EXPECT_THAT(fault_of(table), HasSubstr("does not say where"));
    WeatherSpec spec;
    spec.latitude_deg = 50.0;
    EXPECT_THAT(fault_of(table, spec), HasSubstr("no wind speed"));
    spec.wind_speed_mps = 1.5;
    EXPECT_EQ(read(table, spec).wind_speed_mps.at(0.0), 1.5);
}

std::string const heading = "%iy id it imin Q* QH QE Qs Qf Wind RH Td press rain Kdn\n";

TEST(Umep, reads_local_times_and_units_and_takes_999_for_missing) {
    auto const table = weather::read_umep(
        heading + "2025 182 1 0 -999 -999 -999 -999 -999 -999 80 20 101.3 0 0\n", "met.txt", 3600.0);
    ASSERT_EQ(table.time.size(), 1U);
    EXPECT_EQ(to_text(table.time[0]), "2025-07-01T00:00:00Z");
    EXPECT_FALSE(table[WeatherColumn::wind_speed][0].has_value());
    EXPECT_NEAR(*table[WeatherColumn::air_temperature][0], 293.15, 1e-9);
    EXPECT_NEAR(*table[WeatherColumn::pressure][0], 101300.0, 1e-6);
    EXPECT_FALSE(table[WeatherColumn::direct][0].has_value()) << "the row ends before";
}

TEST(Umep, hour_24_is_the_end_of_the_day_and_day_366_only_of_a_leap_year) {
    auto const at = [](char const* time) {
        return to_text(
            weather::read_umep(heading + time + " 0 0 0 0 0 1 80 20 101 0 0\n", "met.txt", 0.0).time[0]);
    };
    EXPECT_EQ(at("2025 182 24 0"), "2025-07-02T00:00:00Z");
    EXPECT_EQ(at("2024 366 12 0"), "2024-12-31T12:00:00Z");
    EXPECT_EQ(at("2024 60 12 0"), "2024-02-29T12:00:00Z");
    EXPECT_THROW(at("2025 366 12 0"), InputError);
    EXPECT_THROW(at("2025 182 24 30"), InputError);
}

std::string fault_of_umep(std::string const& text) {
    try {
        weather::read_umep(text, "met.txt", 0.0);
    } catch (InputError const& error) {
        return error.what();
    }
    return "none";
}

TEST(Umep, faults_name_their_line) {
    EXPECT_THAT(fault_of_umep("time,rain\n0,1\n"), HasSubstr("is no weather of UMEP"));
    EXPECT_THAT(fault_of_umep(heading + "2025 182 1 0 1 2\n"), HasSubstr("met.txt:2"));
    EXPECT_THAT(fault_of_umep(heading + "2025 182 1 0 0 0 0 0 0 x 80 20 101 0 0\n"),
                HasSubstr("'x' is not a number"));
    EXPECT_THAT(fault_of_umep(heading), HasSubstr("has no rows"));
}

} // namespace
} // namespace jumelle
