#pragma once

#include "core/model/model.hpp"

namespace jumelle::flood {

/// The flood model: two-dimensional shallow water over the territory's grid.
ModelEntry entry();

} // namespace jumelle::flood
