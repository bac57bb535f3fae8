#pragma once

#include <array>
#include <limits>
#include <vector>

#include "core/compare/flood_indicators.hpp"

namespace jumelle {

/// Depths at which the classes low, moderate, high and very high begin [m], and where the last one ends.
/// Source: France, order of 5 July 2019 on flood risk prevention plans (classes 0.5, 1 and 2 m); the first
/// one begins where ground counts as flooded.
inline constexpr std::array<double, 5> depth_class_m{flooded_depth_m, 0.5, 1.0, 2.0,
                                                     std::numeric_limits<double>::infinity()};

/// Area, buildings and people by class of depth, people in danger, and damage to buildings.
std::vector<Indicator> damage_indicators();

} // namespace jumelle
