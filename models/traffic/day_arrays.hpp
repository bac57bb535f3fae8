#pragma once

#include <span>

#include "core/territory/road_graph.hpp"
#include "models/traffic/kernels/link_network.hpp"
#include "models/traffic/kernels/link_transmission/network.hpp"
#include "models/traffic/kernels/tapas/tapas.hpp"

namespace jumelle::traffic {

/// What the link transmission model must know of streets beyond their free time and capacity.
struct StreetRules {
    double wave_mps = 5.0;       ///< speed at which the news of a queue runs upstream: 18 km/h
    double connector_mps = 10.0; ///< on edges without a free time; makes lengths where there are none
};

/// Edges of a road graph, in its order, with triangular relations: k_j = q (1/v + 1/w).
/// @pre capacities are above 0
TransmissionNetwork transmission_network(RoadGraph const& roads, StreetRules const& rules = {});

/// Trips of each origin, set out at `rate_vps` vehicles per second and trip in each interval.
/// @pre as many begins as rates
Departures day_departures(OriginTrips const& trips, std::span<double const> from_s,
                          std::span<double const> rate_vps);

/// Turning fractions of an equilibrium: drivers of one origin turn alike at a node, whatever link they come
/// from.
/// @param departures of `day_departures` with the same trips
/// @pre `equilibrium` was solved on the links of `network` with these trips
TurnFractions equilibrium_turns(TransmissionNetwork const& network, Departures const& departures,
                                Tapas const& equilibrium, OriginTrips const& trips);

} // namespace jumelle::traffic
