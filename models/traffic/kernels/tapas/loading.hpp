#pragma once

#include <cstdint>
#include <vector>

#include "models/traffic/kernels/tapas/search.hpp"

namespace jumelle::traffic {

/// Brings the flows of the given origins nearer to their demand on open links: what uses closed
/// links and what no longer wants to travel is taken out, and of what is missing then, `share` travels the
/// cheapest way of the snapshot. Trips without any way are left at home: `carried` is 0. `state.x` is not
/// touched. Origins are independent of each other.
/// @param share 0 … 1; 1 leaves nothing to be done
/// @returns the origins of which something was missing
std::vector<std::int32_t> load_origins(AssignmentState& state, std::vector<std::int32_t> const& origins,
                                       double share, std::vector<Searcher>& searchers);

/// x = Σ over origins of their flows, in origin order for each link.
void total_flows(AssignmentState& state);
/// The same, added to x, for some origins whose flows x does not have yet.
void add_flows(AssignmentState& state, std::vector<std::int32_t> const& origins);

} // namespace jumelle::traffic
