#pragma once

#include <array>

#include "models/heat/kernels/conduction.hpp"

namespace jumelle::heat {

/// Facets of one material that are worked through side by side.
inline constexpr Index lane_count = 64;
using Lane = std::array<double, lane_count>;

/// What is the same for all facets of a material and a step.
struct FacetKind {
    double emissivity = 1.0;
    /// Sensible heat: h = still + per_wind U + ρ cp U neutral F(Ri); walls have the first two, all else the
    /// last.
    double still_wpm2k = 0.0, per_wind_wpm2k = 0.0;
    double neutral = 0.0, unstable_c = 0.0, height_m = 0.0;
    double slope_wpm2k = 0.0; ///< d G / d Ts
};

/// Balances of several facets: what `FacetInput` and `FacetFluxes` have for one.
struct FacetLanes {
    alignas(64) Lane shortwave_wpm2, longwave_wpm2;
    alignas(64) Lane air_k, vapour_pa, wind_mps, heat_jpm3k, gamma_papk;
    alignas(64) Lane wet_share, resistance_spm, most_wpm2, priestley_taylor;
    alignas(64) Lane offset_wpm2;
    alignas(64) Lane surface_k; ///< first guess; then the answer
    alignas(64) Lane net_longwave_wpm2, sensible_wpm2, latent_wpm2, ground_wpm2, residual_wpm2;
    alignas(64) std::array<Lane, node_count> a; ///< what `eliminate` leaves for `new_temperatures`
};

/// Where the temperatures of the layers of some facets stand, one array a node.
using NodeColumns = std::array<double*, node_count>;

/// The layers' answer of `count` facets: fills `offset_wpm2` and `a` (`eliminate` for many).
void eliminate_lanes(ConductionStep const& step, NodeColumns const& nodes, double bottom_k, Index count,
                     FacetLanes& lanes) noexcept;

/// Which facets of the lanes may give off vapour.
enum class LaneVapour { none, some };

/// Balances of `count` facets, each as `solve_facet` finds it: the answer of a lane does not depend on the
/// others. @returns whether all have converged
bool solve_lanes(FacetKind const& kind, LaneVapour vapour, Index count, FacetLanes& lanes) noexcept;

/// `new_temperatures` for many; their first nodes are taken from `top_k`.
void new_temperatures_lanes(ConductionStep const& step, Lane const& top_k, Index count,
                            FacetLanes const& lanes, NodeColumns const& nodes) noexcept;

} // namespace jumelle::heat
