#pragma once

#include <vector>

#include "models/traffic/kernels/tapas/outlook.hpp"
#include "models/traffic/kernels/tapas/search.hpp"
#include "models/traffic/kernels/tapas/tapas.hpp"

namespace jumelle::traffic {

/// What a look at some origins says.
struct Look {
    double total_cost = 0.0, shortest_cost = 0.0; ///< of those origins, exact
    double gap() const { return shortest_cost > 0.0 ? (total_cost - shortest_cost) / shortest_cost : 0.0; }
};

/// What to look at, and for what.
struct Search {
    std::vector<std::int32_t> origins; ///< ascending
    double least_gain = 0.0;           ///< reduced cost, relative to the label, that makes a link dear
};

/// Takes the snapshot, measures how far the origins are from their cheapest ways, registers new pairs in the
/// order of origins.
Look look_for_pairs(AssignmentState& state, Search const& search, std::vector<Searcher>& searchers,
                    Outlook& outlook);

/// Sweeps over all pairs until hardly any moves; drops those without use.
void equalise_all(AssignmentState& state, double gap);

} // namespace jumelle::traffic
