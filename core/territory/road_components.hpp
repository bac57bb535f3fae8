#pragma once

#include <cstdint>
#include <vector>

#include "core/territory/road_graph.hpp"

namespace jumelle {

/// The parts that a graph falls into.
struct RoadComponents {
    std::vector<std::int32_t> of_node; ///< part of each node; parts are numbered by their smallest node
    std::int32_t count = 0;
};

/// Parts within which every node can be reached from every other along the directions of the edges.
/// Source: Tarjan 1972, SIAM J. Comput. 1, 146-160 (Boost.Graph).
RoadComponents strong_components(RoadGraph const& graph);

/// Parts that are connected when directions are ignored.
RoadComponents weak_components(RoadGraph const& graph);

/// The graph of the strong part with the most nodes (the first of equals): its nodes in the same order, and
/// the edges within it.
RoadGraph largest_strong_part(RoadGraph const& graph);

} // namespace jumelle
