#include "models/heat/kernels/air_exchange.hpp"

#include "models/heat/kernels/humidity.hpp"

namespace jumelle::heat {

Air complete(Air air) noexcept {
    air.heat_jpm3k = air_heat_j_per_kgk * air_density(air.temperature_k, air.pressure_pa, air.vapour_pa);
    air.gamma_papk = psychrometer_constant(air.temperature_k, air.pressure_pa);
    return air;
}

Roughness roughness(double z0_m, double heat_ratio, double height_m) noexcept {
    constexpr double bend = 15.0;
    double const mu = std::log(heat_ratio);
    // NOLINTBEGIN(readability-magic-numbers): coefficients of a fit, as published
    double const c_star = 3.2165 + 4.3431 * mu + 0.5360 * mu * mu - 0.0781 * mu * mu * mu;
    double const power = 0.5802 - 0.1571 * mu + 0.0327 * mu * mu - 0.0026 * mu * mu * mu;
    // NOLINTEND(readability-magic-numbers)
    double const momentum = std::log(height_m / z0_m), heat = momentum + mu;
    Roughness made;
    made.neutral = von_karman * von_karman / (momentum * heat);
    made.unstable_c = bend * c_star * (von_karman * von_karman / (momentum * momentum)) *
                      std::pow(height_m / z0_m * heat_ratio, power) * (momentum / heat);
    made.height_m = height_m;
    return made;
}

} // namespace jumelle::heat
