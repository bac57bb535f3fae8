#pragma once

#include <functional>

#include "core/scenario/scenario.hpp"
#include "core/territory/region.hpp"
#include "core/territory/territory.hpp"

namespace jumelle {

/// Where the areas and lines of measures come from. Each throws InputError.
struct MeasureSources {
    std::function<Region(RegionSpec const&)> region;
    std::function<std::vector<Point>(Value const& file)> line;
};

/// Makes the planned changes of a scenario, one after the other, and notes each in `territory.measures`.
/// Structures are noted only: they stand in `territory.structures`.
/// @param faults all that is wrong; what has a fault changes nothing
/// @pre the scenario was made by `scenario_from` without faults
void apply_measures(std::vector<MeasureSpec> const& measures, Territory& territory,
                    MeasureSources const& sources, FaultList& faults);

} // namespace jumelle
