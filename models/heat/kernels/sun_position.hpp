#pragma once

#include "core/base/time.hpp"

namespace jumelle::heat {

/// Where somebody stands who looks at the sun.
struct Place {
    double latitude_deg = 0.0;  ///< north positive
    double longitude_deg = 0.0; ///< east positive
    double elevation_m = 0.0;   ///< above sea level [m]
};

/// What bends and delays the light of the sun. The defaults suit a year's mean at sea level.
struct Refraction {
    static constexpr double sea_level_hpa = 1013.25;       // ICAO standard atmosphere
    static constexpr double mean_temperature_c = 12.0;     // as in the reference values of SPA
    static constexpr double usual_at_horizon_deg = 0.5667; // Reda & Andreas 2004, section 3.11.3
    double pressure_hpa = sea_level_hpa;                   ///< mean over the year [hPa]
    double temperature_c = mean_temperature_c;             ///< mean over the year [°C]
    double at_horizon_deg = usual_at_horizon_deg; ///< where the sun is lower than this, none is added
};

/// Terrestrial time minus universal time [s] in the 2020s; ten seconds move the sun by 0.0001 degree.
/// Source: IERS Bulletin A, 2024: 69.2 s.
inline constexpr double usual_delta_t_s = 69.2;

/// Where the sun stands, seen from a place on the surface.
struct SunPosition {
    double azimuth_deg = 0.0;            ///< clockwise from north, 0 … 360
    double elevation_deg = 0.0;          ///< of the centre above the horizon, without air
    double apparent_elevation_deg = 0.0; ///< with refraction; the same as without below the horizon
    double distance_au = 1.0;            ///< of the Earth from the sun [149 597 870 700 m]
};

/// The sun's place in the sky by the solar position algorithm (SPA), within 0.0003 degree for the years -2000
/// to 6000: Earth's heliocentric place (VSOP87), nutation, aberration, sidereal time, parallax, refraction
///
///     Δe = P/1010 · 283/(273 + T) · 1.02 / (60 tan(e + 10.3/(e + 5.11)))   [degree]
///
/// @pre    |latitude| <= 90
/// Source: Reda & Andreas 2004, Solar Energy 76, 577-589 (NREL/TP-560-34302, revised 2008).
SunPosition sun_position(Instant time, Place const& place, Refraction const& air = {},
                         double delta_t_s = usual_delta_t_s);

} // namespace jumelle::heat
