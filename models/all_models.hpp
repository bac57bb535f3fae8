#pragma once

#include "core/model/model.hpp"

namespace jumelle {

/// Every model of this build, in the order of `models/CMakeLists.txt`.
ModelRegistry all_models();

} // namespace jumelle
