#pragma once

#include "core/model/forcing.hpp"
#include "core/scenario/scenario.hpp"
#include "io/raster/raster_reader.hpp"

namespace jumelle {

/// Maps of rain over time on a grid: every band of every file in the order of the scenario, one interval
/// each. A cell takes the value of the pixel that its centre lies in; without one it is dry. Times are those
/// of the file's time axis, or follow from `every`.
/// @param start of the run: moments become seconds after it
/// @throws InputError where a file cannot be read, does not say its times or its unit, has them out of order,
///         holds negative rain, or where all maps together need too much memory
RainMaps read_rain_maps(RainMapsSpec const& spec, Grid const& grid, Instant start,
                        UnitConversion const& convert);

} // namespace jumelle
