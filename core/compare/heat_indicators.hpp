#pragma once

#include <vector>

#include "core/compare/indicator.hpp"

namespace jumelle {

/// Indicators of heat, from the summaries of the heat model. Means are over all outdoor ground: cells that
/// have a value, for people have none on roofs.
std::vector<Indicator> heat_indicators();

} // namespace jumelle
