#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/territory/road_graph.hpp"

namespace jumelle {

/// A road network as its files give it: the graph, the zones between which trips go, and what was repaired or
/// left out on the way, in words, for the records of a run.
struct RoadNetwork {
    RoadGraph roads;
    std::vector<std::int32_t> zone_node; ///< of each zone
    std::vector<std::string> zone_id;    ///< its name in the source
    std::vector<std::string> notes;
};

} // namespace jumelle
