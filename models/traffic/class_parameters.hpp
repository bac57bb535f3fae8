#pragma once

#include <string>
#include <vector>

#include "core/scenario/schema.hpp"

namespace jumelle::traffic {

/// One of several classes of vehicles that share the streets. What is left out of a scenario is as for all.
struct VehicleClass {
    std::string name;
    double share = 1.0;     ///< of all trips
    double car_units = 1.0; ///< room that one takes, in cars
    bool charges_tolls = true;
    double value_of_time_per_s = 0.0; ///< money of the network's tolls; 0: not given
    double distance_s_per_m = 0.0;
    double closing_depth_m = 0.0;
    std::vector<std::string> banned; ///< names of edges, or their beginnings up to a `/`
    Value where;                     ///< for faults
};

Schema classes_schema();

/// @param usual what classes have that do not say otherwise
/// @pre value was checked against `classes_schema`
/// @throws InputError where shares do not sum to 1, or two classes have one name
std::vector<VehicleClass> classes_from(Value const& value, VehicleClass const& usual);

} // namespace jumelle::traffic
