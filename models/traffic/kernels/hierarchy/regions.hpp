#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "models/traffic/kernels/turns.hpp"

namespace jumelle::traffic {

/// Parts of the town that can be worked on at the same time: a tree of regions cut from an elimination tree.
/// A leaf is a small subtree, an inner region a separator. Higher neighbours of a region's vertices lie in
/// the region and in those above it.
struct Regions {
    std::vector<std::int32_t> of_vertex;
    std::vector<std::int32_t> parent; ///< −1 at the top; else a lower number
    std::vector<std::int32_t> begin;  ///< regions + 1 offsets into `vertex`
    std::vector<std::int32_t> vertex; ///< of each region, ascending
    Precedence downward;              ///< each region after the one above it
    Precedence upward; ///< each after those below it; item i is the region with number regions − 1 − i

    std::int32_t regions() const { return static_cast<std::int32_t>(parent.size()); }
    std::span<std::int32_t const> vertices_of(std::int32_t region) const {
        auto const first = begin[static_cast<std::size_t>(region)];
        auto const last = begin[static_cast<std::size_t>(region) + 1];
        return {vertex.data() + first, static_cast<std::size_t>(last - first)};
    }
};

/// Cuts subtrees of at most `largest_leaf` vertices. The cut depends on the tree alone, never on threads.
/// @param tree parent of each vertex, a higher number; −1 at roots
Regions make_regions(std::vector<std::int32_t> const& tree, std::int32_t largest_leaf);

} // namespace jumelle::traffic
