#pragma once

#include "core/model/model.hpp"

namespace jumelle::traffic {

FieldInfo flow_info();
FieldInfo speed_info();
FieldInfo time_info();
FieldInfo volume_capacity_info();
FieldInfo road_depth_info();
FieldInfo closed_time_info();
FieldInfo heat_info();

/// Series of the group `traffic`, in the order in which the model tells them. `time_s` is the unit of time in
/// which the objective is told, `has_lengths` whether there are lengths to sum.
std::vector<SeriesInfo> series_info(double time_s);

ModelDescription description();

} // namespace jumelle::traffic
