#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace jumelle::traffic {

/// Who wants to pass a node in one step and who can take them [vehicles].
struct NodeOffers {
    std::span<double const> sending;     ///< S_i, one an approach; 0 <= S_i <= C_i
    std::span<double const> capacity;    ///< C_i, one an approach
    std::span<double const> receiving;   ///< R_j, one an exit; infinity allowed
    std::span<std::int64_t const> begin; ///< approaches + 1 offsets into the next two
    std::int32_t const* exit = nullptr;  ///< of each turn, a position in `receiving`
    double const* fraction = nullptr;    ///< f_ij of each turn; each approach's sum to 1
};

/// Memory that the node model uses again and again.
struct NodeScratch {
    std::vector<double> left;   ///< of each exit: what it still takes
    std::vector<double> weight; ///< of each exit: capacity directed at it by approaches not yet settled
    std::vector<std::uint8_t> is_settled;
};

/// Flows through a node: sent_i of each approach, the turn i -> j carries f_ij sent_i. First-order model with
/// oriented capacities: an exit that cannot take all is shared in proportion to C_ij = f_ij C_i among the
/// approaches that it holds back, and who is held back by one exit is held back for all (first in, first
/// out). The flow is the largest that this allows, and does not change when S_i of a held-back approach grows
/// to C_i. Source: Tampère, Corthout, Cattrysse & Immers 2011, Transportation Research Part B 45, 289-309.
/// @pre sent has one entry an approach
void node_flows(NodeOffers const& offers, NodeScratch& scratch, std::span<double> sent);

} // namespace jumelle::traffic
