#pragma once

#include <cstdint>
#include <vector>

#include "models/traffic/kernels/hierarchy/hierarchy.hpp"

namespace jumelle::traffic {

/// Parts of the town that can be worked on at the same time: a tree of regions cut from the elimination tree.
/// A leaf is a small subtree, an inner region a separator. Links of a region touch only vertices of the
/// region and of those above it in the tree, so two regions of the same depth share no link, nor does
/// anything below them.
struct Regions {
    std::vector<std::int32_t> of_link; ///< region of each link, that of its lower end
    std::vector<std::int32_t> parent;  ///< −1 at the top
    std::vector<std::int32_t> depth;   ///< 0 at the top

    std::int32_t regions() const { return static_cast<std::int32_t>(parent.size()); }
    std::int32_t depths() const;
    /// The lowest region that has both below it.
    std::int32_t common(std::int32_t a, std::int32_t b) const;
};

/// Cuts subtrees of at most `largest_leaf` vertices. The cut depends on the network alone, never on threads.
Regions make_regions(RankedNetwork const& network, Hierarchy const& hierarchy, std::int32_t largest_leaf);

} // namespace jumelle::traffic
