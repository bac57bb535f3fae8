#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/territory/grid.hpp"

namespace jumelle {

/// Directed road graph in compressed sparse rows: the edges that leave node `n` are
/// `out_begin[n] … out_begin[n + 1]`, sorted by (from, to). A two-way street is two edges.
struct RoadGraph {
    std::vector<Point> node;             ///< position of each node [m]
    std::vector<std::int32_t> out_begin; ///< nodes + 1 offsets into the edge arrays
    std::vector<std::int32_t> from, to;  ///< end nodes of each edge
    std::vector<double> length_m;        ///< along the street [m]
    std::vector<double> free_speed_mps;  ///< speed on the empty street [m/s]
    std::vector<double> capacity_vehps;  ///< largest flow of the whole edge, all lanes [veh/s]
    std::vector<std::int32_t> lanes;
    std::vector<std::string> edge_id; ///< the source's name of each edge, `way/1234`

    Index nodes() const { return static_cast<Index>(node.size()); }
    Index edges() const { return static_cast<Index>(to.size()); }
    bool empty() const { return node.empty(); }
    /// Positions of the edges that leave `n`: first and one past the last.
    std::pair<std::int32_t, std::int32_t> out_edges(std::int32_t n) const {
        return {out_begin[static_cast<std::size_t>(n)], out_begin[static_cast<std::size_t>(n) + 1]};
    }
};

/// One street in one direction, before it is sorted into a graph.
struct RoadEdge {
    std::int32_t from = 0, to = 0;
    double length_m = 0.0, free_speed_mps = 0.0, capacity_vehps = 0.0;
    std::int32_t lanes = 1;
    std::string id;
};

/// Sorts edges by (from, to, id) into compressed sparse rows.
/// @pre every `from` and `to` is a position in `nodes`
RoadGraph make_road_graph(std::vector<Point> nodes, std::vector<RoadEdge> edges);

/// Trips between nodes of the graph over the day: who wants to go where.
struct TripTable {
    std::vector<std::int32_t> zone_node;           ///< the node at which each zone's trips begin and end
    std::vector<std::int32_t> origin, destination; ///< zones, one pair an entry
    std::vector<double> trips_vehph;               ///< vehicles per hour of each pair
};

} // namespace jumelle
