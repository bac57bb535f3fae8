#pragma once

#include <cstdint>
#include <vector>

#include "core/territory/road_graph.hpp"
#include "models/traffic/kernels/link_network.hpp"

namespace jumelle::traffic {

/// The same network with what turns cost and which are allowed. Each node of which the graph names turns
/// falls apart into one end for each link that comes and one beginning for each that goes, joined by a link
/// for each turn that may be made, whose time is the turn's penalty whatever its flow. The node itself stays
/// as a terminal where trips begin and end. Links of the graph keep their numbers; those of turns follow.
/// @param network of `link_network`, of the same graph
/// @param zone_node nodes at which trips begin and end
/// Source: Kirby & Potts 1969, Transportation Research 3, 397-408.
LinkNetwork with_turns(LinkNetwork network, RoadGraph const& roads,
                       std::vector<std::int32_t> const& zone_node);

} // namespace jumelle::traffic
