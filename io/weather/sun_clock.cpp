#include "io/weather/sun_clock.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <numbers>

namespace jumelle::weather {

namespace {

constexpr double seconds_per_hour = 3600.0, seconds_per_day = 86400.0, hours_per_day = 24.0, noon_h = 12.0;
constexpr double degrees_per_hour = 15.0, radians = std::numbers::pi / 180.0;

/// Seconds since 1970 of a time of the run.
double clock_s(Weather const& weather, double time_s) {
    return static_cast<double>(weather.start.ticks()) / static_cast<double>(Duration::ticks_per_second) +
           time_s;
}

/// Sine of the sun's height, without refraction and the equation of time.
double sun_sine(Weather const& weather, double time_s) {
    constexpr double days_per_year = 365.25;
    double const days = clock_s(weather, time_s) / seconds_per_day;
    double const g = 2.0 * std::numbers::pi * std::fmod(days, days_per_year) / days_per_year;
    // NOLINTBEGIN(readability-magic-numbers): Fourier series, as published
    double const declination = 0.006918 - 0.399912 * std::cos(g) + 0.070257 * std::sin(g) -
                               0.006758 * std::cos(2.0 * g) + 0.000907 * std::sin(2.0 * g);
    // NOLINTEND(readability-magic-numbers)
    double const solar_h =
        (days - std::floor(days)) * hours_per_day + weather.longitude_deg / degrees_per_hour;
    double const latitude = weather.latitude_deg * radians;
    return std::sin(latitude) * std::sin(declination) +
           std::cos(latitude) * std::cos(declination) *
               std::cos((solar_h - noon_h) * degrees_per_hour * radians);
}

/// Radiation over the whole solar days of a series.
struct Days {
    double sum = 0.0, weighted_h = 0.0, count = 0.0;
};

Days whole_days(Weather const& weather) {
    TimeSeries const& global = weather.global_wpm2;
    double const longitude_s = weather.longitude_deg / degrees_per_hour * seconds_per_hour;
    double const first = clock_s(weather, global.time_s.front()) + longitude_s;
    double const last = clock_s(weather, global.time_s.back()) + longitude_s;
    double const begin = std::ceil(first / seconds_per_day) * seconds_per_day;
    double const end = std::floor((last + seconds_per_hour) / seconds_per_day) * seconds_per_day;
    Days made;
    made.count = (end - begin) / seconds_per_day;
    for (std::size_t i = 0; i + 1 < global.time_s.size(); ++i) {
        double const solar_s =
            clock_s(weather, 0.5 * (global.time_s[i] + global.time_s[i + 1])) + longitude_s;
        if (solar_s < begin || solar_s >= end) continue;
        double const weight = global.value[i] * (global.time_s[i + 1] - global.time_s[i]);
        made.sum += weight;
        made.weighted_h +=
            weight * (solar_s / seconds_per_hour - std::floor(solar_s / seconds_per_day) * hours_per_day);
    }
    return made;
}

std::optional<std::string> noon_fault(Weather const& weather) {
    constexpr double least_h = 0.75;   // the sun itself is up to 16 minutes early or late
    constexpr double of_a_day_h = 2.5; // what clouds of one day may do; less over many
    Days const days = whole_days(weather);
    if (days.count < 1.0 || days.sum <= 0.0) return std::nullopt;
    double const found_h = days.weighted_h / days.sum;
    if (std::abs(found_h - noon_h) <= std::max(least_h, of_a_day_h / std::sqrt(days.count)))
        return std::nullopt;
    return fmt::format(
        "the middle of the radiation of a day lies {:.1f} h {} the sun's noon at longitude {} degrees",
        std::abs(found_h - noon_h), found_h > noon_h ? "after" : "before", weather.longitude_deg);
}

std::optional<std::string> night_fault(Weather const& weather) {
    constexpr double least_wpm2 = 20.0;
    constexpr double below = -0.05; // 3 degrees: refraction, a level horizon, the equation of time
    constexpr std::size_t most_rows = 2;
    TimeSeries const& global = weather.global_wpm2;
    std::size_t found = 0;
    double first_s = 0.0;
    for (std::size_t i = 0; i + 1 < global.time_s.size(); ++i) {
        if (global.value[i] < least_wpm2) continue;
        bool const is_night =
            sun_sine(weather, global.time_s[i]) < below && sun_sine(weather, global.time_s[i + 1]) < below;
        if (!is_night) continue;
        if (found++ == 0) first_s = global.time_s[i];
    }
    if (found <= most_rows) return std::nullopt;
    return fmt::format("in {} rows, first from {} on, there is sun while it stands below the horizon", found,
                       to_text(weather.start + Duration::from_seconds(first_s)));
}

} // namespace

std::optional<std::string> clock_fault(Weather const& weather) {
    if (weather.global_wpm2.time_s.size() < 2) return std::nullopt;
    if (auto night = night_fault(weather)) return night;
    return noon_fault(weather);
}

} // namespace jumelle::weather
