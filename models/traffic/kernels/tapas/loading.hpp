#pragma once

#include <cstdint>
#include <vector>

#include "models/traffic/kernels/tapas/search.hpp"

namespace jumelle::traffic {

/// Links that cost so much more than before that flow on them may be far from where it should be.
/// @param before cost of each link, @param now at the same flows
std::vector<std::int32_t> dearer_links(std::vector<double> const& before, std::vector<double> const& now);

/// Origins of which something does not travel as it should: less or more than is wanted, over closed links
/// or over `dearer` ones. Ascending.
std::vector<std::int32_t> origins_to_load(AssignmentState const& state,
                                          std::vector<std::int32_t> const& dearer);

/// Brings the flows of the given origins to their demand on open links: what uses closed links, or goes far
/// out of its way at the costs of the snapshot, or no longer wants to travel is taken out. What is missing
/// then travels the cheapest ways. Trips without any way are left at home: `carried` is 0. `state.x` is not
/// touched. Origins are independent of each other.
void load_origins(AssignmentState& state, std::vector<std::int32_t> const& origins,
                  std::vector<Searcher>& searchers);

/// x = Σ over origins of their flows, in origin order for each link.
void total_flows(AssignmentState& state);
/// Adds the flows of some origins to x. @param factor −1 takes them out
void add_flows(AssignmentState& state, std::vector<std::int32_t> const& origins, double factor);

} // namespace jumelle::traffic
