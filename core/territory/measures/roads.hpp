#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/territory/measures/record.hpp"
#include "core/territory/region.hpp"
#include "core/territory/territory.hpp"

/// Measures on streets and trips. What they change is in the graph; a model of traffic finds the rest.
namespace jumelle {

/// New properties of edges; what is empty stays.
struct RoadChange {
    std::optional<double> highest_speed_mps; ///< nobody drives faster; slower streets stay as they are
    std::optional<std::int32_t> lanes;       ///< the capacity follows in proportion
    std::optional<double> toll;              ///< of each edge [the money of the source]
};
MeasureRecord change_roads(Territory& territory, std::vector<std::int32_t> const& edges,
                           RoadChange const& change);

/// Closes edges from `from_s` until `until_s` after the start of the run.
MeasureRecord close_roads(Territory& territory, std::vector<std::int32_t> edges, double from_s,
                          double until_s);

/// Through traffic is kept out of a region: drivers choose their way as if passing its border took
/// `detour_s` / 2 more. Who begins or ends inside passes it once whatever the way, so that the choice of
/// those does not change; who drives through passes it twice and takes any detour of up to `detour_s`
/// instead. Driving times and sums of vehicle hours are without it. @pre the roads have positions
MeasureRecord keep_out_through_traffic(Territory& territory, Region const& region, double detour_s);

/// A street along a line of points; its first and last one are nodes of the graph already.
struct NewRoad {
    std::string name;                ///< edges are called name/1/forward, name/1/backward, name/2/forward …
    std::vector<std::int32_t> nodes; ///< of its ends, and between them: −1 for a point of its own
    std::vector<Point> corners;      ///< one a node; without use for roads that have no positions
    std::vector<double> length_m;    ///< of its pieces
    double speed_mps = 0.0, capacity_vehps = 0.0; ///< of one direction
    std::int32_t lanes = 1;                       ///< of one direction
    bool is_two_way = true;
};
/// Adds its nodes and edges; closures and turns stay with their edges.
MeasureRecord add_road(Territory& territory, NewRoad const& road);

/// The node nearest to a point; nothing where none lies within `reach_m`. @pre the roads have positions
std::optional<std::int32_t> node_near(RoadGraph const& roads, Point point, double reach_m);

/// All trips become `factor` times as many.
MeasureRecord shift_demand(Territory& territory, double factor);

/// Edges with both ends in the region. @pre the roads have positions
std::vector<std::int32_t> edges_inside(Territory const& territory, Region const& region);

} // namespace jumelle
