#pragma once

#include <vector>

#include "core/territory/territory.hpp"

namespace jumelle::traffic {

/// Whether the territory says where people live, and where its zones lie.
bool knows_residents(Territory const& territory);

/// Residents of the cells to which each zone is the nearest. Where two zones lie at one node, the first has
/// them all.
/// @pre knows_residents(territory)
std::vector<double> residents_of_zones(Territory const& territory);

} // namespace jumelle::traffic
