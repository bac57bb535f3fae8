#pragma once

#include "core/model/model.hpp"
#include "models/traffic/emission_factors.hpp"

namespace jumelle::traffic {

FieldInfo flow_info();
FieldInfo speed_info();
FieldInfo time_info();
FieldInfo volume_capacity_info();
FieldInfo road_depth_info();
FieldInfo closed_time_info();
FieldInfo heat_info();
FieldInfo queue_info();
FieldInfo emission_info(Pollutant pollutant);

/// Series of the group `traffic`, in the order in which the model tells them. `time_s` is the unit of time in
/// which the objective is told, `has_lengths` whether there are lengths to sum.
std::vector<SeriesInfo> series_info(double time_s);

/// The same where traffic moves over the time of day, and where vehicles are.
std::vector<SeriesInfo> day_series_info(double time_s);

ModelDescription description();

} // namespace jumelle::traffic
