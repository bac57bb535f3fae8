#include "core/territory/road_graph.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace jumelle {

RoadGraph make_road_graph(std::vector<Point> nodes, std::vector<RoadEdge> edges) {
    std::stable_sort(edges.begin(), edges.end(), [](RoadEdge const& a, RoadEdge const& b) {
        return std::tie(a.from, a.to, a.id) < std::tie(b.from, b.to, b.id);
    });
    RoadGraph graph;
    graph.out_begin.assign(nodes.size() + 1, 0);
    for (auto& edge : edges) {
        JUMELLE_EXPECTS(edge.from >= 0 && static_cast<std::size_t>(edge.from) < nodes.size());
        JUMELLE_EXPECTS(edge.to >= 0 && static_cast<std::size_t>(edge.to) < nodes.size());
        graph.out_begin[static_cast<std::size_t>(edge.from) + 1] += 1;
        graph.from.push_back(edge.from);
        graph.to.push_back(edge.to);
        graph.length_m.push_back(edge.length_m);
        graph.free_speed_mps.push_back(edge.free_speed_mps);
        graph.capacity_vehps.push_back(edge.capacity_vehps);
        graph.lanes.push_back(edge.lanes);
        bool const has_time = !std::isnan(edge.free_time_s);
        graph.free_time_s.push_back(has_time ? edge.free_time_s : edge.length_m / edge.free_speed_mps);
        graph.b.push_back(edge.b);
        graph.power.push_back(edge.power);
        graph.toll.push_back(edge.toll);
        graph.keep_out_s.push_back(edge.keep_out_s);
        graph.type.push_back(edge.type);
        graph.is_off_ground.push_back(edge.is_off_ground);
        graph.edge_id.push_back(std::move(edge.id));
    }
    for (std::size_t n = 1; n < graph.out_begin.size(); ++n) graph.out_begin[n] += graph.out_begin[n - 1];
    graph.node = std::move(nodes);
    return graph;
}

RoadEdge road_edge(RoadGraph const& graph, std::size_t edge) {
    RoadEdge made;
    made.from = graph.from[edge];
    made.to = graph.to[edge];
    made.length_m = graph.length_m[edge];
    made.free_speed_mps = graph.free_speed_mps[edge];
    made.capacity_vehps = graph.capacity_vehps[edge];
    made.lanes = graph.lanes[edge];
    made.id = graph.edge_id[edge];
    made.free_time_s = graph.free_time_s[edge];
    made.b = graph.b[edge];
    made.power = graph.power[edge];
    made.toll = graph.toll[edge];
    made.keep_out_s = graph.keep_out_s[edge];
    made.type = graph.type[edge];
    made.is_off_ground = graph.is_off_ground[edge];
    return made;
}

std::vector<std::int32_t> edges_named(RoadGraph const& graph, std::string const& name) {
    std::vector<std::int32_t> found;
    std::string const beginning = name + "/";
    for (std::size_t e = 0; e < graph.edge_id.size(); ++e) {
        bool const is_meant = graph.edge_id[e] == name || graph.edge_id[e].starts_with(beginning);
        if (is_meant) found.push_back(static_cast<std::int32_t>(e));
    }
    return found;
}

} // namespace jumelle
