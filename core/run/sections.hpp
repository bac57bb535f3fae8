#pragma once

#include "core/scenario/scenario.hpp"
#include "core/territory/section.hpp"
#include "core/territory/territory.hpp"

namespace jumelle {

/// Finds the chain of faces of each section. Adds a fault for each section that reaches outside the grid,
/// that names an unknown place, or that is so short that no face lies under it.
std::vector<Section> place_sections(OutputSpec const& outputs, Territory const& territory, FaultList& faults);

} // namespace jumelle
