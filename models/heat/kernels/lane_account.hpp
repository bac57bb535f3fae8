#pragma once

#include "models/heat/kernels/facet_lanes.hpp"

namespace jumelle::heat {

/// Heat that passes through facets side by side, Σ area × flux [W].
struct LaneAccount {
    double shortwave_in = 0.0, longwave_in = 0.0; ///< absorbed
    double longwave_out = 0.0, sensible_out = 0.0, latent_out = 0.0;
};

/// Adds up `count` facets, always in the same order. @param area_m2 of each
LaneAccount account_of(FacetKind const& kind, Lane const& area_m2, Index count,
                       FacetLanes const& lanes) noexcept;

} // namespace jumelle::heat
