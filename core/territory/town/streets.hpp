#pragma once

#include "core/territory/town/plan.hpp"
#include "core/territory/town/terrain.hpp"
#include "core/territory/town/urbanity.hpp"

namespace jumelle::town {

/// Streets and blocks: quays along the river, avenues with bridges on the ridges, streets in the dry valleys,
/// rings of boulevards around the centre, and in between smaller and smaller cuts until blocks have their
/// size. The uses of the blocks are not set here.
Plan make_plan(TownOptions const& options, Frame const& frame, Terrain const& terrain,
               Urbanity const& urbanity);

} // namespace jumelle::town
