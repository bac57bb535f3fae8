#pragma once

#include <vector>

#include "core/model/model.hpp"

namespace jumelle::heat {

ModelDescription description();
std::vector<SeriesInfo> series_info();

} // namespace jumelle::heat
