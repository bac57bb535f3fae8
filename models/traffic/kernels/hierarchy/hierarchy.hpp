#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/base/view.hpp"
#include "models/traffic/kernels/hierarchy/regions.hpp"
#include "models/traffic/kernels/ranked_network.hpp"

namespace jumelle::traffic {

/// Cost of what cannot be reached or is closed. Finite, so that kernels may add it; sums of it stay finite.
inline constexpr double unreachable_cost = 1e300;
inline bool is_reachable(double label) {
    return label < 0.5 * unreachable_cost;
}

/// The topology of a customisable contraction hierarchy: the passable vertices with the arcs that eliminating
/// them in rank order fills in. Each arc joins a lower to a higher vertex and is used in both directions.
/// Source: Dibbelt, Strasser & Wagner 2016, ACM J. Exp. Algorithmics 21, 1.5.
struct Hierarchy {
    std::vector<std::int32_t> up_begin; ///< passable + 1 offsets: arcs from each vertex to higher ones
    std::vector<std::int32_t> up_to;    ///< ascending for each vertex
    /// For vertex v and each pair of its higher neighbours x < y, in order: the arc from x to y. The offsets
    /// are by vertex, one more than there are.
    std::vector<std::int64_t> triangle_begin;
    std::vector<std::int32_t> triangle;
    std::vector<std::int32_t> arc_of_link; ///< of each link; −1 where it touches a terminal
    std::vector<std::uint8_t> is_upward;   ///< whether each link leads to the higher vertex
    Regions regions;                       ///< of the elimination tree
    std::vector<std::int32_t> depth;       ///< of each vertex in it, 0 at roots
    std::int32_t depths = 0;               ///< one more than the largest

    std::int32_t vertices() const { return static_cast<std::int32_t>(up_begin.size()) - 1; }
    std::int32_t arcs() const { return static_cast<std::int32_t>(up_to.size()); }
    /// The lowest higher neighbour, which is the parent in the elimination tree; −1 at a root.
    std::int32_t parent(std::int32_t vertex) const {
        auto const at = static_cast<std::size_t>(vertex);
        return up_begin[at] == up_begin[at + 1] ? -1 : up_to[static_cast<std::size_t>(up_begin[at])];
    }
};

/// The same for any number of threads.
Hierarchy make_hierarchy(RankedNetwork const& network);

/// Costs of the arcs, shortest among all ways over lower vertices, once customised. Arcs that a way over a
/// higher vertex makes needless are left out: shortest distances do not change.
struct HierarchyCosts {
    struct Both {
        double up, down; ///< towards the higher, towards the lower vertex
    };
    std::vector<Both> arc;
    std::vector<Both> distance; ///< over higher vertices too: the shortest between the ends of each arc
    /// What is left of the arcs, upward by lower vertex in the order of `Hierarchy`.
    std::vector<std::int32_t> up_begin, up_to;
    std::vector<double> up;
    /// Downward by place in `down_order`: each vertex behind its higher neighbours, by depth and then by how
    /// many arcs it has, so that neither a row just written nor another number of arcs is waited for.
    std::vector<std::int32_t> down_order, down_begin, down_from;
    std::vector<double> down;
    std::vector<std::int32_t> down_count, down_place; ///< of each vertex: arcs, and where they stand
};

/// Costs for a snapshot of link costs, the same bits for any number of threads. @param link_cost one a link,
/// > 0, or `unreachable_cost`
void customise(Hierarchy const& hierarchy, std::span<double const> link_cost, HierarchyCosts& costs);

} // namespace jumelle::traffic
