#pragma once

#include "bench/cases/flood_run.hpp"

namespace jumelle::cases {

/// Circular dam break on a square of `cells`² cells of 1 m: 4 m of water within a quarter of the side, 1 m
/// around it, walls, no friction. Every cell is wet.
FloodCase circular_dam_break(Index cells);

/// Rain of 60 mm/h on a made-up city of `cells`² cells of 2 m: a slope with rolling ground, a grid of streets
/// that lie lower, solid buildings on the blocks between them; all free cells are wet from the first step.
FloodCase rain_over_city(Index cells);

} // namespace jumelle::cases
