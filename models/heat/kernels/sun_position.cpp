#include "models/heat/kernels/sun_position.hpp"

#include <cmath>
#include <numbers>

#include "models/heat/kernels/sun_terms.hpp"

namespace jumelle::heat {

namespace {

// Numbers of this file: Reda & Andreas 2004, equations 4 to 47.
constexpr double rad_per_deg = std::numbers::pi / 180.0;
constexpr double whole_turn_deg = 360.0;
constexpr double half_turn_deg = 180.0;
constexpr double seconds_per_day = 86400.0;
constexpr double arc_seconds_per_deg = 3600.0;

/// Time as the tables want it.
struct Epoch {
    double days_ut = 0.0;      ///< since 2000-01-01 12:00 UT
    double centuries_ut = 0.0; ///< Julian centuries of the same
    double centuries = 0.0;    ///< the same in terrestrial time
    double millennia = 0.0;    ///< tenths of it
};

Epoch epoch_of(Instant time, double delta_t_s) {
    constexpr double unix_to_2000_noon_s = 946728000.0;
    constexpr double days_per_century = 36525.0;
    constexpr double centuries_per_millennium = 10.0;
    constexpr auto ticks_per_second = Duration::ticks_per_second;
    // Whole and broken seconds apart: nanoseconds since 1970 have more digits than a double.
    auto const whole = time.ticks() / ticks_per_second;
    auto const whole_s = static_cast<double>(whole);
    double const rest_s = static_cast<double>(time.ticks() - whole * ticks_per_second) / ticks_per_second;
    double const seconds = (whole_s - unix_to_2000_noon_s) + rest_s;
    Epoch epoch;
    epoch.days_ut = seconds / seconds_per_day;
    epoch.centuries_ut = epoch.days_ut / days_per_century;
    epoch.centuries = (seconds + delta_t_s) / seconds_per_day / days_per_century;
    epoch.millennia = epoch.centuries / centuries_per_millennium;
    return epoch;
}

/// Σ τ^n Σ A cos(B + C τ), without the factor 1e-8 of the table.
double periodic_sum(TermsByPower powers, double millennia) {
    double sum = 0.0;
    double power = 1.0;
    for (auto const& terms : powers) {
        double of_power = 0.0;
        for (auto const& term : terms) {
            of_power += term.amplitude * std::cos(term.phase_rad + term.rate * millennia);
        }
        sum += of_power * power;
        power *= millennia;
    }
    constexpr double table_unit = 1e-8;
    return sum * table_unit;
}

double cubic(double t, std::array<double, 4> const& factors) {
    return factors[0] + t * (factors[1] + t * (factors[2] + t * factors[3]));
}

/// How far the Earth's axis nods [degree].
struct Nutation {
    double longitude_deg = 0.0, obliquity_deg = 0.0;
};

Nutation nutation_at(double centuries) {
    // Elongation, anomaly of sun and moon, argument of latitude and node of the moon: equations 15 to 19.
    std::array<double, 5> const arguments_deg = {
        cubic(centuries, {297.85036, 445267.111480, -0.0019142, 1.0 / 189474.0}),
        cubic(centuries, {357.52772, 35999.050340, -0.0001603, -1.0 / 300000.0}),
        cubic(centuries, {134.96298, 477198.867398, 0.0086972, 1.0 / 56250.0}),
        cubic(centuries, {93.27191, 483202.017538, -0.0036825, 1.0 / 327270.0}),
        cubic(centuries, {125.04452, -1934.136261, 0.0020708, 1.0 / 450000.0})};
    Nutation sum;
    for (auto const& term : nutation_terms()) {
        double angle_deg = 0.0;
        for (std::size_t i = 0; i < arguments_deg.size(); ++i) {
            angle_deg += term.multiples[i] * arguments_deg[i];
        }
        sum.longitude_deg += (term.a + term.b * centuries) * std::sin(angle_deg * rad_per_deg);
        sum.obliquity_deg += (term.c + term.d * centuries) * std::cos(angle_deg * rad_per_deg);
    }
    constexpr double table_units_per_deg = 36000000.0;
    return {sum.longitude_deg / table_units_per_deg, sum.obliquity_deg / table_units_per_deg};
}

/// Angle between the Earth's equator and its path, without nutation [degree]: equation 24.
double mean_obliquity_deg(double millennia) {
    constexpr std::array<double, 11> factors = {84381.448, -4680.93, -1.55, 1999.25, -51.38, -249.67,
                                                -39.05,    7.12,     27.87, 5.79,    2.45};
    constexpr double millennia_per_unit = 10.0;
    double const u = millennia / millennia_per_unit;
    double sum = 0.0;
    for (std::size_t i = factors.size(); i-- > 0;) sum = sum * u + factors[i];
    return sum / arc_seconds_per_deg;
}

/// The sun seen from the centre of the Earth.
struct Geocentric {
    double right_ascension_rad = 0.0, declination_rad = 0.0, distance_au = 1.0;
    double sidereal_deg = 0.0; ///< apparent sidereal time at Greenwich
};

Geocentric geocentric_sun(Epoch const& epoch) {
    constexpr double aberration_arc_s = -20.4898;
    double const radius = periodic_sum(earth_radius_terms(), epoch.millennia);
    double const latitude = -periodic_sum(earth_latitude_terms(), epoch.millennia);
    double const longitude = periodic_sum(earth_longitude_terms(), epoch.millennia) + std::numbers::pi;
    Nutation const nod = nutation_at(epoch.centuries);
    double const tilt = (mean_obliquity_deg(epoch.millennia) + nod.obliquity_deg) * rad_per_deg;
    double const aberration_deg = aberration_arc_s / (arc_seconds_per_deg * radius);
    double const seen = longitude + (nod.longitude_deg + aberration_deg) * rad_per_deg;
    Geocentric sun;
    sun.distance_au = radius;
    sun.right_ascension_rad =
        std::atan2(std::sin(seen) * std::cos(tilt) - std::tan(latitude) * std::sin(tilt), std::cos(seen));
    sun.declination_rad =
        std::asin(std::sin(latitude) * std::cos(tilt) + std::cos(latitude) * std::sin(tilt) * std::sin(seen));
    double const mean_sidereal_deg =
        280.46061837 + 360.98564736629 * epoch.days_ut +
        epoch.centuries_ut * epoch.centuries_ut * (0.000387933 - epoch.centuries_ut / 38710000.0);
    sun.sidereal_deg = mean_sidereal_deg + nod.longitude_deg * std::cos(tilt);
    return sun;
}

/// Hour angle (west positive) and declination, seen from the surface.
struct Topocentric {
    double hour_angle_rad = 0.0, declination_rad = 0.0;
};

Topocentric seen_from(Place const& place, Geocentric const& sun) {
    constexpr double parallax_arc_s = 8.794;
    constexpr double axis_ratio = 0.99664719;
    constexpr double equator_m = 6378140.0;
    double const latitude = place.latitude_deg * rad_per_deg;
    double const hour_angle =
        std::remainder(sun.sidereal_deg + place.longitude_deg, whole_turn_deg) * rad_per_deg -
        sun.right_ascension_rad;
    double const sin_parallax =
        std::sin(parallax_arc_s / (arc_seconds_per_deg * sun.distance_au) * rad_per_deg);
    double const flattened = std::atan(axis_ratio * std::tan(latitude));
    double const height = place.elevation_m / equator_m;
    double const x = std::cos(flattened) + height * std::cos(latitude);
    double const y = axis_ratio * std::sin(flattened) + height * std::sin(latitude);
    double const along = std::cos(sun.declination_rad) - x * sin_parallax * std::cos(hour_angle);
    double const shift = std::atan2(-x * sin_parallax * std::sin(hour_angle), along);
    return {hour_angle - shift,
            std::atan2((std::sin(sun.declination_rad) - y * sin_parallax) * std::cos(shift), along)};
}

double refraction_deg(double elevation_deg, Refraction const& air) {
    constexpr double half_disc_deg = 0.26667;
    if (elevation_deg < -(half_disc_deg + air.at_horizon_deg)) return 0.0;
    constexpr double usual_hpa = 1010.0, usual_k = 283.0, zero_c_k = 273.0;
    constexpr double at_usual_arc_min = 1.02, arc_minutes_per_deg = 60.0;
    double const bent_deg = elevation_deg + 10.3 / (elevation_deg + 5.11);
    double const density = air.pressure_hpa / usual_hpa * usual_k / (zero_c_k + air.temperature_c);
    return density * at_usual_arc_min / (arc_minutes_per_deg * std::tan(bent_deg * rad_per_deg));
}

} // namespace

SunPosition sun_position(Instant time, Place const& place, Refraction const& air, double delta_t_s) {
    Geocentric const sun = geocentric_sun(epoch_of(time, delta_t_s));
    Topocentric const seen = seen_from(place, sun);
    double const latitude = place.latitude_deg * rad_per_deg;
    double const cos_hour = std::cos(seen.hour_angle_rad);
    double const sin_elevation = std::sin(latitude) * std::sin(seen.declination_rad) +
                                 std::cos(latitude) * std::cos(seen.declination_rad) * cos_hour;
    double const from_south =
        std::atan2(std::sin(seen.hour_angle_rad),
                   cos_hour * std::sin(latitude) - std::tan(seen.declination_rad) * std::cos(latitude));
    SunPosition position;
    position.azimuth_deg = std::fmod(from_south / rad_per_deg + half_turn_deg, whole_turn_deg);
    position.elevation_deg = std::asin(sin_elevation) / rad_per_deg;
    position.apparent_elevation_deg = position.elevation_deg + refraction_deg(position.elevation_deg, air);
    position.distance_au = sun.distance_au;
    return position;
}

} // namespace jumelle::heat
