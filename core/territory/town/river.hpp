#pragma once

#include "core/territory/town/plan.hpp"
#include "core/territory/town/terrain.hpp"

namespace jumelle::town {

/// Where the river enters and leaves, the bridges, and the mouths of the dry valleys.
TownLandmarks make_landmarks(TownOptions const& options, Frame const& frame, Terrain const& terrain,
                             Plan const& plan);

} // namespace jumelle::town
