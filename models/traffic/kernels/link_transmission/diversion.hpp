#pragma once

#include "models/traffic/kernels/link_transmission/node_step.hpp"

namespace jumelle::traffic {

/// One node at one step.
struct NodePlace {
    Junctions const& junctions;
    LinkTimes const& times;
    std::int32_t node = 0, step = 0;
};

/// Turns drivers away from closed links (capacity 0): their fractions are shared by the open exits of the
/// same row in proportion. A row whose exits are all closed goes to the open links of the node in proportion
/// to capacity, back where it came from only if nothing else is open; if nothing is, it waits. Leaves
/// `offers` as it is where nothing is closed, else lets it read the turns in `memory`.
void divert(NodePlace const& place, NodeMemory& memory, NodeOffers& offers);

} // namespace jumelle::traffic
