#pragma once

#include <cmath>

#include "core/base/kernel.hpp"

namespace jumelle::heat {

/// The sky is warmer low down: at the zenith angle z its emissivity is ε + b (ln sec z − ½), b = 0.09, which
/// keeps the mean ε over a level plane; clouds leave (1 − c) of b. What closes the horizon therefore hides
/// the warm part, and an upright plane sees more of it than a level one does. The functions below tell what
/// that adds to view × ε, per b, where the horizon is as high all round as leaves the view: polynomials in
/// the square root of what is hidden, within 0.002 of the integrals (0.1 W/m²).
/// Source: Unsworth & Monteith 1975, Q. J. R. Meteorol. Soc. 101, 13 (b of 46 scans: 0.090 ± 0.002).
inline constexpr double sky_emissivity_slope = 0.09;

// NOLINTBEGIN(readability-magic-numbers): coefficients of fits to the integrals

/// Level plane of sky view v: ½ (1 − v) ln(1 − v), v = cos²h; 0 under a free sky, never above it.
JUMELLE_INLINE double low_sky_of_level(double view) {
    double const hidden = view < 1.0 ? (view > 0.0 ? 1.0 - view : 1.0) : 0.0;
    double const s = std::sqrt(hidden);
    return hidden * (1.0 - s) * (-2.806746 + s * (5.015476 + s * (-5.495635 + s * 2.326587)));
}

/// Upright plane of sky view v, at most ½: 2/π ∫ cos²e (−ln sin e − ½) de above the horizon h of
/// v = ½ − h/π − sin(2h)/(2π); ½ ln 2 under a free sky.
JUMELLE_INLINE double low_sky_of_upright(double view) {
    constexpr double free_sky = 0.34657359; // ½ ln 2
    double const hidden = view < 0.5 ? (view > 0.0 ? 1.0 - 2.0 * view : 1.0) : 0.0;
    double const s = std::sqrt(hidden);
    return free_sky * (1.0 - hidden) +
           hidden * (1.0 - s) * (-2.808838 + s * (4.828457 + s * (-5.147432 + s * 2.024810)));
}

// NOLINTEND(readability-magic-numbers)

} // namespace jumelle::heat
