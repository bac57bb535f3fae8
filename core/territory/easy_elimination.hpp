#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/territory/dissection.hpp"

namespace jumelle {

/// A graph from which nodes with at most two neighbours are eliminated, over and over: dead ends and bends of
/// streets, of which an elimination makes at most one new edge and never a longer list of neighbours. What is
/// left is smaller for a method that looks for separators.
/// Source: rules of degree 1 and 2, Bodlaender, Koster & van den Eijkhof 2005, Computational Intelligence 21,
/// 286-305.
class EasyElimination {
  public:
    explicit EasyElimination(Neighbours const& graph);

    /// Nodes in the order in which they go; those without neighbours first. Neighbours of one that goes stay
    /// until the next round, so that a long street is halved and not eaten up from its end.
    std::vector<std::int32_t> const& order() const { return order_; }

    std::int32_t nodes() const { return static_cast<std::int32_t>(begin_.size()) - 1; }
    bool is_gone(std::int32_t node) const { return end_[static_cast<std::size_t>(node)] == gone; }
    /// Of a node that is left; all of them are left too. In no order.
    std::span<std::int32_t const> neighbours(std::int32_t node) const;

  private:
    void eliminate_loners();
    void eliminate_round(std::int32_t round);
    void eliminate(std::int32_t node);
    void replace(std::int32_t node, std::int32_t lost, std::int32_t behind);

    static constexpr std::int32_t gone = -1;
    std::vector<std::int32_t> begin_, end_, to_; ///< neighbours of each node; lists get no longer
    std::vector<std::int32_t> touched_;          ///< the round in which each last lost a neighbour
    std::vector<std::int32_t> waiting_, next_;   ///< nodes to be looked at in this round and the next
    std::vector<std::int32_t> order_;
};

} // namespace jumelle
