#include <algorithm>

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

/// Keeps an arc's direction where no way over a higher vertex was shorter. What is as short in exact numbers
/// but longer by rounding may stay; it changes no distance.
void keep_needed(Hierarchy const& hierarchy, std::vector<Both> const& shortest, HierarchyCosts& costs) {
    costs.up_begin.assign(1, 0);
    costs.down_begin.assign(1, 0);
    costs.up_to.clear();
    costs.down_from.clear();
    costs.up.clear();
    costs.down.clear();
    for (std::int32_t v = 0; v < hierarchy.vertices(); ++v) {
        auto const at = static_cast<std::size_t>(v);
        for (auto i = hierarchy.up_begin[at]; i < hierarchy.up_begin[at + 1]; ++i) {
            auto const arc = static_cast<std::size_t>(i);
            if (is_reachable(costs.arc[arc].up) && costs.arc[arc].up <= shortest[arc].up) {
                costs.up_to.push_back(hierarchy.up_to[arc]);
                costs.up.push_back(costs.arc[arc].up);
            }
            if (is_reachable(costs.arc[arc].down) && costs.arc[arc].down <= shortest[arc].down) {
                costs.down_from.push_back(hierarchy.up_to[arc]);
                costs.down.push_back(costs.arc[arc].down);
            }
        }
        costs.up_begin.push_back(static_cast<std::int32_t>(costs.up_to.size()));
        costs.down_begin.push_back(static_cast<std::int32_t>(costs.down_from.size()));
    }
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
