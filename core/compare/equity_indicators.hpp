#pragma once

#include <vector>

#include "core/compare/indicator.hpp"

namespace jumelle {

/// How water and heat fall on the fifth of the residents with the lowest income, against all.
std::vector<Indicator> equity_indicators();

} // namespace jumelle
