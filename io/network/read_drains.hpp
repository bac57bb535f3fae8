#pragma once

#include "core/scenario/scenario.hpp"
#include "core/territory/territory.hpp"

namespace jumelle {

/// Reads the drainage network of a scenario into its territory, with the scenario's inlets and pieces, and
/// records its files.
/// @param faults everything that is wrong with the network's files, all at once
/// @throws IoError where a file cannot be read
void add_drains(DrainsSpec const& spec, Territory& territory, FaultList& faults);

} // namespace jumelle
