#pragma once

#include <optional>
#include <vector>

#include "core/territory/measures/record.hpp"
#include "core/territory/region.hpp"
#include "core/territory/territory.hpp"

/// Measures on streets and trips. What they change is in the graph; a model of traffic finds the rest.
namespace jumelle {

/// New properties of edges; what is empty stays.
struct RoadChange {
    std::optional<double> highest_speed_mps; ///< nobody drives faster; slower streets stay as they are
    std::optional<std::int32_t> lanes;       ///< the capacity follows in proportion
    std::optional<double> toll;              ///< of each edge [the money of the source]
};
MeasureRecord change_roads(Territory& territory, std::vector<std::int32_t> const& edges,
                           RoadChange const& change);

/// Closes edges from `from_s` until `until_s` after the start of the run.
MeasureRecord close_roads(Territory& territory, std::vector<std::int32_t> edges, double from_s,
                          double until_s);

/// All trips become `factor` times as many.
MeasureRecord shift_demand(Territory& territory, double factor);

/// Edges with both ends in the region. @pre the roads have positions
std::vector<std::int32_t> edges_inside(Territory const& territory, Region const& region);

} // namespace jumelle
