#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <limits>
#include <set>

#include "core/base/contract.hpp"
#include "core/territory/measures/roads.hpp"

namespace jumelle {

namespace {

/// Edges of a graph after it was sorted anew: where each of the old ones is now. Both keep the order of
/// (from, to, id), so that the old ones come in the same order.
std::vector<std::int32_t> places_of(RoadGraph const& before, RoadGraph const& now) {
    std::vector<std::int32_t> place(before.to.size());
    std::size_t old = 0;
    for (std::size_t e = 0; e < now.to.size() && old < place.size(); ++e) {
        bool const is_it = now.from[e] == before.from[old] && now.to[e] == before.to[old] &&
                           now.edge_id[e] == before.edge_id[old];
        if (is_it) place[old++] = static_cast<std::int32_t>(e);
    }
    JUMELLE_EXPECTS(old == place.size());
    return place;
}

/// Where the turns of a node are named, a new edge may be entered from all others and left into all, but not
/// straight back. @param place of the edges that were there before
void let_turn_into_new_edges(RoadGraph const& before, std::vector<std::int32_t> const& place,
                             RoadGraph& now) {
    std::vector<std::uint8_t> is_old(now.to.size(), 0);
    for (std::int32_t const edge : place) is_old[static_cast<std::size_t>(edge)] = 1;
    std::set<std::int32_t> named;
    for (RoadTurn const& turn : before.turns) named.insert(before.to[static_cast<std::size_t>(turn.in)]);
    for (std::int32_t const node : named) {
        auto const [first, last] = now.out_edges(node);
        for (std::size_t in = 0; in < now.to.size(); ++in) {
            if (now.to[in] != node || now.from[in] == node) continue;
            for (std::int32_t out = first; out < last; ++out) {
                auto const o = static_cast<std::size_t>(out);
                bool const is_new = is_old[in] == 0 || is_old[o] == 0;
                bool const is_back = now.from[in] == now.to[o];
                if (is_new && !is_back && now.to[o] != node)
                    now.turns.push_back({static_cast<std::int32_t>(in), out, 0.0});
            }
        }
    }
}

/// Everything of a graph that is not of its edges, brought to the new one.
void carry_over(RoadGraph const& before, RoadGraph& now) {
    auto const place = places_of(before, now);
    auto const moved = [&](std::int32_t edge) { return place[static_cast<std::size_t>(edge)]; };
    for (RoadTurn turn : before.turns) {
        turn.in = moved(turn.in);
        turn.out = moved(turn.out);
        now.turns.push_back(turn);
    }
    let_turn_into_new_edges(before, place, now);
    for (RoadClosure closure : before.closures) {
        std::transform(closure.edges.begin(), closure.edges.end(), closure.edges.begin(), moved);
        now.closures.push_back(std::move(closure));
    }
    now.is_terminal = before.is_terminal;
    now.node_id = before.node_id;
    now.units = before.units;
    now.has_positions = before.has_positions;
}

RoadEdge piece_of(NewRoad const& road, std::size_t piece, std::int32_t from, std::int32_t to) {
    RoadEdge edge;
    edge.from = from;
    edge.to = to;
    edge.length_m = road.length_m[piece];
    edge.free_speed_mps = road.speed_mps;
    edge.capacity_vehps = road.capacity_vehps;
    edge.lanes = road.lanes;
    return edge;
}

} // namespace

MeasureRecord add_road(Territory& territory, NewRoad const& road) {
    JUMELLE_EXPECTS(road.nodes.size() >= 2 && road.length_m.size() + 1 == road.nodes.size());
    RoadGraph const before = std::move(territory.roads);
    std::vector<Point> nodes = before.node;
    std::vector<RoadEdge> edges;
    for (std::size_t e = 0; e < before.to.size(); ++e) edges.push_back(road_edge(before, e));
    std::vector<std::int32_t> along = road.nodes;
    for (std::size_t i = 0; i < along.size(); ++i) {
        if (along[i] >= 0) continue;
        along[i] = static_cast<std::int32_t>(nodes.size());
        nodes.push_back(road.corners[i]);
    }
    MeasureRecord record;
    for (std::size_t i = 0; i + 1 < along.size(); ++i) {
        RoadEdge forward = piece_of(road, i, along[i], along[i + 1]);
        forward.id = fmt::format("{}/{}/forward", road.name, i + 1);
        RoadEdge backward = piece_of(road, i, along[i + 1], along[i]);
        backward.id = fmt::format("{}/{}/backward", road.name, i + 1);
        edges.push_back(std::move(forward));
        if (road.is_two_way) edges.push_back(std::move(backward));
        record.edges += road.is_two_way ? 2 : 1;
        record.length_m += road.length_m[i];
    }
    territory.roads = make_road_graph(std::move(nodes), std::move(edges));
    RoadGraph& now = territory.roads;
    carry_over(before, now);
    if (!now.is_terminal.empty()) now.is_terminal.resize(now.node.size(), 0);
    for (std::size_t n = now.node_id.size(); !now.node_id.empty() && n < now.node.size(); ++n)
        now.node_id.push_back(fmt::format("{}/{}", road.name, n + 1 - before.node.size()));
    return record;
}

std::optional<std::int32_t> node_near(RoadGraph const& roads, Point point, double reach_m) {
    double nearest_m = std::numeric_limits<double>::infinity();
    std::optional<std::int32_t> found;
    for (std::size_t n = 0; n < roads.node.size(); ++n) {
        double const distance_m = std::hypot(roads.node[n].x_m - point.x_m, roads.node[n].y_m - point.y_m);
        if (distance_m > reach_m || distance_m >= nearest_m) continue;
        nearest_m = distance_m;
        found = static_cast<std::int32_t>(n);
    }
    return found;
}

} // namespace jumelle
