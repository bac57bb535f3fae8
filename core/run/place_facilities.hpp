#pragma once

#include <vector>

#include "core/scenario/scenario.hpp"
#include "core/territory/territory.hpp"

namespace jumelle {

/// Farthest that a facility may stand from the node that is its door [m]: beyond, it was meant elsewhere.
inline constexpr double farthest_door_m = 1000.0;

/// Finds the node of each facility that a scenario names and adds it to `territory.facilities`.
/// @param faults all that is wrong; what has a fault is not added
void place_facilities(std::vector<FacilitySpec> const& facilities, Territory& territory, FaultList& faults);

} // namespace jumelle
