#pragma once

#include <vector>

#include "core/compare/indicator.hpp"

namespace jumelle {

/// Indicators of traffic, from the series of the group `traffic`.
std::vector<Indicator> traffic_indicators();

} // namespace jumelle
