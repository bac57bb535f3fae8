#include "models/heat/sky.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "models/heat/kernels/humidity.hpp"
#include "models/heat/kernels/sky_slope.hpp"

namespace jumelle::heat {

namespace {

constexpr double radians = std::numbers::pi / 180.0;
constexpr double seconds_per_hour = 3600.0, seconds_per_day = 86400.0, days_per_year = 365.25;

double sine_of(SunPosition const& sun) {
    return std::max(0.0, std::sin(sun.apparent_elevation_deg * radians));
}

/// By the mean sun.
double solar_hour(Instant time, double longitude_deg) {
    constexpr double degrees_per_hour = 15.0, hours = 24.0;
    double const utc_h = static_cast<double>(time.ticks()) /
                         (static_cast<double>(Duration::ticks_per_second) * seconds_per_hour);
    double const of_day = std::fmod(utc_h + longitude_deg / degrees_per_hour, hours);
    return of_day < 0.0 ? of_day + hours : of_day;
}

/// About the day of the year: the distance of the sun changes by 0.06 % a day at most.
double day_of_year(Instant time) {
    double const days = static_cast<double>(time.ticks()) /
                        (static_cast<double>(Duration::ticks_per_second) * seconds_per_day);
    return std::fmod(std::fmod(days, days_per_year) + days_per_year, days_per_year) + 1.0;
}

} // namespace

SunPosition Sky::sun_at(double time_s) const {
    return sun_position(weather_.start + Duration::from_seconds(time_s),
                        {weather_.latitude_deg, weather_.longitude_deg, 0.0});
}

Sky::Interval Sky::interval_at(double time_s) const {
    if (time_s >= interval_.from_s && time_s < interval_.to_s) return interval_;
    auto const& times = weather_.global_wpm2.time_s;
    auto const next = std::upper_bound(times.begin(), times.end(), time_s);
    Interval made;
    made.to_s = next != times.end() ? *next : std::max(times.back(), time_s) + seconds_per_hour;
    made.from_s = next != times.begin() ? *(next - 1) : made.to_s - seconds_per_hour;
    if (made.to_s - made.from_s > 2.0 * seconds_per_hour) {
        // A constant, or the time after the last row: hours of their own.
        made.from_s = std::floor(time_s / seconds_per_hour) * seconds_per_hour;
        made.to_s = made.from_s + seconds_per_hour;
    }
    constexpr int samples = 12;
    double const middle_s = 0.5 * (made.from_s + made.to_s);
    double const outside_wpm2 =
        extraterrestrial_wpm2(day_of_year(weather_.start + Duration::from_seconds(middle_s)));
    ClearAir const air =
        clear_air(weather_.vapour_pressure_pa.at(middle_s), weather_.air_temperature_k.at(middle_s),
                  weather_.pressure_pa.at(middle_s));
    for (int i = 0; i < samples; ++i) {
        double const share = (static_cast<double>(i) + 0.5) / samples;
        double const sine = sine_of(sun_at(made.from_s + share * (made.to_s - made.from_s)));
        made.mean_sine += sine / samples;
        made.lit_share += sine > 0.0 ? 1.0 / samples : 0.0;
        made.mean_clear_wpm2 += clear_sky_global_wpm2({sine, outside_wpm2}, air) / samples;
    }
    return made;
}

void Sky::set_shortwave(SkyState& state, double middle_s) const {
    constexpr double lowest_sine = 0.01; // below 0.6° the scaling would blow up small numbers
    double const sine = sine_of(state.sun);
    state.is_day = sine > 0.0;
    if (!state.is_day) return;
    state.sine = sine;
    state.cosine = std::sqrt(1.0 - sine * sine);
    SunHeight const height{
        sine, extraterrestrial_wpm2(day_of_year(weather_.start + Duration::from_seconds(middle_s)))};
    double const follows_sun = sine / std::max(interval_.mean_sine, lowest_sine);
    SkyRadiation radiation;
    if (Weather::knows(weather_.direct_normal_wpm2) && Weather::knows(weather_.diffuse_wpm2)) {
        double const beam = weather_.direct_normal_wpm2.at(middle_s) / std::max(interval_.lit_share, 0.5);
        radiation = {std::min(beam, height.extraterrestrial),
                     weather_.diffuse_wpm2.at(middle_s) * follows_sun};
    } else {
        double const humidity = state.air.vapour_pa / saturation(state.air.temperature_k).pressure_pa;
        radiation = split_global(weather_.global_wpm2.at(middle_s) * follows_sun, height,
                                 state.air.temperature_k - zero_celsius_k, std::min(humidity, 1.0));
    }
    if (kind_ == SkyKind::perez) radiation = with_circumsolar_as_beam(radiation, height);
    state.beam_wpm2 = radiation.beam_wpm2;
    state.diffuse_wpm2 = radiation.diffuse_wpm2;
}

/// Observed, or what the sun of each hour lacks; between evening and morning along a straight line.
TimeSeries Sky::clouds() const {
    // With a lower sun the clear-sky formula says little (docs/numerics/heat.md, what was checked).
    constexpr double lowest_sine = 0.3, unknown = 0.5;
    if (Weather::knows(weather_.cloud_share)) return weather_.cloud_share;
    auto const& times = weather_.global_wpm2.time_s;
    TimeSeries made;
    for (double const time_s : times) {
        Interval const interval = interval_at(time_s);
        if (interval.mean_sine <= lowest_sine) continue;
        double const middle_s = 0.5 * (interval.from_s + interval.to_s);
        double const share = weather_.global_wpm2.at(time_s) / interval.mean_clear_wpm2;
        made.time_s.push_back(middle_s);
        made.value.push_back(std::clamp(1.0 - share, 0.0, 1.0));
    }
    return made.value.empty() ? TimeSeries::constant(unknown) : made;
}

SkyState Sky::during(double from_s, double to_s) {
    SkyState state;
    double const middle_s = 0.5 * (from_s + to_s);
    interval_ = interval_at(middle_s);
    state.air.temperature_k = weather_.air_temperature_k.mean(from_s, to_s);
    state.air.vapour_pa = weather_.vapour_pressure_pa.mean(from_s, to_s);
    state.air.wind_mps = weather_.wind_speed_mps.mean(from_s, to_s);
    state.air.pressure_pa = weather_.pressure_pa.mean(from_s, to_s);
    state.air.height_m = weather_.wind_height_m;
    state.air = complete(state.air);
    double const air_k = state.air.temperature_k;
    state.air_glow_wpm2 = stefan_boltzmann * air_k * air_k * air_k * air_k;
    state.wind_from_deg =
        Weather::knows(weather_.wind_from_deg) ? weather_.wind_from_deg.at(middle_s) : usual_wind_from_deg;
    state.sun = sun_at(middle_s);
    state.solar_hour = solar_hour(weather_.start + Duration::from_seconds(middle_s), weather_.longitude_deg);
    for (auto const kind : {PlantKind::grass, PlantKind::trees})
        state.leaves[static_cast<std::size_t>(kind)] = season_.leaves(kind, middle_s);
    set_shortwave(state, middle_s);
    double const clouds = std::clamp(clouds_.at(middle_s), 0.0, 1.0);
    state.low_sky_wpm2 = sky_emissivity_slope * (1.0 - clouds) * state.air_glow_wpm2;
    if (Weather::knows(weather_.longwave_wpm2)) {
        state.longwave_wpm2 = weather_.longwave_wpm2.mean(from_s, to_s);
        return state;
    }
    double const clear = longwave_ == LongwaveKind::prata ? prata_emissivity(air_k, state.air.vapour_pa)
                                                          : dilley_emissivity(air_k, state.air.vapour_pa);
    state.longwave_wpm2 = sky_longwave_wpm2(air_k, clear, clouds);
    return state;
}

} // namespace jumelle::heat
