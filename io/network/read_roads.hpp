#pragma once

#include "core/scenario/scenario.hpp"
#include "core/territory/territory.hpp"

namespace jumelle {

/// Reads the road network and the trips of a scenario into its territory, and records their files with what
/// was repaired in them.
/// @param faults everything that is wrong with the files, all at once
/// @throws IoError where a file cannot be read
void add_roads(TerritorySpec const& spec, Territory& territory, FaultList& faults);

} // namespace jumelle
