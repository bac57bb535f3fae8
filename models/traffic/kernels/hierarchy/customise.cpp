#include <algorithm>
#include <atomic>
#include <numeric>

#include "core/base/contract.hpp"
#include "core/base/kernel.hpp"
#include "models/traffic/kernels/hierarchy/hierarchy.hpp"
#include "models/traffic/kernels/parts.hpp"

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

/// The same where others may lower the way at the same time: what is least does not depend on who comes
/// first.
JUMELLE_INLINE void lower_shared(double& way, double cost) {
    std::atomic_ref<double> const shared(way);
    double before = shared.load(std::memory_order_relaxed);
    while (cost < before && !shared.compare_exchange_weak(before, cost, std::memory_order_relaxed)) {
    }
}

/// w(x, y) ← min(w(x, y), w(x, v) + w(v, y)) for each vertex v of a region upward and its higher neighbours
/// x < y. Arcs of x above the region belong to others too, unless the whole is the work of one.
JUMELLE_KERNEL void over_lower_vertices(Hierarchy const& hierarchy, std::int32_t region, bool is_alone,
                                        Both* arc) {
    std::int32_t const* const begin = hierarchy.up_begin.data();
    for (std::int32_t const v : hierarchy.regions.vertices_of(region)) {
        std::int32_t const* triangle = hierarchy.triangle.data() + hierarchy.triangle_begin.data()[v];
        std::int32_t const end = begin[v + 1];
        for (std::int32_t i = begin[v]; i < end; ++i) {
            Both const to_v = turned(arc[i]);
            std::int32_t const x = hierarchy.up_to.data()[i];
            if (is_alone || hierarchy.regions.of_vertex.data()[x] == region) {
                for (std::int32_t j = i + 1; j < end; ++j)
                    lower(arc[*triangle++], to_v.up + arc[j].up, to_v.down + arc[j].down);
            } else {
                for (std::int32_t j = i + 1; j < end; ++j) {
                    Both& way = arc[*triangle++];
                    lower_shared(way.up, to_v.up + arc[j].up);
                    lower_shared(way.down, to_v.down + arc[j].down);
                }
            }
        }
    }
}

/// Whether a direction of an arc is kept: no way over a higher vertex is shorter. What is as short in exact
/// numbers but longer by rounding may stay; it changes no distance.
JUMELLE_INLINE bool is_kept(double arc, double distance) {
    return is_reachable(arc) & (arc <= distance);
}

/// The shortest of the ways over higher vertices too: for vertices v of a region downward,
/// w(v, x) ← w(v, y) + w(y, x) and w(v, y) ← w(v, x) + w(x, y). Arcs are then distances between their ends.
/// Counts what is kept of each vertex's, upward one place behind it.
JUMELLE_KERNEL void over_higher_vertices(Hierarchy const& hierarchy, std::int32_t region,
                                         HierarchyCosts& costs) {
    std::span<std::int32_t const> const vertices = hierarchy.regions.vertices_of(region);
    Both const* const arc = costs.arc.data();
    Both* const distance = costs.distance.data();
    for (std::size_t at = vertices.size(); at-- > 0;) {
        std::int32_t const v = vertices[at];
        std::int32_t const* triangle = hierarchy.triangle.data() + hierarchy.triangle_begin.data()[v + 1];
        std::int32_t const begin = hierarchy.up_begin.data()[v], end = hierarchy.up_begin.data()[v + 1];
        for (std::int32_t i = begin; i < end; ++i) distance[i] = arc[i];
        for (std::int32_t i = end - 1; i >= begin; --i) {
            Both vx = distance[i];
            for (std::int32_t j = end - 1; j > i; --j) {
                Both const xy = distance[*--triangle];
                Both const vy = distance[j];
                lower(vx, vy.up + xy.down, xy.up + vy.down);
                lower(distance[j], vx.up + xy.up, xy.down + vx.down);
            }
            distance[i] = vx;
        }
        std::int32_t ups = 0, downs = 0;
        for (std::int32_t i = begin; i < end; ++i) {
            ups += is_kept(arc[i].up, distance[i].up) ? 1 : 0;
            downs += is_kept(arc[i].down, distance[i].down) ? 1 : 0;
        }
        costs.up_begin.data()[v + 1] = ups;
        costs.down_count.data()[v] = downs;
    }
}

/// One direction of what some vertices keep, to be filled from one end to the other.
struct Kept {
    std::int32_t* vertex;
    double* cost;
    std::int32_t next, end;

    /// What is not kept is written over by the next: cheaper than to ask first.
    JUMELLE_INLINE void put(std::int32_t to, double arc, bool is_wanted) {
        if (next < end) {
            vertex[next] = to;
            cost[next] = arc;
        }
        next += is_wanted ? 1 : 0;
    }
};

