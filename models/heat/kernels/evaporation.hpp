#pragma once

#include <algorithm>

#include "core/base/kernel.hpp"
#include "models/heat/kernels/air_exchange.hpp"
#include "models/heat/kernels/exponential.hpp"
#include "models/heat/kernels/humidity.hpp"

namespace jumelle::heat {

/// What lets water out of a surface.
struct Vapour {
    /// Resistance of the leaves or of the soil beside that of the air [s/m]; 0 over free water.
    double resistance_spm = 0.0;
    /// Share of the area that gives off vapour; 0: a dry surface [1].
    double share = 0.0;
    /// Most that the water at hand allows during the step [W/m²].
    double most_wpm2 = 0.0;
};

/// Plants: smallest resistance of a leaf, leaf area per ground.
struct Leaves {
    double least_resistance_spm = 0.0, leaf_area = 0.0;
    double open_ground = 0.0; ///< share of soil between the plants
};

/// F3 F4 of leaves that dryness closes, and F4 of those that it does not.
struct LeafAir {
    double shy = 1.0, bold = 1.0;
};

inline LeafAir leaf_air(Air const& air) {
    constexpr double dryness_per_pa = 0.0003, least_factor = 0.1; // F3 of trees: 0.03 per hPa (ECMWF 2016)
    constexpr double best_k = 298.0, curve_per_k2 = 0.0016;       // F4
    double const deficit_pa = std::max(0.0, saturation(air.temperature_k).pressure_pa - air.vapour_pa);
    double const off_k = best_k - air.temperature_k;
    double const warmth = std::max(least_factor, 1.0 - curve_per_k2 * off_k * off_k);
    return {std::max(least_factor, 1.0 - dryness_per_pa * deficit_pa) * warmth, warmth};
}

/// What closes leaves at a place.
struct LeafStress {
    double shortwave_wpm2 = 0.0;
    double moisture = 1.0;   ///< soil water between wilting (0) and unhindered growth (1)
    double air_factor = 1.0; ///< of `LeafAir`
};

/// Canopy resistance [s/m]: (r_min / LAI) F1 / (F2 F3 F4) with light, soil water, dryness and heat of the
/// air; in the dark at most four times that in full light, as the standardised reference equation for grass
/// has it (50 and 200 s/m), which counts what the soil below gives off. Source: Jarvis 1976, Phil. Trans. R.
/// Soc. B 273, 593; factors of Noilhan & Planton 1989, Mon. Weather Rev. 117, 536; F3 by class: ECMWF 2016,
/// IFS documentation, part IV, table 8.1; dark: ASCE-EWRI 2005, table 1.
inline double canopy_resistance(Leaves const& leaves, LeafStress const& stress) {
    constexpr double most_resistance_spm = 5000.0, dark = 4.0, driest = 0.02;
    constexpr double light_scale_wpm2 = 100.0, visible_share = 0.55; // grass and crops; share that leaves use
    double const light = visible_share * stress.shortwave_wpm2 / light_scale_wpm2 * 2.0 / leaves.leaf_area;
    double const f1 = (1.0 + light) / (light + leaves.least_resistance_spm / most_resistance_spm);
    double const f2 = std::max(stress.moisture, driest);
    return std::min(most_resistance_spm, leaves.least_resistance_spm / leaves.leaf_area * std::min(f1, dark) /
                                             (f2 * stress.air_factor));
}

/// Resistance of soil [s/m]: exp(8.206 − 4.255 θ), θ share of what it can hold.
/// Source: Sellers et al. 1992, J. Geophys. Res. 97, 19033, eq. 19.
JUMELLE_INLINE double soil_resistance(double moisture) {
    constexpr double dry = 8.206, fall = 4.255;
    return exponential(dry - fall * moisture);
}

/// Plants and the soil between them side by side [s/m].
JUMELLE_INLINE double planted_resistance(double canopy_spm, double open_share, double upper_moisture) {
    return 1.0 / (1.0 / canopy_spm + open_share / soil_resistance(upper_moisture));
}

/// Latent heat flux and how it changes with the surface's temperature.
struct LatentHeat {
    double flux_wpm2 = 0.0, slope = 0.0;
};

/// LE = share (ρ cp / γ) (e_s(Ts) − e) / (r_a + r): the equation of Penman (1948) and Monteith (1965) before
/// it is made straight in Ts. Bounded by the water at hand; dew is not.
JUMELLE_INLINE LatentHeat latent_heat(Air const& air, HeatExchange const& exchange, Vapour const& vapour,
                                      double surface_k) {
    if (vapour.share <= 0.0) return {};
    Saturation const wet = saturation(surface_k);
    double const air_resistance = air.heat_jpm3k / exchange.h_wpm2k;
    double const conductance = 1.0 / (air_resistance + vapour.resistance_spm);
    double const scale = vapour.share * air.heat_jpm3k / air.gamma_papk;
    double const flux = scale * conductance * (wet.pressure_pa - air.vapour_pa);
    if (flux > vapour.most_wpm2) return {vapour.most_wpm2, 0.0};
    double const conductance_slope =
        conductance * conductance * air_resistance / exchange.h_wpm2k * exchange.slope;
    return {flux,
            scale * (conductance * wet.slope_papk + conductance_slope * (wet.pressure_pa - air.vapour_pa))};
}

/// Share of the available energy that becomes latent heat: α Δ / (Δ + γ), at most 1.
/// Source: Priestley & Taylor 1972, Mon. Weather Rev. 100, 81 (α = 1.26 over wet ground).
inline double priestley_taylor_share(double alpha, Air const& air) {
    double const slope = saturation(air.temperature_k).slope_papk;
    return std::min(1.0, alpha * slope / (slope + air.gamma_papk));
}

} // namespace jumelle::heat
