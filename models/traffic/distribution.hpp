#pragma once

#include "core/territory/road_graph.hpp"
#include "models/traffic/assignment.hpp"
#include "models/traffic/parameters.hpp"

namespace jumelle::traffic {

/// The streets on which trips are distributed.
struct DistributionTown {
    RoadGraph const& roads;
    LinkNetwork const& network;             ///< dry, all streets open
    std::vector<double> const& cars_a_trip; ///< of each class; empty: one class
};

/// Trips that fit the costs that they cause.
struct DistributedTrips {
    TripTable trips; ///< of cars, all pairs of zones with a way
    int rounds = 0;
    double change = 0.0; ///< Σ |T* − T| / Σ T of the last round
};

/// Trips between zones by the doubly constrained gravity model, and by the logit model those of them that
/// take the car, in equilibrium with the streets: T = T*(cost(T)), cost that of the equilibrium of T for the
/// first class. From round to round T goes a step towards T*; where that does not bring them nearer by a
/// tenth, the step is halved. Trips inside zones are none.
/// @param table of which the sums by zone are kept
/// @throws RunError where no trips have these sums, because zones have no way to enough others
/// Source: Evans 1976, Transportation Research 10, 37-57 (distribution with assignment); Liu, He & He 2009,
/// Networks and Spatial Economics 9, 485-503 (steps that regulate themselves).
DistributedTrips distributed_trips(TripTable const& table, DistributionTown const& town,
                                   TrafficParameters const& parameters);

} // namespace jumelle::traffic
