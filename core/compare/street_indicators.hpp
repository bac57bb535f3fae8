#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/compare/indicator.hpp"

namespace jumelle {

/// Which edges were closed at any time: by water or works where the run has traffic (`road_closed_time`),
/// else where the largest water depth closes them to cars, bridges and tunnels left out. Closures of the
/// scenario count in both. @returns nothing where the run has neither
std::optional<std::vector<std::uint8_t>> edges_once_closed(IndicatorInput const& input);

/// Streets that could not be driven.
std::vector<Indicator> street_indicators();

} // namespace jumelle
