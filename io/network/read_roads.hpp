#pragma once

#include <functional>

#include "core/scenario/scenario.hpp"
#include "core/territory/territory.hpp"
#include "core/territory/zone_matrix.hpp"

namespace jumelle {

/// Reads the matrix of trips that a scenario names; `io/hdf5` has one.
using MatrixReader = std::function<ZoneMatrix(DemandSpec const& spec)>;

/// Reads the road network and the trips of a scenario into its territory, and records their files with what
/// was repaired in them.
/// @param faults everything that is wrong with the files, all at once
/// @throws IoError where a file cannot be read
void add_roads(TerritorySpec const& spec, Territory& territory, MatrixReader const& read_matrix,
               FaultList& faults);

} // namespace jumelle
