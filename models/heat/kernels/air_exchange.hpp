#pragma once

#include <cmath>

#include "core/base/kernel.hpp"
#include "models/heat/kernels/physics.hpp"

namespace jumelle::heat {

/// The air that a surface exchanges heat and vapour with.
struct Air {
    double temperature_k = 0.0;
    double vapour_pa = 0.0;
    double wind_mps = 0.0; ///< at the height of the air's values
    double height_m = 0.0; ///< of those values above the surface
    double pressure_pa = standard_pressure_pa;
    double heat_jpm3k = 0.0; ///< ρ cp
    double gamma_papk = 0.0; ///< psychrometer constant
};

/// The same with what follows from the first five.
Air complete(Air air) noexcept;

/// Heat exchange coefficient h = ρ cp / r_a and how it changes with the surface's temperature.
struct HeatExchange {
    double h_wpm2k = 0.0;
    double slope = 0.0; ///< d h / d Ts [W/m²K²]
};

/// Walls: 11.8 + 4.2 U. Source: Rowley et al. 1930; Masson 2000, Boundary-Layer Meteorol. 94, 357.
JUMELLE_INLINE HeatExchange wall_exchange(double wind_mps) {
    constexpr double still = 11.8, per_wind = 4.2;
    return {still + per_wind * wind_mps, 0.0};
}

/// What the exchange over ground of one roughness needs, for one height of the air.
struct Roughness {
    double neutral = 0.0;    ///< k² / (ln(z/z0) ln(z/z0h))
    double unstable_c = 0.0; ///< C_h of the unstable branch
    double height_m = 0.0;
};
/// @param heat_ratio z0 / z0h: 10 over plants, 200 over smooth sealed ground and roofs (Masson 2000)
/// @pre height_m > z0_m > 0, heat_ratio >= 1
Roughness roughness(double z0_m, double heat_ratio, double height_m) noexcept;

/// Exchange over ground by bulk stability:
///
///     h = ρ cp U C F(Ri),  Ri = g z (Ta − Ts) / (Ta U²)
///     Ri ≤ 0: F = 1 − 15 Ri / (1 + C_h √−Ri)
///     Ri > 0: F = 1 / (1 + 15 Ri √(1 + 5 Ri))
///
/// Source: Louis 1979, Boundary-Layer Meteorol. 17, 187; coefficients with two roughnesses: Mascart et al.
/// 1995, Boundary-Layer Meteorol. 72, 331. The wind is taken as at least 0.5 m/s.
JUMELLE_INLINE HeatExchange ground_exchange(Air const& air, Roughness const& rough, double surface_k) {
    constexpr double calmest_mps = 0.5, bend = 15.0, stable_bend = 5.0;
    double const wind = air.wind_mps > calmest_mps ? air.wind_mps : calmest_mps;
    double const per_k = free_fall_mps2 * rough.height_m / (air.temperature_k * wind * wind);
    double const ri = per_k * (air.temperature_k - surface_k); // d ri / d Ts = −per_k
    double const scale = air.heat_jpm3k * wind * rough.neutral;
    if (ri <= 0.0) {
        double const root = std::sqrt(-ri);
        double const below = 1.0 + rough.unstable_c * root;
        double const rise = bend * (1.0 + 0.5 * rough.unstable_c * root) / (below * below);
        return {scale * (1.0 - bend * ri / below), scale * rise * per_k};
    }
    double const root = std::sqrt(1.0 + stable_bend * ri);
    double const below = 1.0 + bend * ri * root;
    double const rise = bend * root + bend * ri * 0.5 * stable_bend / root;
    return {scale / below, scale * rise * per_k / (below * below)};
}

} // namespace jumelle::heat
