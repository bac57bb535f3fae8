#pragma once

#include "core/model/model.hpp"

namespace jumelle::heat {

/// Shade, radiation, energy balance of ground, roofs and walls, and thermal comfort outdoors, under the
/// weather of `forcing.weather`. Needs `elevation`; uses `building_height`, `canopy_height`, `land_cover`
/// and, where flood runs, `water_depth`.
ModelEntry entry();

} // namespace jumelle::heat
