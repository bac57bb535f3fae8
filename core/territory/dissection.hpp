#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace jumelle {

/// An undirected graph in compressed sparse rows: neighbours of node n are `begin[n] … begin[n + 1]`, each
/// edge stands at both of its ends, no loops, no repeats.
struct Neighbours {
    std::vector<std::int32_t> begin;
    std::vector<std::int32_t> to;

    std::int32_t nodes() const { return static_cast<std::int32_t>(begin.size()) - 1; }
};

/// Who lies beside whom, whatever the direction of the links; loops and parallel links count once.
/// @pre from and to have the same length and lie in 0 … nodes − 1
Neighbours neighbours_of(std::int32_t nodes, std::span<std::int32_t const> from,
                         std::span<std::int32_t const> to);

/// Nodes in an order of elimination that keeps the filled graph small: both sides of a separator come before
/// the separator, over and over. Nodes without neighbours come first, then dead ends and bends. The same
/// graph always gives the same order.
/// @throws RunError where the ordering fails (no memory)
/// Source: George 1973, SIAM J. Numer. Anal. 10, 345-363; by METIS (Karypis & Kumar 1998, SIAM J. Sci.
/// Comput. 20, 359-392).
std::vector<std::int32_t> dissection_order(Neighbours const& graph);

} // namespace jumelle
