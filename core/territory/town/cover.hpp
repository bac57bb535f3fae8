#pragma once

#include "core/territory/land_cover.hpp"
#include "core/territory/town/buildings.hpp"
#include "core/territory/town/terrain.hpp"

namespace jumelle::town {

/// What is at one place, apart from its height above the datum.
struct Ground {
    LandCover cover = LandCover::grass;
    Built built;
    double canopy_m = 0.0;
    bool carriageway = false; ///< lies a kerb lower than the ground beside it
};

/// All that the ground of a town follows from; holds references, so it must not outlive them.
struct TownParts {
    std::uint64_t seed = 0;
    Frame const& frame;
    Terrain const& terrain;
    Plan const& plan;
    SmoothNoise const& groves; ///< where parks are wooded and where they are open
};

Ground ground_at(TownParts const& town, PlanPoint place);

} // namespace jumelle::town
