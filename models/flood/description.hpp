#pragma once

#include "core/model/model.hpp"

namespace jumelle::flood {

/// What the flood model is: parameters, fields read and written.
ModelDescription description();

/// The summary that is written where water infiltrates.
FieldInfo infiltration_info();

} // namespace jumelle::flood
