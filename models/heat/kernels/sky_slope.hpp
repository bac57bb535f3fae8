#pragma once

#include <array>
#include <cstddef>

#include "core/base/kernel.hpp"

namespace jumelle::heat {

/// The sky is warmer low down: at the zenith angle z its emissivity is ε + b (ln sec z − ½), b = 0.09, which
/// keeps the mean ε over a level plane; clouds share b out evenly with them (1 − c). What closes the horizon
/// therefore hides the warm part, and an upright plane sees more of it than a level one does. Here is what
/// that adds to view × ε, per b, where the horizon is as high all round as leaves the view. Source: Unsworth
/// & Monteith 1975, Q. J. R. Meteorol. Soc. 101, 13 (b: 46 scans, 0.090 ± 0.002).
inline constexpr double sky_emissivity_slope = 0.09;

/// Values for views 0 … 1 in equal steps; straight lines between.
using SlopeTable = std::array<double, 257>;

/// Of a level plane: ½ (1 − v) ln(1 − v), v = cos²h; 0 under a free sky, never above it.
extern SlopeTable const level_sky_slope;
/// Of an upright plane, by twice its view (a free sky has ½): 2/π ∫ cos²e (−ln sin e − ½) de above the
/// horizon h of v = ½ − h/π − sin(2h)/(2π); ½ ln 2 under a free sky.
extern SlopeTable const upright_sky_slope;

JUMELLE_INLINE double slope_at(SlopeTable const& table, double share) {
    constexpr auto last = static_cast<double>(std::tuple_size_v<SlopeTable> - 1);
    double const place = share <= 0.0 ? 0.0 : share >= 1.0 ? last : share * last;
    auto const below = static_cast<std::size_t>(place < last ? place : last - 1.0);
    double const rest = place - static_cast<double>(below);
    return (1.0 - rest) * table[below] + rest * table[below + 1];
}

/// Added to v ε of a level plane with the sky view v.
JUMELLE_INLINE double low_sky_of_level(double view) {
    return slope_at(level_sky_slope, view);
}

/// Added to v ε of an upright plane with the sky view v, at most ½.
JUMELLE_INLINE double low_sky_of_upright(double view) {
    return slope_at(upright_sky_slope, 2.0 * view);
}

} // namespace jumelle::heat
