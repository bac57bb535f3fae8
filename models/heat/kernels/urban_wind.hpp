#pragma once

#include "core/base/view.hpp"

namespace jumelle::heat {

/// What stands in a neighbourhood, per area of its ground.
struct Morphology {
    double plan_share = 0.0; ///< covered by buildings
    double wall_share = 0.0; ///< area of walls
    double height_m = 0.0;   ///< of the buildings, mean over their area
};

/// Roughness that the wind above the roofs feels.
struct WindRoughness {
    double z0_m = 0.0, displacement_m = 0.0;
};

/// Roughness of open ground with short grass: where weather is measured. Source: WMO-No. 8, part I,
/// annex 5.C.
inline constexpr double open_roughness_m = 0.03;

/// Roughness of a neighbourhood; of open ground where there are no buildings.
///
///     d / H  = 1 + 4.43^(−λp) (λp − 1)
///     z0 / H = (1 − d/H) exp(−[0.5 · 1.2 / k² (1 − d/H) λf]^(−1/2)),   λf = walls / π
///
/// Source: Macdonald et al. 1998, Atmos. Environ. 32, 1857 (staggered cubes); λf is the mean over all
/// directions of the wind.
WindRoughness wind_roughness(Morphology const& morphology) noexcept;

/// Wind between the buildings over the wind at the same height over open ground: that at the height of the
/// roofs by two log profiles that meet at 100 m, times what a canyon leaves of it, e^(−(H/W)/4), and 2/π for
/// streets that lie in all directions, as far as they are streets (H/W up to 1/2). At least 0.1.
/// Source: Macdonald et al. 1998; Masson 2000, Boundary-Layer Meteorol. 94, 357, eqs. 42-43; H/W at which
/// flow skims: Oke 1988, Energy Build. 11, 103.
double wind_share(Morphology const& morphology) noexcept;

/// Wind at another height over open ground by the log profile of neutral air.
/// @pre heights > open_roughness_m
double open_wind_mps(double wind_mps, double from_height_m, double to_height_m) noexcept;

/// The two layers of air as the exchange between them feels them.
struct Mixing {
    double wind_mps = 0.0; ///< at `upper_m`, over open ground and city alike
    double upper_m = 0.0;  ///< height that stands for the upper layer
    double lower_m = 0.0;  ///< height that stands for the lower one over open ground
    double warmer_k = 0.0; ///< upper minus lower potential temperature
    double temperature_k = 0.0;
};

/// Speed at which air is exchanged between the two layers [m/s], by bulk Richardson number:
///
///     k² U F(Ri) / (ln((z−d)/z0) ln((z−d)/z1)),  Ri = g z ΔT / (T U²)
///     Ri ≤ 0: F = 1 − 15 Ri / (1 + 75 k² √(−Ri (z−d)/z0) / ln²((z−d)/z0))
///     Ri > 0: F = 1 / (1 + 15 Ri √(1 + 5 Ri))
///
/// Source: Louis 1979, Boundary-Layer Meteorol. 17, 187. The wind counts as at least 0.5 m/s.
/// @pre upper_m − displacement > lower_m, z0
double exchange_mps(Mixing const& mixing, WindRoughness const& rough) noexcept;

/// How much warmer the upper layer is than the lower one where open ground gives off the heat H (negative at
/// night): the ΔT for which ρ cp · exchange · (−ΔT) is H. Where still air cannot carry so much, that for
/// which it carries most. Within −5 … 8 K. Source: the bulk Richardson relation as Broadbent et al. 2019
/// (TARGET), Geosci. Model Dev. 12, 785, use it.
double warmer_above_k(Mixing mixing, double sensible_wpm2, double air_heat_jpm3k) noexcept;

} // namespace jumelle::heat
