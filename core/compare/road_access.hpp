#pragma once

#include <cstdint>
#include <vector>

#include "core/territory/territory.hpp"

namespace jumelle {

/// Residents of the cells to which each node is the nearest one with an edge.
/// @pre the roads have positions; the territory has the field `population`
std::vector<double> residents_at_nodes(Territory const& territory);

enum class Direction {
    to_facility,  ///< residents drive there
    from_facility ///< help drives to them
};

/// Which way the time is asked for, and over which streets.
struct AccessQuestion {
    std::vector<std::int32_t> facilities; ///< nodes
    Direction direction = Direction::to_facility;
    std::vector<std::uint8_t> const* is_closed = nullptr; ///< one an edge
};

/// Shortest driving time on empty open streets between each node and the nearest facility [s]; infinite where
/// there is no way. Turns take no time and are all allowed; ways do not pass terminal nodes.
/// Source: Dijkstra 1959, Numer. Math. 1, 269-271.
std::vector<double> times_at_nodes(RoadGraph const& roads, AccessQuestion const& question);

} // namespace jumelle
