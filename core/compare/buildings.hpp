#pragma once

#include <cstdint>
#include <vector>

#include "core/base/view.hpp"

namespace jumelle {

/// Groups of cells with height > 0 that touch by their sides, and the worst that came to each.
struct Buildings {
    Array2D<std::int32_t> number; ///< of the building at each cell, from 0; −1 where there is none
    std::vector<double> worst;    ///< of each building: largest value in its cells and in those at its sides
};

/// @param height_m, values  rows × columns; NaN is neither a building nor a value, and no value counts as 0
Buildings find_buildings(Array2D<double> const& height_m, Array2D<double> const& values);

/// Sums of a number on cells, one a building; cells without a number do not count.
/// @pre `cells` has the shape of the buildings' grid
std::vector<double> sums_of_buildings(Buildings const& buildings, Array2D<double> const& cells);

/// How many buildings the water reached, and who lives in them.
struct FloodedBuildings {
    Index buildings = 0; ///< all
    Index flooded = 0;
    double residents = 0.0; ///< of the flooded ones
};

/// A building is flooded where at least `flooded_depth_m` of water stood in one of its cells or in a cell
/// that shares a side with it.
///
/// @param height_m, max_depth_m  rows × columns; NaN counts as neither building nor water
/// @param population             residents per cell, or null where not known
FloodedBuildings flooded_buildings(Array2D<double> const& height_m, Array2D<double> const& max_depth_m,
                                   Array2D<double> const* population);

} // namespace jumelle
