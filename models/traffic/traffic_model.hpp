#pragma once

#include "core/model/model.hpp"

namespace jumelle::traffic {

/// Vehicles on the territory's road graph: at each exchange the trips are in equilibrium with the driving
/// times that they cause, on the streets that are open and as fast as the water on them allows. What is found
/// holds until the next exchange.
///
/// Needs roads and trips of the territory. Reads, where a model writes it, `water_depth`. Writes `road_flow`,
/// `road_speed`, `road_time`, `road_volume_capacity`, on request `road_water_depth` and `traffic_heat`; the
/// summary `road_closed_time`; series of the group `traffic`.
ModelEntry entry();

} // namespace jumelle::traffic
