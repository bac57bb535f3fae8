#pragma once

#include "core/model/model.hpp"
#include "models/traffic/parameters.hpp"
#include "models/traffic/road_arrays.hpp"

namespace jumelle::traffic {

/// The setup itself. @throws InputError where the roads, the trips and the parameters do not go together
ModelSetup const& sound(ModelSetup const& setup);

/// What tolls and distance are worth to drivers.
/// @throws InputError where tolls have no value of time, or lengths that cost time are not known
CostWeights weights_of(ModelSetup const& setup, TrafficParameters const& parameters);

/// All trips times a factor.
OriginTrips scaled(OriginTrips trips, double factor);

/// The same trips once for each class, times the factor of the class. @param factors empty: the trips
/// themselves
OriginTrips for_classes(OriginTrips const& trips, std::vector<double> const& factors);

/// The network as one class sees it.
LinkNetwork seen_by(LinkNetwork network, std::size_t kind);
/// Costs of links as one class pays them, from those that an equilibrium tells. One a link
std::vector<double> cost_seen_by(LinkNetwork const& network, std::size_t kind, std::vector<double> cost);

/// Whether the scenario asks for a field that is written on request.
bool is_requested(ModelSetup const& setup, FieldInfo const& info);

} // namespace jumelle::traffic
