#include "io/weather/weather.hpp"

#include <cmath>
#include <fmt/format.h>
#include <functional>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "io/weather/epw.hpp"

namespace jumelle {
namespace {

using testing::HasSubstr;

/// One hour of a file that a test may change before it is written.
struct Hour {
    int year = 2001, month = 1, day = 1, hour = 1;
    double temperature = 20.0, humidity = 50.0, pressure = 100000.0, longwave = 350.0, global = 0.0,
           direct = 0.0, diffuse = 0.0, wind = 3.0;
    std::string cover = "5";
};

std::string row_of(Hour const& h) {
    return fmt::format("{},{},{},{},0,?9,{},10.0,{},{},0,0,{},{},{},{},0,0,0,0,180,{},{},5\n", h.year,
                       h.month, h.day, h.hour, h.temperature, h.humidity, h.pressure, h.longwave, h.global,
                       h.direct, h.diffuse, h.wind, h.cover);
}

/// A year by the clock of UTC+1 at 15 degrees east: sun from 6 to 18 h, temperature = 10 + hour.
std::string year(
    std::function<bool(Hour&)> const& change = [](Hour&) { return true; },
    std::string const& location = "LOCATION,Town,-,X,made,0,50.0,15.0,1.0,200.0") {
    constexpr int month_days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    std::string text = location + "\n";
    for (int i = 0; i < 7; ++i) text += "HEADING\n";
    for (int month = 1; month <= 12; ++month) {
        for (int day = 1; day <= month_days[month - 1]; ++day) {
            for (int hour = 1; hour <= 24; ++hour) {
                Hour h;
                h.month = month;
                h.day = day;
                h.hour = hour;
                h.temperature = 10.0 + hour;
                h.global = std::max(0.0, 800.0 * std::sin((hour - 6.5) / 12.0 * M_PI));
                h.diffuse = 0.2 * h.global;
                h.direct = h.global;
                if (change(h)) text += row_of(h);
            }
        }
    }
    return text;
}

Weather read(std::string const& text, std::string const& start = "2025-07-01T00:00+01:00",
             double hours = 24.0, WeatherSpec spec = {}) {
    static UnitSystem const units;
    if (spec.csv.empty() && spec.umep.empty()) spec.epw = "a.epw";
    spec.wind_height_m = 10.0;
    return read_weather_text(text, spec, {*parse_instant(start), Duration::from_seconds(hours * 3600.0)},
                             units);
}

std::string fault_of(std::string const& text, std::string const& start = "2025-07-01T00:00+01:00",
                     WeatherSpec const& spec = {}) {
    try {
        read(text, start, 24.0, spec);
    } catch (InputError const& error) {
        return error.what();
    }
    return "";
}

TEST(Epw, states_stand_at_the_end_of_their_hour_and_are_straight_lines_between) {
    Weather const weather = read(year());
    EXPECT_NEAR(weather.air_temperature_k.at(3600.0), 273.15 + 11.0, 1e-9);
    EXPECT_NEAR(weather.air_temperature_k.at(5400.0), 273.15 + 11.5, 1e-9);
    EXPECT_NEAR(weather.air_temperature_k.at(0.0), 273.15 + 34.0, 1e-9); // 24:00 of the day before
    EXPECT_NEAR(weather.air_temperature_k.at(86400.0), 273.15 + 34.0, 1e-9);
}

TEST(Epw, radiation_is_the_mean_of_its_hour) {
    Weather const weather = read(year());
    double const of_hour_13 = 800.0 * std::sin(6.5 / 12.0 * M_PI);
    EXPECT_NEAR(weather.global_wpm2.at(12.0 * 3600.0), of_hour_13, 0.01);
    EXPECT_NEAR(weather.global_wpm2.at(12.9 * 3600.0), of_hour_13, 0.01);
    EXPECT_NEAR(weather.global_wpm2.mean(12.0 * 3600.0, 13.0 * 3600.0), of_hour_13, 0.01);
}

TEST(Epw, clock_of_the_file_and_of_the_run_may_differ) {
    Weather const weather = read(year(), "2025-07-01T00:00Z");
    EXPECT_NEAR(weather.air_temperature_k.at(0.0), 273.15 + 11.0, 1e-9); // 01:00 by the file
}

TEST(Epw, a_run_that_begins_within_an_hour_has_its_weather) {
    Weather const weather = read(year(), "2025-07-01T08:30+01:00", 2.0);
    EXPECT_NEAR(weather.air_temperature_k.at(0.0), 273.15 + 18.5, 1e-9);
    EXPECT_NEAR(weather.air_temperature_k.at(7200.0), 273.15 + 20.5, 1e-9);
}

TEST(Epw, humidity_becomes_vapour_pressure_and_the_place_is_known) {
    Weather const weather = read(year());
    EXPECT_NEAR(weather.vapour_pressure_pa.at(10.0 * 3600.0), 0.5 * 2339.0, 6.0); // 20 °C
    EXPECT_EQ(weather.latitude_deg, 50.0);
    EXPECT_EQ(weather.longitude_deg, 15.0);
    EXPECT_NEAR(weather.cloud_share.at(100.0), 0.5, 1e-12);
}

TEST(Epw, the_wind_comes_from_where_the_file_says) {
    Weather const weather = read(year());
    EXPECT_EQ(weather.wind_from_deg.at(3600.0), 180.0);
    EXPECT_EQ(weather.wind_from_deg.at(86000.0), 180.0);
}

TEST(Epw, another_climate_is_warmer_at_the_same_relative_humidity) {
    WeatherSpec spec;
    spec.temperature_change_k = 3.0;
    Weather const before = read(year());
    Weather const weather = read(year(), "2025-07-01T00:00+01:00", 24.0, spec);
    double const noon_s = 10.0 * 3600.0; // 20 °C before
    EXPECT_NEAR(weather.air_temperature_k.at(noon_s), 296.15, 1e-9);
    EXPECT_NEAR(weather.vapour_pressure_pa.at(noon_s), 0.5 * 2810.0, 8.0); // half of saturation at 23 °C
    EXPECT_NEAR(weather.longwave_wpm2.at(noon_s) / before.longwave_wpm2.at(noon_s),
                std::pow(weather.air_temperature_k.at(noon_s) / before.air_temperature_k.at(noon_s), 4.0),
                1e-3);
    EXPECT_EQ(weather.global_wpm2.at(noon_s), before.global_wpm2.at(noon_s));
    EXPECT_EQ(weather.wind_speed_mps.at(noon_s), before.wind_speed_mps.at(noon_s));
}

TEST(Epw, a_run_over_new_year_finds_the_first_hours_again) {
    EXPECT_NO_THROW(read(year(), "2025-12-31T12:00+01:00"));
}

TEST(Epw, leap_day_is_taken_from_the_day_before_where_the_file_has_none) {
    Weather const weather = read(year([](Hour& h) {
                                     if (h.month == 2 && h.day == 28) h.temperature = -5.0;
                                     return true;
                                 }),
                                 "2024-02-29T00:00+01:00");
    EXPECT_NEAR(weather.air_temperature_k.at(12.0 * 3600.0), 268.15, 1e-9);
}

TEST(Epw, a_missing_hour_is_named) {
    auto const text = year([](Hour const& h) { return !(h.month == 7 && h.day == 1 && h.hour == 14); });
    EXPECT_THAT(fault_of(text), HasSubstr("no row for hour 14 of 7-01"));
}

TEST(Epw, short_gaps_are_filled_and_long_ones_named) {
    auto const without = [](int last) {
        return year([=](Hour& h) {
            bool const missing = h.month == 7 && h.day == 1 && h.hour >= 10 && h.hour <= last;
            if (missing) h.temperature = 99.9;
            return true;
        });
    };
    EXPECT_NEAR(read(without(12)).air_temperature_k.at(11.0 * 3600.0), 273.15 + 21.0, 1e-9);
    EXPECT_THAT(fault_of(without(13)), HasSubstr("no dry bulb temperature for 4 hours"));
}

TEST(Epw, columns_that_are_missing_altogether_are_not_known) {
    Weather const weather = read(year([](Hour& h) {
        h.longwave = 9999.0;
        h.direct = 9999.0;
        h.cover = "99";
        h.pressure = 999999.0;
        return true;
    }));
    EXPECT_FALSE(Weather::knows(weather.longwave_wpm2));
    EXPECT_FALSE(Weather::knows(weather.direct_normal_wpm2));
    EXPECT_FALSE(Weather::knows(weather.diffuse_wpm2));
    EXPECT_FALSE(Weather::knows(weather.cloud_share));
    EXPECT_EQ(weather.pressure_pa.at(0.0), 101325.0);
}

TEST(Epw, unknown_missing_codes_are_named_with_line_and_range) {
    auto const text = year([](Hour& h) {
        if (h.month == 7 && h.day == 1 && h.hour == 3) h.temperature = -999.0;
        return true;
    });
    EXPECT_THAT(fault_of(text), HasSubstr("the dry bulb temperature -999 lies outside"));
    EXPECT_THAT(fault_of(text), HasSubstr("a.epw:4355")); // 8 headings, 181 days, 3 hours
}

TEST(Epw, negative_radiation_at_night_counts_as_none) {
    auto const text = year([](Hour& h) {
        if (h.global == 0.0) h.global = -2.0;
        return true;
    });
    EXPECT_EQ(read(text).global_wpm2.at(1.5 * 3600.0), 0.0);
    EXPECT_EQ(weather::read_epw(text, "a.epw").negative_radiation, 365 * 12);
}

TEST(Epw, hours_from_0_to_23_are_refused) {
    auto const text = year([](Hour& h) {
        h.hour -= 1;
        return true;
    });
    EXPECT_THAT(fault_of(text), HasSubstr("is no hour of a year"));
    EXPECT_THAT(fault_of(text), HasSubstr("hours count from 1 to 24"));
}

TEST(Epw, a_wrong_utc_offset_is_seen_by_the_sun) {
    auto const text = year([](Hour&) { return true; }, "LOCATION,Town,-,X,made,0,50.0,15.0,-5.0,200.0");
    EXPECT_THAT(fault_of(text), HasSubstr("UTC offset"));
    WeatherSpec corrected;
    corrected.utc_offset_s = 3600.0;
    EXPECT_EQ(fault_of(text, "2025-07-01T00:00+01:00", corrected), "");
}

TEST(Epw, twice_the_same_hour_a_short_row_and_another_format_are_refused) {
    EXPECT_THAT(fault_of(year() + row_of({2001, 7, 1, 1})), HasSubstr("twice"));
    EXPECT_THAT(fault_of(year() + "2001,7,1\n"), HasSubstr("cells"));
    EXPECT_THAT(fault_of("time,rain\n0,1\n"), HasSubstr("LOCATION"));
    EXPECT_THAT(fault_of(""), HasSubstr("no hours"));
}

TEST(Epw, many_faults_are_told_by_their_first_ten) {
    auto const text = year([](Hour& h) {
        h.humidity = -1.0;
        return true;
    });
    EXPECT_THAT(fault_of(text), HasSubstr("8760 faults"));
}

WeatherSpec station() {
    WeatherSpec spec;
    spec.csv = "station.csv";
    spec.latitude_deg = 43.6;
    spec.longitude_deg = 1.4;
    return spec;
}
std::string const station_head =
    "time,air_temperature [degC],relative_humidity [%],wind_speed [m/s],global_radiation [W/m2]\n";

TEST(StationWeather, columns_are_found_by_name_in_their_units) {
    Weather const weather =
        read(station_head + "2025-06-30T23:00Z,20,50,2,0\n2025-07-01T00:00Z,22,50,4,100\n",
             "2025-07-01T00:00+01:00", 1.0, station());
    EXPECT_NEAR(weather.air_temperature_k.at(1800.0), 294.15, 1e-9);
    EXPECT_NEAR(weather.vapour_pressure_pa.at(0.0), 0.5 * 2339.0, 6.0);
    EXPECT_EQ(weather.global_wpm2.at(1800.0), 0.0); // holds until the next row
    EXPECT_EQ(weather.latitude_deg, 43.6);
    EXPECT_FALSE(Weather::knows(weather.longwave_wpm2));
}

TEST(StationWeather, knows_the_wind_direction_where_there_is_a_column) {
    std::string const head =
        "time,air_temperature [degC],relative_humidity [%],wind_speed [m/s],wind_direction "
        "[degree],global_radiation [W/m2]\n";
    Weather const weather = read(head + "2025-06-30T23:00Z,20,50,2,350,0\n2025-07-01T00:00Z,22,50,4,20,100\n",
                                 "2025-07-01T00:00+01:00", 1.0, station());
    EXPECT_NEAR(weather.wind_from_deg.at(1800.0), 350.0,
                1e-9); // holds until the next row: no mean of 350 and 20
    EXPECT_FALSE(Weather::knows(
        read(station_head + "2025-06-30T23:00Z,20,50,2,0\n", "2025-07-01T00:00+01:00", 1.0, station())
            .wind_from_deg));
}

TEST(StationWeather, night_offsets_become_zero_and_missing_codes_are_refused) {
    Weather const weather = read(station_head + "2025-06-30T23:00Z,20,50,2,-3\n2025-07-01T00:00Z,22,50,4,0\n",
                                 "2025-07-01T00:00+01:00", 1.0, station());
    EXPECT_EQ(weather.global_wpm2.at(10.0), 0.0);
    EXPECT_THAT(
        fault_of(station_head + "2025-06-30T23:00Z,20,50,2,-999\n", "2025-07-01T00:00+01:00", station()),
        HasSubstr("too small"));
    EXPECT_THAT(
        fault_of(station_head + "2025-06-30T23:00Z,-999,50,2,0\n", "2025-07-01T00:00+01:00", station()),
        HasSubstr("too small"));
}

TEST(StationWeather, needs_a_place_and_its_columns) {
    WeatherSpec without;
    without.csv = "station.csv";
    EXPECT_THAT(fault_of(station_head + "2025-06-30T23:00Z,20,50,2,0\n", "2025-07-01T00:00+01:00", without),
                HasSubstr("where the station is"));
    EXPECT_THAT(
        fault_of("time,air_temperature [degC]\n2025-06-30T23:00Z,20\n", "2025-07-01T00:00+01:00", station()),
        HasSubstr("relative_humidity"));
}

/// Two days of a station at 1.4 degrees east by the clock of UTC, rows at the beginning of hours.
std::string station_days(std::function<std::string(int)> const& row) {
    std::string text = station_head;
    for (int hour = 0; hour < 48; ++hour) text += row(hour);
    return text;
}
std::string station_row(int hour, std::string const& offset = "Z", double humidity = 50.0) {
    double const sun = 700.0 * std::max(0.0, std::sin((hour % 24 + 0.5 - 4.0) / 16.0 * M_PI));
    return fmt::format("2025-07-{:02}T{:02}:00{},20,{},2,{:.1f}\n", 1 + hour / 24, hour % 24, offset,
                       humidity, sun);
}

TEST(StationWeather, a_missing_hour_is_filled_and_a_long_gap_refused) {
    auto const without = [](int first, int last) {
        return station_days(
            [=](int hour) { return hour >= first && hour <= last ? std::string() : station_row(hour); });
    };
    Weather const weather = read(without(10, 10), "2025-07-01T00:00Z", 24.0, station());
    double const before = weather.global_wpm2.at(9.5 * 3600.0), after = weather.global_wpm2.at(11.5 * 3600.0);
    EXPECT_NEAR(weather.global_wpm2.at(10.5 * 3600.0), 0.5 * (before + after), 1e-9);
    EXPECT_THAT(fault_of(without(10, 15), "2025-07-01T00:00Z", station()), HasSubstr("has no rows between"));
}

TEST(StationWeather, a_wrong_utc_offset_is_seen_by_the_sun) {
    auto const by_clock = [](char const* offset) {
        return station_days([=](int hour) { return station_row(hour, offset); });
    };
    EXPECT_EQ(fault_of(by_clock("Z"), "2025-07-01T00:00Z", station()), "");
    EXPECT_THAT(fault_of(by_clock("+06:00"), "2025-07-01T00:00Z", station()), HasSubstr("sun"));
}

TEST(StationWeather, midnight_as_24_00_is_refused_with_a_hint) {
    auto const text = station_days([](int hour) {
        if (hour != 24) return station_row(hour);
        return std::string("2025-07-01T24:00Z,20,50,2,0\n");
    });
    EXPECT_THAT(fault_of(text, "2025-07-01T00:00Z", station()), HasSubstr("24:00 is 00:00 of the next day"));
}

TEST(StationWeather, codes_that_are_too_large_are_refused) {
    auto const text = station_days([](int hour) { return station_row(hour, "Z", hour == 5 ? 999.0 : 50.0); });
    EXPECT_THAT(fault_of(text, "2025-07-01T00:00Z", station()),
                HasSubstr("relative humidity [1] of 2025-07-01T05:00:00Z"));
}

TEST(StationWeather, a_leap_day_is_a_day) {
    std::string text = station_head;
    for (int hour = 0; hour < 72; ++hour)
        text += fmt::format("2024-{}T{:02}:00Z,{},50,2,0\n",
                            hour < 24   ? "02-28"
                            : hour < 48 ? "02-29"
                                        : "03-01",
                            hour % 24, hour / 2);
    Weather const weather = read(text, "2024-02-29T00:00Z", 24.0, station());
    EXPECT_NEAR(weather.air_temperature_k.at(12.0 * 3600.0), 273.15 + 18.0, 1e-9);
}

TEST(UmepWeather, needs_the_offset_of_its_clock) {
    WeatherSpec spec;
    spec.umep = "met.txt";
    spec.latitude_deg = 50.0;
    spec.longitude_deg = 15.0;
    std::string text = "iy id it imin Q* QH QE Qs Qf Wind RH Td press rain Kdn\n";
    for (int hour = 1; hour <= 48; ++hour)
        text += fmt::format("2025 {} {} 0 -999 -999 -999 -999 -999 2 50 20 101.3 0 {:.1f}\n",
                            182 + (hour - 1) / 24, (hour - 1) % 24 + 1,
                            700.0 * std::max(0.0, std::sin(((hour - 1) % 24 + 0.5 - 4.0) / 16.0 * M_PI)));
    EXPECT_THAT(fault_of(text, "2025-07-01T00:00+01:00", spec), HasSubstr("by which clock its times are"));
    spec.utc_offset_s = 3600.0;
    EXPECT_EQ(fault_of(text, "2025-07-01T00:00+01:00", spec), "");
    Weather const by_end = read(text, "2025-07-01T00:00+01:00", 24.0, spec);
    spec.stamp = "begin";
    Weather const by_begin = read(text, "2025-07-01T00:00+01:00", 24.0, spec);
    EXPECT_EQ(by_end.global_wpm2.at(9.5 * 3600.0), by_begin.global_wpm2.at(10.5 * 3600.0));
}

} // namespace
} // namespace jumelle