/// Puts what is kept of some vertices' arcs into its places.
JUMELLE_KERNEL void keep_shortest(Hierarchy const& hierarchy, RowRange vertices, HierarchyCosts& costs) {
    Kept up{costs.up_to.data(), costs.up.data(), costs.up_begin.data()[vertices.begin],
            costs.up_begin.data()[vertices.end]};
    for (Index v = vertices.begin; v < vertices.end; ++v) {
        std::int32_t const place = costs.down_place.data()[v];
        Kept down{costs.down_from.data(), costs.down.data(), place, place + costs.down_count.data()[v]};
        for (auto i = hierarchy.up_begin.data()[v]; i < hierarchy.up_begin.data()[v + 1]; ++i) {
            Both const arc = costs.arc.data()[i], distance = costs.distance.data()[i];
            std::int32_t const to = hierarchy.up_to.data()[i];
            up.put(to, arc.up, is_kept(arc.up, distance.up));
            down.put(to, arc.down, is_kept(arc.down, distance.down));
        }
    }
}

void start_with_links(Hierarchy const& hierarchy, std::span<double const> link_cost,
                      std::vector<Both>& arcs) {
    arcs.assign(static_cast<std::size_t>(hierarchy.arcs()), {unreachable_cost, unreachable_cost});
    for (std::size_t link = 0; link < link_cost.size(); ++link) {
        if (hierarchy.arc_of_link[link] < 0) continue;
        Both& arc = arcs[static_cast<std::size_t>(hierarchy.arc_of_link[link])];
        double& way = hierarchy.is_upward[link] != 0 ? arc.up : arc.down;
        way = std::min(way, link_cost[link]);
    }
}

/// Puts vertices into the order in which labels go downward.
void order_downward(Hierarchy const& hierarchy, HierarchyCosts& costs) {
    constexpr std::int32_t most = 16; // numbers of arcs that are told apart
    auto const key = [&](std::size_t v) {
        return static_cast<std::size_t>(hierarchy.depth[v] * most + std::min(costs.down_count[v], most - 1));
    };
    std::vector<std::int32_t> next(static_cast<std::size_t>(hierarchy.depths * most) + 1, 0);
    for (std::size_t v = 0; v < costs.down_count.size(); ++v) ++next[key(v) + 1];
    std::partial_sum(next.begin(), next.end(), next.begin());
    for (std::size_t v = costs.down_count.size(); v-- > 0;)
        costs.down_order[static_cast<std::size_t>(next[key(v)]++)] = static_cast<std::int32_t>(v);
}

/// Turns what each vertex keeps into offsets.
void make_room(Hierarchy const& hierarchy, HierarchyCosts& costs) {
    std::partial_sum(costs.up_begin.begin(), costs.up_begin.end(), costs.up_begin.begin());
    order_downward(hierarchy, costs);
    std::int32_t place = 0;
    for (std::size_t i = 0; i < costs.down_order.size(); ++i) {
        auto const v = static_cast<std::size_t>(costs.down_order[i]);
        costs.down_place[v] = place;
        place += costs.down_count[v];
        costs.down_begin[i + 1] = place;
    }
    costs.up_to.resize(static_cast<std::size_t>(costs.up_begin.back()));
    costs.up.resize(costs.up_to.size());
    costs.down_from.resize(static_cast<std::size_t>(place));
    costs.down.resize(costs.down_from.size());
}

} // namespace

void customise(Hierarchy const& hierarchy, std::span<double const> link_cost, HierarchyCosts& costs) {
    JUMELLE_EXPECTS(link_cost.size() == hierarchy.arc_of_link.size());
    start_with_links(hierarchy, link_cost, costs.arc);
    costs.distance.resize(costs.arc.size());
    costs.up_begin.assign(static_cast<std::size_t>(hierarchy.vertices()) + 1, 0);
    costs.down_begin = costs.up_begin;
    costs.down_order.resize(static_cast<std::size_t>(hierarchy.vertices()));
    costs.down_count.resize(costs.down_order.size());
    costs.down_place.resize(costs.down_order.size());
    Regions const& regions = hierarchy.regions;
    Index const workers = threads_worth(static_cast<double>(hierarchy.triangle.size()));
    for_items_in_turn(regions.upward, workers, [&](Index, std::int32_t item) {
        over_lower_vertices(hierarchy, regions.regions() - 1 - item, workers == 1, costs.arc.data());
    });
    for_items_in_turn(regions.downward, workers,
                      [&](Index, std::int32_t region) { over_higher_vertices(hierarchy, region, costs); });
    make_room(hierarchy, costs);
    for_chunks(hierarchy.vertices(), static_cast<double>(hierarchy.arcs()),
               [&](RowRange vertices) { keep_shortest(hierarchy, vertices, costs); });
}

} // namespace jumelle::traffic
