#pragma once

#include "models/heat/kernels/air_exchange.hpp"
#include "models/heat/kernels/conduction.hpp"
#include "models/heat/kernels/evaporation.hpp"

namespace jumelle::heat {

/// Everything that acts on a facet during a step, but its own temperature.
struct FacetInput {
    double shortwave_wpm2 = 0.0; ///< absorbed
    double longwave_wpm2 = 0.0;  ///< that arrives
    double emissivity = 1.0;
    Air air;
    Roughness rough; ///< `height_m` 0: a wall
    Vapour vapour;
    /// Share of the available energy that goes into vapour, in place of `vapour` (simple mode); 0: not used.
    double priestley_taylor = 0.0;
    GroundAnswer ground;
};

/// Where the heat of a facet goes. Net radiation = sensible + latent + ground, up to `residual`.
struct FacetFluxes {
    double surface_k = 0.0;
    double shortwave_wpm2 = 0.0; ///< K*
    double longwave_wpm2 = 0.0;  ///< L*: ε (L↓ − σ Ts⁴)
    double sensible_wpm2 = 0.0, latent_wpm2 = 0.0, ground_wpm2 = 0.0;
    double residual_wpm2 = 0.0; ///< what the iteration left
    bool has_converged = false;
};

/// Finds the temperature at which K* + L* = H + LE + G, by Newton's method from `guess_k`. All parts hold
/// their present value: nothing is split off into an earlier or later step.
FacetFluxes solve_facet(FacetInput const& input, double guess_k) noexcept;

} // namespace jumelle::heat
