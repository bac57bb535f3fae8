#include "models/traffic/kernels/hierarchy/hierarchy.hpp"

#include <algorithm>

#include "models/traffic/kernels/parts.hpp"

namespace jumelle::traffic {

namespace {

using Lists = std::vector<std::vector<std::int32_t>>;

/// Higher neighbours of each vertex by links alone; may repeat.
Lists higher_neighbours(RankedNetwork const& network) {
    Lists higher(static_cast<std::size_t>(network.passable));
    for (std::int32_t link = 0; link < network.links(); ++link) {
        auto const at = static_cast<std::size_t>(link);
        auto const [low, high] = std::minmax(network.tail[at], network.head[at]);
        if (network.may_pass(high)) higher[static_cast<std::size_t>(low)].push_back(high);
    }
    return higher;
}

/// Symbolic elimination: a vertex's higher neighbours are its own and those of its children in the
/// elimination tree. Source: George & Liu 1981, "Computer Solution of Large Sparse Positive Definite
/// Systems", chapter 5.
void fill_in(RankedNetwork const& network, Hierarchy& hierarchy) {
    Lists higher = higher_neighbours(network);
    std::vector<std::vector<std::int32_t>> children(higher.size());
    std::vector<std::int32_t> seen(higher.size(), -1);
    hierarchy.up_begin.push_back(0);
    for (std::int32_t v = 0; v < network.passable; ++v) {
        auto const first = static_cast<std::ptrdiff_t>(hierarchy.up_to.size());
        auto const take = [&](std::int32_t to) {
            if (to == v || seen[static_cast<std::size_t>(to)] == v) return;
            seen[static_cast<std::size_t>(to)] = v;
            hierarchy.up_to.push_back(to);
        };
        for (std::int32_t const to : higher[static_cast<std::size_t>(v)]) take(to);
        for (std::int32_t const child : children[static_cast<std::size_t>(v)]) {
            auto const c = static_cast<std::size_t>(child);
            for (auto i = hierarchy.up_begin[c]; i < hierarchy.up_begin[c + 1]; ++i) {
                take(hierarchy.up_to[static_cast<std::size_t>(i)]);
            }
        }
        std::sort(hierarchy.up_to.begin() + first, hierarchy.up_to.end());
        hierarchy.up_begin.push_back(hierarchy.arcs());
        std::int32_t const parent = hierarchy.parent(v);
        if (parent >= 0) children[static_cast<std::size_t>(parent)].push_back(v);
    }
}

/// The higher neighbours of v make a clique, so each pair x < y finds y among the higher neighbours of x.
void list_triangles_at(Hierarchy& hierarchy, std::size_t v) {
    auto const& begin = hierarchy.up_begin;
    std::int32_t const* const to = hierarchy.up_to.data();
    std::int32_t* triangle = hierarchy.triangle.data() + hierarchy.triangle_begin[v];
    for (auto i = begin[v]; i < begin[v + 1]; ++i) {
        auto arc = begin[static_cast<std::size_t>(to[i])];
        for (auto j = i + 1; j < begin[v + 1]; ++j) {
            while (to[arc] != to[j]) ++arc;
            *triangle++ = arc;
        }
    }
}

void list_triangles(Hierarchy& hierarchy) {
    hierarchy.triangle_begin.push_back(0);
    for (std::size_t v = 0; v + 1 < hierarchy.up_begin.size(); ++v) {
        std::int64_t const higher = hierarchy.up_begin[v + 1] - hierarchy.up_begin[v];
        hierarchy.triangle_begin.push_back(hierarchy.triangle_begin.back() + higher * (higher - 1) / 2);
    }
    hierarchy.triangle.resize(static_cast<std::size_t>(hierarchy.triangle_begin.back()));
    for_chunks(hierarchy.vertices(), static_cast<double>(hierarchy.triangle.size()), [&](RowRange range) {
        for (Index v = range.begin; v < range.end; ++v)
            list_triangles_at(hierarchy, static_cast<std::size_t>(v));
    });
}

Regions regions_of(Hierarchy const& hierarchy) {
    /// A leaf has at most this share of the vertices.
    constexpr std::int32_t leaves_of_a_town = 24;
    std::vector<std::int32_t> tree;
    for (std::int32_t v = 0; v < hierarchy.vertices(); ++v) tree.push_back(hierarchy.parent(v));
    return make_regions(tree, std::max(hierarchy.vertices() / leaves_of_a_town, 1));
}

void measure_depths(Hierarchy& hierarchy) {
    hierarchy.depth.resize(static_cast<std::size_t>(hierarchy.vertices()));
    for (std::int32_t v = hierarchy.vertices() - 1; v >= 0; --v) {
        std::int32_t const parent = hierarchy.parent(v);
        std::int32_t const depth = parent < 0 ? 0 : hierarchy.depth[static_cast<std::size_t>(parent)] + 1;
        hierarchy.depth[static_cast<std::size_t>(v)] = depth;
        hierarchy.depths = std::max(hierarchy.depths, depth + 1);
    }
}

} // namespace

Hierarchy make_hierarchy(RankedNetwork const& network) {
    Hierarchy hierarchy;
    fill_in(network, hierarchy);
    list_triangles(hierarchy);
    hierarchy.regions = regions_of(hierarchy);
    measure_depths(hierarchy);
    for (std::int32_t link = 0; link < network.links(); ++link) {
        auto const at = static_cast<std::size_t>(link);
        auto const [low, high] = std::minmax(network.tail[at], network.head[at]);
        std::int32_t arc = -1;
        if (network.may_pass(high)) {
            auto const first = hierarchy.up_to.begin() + hierarchy.up_begin[static_cast<std::size_t>(low)];
            auto const last = hierarchy.up_to.begin() + hierarchy.up_begin[static_cast<std::size_t>(low) + 1];
            arc = static_cast<std::int32_t>(std::lower_bound(first, last, high) - hierarchy.up_to.begin());
        }
        hierarchy.arc_of_link.push_back(arc);
        hierarchy.is_upward.push_back(network.tail[at] == low ? 1 : 0);
    }
    return hierarchy;
}

} // namespace jumelle::traffic
