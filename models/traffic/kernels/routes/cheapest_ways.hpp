#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "models/traffic/kernels/link_network.hpp"

namespace jumelle::traffic {

/// Sums along the cheapest ways from one node to all others. Belongs to one thread.
/// Source: Dijkstra 1959, Numer. Math. 1, 269-271.
class CheapestWays {
  public:
    /// @param network outlives this; its closures and terminals are heeded, its costs are not looked at
    explicit CheapestWays(LinkNetwork const& network);

    /// Finds the ways. Of several as cheap, the one whose last link has the lowest number counts among those
    /// from the nodes that are reached first. @pre cost >= 0, one a link
    void search(std::span<double const> cost, std::int32_t origin);

    /// Cost of the way to a node; infinite where there is none, 0 at the origin.
    double cost_to(std::int32_t node) const { return label_[static_cast<std::size_t>(node)]; }
    /// Σ quantity over the links of the way to each node; 0 at the origin, infinite where there is no way.
    /// @param quantity one a link
    std::vector<double> sums(std::span<double const> quantity) const;

    /// Nodes with a way, the nearest first.
    std::span<std::int32_t const> reached() const { return settled_; }

  private:
    LinkNetwork const& network_;
    std::vector<std::int32_t> out_begin_, out_; ///< links that leave each node
    std::vector<double> label_;
    std::vector<std::int32_t> link_into_; ///< last link of the way to each node; −1: none
    std::vector<std::int32_t> settled_;   ///< nodes in the order in which they were reached
};

} // namespace jumelle::traffic
