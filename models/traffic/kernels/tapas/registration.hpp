#pragma once

#include <span>
#include <vector>

#include "models/traffic/kernels/tapas/search.hpp"

namespace jumelle::traffic {

/// Makes pairs of what searches found, in the order of findings, and takes out of the totals what cycles
/// lost. A finding joins a new pair with the same ways, or else one that serves it.
/// @param added gets who takes part in which pair
void register_findings(AssignmentState& state, std::span<Findings const> batch,
                       std::vector<PairTable::Membership>& added);

} // namespace jumelle::traffic
