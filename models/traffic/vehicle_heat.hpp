#pragma once

#include <span>

#include "core/base/view.hpp"
#include "core/territory/bridge.hpp"

namespace jumelle::traffic {

/// Energy that a vehicle gives off as heat on its way, nearly all of what its fuel holds [J/m].
/// Source: Sailor & Lu 2004, Atmospheric Environment 38, 2737-2748.
inline constexpr double usual_vehicle_heat_jpm = 3975.0;

/// Heat that vehicles give off to the cells under their way:
///
///     Q(cell) = Σ over edges flow · length in the cell · heat / cell area
///
/// @param flow_vehps flow of each edge [veh/s]
/// @returns [W/m²], in the shape of the grid
Array2D<double> vehicle_heat_wpm2(RoadGraph const& roads, Grid const& grid,
                                  std::span<double const> flow_vehps, double heat_jpm);

} // namespace jumelle::traffic
