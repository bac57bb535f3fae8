#include "models/traffic/kernels/hierarchy/regions.hpp"

#include "core/base/contract.hpp"

namespace jumelle::traffic {

namespace {

struct Subtrees {
    std::vector<std::int32_t> size;       ///< vertices in each subtree
    std::vector<std::int32_t> large_sons; ///< children whose subtree is no leaf region
};

Subtrees subtrees_of(std::vector<std::int32_t> const& tree, std::int32_t largest_leaf) {
    Subtrees subtrees{std::vector<std::int32_t>(tree.size(), 1), std::vector<std::int32_t>(tree.size(), 0)};
    for (std::size_t v = 0; v < tree.size(); ++v) {
        if (tree[v] < 0) continue;
        JUMELLE_EXPECTS(static_cast<std::size_t>(tree[v]) > v);
        auto const parent = static_cast<std::size_t>(tree[v]);
        subtrees.size[parent] += subtrees.size[v];
        if (subtrees.size[v] > largest_leaf) ++subtrees.large_sons[parent];
    }
    return subtrees;
}

void list_vertices(Regions& regions) {
    regions.begin.assign(regions.parent.size() + 1, 0);
    for (std::int32_t const region : regions.of_vertex) ++regions.begin[static_cast<std::size_t>(region) + 1];
    for (std::size_t r = 0; r < regions.parent.size(); ++r) regions.begin[r + 1] += regions.begin[r];
    regions.vertex.resize(regions.of_vertex.size());
    auto place = regions.begin;
    for (std::size_t v = 0; v < regions.of_vertex.size(); ++v) {
        auto const region = static_cast<std::size_t>(regions.of_vertex[v]);
        regions.vertex[static_cast<std::size_t>(place[region]++)] = static_cast<std::int32_t>(v);
    }
}

void find_turns(Regions& regions) {
    std::vector<Wait> downward, upward;
    std::int32_t const last = regions.regions() - 1;
    for (std::int32_t region = 1; region <= last; ++region) {
        std::int32_t const parent = regions.parent[static_cast<std::size_t>(region)];
        downward.push_back({parent, region});
        upward.push_back({last - region, last - parent});
    }
    regions.downward = precedence_of(regions.regions(), downward);
    regions.upward = precedence_of(regions.regions(), upward);
}

} // namespace

Regions make_regions(std::vector<std::int32_t> const& tree, std::int32_t largest_leaf) {
    Subtrees const subtrees = subtrees_of(tree, largest_leaf);
    Regions regions;
    regions.of_vertex.assign(tree.size(), 0);
    regions.parent = {-1}; // region 0 is above all roots
    for (std::size_t v = tree.size(); v-- > 0;) {
        std::int32_t const parent = tree[v];
        std::int32_t const above = parent < 0 ? 0 : regions.of_vertex[static_cast<std::size_t>(parent)];
        bool const is_small = subtrees.size[v] <= largest_leaf;
        bool const parent_is_small =
            parent >= 0 && subtrees.size[static_cast<std::size_t>(parent)] <= largest_leaf;
        bool const goes_on_a_chain =
            !is_small && parent >= 0 && subtrees.large_sons[static_cast<std::size_t>(parent)] == 1;
        if (parent_is_small || goes_on_a_chain) {
            regions.of_vertex[v] = above;
        } else {
            regions.of_vertex[v] = regions.regions();
            regions.parent.push_back(above);
        }
    }
    list_vertices(regions);
    find_turns(regions);
    return regions;
}

} // namespace jumelle::traffic
