#pragma once

#include <cmath>

#include "core/base/kernel.hpp"
#include "models/heat/kernels/physics.hpp"

namespace jumelle::heat {

/// Saturation vapour pressure over water and its slope.
struct Saturation {
    double pressure_pa = 0.0;
    double slope_papk = 0.0; ///< d e_s / d T
};

/// e_s = 610.94 exp(17.625 t / (t + 243.04)), t in °C.
/// Source: Alduchov & Eskridge 1996, J. Appl. Meteorol. 35, 601, eq. 21.
JUMELLE_INLINE Saturation saturation(double temperature_k) {
    constexpr double at_zero_pa = 610.94, factor = 17.625, offset_c = 243.04;
    double const above_c = temperature_k - zero_celsius_k + offset_c;
    double const pressure_pa = at_zero_pa * std::exp(factor * (above_c - offset_c) / above_c);
    return {pressure_pa, pressure_pa * factor * offset_c / (above_c * above_c)};
}

/// Heat that a kilogram of water takes to evaporate [J/kg]: 2.501e6 − 2361 t.
/// Source: Stull 1988, An Introduction to Boundary Layer Meteorology, p. 641 (2361 J/kgK).
JUMELLE_INLINE double evaporation_heat(double temperature_k) {
    constexpr double at_zero = 2.501e6, fall_per_k = 2361.0;
    return at_zero - fall_per_k * (temperature_k - zero_celsius_k);
}

/// Density of moist air [kg/m³] from the gas law with the virtual temperature.
JUMELLE_INLINE double air_density(double temperature_k, double pressure_pa, double vapour_pa) {
    return (pressure_pa - (1.0 - vapour_ratio) * vapour_pa) / (dry_air_j_per_kgk * temperature_k);
}

/// γ = cp p / (0.622 λ) [Pa/K].
JUMELLE_INLINE double psychrometer_constant(double temperature_k, double pressure_pa) {
    return air_heat_j_per_kgk * pressure_pa / (vapour_ratio * evaporation_heat(temperature_k));
}

} // namespace jumelle::heat
