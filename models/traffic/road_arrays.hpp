#pragma once

#include "core/territory/road_graph.hpp"
#include "models/traffic/kernels/link_network.hpp"

namespace jumelle::traffic {

/// What money and distance are worth in time to those who drive.
struct CostWeights {
    double money_s = 0.0;          ///< time that one unit of the tolls' money is worth [s]
    double distance_s_per_m = 0.0; ///< time that a metre is worth [s/m]
};

/// Links of a road graph in its order, times in the graph's own unit of time and flows in vehicles per its
/// own period, `units`, so that objectives are those of the source.
/// @pre graphs whose lengths are not known have no weight of distance
LinkNetwork link_network(RoadGraph const& roads, CostWeights const& weights = {});

/// Trips between nodes in vehicles per the graph's period, sorted by origin and destination. Pairs of zones
/// between the same two nodes are summed; trips from a node to itself are left out.
OriginTrips origin_trips(TripTable const& trips, RoadUnits const& units = {});

} // namespace jumelle::traffic
