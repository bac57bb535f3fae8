#pragma once

#include <vector>

#include "core/compare/indicator.hpp"

namespace jumelle {

/// How long a fire engine may drive [s]: the goal of many French risk-cover plans (SDACR) for towns.
inline constexpr double fire_cover_s = 600.0;

/// Whom hospitals and fire stations can reach over the streets that stay open.
std::vector<Indicator> access_indicators();

} // namespace jumelle
