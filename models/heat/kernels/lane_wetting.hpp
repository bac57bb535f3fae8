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
