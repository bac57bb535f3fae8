#pragma once

#include "bench/cases/flood_run.hpp"

namespace jumelle::cases {

/// Circular dam break on a square of `cells`² cells of 1 m: 4 m of water within a quarter of the side, 1 m
/// around it, walls, no friction. Every cell is wet.
FloodCase circular_dam_break(Index cells);

/// Rain of 60 mm/h on the procedural town (seed 1) of `cells`² cells of 2 m with open borders and solid
/// buildings; all free cells are wet from the first step. @pre cells >= 100, the smallest town
FloodCase rain_over_town(Index cells);

} // namespace jumelle::cases
