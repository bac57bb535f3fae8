#include "models/heat/kernels/facet_balance.hpp"

#include <cmath>

namespace jumelle::heat {

namespace {

struct Residual {
    FacetFluxes fluxes;
    double slope = 0.0;
};

Residual residual_at(FacetInput const& input, double surface_k) noexcept {
    Residual made;
    FacetFluxes& fluxes = made.fluxes;
    double const cubed = surface_k * surface_k * surface_k;
    bool const is_wall = input.rough.height_m <= 0.0;
    HeatExchange const exchange =
        is_wall ? wall_exchange(input.air.wind_mps) : ground_exchange(input.air, input.rough, surface_k);
    double const warmer_k = surface_k - input.air.temperature_k;
    fluxes.surface_k = surface_k;
    fluxes.shortwave_wpm2 = input.shortwave_wpm2;
    fluxes.longwave_wpm2 = input.emissivity * (input.longwave_wpm2 - stefan_boltzmann * cubed * surface_k);
    fluxes.sensible_wpm2 = exchange.h_wpm2k * warmer_k;
    fluxes.ground_wpm2 = input.ground.flux_wpm2(surface_k);
    double const available = fluxes.shortwave_wpm2 + fluxes.longwave_wpm2 - fluxes.ground_wpm2;
    double const available_slope =
        -4.0 * input.emissivity * stefan_boltzmann * cubed - input.ground.slope_wpm2k;
    LatentHeat latent;
    if (input.priestley_taylor > 0.0) {
        bool const evaporates = available > 0.0;
        latent.flux_wpm2 = evaporates ? input.priestley_taylor * available : 0.0;
        latent.slope = evaporates ? input.priestley_taylor * available_slope : 0.0;
    } else {
        latent = latent_heat(input.air, exchange, input.vapour, surface_k);
    }
    fluxes.latent_wpm2 = latent.flux_wpm2;
    fluxes.residual_wpm2 = available - fluxes.sensible_wpm2 - fluxes.latent_wpm2;
    made.slope = available_slope - exchange.h_wpm2k - exchange.slope * warmer_k - latent.slope;
    return made;
}

} // namespace

FacetFluxes solve_facet(FacetInput const& input, double guess_k) noexcept {
    constexpr int most_iterations = 60;
    constexpr double close_enough_wpm2 = 1e-9, longest_move_k = 20.0, bracket_k = 400.0;
    // The true temperature lies between the two: every part falls as the surface warms.
    constexpr double bounds_k[] = {100.0, 1000.0};
    double coldest_k = bounds_k[0], hottest_k = bounds_k[1], moved_k = bounds_k[1];
    double surface_k = guess_k;
    Residual now = residual_at(input, surface_k);
    for (int i = 0; i < most_iterations; ++i) {
        if (std::abs(now.fluxes.residual_wpm2) < close_enough_wpm2) {
            now.fluxes.has_converged = true;
            break;
        }
        (now.fluxes.residual_wpm2 > 0.0 ? coldest_k : hottest_k) = surface_k;
        double const move_k = -now.fluxes.residual_wpm2 / now.slope;
        double next_k = surface_k + std::fmax(-longest_move_k, std::fmin(longest_move_k, move_k));
        // Between two flat sides of a steep place Newton's method goes to and fro: each move must be half of
        // the last.
        bool const is_inside = next_k > coldest_k && next_k < hottest_k;
        bool const is_short =
            hottest_k - coldest_k > bracket_k || std::abs(next_k - surface_k) < 0.5 * moved_k;
        if (!is_inside || !is_short) next_k = 0.5 * (coldest_k + hottest_k);
        moved_k = std::abs(next_k - surface_k);
        if (next_k == surface_k) break;
        surface_k = next_k;
        now = residual_at(input, surface_k);
    }
    constexpr double rounding_wpm2 = 1e-7; // near a steep latent bound, rounding of Ts alone leaves this much
    now.fluxes.has_converged = std::abs(now.fluxes.residual_wpm2) < rounding_wpm2;
    return now.fluxes;
}

} // namespace jumelle::heat
