#pragma once

#include "core/scenario/schema.hpp"
#include "models/traffic/emission_factors.hpp"

namespace jumelle::traffic {

/// Which vehicles drive: kinds of this build, or own factors, with their shares.
Schema fleet_schema();

/// @pre value was checked against `fleet_schema`
/// @throws InputError where shares do not sum to 1, or a vehicle has no factor for a pollutant
Fleet fleet_from(Value const& value);

} // namespace jumelle::traffic
