#pragma once

#include "core/base/view.hpp"

namespace jumelle {

/// How many buildings the water reached, and who lives in them.
struct FloodedBuildings {
    Index buildings = 0; ///< all
    Index flooded = 0;
    double residents = 0.0; ///< of the flooded ones
};

/// A building is a group of cells with height > 0 that touch by their sides. It is flooded where at least
/// `flooded_depth_m` of water stood in one of its cells or in a cell that shares a side with it.
///
/// @param height_m, max_depth_m  rows × columns; NaN counts as neither building nor water
/// @param population             residents per cell, or null where not known
FloodedBuildings flooded_buildings(Array2D<double> const& height_m, Array2D<double> const& max_depth_m,
                                   Array2D<double> const* population);

} // namespace jumelle
