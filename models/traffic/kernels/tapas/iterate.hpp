#pragma once

#include <vector>

#include "models/traffic/kernels/tapas/search.hpp"
#include "models/traffic/kernels/tapas/tapas.hpp"

namespace jumelle::traffic {

/// One look at all origins: where they stand, and the pairs that would bring them nearer.
struct Look {
    double total_cost = 0.0, shortest_cost = 0.0;
    double gap() const { return shortest_cost > 0.0 ? (total_cost - shortest_cost) / shortest_cost : 0.0; }
};

/// Takes the snapshot, measures the gap, registers new pairs in origin order.
/// @param least_gain reduced cost, relative to the label, that makes a link dear
Look look_for_pairs(AssignmentState& state, double least_gain, std::vector<Searcher>& searchers);

/// Sweeps over all pairs until hardly any moves; drops those without use.
void equalise_all(AssignmentState& state, double gap);

} // namespace jumelle::traffic
