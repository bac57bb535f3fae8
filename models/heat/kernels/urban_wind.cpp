#include "models/heat/kernels/urban_wind.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "models/heat/kernels/physics.hpp"

namespace jumelle::heat {

namespace {

constexpr double blending_m = 100.0; ///< where the wind no longer knows what lies below
constexpr double lowest_roof_m = 2.0, least_share = 0.1;

} // namespace

WindRoughness wind_roughness(Morphology const& morphology) noexcept {
    constexpr double staggered = 4.43, half_drag = 0.5 * 1.2; // Macdonald et al. 1998
    if (morphology.plan_share <= 0.0 || morphology.height_m <= 0.0) return {open_roughness_m, 0.0};
    double const plan = std::min(morphology.plan_share, 1.0);
    double const displaced = 1.0 + std::pow(staggered, -plan) * (plan - 1.0);
    double const frontal = morphology.wall_share / std::numbers::pi;
    double const drag = half_drag / (von_karman * von_karman) * (1.0 - displaced) * frontal;
    double const share = drag > 0.0 ? (1.0 - displaced) * std::exp(-1.0 / std::sqrt(drag)) : 0.0;
    double const height = std::min(morphology.height_m, blending_m / 2.0);
    return {std::max(open_roughness_m, share * height), displaced * height};
}

double wind_share(Morphology const& morphology) noexcept {
    constexpr double skimming = 0.5, decay = 0.25;
    if (morphology.plan_share <= 0.0 || morphology.height_m <= 0.0) return 1.0;
    WindRoughness const rough = wind_roughness(morphology);
    double const roof_m = std::clamp(morphology.height_m, lowest_roof_m, blending_m / 2.0);
    double const above_m = std::max(roof_m - rough.displacement_m, 2.0 * rough.z0_m);
    double const city =
        std::log(above_m / rough.z0_m) / std::log((blending_m - rough.displacement_m) / rough.z0_m);
    double const open = std::log(roof_m / open_roughness_m) / std::log(blending_m / open_roughness_m);
    double const gap = std::max(1.0 - morphology.plan_share, least_share);
    double const aspect = 0.5 * morphology.wall_share / gap;
    double const street = std::min(1.0, aspect / skimming);
    double const canyon = std::exp(-decay * aspect) * (1.0 - street * (1.0 - 2.0 / std::numbers::pi));
    return std::clamp(city / open * canyon, least_share, 1.0);
}

double open_wind_mps(double wind_mps, double from_height_m, double to_height_m) noexcept {
    return wind_mps * std::log(to_height_m / open_roughness_m) / std::log(from_height_m / open_roughness_m);
}

double exchange_mps(Mixing const& mixing, WindRoughness const& rough) noexcept {
    constexpr double calmest_mps = 0.5, bend = 15.0, unstable = 75.0, stable = 5.0;
    double const wind = std::max(mixing.wind_mps, calmest_mps);
    double const above_m = mixing.upper_m - rough.displacement_m;
    double const momentum = std::log(above_m / rough.z0_m);
    double const neutral = von_karman * von_karman / (momentum * std::log(above_m / mixing.lower_m));
    double const ri = free_fall_mps2 * above_m * mixing.warmer_k / (mixing.temperature_k * wind * wind);
    if (ri > 0.0) return neutral * wind / (1.0 + bend * ri * std::sqrt(1.0 + stable * ri));
    double const below = 1.0 + unstable * von_karman * von_karman / (momentum * momentum) *
                                   std::sqrt(-ri * above_m / rough.z0_m);
    return neutral * wind * (1.0 - bend * ri / below);
}

double warmer_above_k(Mixing mixing, double sensible_wpm2, double air_heat_jpm3k) noexcept {
    constexpr double step_k = 0.05, coldest_k = -5.0, warmest_k = 8.0;
    WindRoughness const open{open_roughness_m, 0.0};
    auto const carried = [&](double warmer_k) { // towards the upper layer
        mixing.warmer_k = warmer_k;
        return -air_heat_jpm3k * exchange_mps(mixing, open) * warmer_k;
    };
    double const direction = sensible_wpm2 > 0.0 ? -1.0 : 1.0;
    double const wanted = std::abs(sensible_wpm2), limit_k = sensible_wpm2 > 0.0 ? -coldest_k : warmest_k;
    double before = 0.0;
    for (double warmer_k = step_k; warmer_k < limit_k; warmer_k += step_k) {
        double const now = std::abs(carried(direction * warmer_k));
        if (now >= wanted) return direction * (warmer_k - step_k * (now - wanted) / (now - before));
        if (now < before) return direction * (warmer_k - step_k);
        before = now;
    }
    return direction * limit_k;
}

} // namespace jumelle::heat
