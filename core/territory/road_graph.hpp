#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include "core/territory/grid.hpp"

namespace jumelle {

/// Bureau of Public Roads 1964, Traffic Assignment Manual: the usual growth of driving time with flow.
inline constexpr double usual_bpr_b = 0.15, usual_bpr_power = 4.0;

/// Units in which a source counts time and flow, and in which sums over its network are told.
struct RoadUnits {
    static constexpr double usual_time_s = 60.0, usual_period_s = 3600.0;
    double time_s = usual_time_s;     ///< unit of time
    double period_s = usual_period_s; ///< to which a number of vehicles belongs
};

/// A turn from one edge into another at the node between them.
struct RoadTurn {
    std::int32_t in = 0, out = 0; ///< edges
    double penalty_s = 0.0;       ///< time that the turn takes beside that of its edges [s]
};

/// Edges that nobody may use for some time.
struct RoadClosure {
    std::vector<std::int32_t> edges;
    double from_s = 0.0; ///< after the start of the run
    double until_s = std::numeric_limits<double>::infinity();
};

/// Directed road graph in compressed sparse rows: the edges that leave node `n` are
/// `out_begin[n] … out_begin[n + 1]`, sorted by (from, to). A two-way street is two edges.
struct RoadGraph {
    std::vector<Point> node;             ///< position of each node [m]
    std::vector<std::int32_t> out_begin; ///< nodes + 1 offsets into the edge arrays
    std::vector<std::int32_t> from, to;  ///< end nodes of each edge
    std::vector<double> length_m;        ///< along the street [m]; NaN where the source has no unit of length
    std::vector<double> free_speed_mps;  ///< speed on the empty street [m/s]; NaN without a length
    std::vector<double> capacity_vehps;  ///< largest flow of the whole edge, all lanes [veh/s]
    std::vector<std::int32_t> lanes;
    std::vector<std::string> edge_id; ///< the source's name of each edge, `way/1234`

    std::vector<double> free_time_s;         ///< to drive along the empty street [s]
    std::vector<double> b, power;            ///< time at flow x: free_time (1 + b (x / capacity)^power)
    std::vector<double> toll;                ///< of the whole edge [the money of the source]
    std::vector<double> keep_out_s;          ///< time that drivers choose as if it took beside driving [s]
    std::vector<std::int32_t> type;          ///< the source's number of the kind of street; 0: not told
    std::vector<std::uint8_t> is_off_ground; ///< on a bridge or in a tunnel: water in the cells is not on it

    std::vector<std::string> node_id;      ///< the source's name of each node; empty: they have none
    std::vector<std::uint8_t> is_terminal; ///< one a node; paths begin or end there, never pass. Empty: none
    std::vector<RoadTurn> turns;           ///< that may be made where a node has any; empty: all
    std::vector<RoadClosure> closures;     ///< that planners or works bring
    RoadUnits units;                       ///< in which the source counts
    bool has_positions = true;             ///< whether the source says where its nodes lie

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
    double free_time_s = std::numeric_limits<double>::quiet_NaN(); ///< NaN: length / free speed
    double b = usual_bpr_b, power = usual_bpr_power, toll = 0.0;
    double keep_out_s = 0.0;
    std::int32_t type = 0;
    std::uint8_t is_off_ground = 0;
};

/// Sorts edges by (from, to, id) into compressed sparse rows.
/// @pre every `from` and `to` is a position in `nodes`
RoadGraph make_road_graph(std::vector<Point> nodes, std::vector<RoadEdge> edges);

/// One edge of a graph, with all that is known of it.
RoadEdge road_edge(RoadGraph const& graph, std::size_t edge);

/// Edges that a name stands for: those of that name, and those whose name goes on after it with a '/', so
/// that bridge/1 stands for both ways.
std::vector<std::int32_t> edges_named(RoadGraph const& graph, std::string const& name);

/// Trips between nodes of the graph over the day: who wants to go where.
struct TripTable {
    std::vector<std::int32_t> zone_node;           ///< the node at which each zone's trips begin and end
    std::vector<std::int32_t> origin, destination; ///< zones, one pair an entry
    std::vector<double> trips_vehph;               ///< vehicles per hour of each pair
    std::vector<std::string> zone_id;              ///< the source's name of each zone; empty: they have none
};

} // namespace jumelle
