#pragma once

#include <functional>

#include "core/base/time_series.hpp"
#include "core/scenario/scenario.hpp"
#include "core/territory/territory.hpp"

namespace jumelle {

/// Where the tables and lines of structures come from. Each throws InputError.
struct StructureSources {
    std::function<TimeSeries(SeriesSpec const&, std::string const& unit)> series;
    std::function<std::vector<Point>(Value const& file)> line;
};

/// The structures of a scenario with their places in the territory.
/// @param faults all that is wrong; what has a fault is left out
/// @pre the scenario was made by `scenario_from` without faults
Structures structures_from(TerritorySpec const& spec, Territory const& territory,
                           StructureSources const& sources, FaultList& faults);

} // namespace jumelle
