#pragma once

#include "models/heat/kernels/evaporation.hpp"
#include "models/heat/kernels/facet_lanes.hpp"

namespace jumelle::heat {

/// What stands on or in facets side by side, and what closes their leaves.
struct LaneWater {
    alignas(64) Lane held_m, capacity_m;
    alignas(64) Lane shortwave_wpm2; ///< that arrives
    alignas(64) Lane air_factor;     ///< of `LeafAir`
    alignas(64) Lane upper_moisture; ///< of the soil near the surface, between the plants
};

/// The water of plants side by side, as it is kept.
struct RootLanes {
    float *upper_m = nullptr, *deep_m = nullptr;
    double upper_roots = 0.0; ///< share of the roots in the upper zone
};

/// The rain in `held_m` falls on what stands in `water_m`; `held_m` gets what there is then.
void rain_on_lanes(Index count, LaneWater& water, float* water_m) noexcept;
/// The rain in `held_m` falls on plants (`with_rain`); `held_m` gets what the roots find, as a part of
/// `capacity_m` (`root_moisture`), and `upper_moisture` that of the upper zone.
void rain_on_roots(Index count, LaneWater& water, RootLanes const& roots) noexcept;
/// What a latent heat flux leaves. @param lost_m metres of water for each W/m²
void dry_lanes(double lost_m, LaneWater const& water, Lane const& latent_wpm2, Index count,
               float* water_m) noexcept;
/// The same for plants (`without`).
void dry_roots(double lost_m, LaneWater const& water, Lane const& latent_wpm2, Index count,
               RootLanes const& roots) noexcept;

/// These fill `wet_share`, `resistance_spm`, `most_wpm2` and `priestley_taylor` of `count` lanes, as `Vapour`
/// has them for one.
///
/// @param most_wpm2m what the water at hand allows: W/m² for each metre of it

/// Sealed ground and roofs: free water as long as there is some. @returns whether there is on any
LaneVapour wet_sealed_lanes(double most_wpm2m, LaneWater const& water, Index count,
                            FacetLanes& lanes) noexcept;
/// Water that does not end.
LaneVapour wet_open_water_lanes(Index count, FacetLanes& lanes) noexcept;
/// Plants and the soil between them: `planted_resistance`.
LaneVapour wet_plant_lanes(double most_wpm2m, Leaves const& leaves, LaneWater const& water, Index count,
                           FacetLanes& lanes) noexcept;
/// Bare soil: `soil_resistance`.
LaneVapour wet_soil_lanes(double most_wpm2m, LaneWater const& water, Index count, FacetLanes& lanes) noexcept;
/// After one of these: a share of the available energy instead of resistances. `share` is that of wet ground;
/// ground that is not sealed has its part by how wet it is.
void wet_by_energy(double share, bool by_moisture, LaneWater const& water, Index count,
                   FacetLanes& lanes) noexcept;

} // namespace jumelle::heat
