#pragma once

#include "core/model/model.hpp"

namespace jumelle::flood {

/// What the flood model is: parameters, fields read and written.
ModelDescription description();

} // namespace jumelle::flood
