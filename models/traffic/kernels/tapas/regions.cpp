#include "models/traffic/kernels/tapas/regions.hpp"

#include <algorithm>

namespace jumelle::traffic {

std::int32_t Regions::depths() const {
    return depth.empty() ? 0 : *std::max_element(depth.begin(), depth.end()) + 1;
}

std::int32_t Regions::common(std::int32_t a, std::int32_t b) const {
    while (a != b) {
        std::int32_t& deeper =
            depth[static_cast<std::size_t>(a)] > depth[static_cast<std::size_t>(b)] ? a : b;
        deeper = parent[static_cast<std::size_t>(deeper)];
    }
    return a;
}

namespace {

struct EliminationTree {
    std::vector<std::int32_t> parent;     ///< −1 at roots
    std::vector<std::int32_t> size;       ///< vertices in each subtree
    std::vector<std::int32_t> large_sons; ///< children whose subtree is no leaf region
};

EliminationTree tree_of(Hierarchy const& hierarchy, std::int32_t largest_leaf) {
    auto const vertices = static_cast<std::size_t>(hierarchy.vertices());
    EliminationTree tree{{}, std::vector<std::int32_t>(vertices, 1), std::vector<std::int32_t>(vertices, 0)};
    for (std::size_t v = 0; v < vertices; ++v) {
        std::int32_t const parent = hierarchy.parent(static_cast<std::int32_t>(v));
        tree.parent.push_back(parent);
        if (parent < 0) continue;
        tree.size[static_cast<std::size_t>(parent)] += tree.size[v];
        if (tree.size[v] > largest_leaf) ++tree.large_sons[static_cast<std::size_t>(parent)];
    }
    return tree;
}

} // namespace

Regions make_regions(RankedNetwork const& network, Hierarchy const& hierarchy, std::int32_t largest_leaf) {
    EliminationTree const tree = tree_of(hierarchy, largest_leaf);
    // Region 0 is above all roots; it has the links between terminals too.
    Regions regions{{}, {-1}, {0}};
    auto const vertices = tree.parent.size();
    std::vector<std::int32_t> of_vertex(vertices, 0);
    for (std::size_t v = vertices; v-- > 0;) {
        std::int32_t const parent = tree.parent[v];
        std::int32_t const above = parent < 0 ? 0 : of_vertex[static_cast<std::size_t>(parent)];
        bool const is_small = tree.size[v] <= largest_leaf;
        bool const parent_is_small =
            parent >= 0 && tree.size[static_cast<std::size_t>(parent)] <= largest_leaf;
        bool const goes_on_a_chain =
            !is_small && parent >= 0 && tree.large_sons[static_cast<std::size_t>(parent)] == 1;
        if (parent_is_small || goes_on_a_chain) {
            of_vertex[v] = above;
        } else {
            of_vertex[v] = regions.regions();
            regions.parent.push_back(above);
            regions.depth.push_back(regions.depth[static_cast<std::size_t>(above)] + 1);
        }
    }
    for (std::int32_t link = 0; link < network.links(); ++link) {
        auto const at = static_cast<std::size_t>(link);
        std::int32_t const low = std::min(network.tail[at], network.head[at]);
        regions.of_link.push_back(network.may_pass(low) ? of_vertex[static_cast<std::size_t>(low)] : 0);
    }
    return regions;
}

} // namespace jumelle::traffic
