#pragma once

#include <cstdint>
#include <vector>

#include "models/traffic/kernels/tapas/search.hpp"

namespace jumelle::traffic {

/// Brings the flows of the given groups of origins to their demand on open links: what is new travels the
/// cheapest way of the snapshot, what no longer wants to travel is taken out along its ways, and what uses
/// closed links changes over to the cheapest way. Trips without any way are left at home: `carried` is 0.
/// `state.x` is not touched. Groups are independent of each other.
void load_groups(AssignmentState& state, std::vector<std::int32_t> const& groups,
                 std::vector<Searcher>& searchers);

/// x = Σ over origins of their flows, in origin order for each link.
void total_flows(AssignmentState& state);

} // namespace jumelle::traffic
