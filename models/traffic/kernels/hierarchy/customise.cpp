#include <algorithm>
#include <array>

#include "core/base/contract.hpp"
#include "core/base/kernel.hpp"
#include "models/traffic/kernels/hierarchy/hierarchy.hpp"

namespace jumelle::traffic {

namespace {

using Both = HierarchyCosts::Both;

/// The other way round.
JUMELLE_INLINE Both turned(Both way) {
    return {way.down, way.up};
}
JUMELLE_INLINE void lower(Both& way, double up, double down) {
    way.up = std::min(way.up, up);
    way.down = std::min(way.down, down);
}

/// w(x, y) ← min(w(x, y), w(x, v) + w(v, y)) for each vertex v upward and its higher neighbours x < y.
JUMELLE_KERNEL void over_lower_vertices(Hierarchy const& hierarchy, Both* arc) {
    std::int32_t const* triangle = hierarchy.triangle.data();
    std::int32_t const* const begin = hierarchy.up_begin.data();
    std::int32_t const vertices = hierarchy.vertices();
    for (std::int32_t v = 0; v < vertices; ++v) {
        std::int32_t const end = begin[v + 1];
        for (std::int32_t i = begin[v]; i < end; ++i) {
            Both const to_v = turned(arc[i]);
            for (std::int32_t j = i + 1; j < end; ++j) {
                lower(arc[*triangle++], to_v.up + arc[j].up, to_v.down + arc[j].down);
            }
        }
    }
}

/// The shortest of the ways over higher vertices too: for vertices downward, w(v, x) ← w(v, y) + w(y, x) and
/// w(v, y) ← w(v, x) + w(x, y). Arcs are then distances between their ends.
JUMELLE_KERNEL void over_higher_vertices(Hierarchy const& hierarchy, Both* arc) {
    std::int32_t const* triangle = hierarchy.triangle.data() + hierarchy.triangle.size();
    std::int32_t const* const begin = hierarchy.up_begin.data();
    for (std::int32_t v = hierarchy.vertices() - 1; v >= 0; --v) {
        for (std::int32_t i = begin[v + 1] - 1; i >= begin[v]; --i) {
            Both vx = arc[i];
            for (std::int32_t j = begin[v + 1] - 1; j > i; --j) {
                Both const xy = arc[*--triangle];
                Both const vy = arc[j];
                lower(vx, vy.up + xy.down, xy.up + vy.down);
                lower(arc[j], vx.up + xy.up, xy.down + vx.down);
            }
            arc[i] = vx;
        }
    }
}

/// One direction of all arcs, where they are kept.
struct Kept {
    std::int32_t* begin;
    std::int32_t* end_vertex;
    double* cost;
};

/// Keeps the directions of arcs for which no way over a higher vertex was shorter. What is as short in exact
/// numbers but longer by rounding may stay; it changes no distance. @returns how many upward, and downward
JUMELLE_KERNEL std::array<std::int32_t, 2> keep_shortest(Hierarchy const& hierarchy, Both const* arc,
                                                         Both const* shortest, Kept up, Kept down) {
    std::int32_t const* const begin = hierarchy.up_begin.data();
    std::int32_t const* const to = hierarchy.up_to.data();
    std::int32_t const vertices = hierarchy.vertices();
    std::int32_t ups = 0, downs = 0;
    for (std::int32_t v = 0; v < vertices; ++v) {
        up.begin[v] = ups;
        down.begin[v] = downs;
        // What is not kept is written over by the next: cheaper than to ask first.
        for (std::int32_t i = begin[v]; i < begin[v + 1]; ++i) {
            up.end_vertex[ups] = to[i];
            up.cost[ups] = arc[i].up;
            ups += (is_reachable(arc[i].up) & (arc[i].up <= shortest[i].up)) ? 1 : 0;
            down.end_vertex[downs] = to[i];
            down.cost[downs] = arc[i].down;
            downs += (is_reachable(arc[i].down) & (arc[i].down <= shortest[i].down)) ? 1 : 0;
        }
    }
    up.begin[vertices] = ups;
    down.begin[vertices] = downs;
    return {ups, downs};
}

void keep_needed(Hierarchy const& hierarchy, std::vector<Both> const& shortest, HierarchyCosts& costs) {
    auto const begins = static_cast<std::size_t>(hierarchy.vertices()) + 1;
    auto const arcs = static_cast<std::size_t>(hierarchy.arcs()) + 1; // one more, to be written over
    costs.up_begin.resize(begins);
    costs.down_begin.resize(begins);
    costs.up_to.resize(arcs);
    costs.down_from.resize(arcs);
    costs.up.resize(arcs);
    costs.down.resize(arcs);
    auto const [ups, downs] =
        keep_shortest(hierarchy, costs.arc.data(), shortest.data(),
                      {costs.up_begin.data(), costs.up_to.data(), costs.up.data()},
                      {costs.down_begin.data(), costs.down_from.data(), costs.down.data()});
    costs.up_to.resize(static_cast<std::size_t>(ups));
    costs.up.resize(static_cast<std::size_t>(ups));
    costs.down_from.resize(static_cast<std::size_t>(downs));
    costs.down.resize(static_cast<std::size_t>(downs));
}

} // namespace

void customise(Hierarchy const& hierarchy, std::span<double const> link_cost, HierarchyCosts& costs) {
    JUMELLE_EXPECTS(link_cost.size() == hierarchy.arc_of_link.size());
    costs.arc.assign(static_cast<std::size_t>(hierarchy.arcs()), {unreachable_cost, unreachable_cost});
    for (std::size_t link = 0; link < link_cost.size(); ++link) {
        if (hierarchy.arc_of_link[link] < 0) continue;
        Both& arc = costs.arc[static_cast<std::size_t>(hierarchy.arc_of_link[link])];
        double& way = hierarchy.is_upward[link] != 0 ? arc.up : arc.down;
        way = std::min(way, link_cost[link]);
    }
    over_lower_vertices(hierarchy, costs.arc.data());
    std::vector<Both> shortest = costs.arc;
    over_higher_vertices(hierarchy, shortest.data());
    keep_needed(hierarchy, shortest, costs);
}

} // namespace jumelle::traffic
