#pragma once

#include <string>

#include "core/model/model.hpp"
#include "core/scenario/scenario.hpp"

namespace jumelle::app {

/// Every parameter of the scenario's models as it was used, defaults included, one a line in the unit of its
/// description: `flood.manning = 0.03 s/m^(1/3) (default)`.
std::string parameters_text(Scenario const& scenario, ModelRegistry const& registry);

} // namespace jumelle::app
