#pragma once

#include "bench/cases/exact_smooth.hpp"
#include "bench/cases/flood_run.hpp"

namespace jumelle::cases {

/// A wave runs over a shallow lake of 2 m cells in which 97 cells are a pit of 20 m: waves are ten times as
/// fast there.
FloodCase lake_with_pit(Index rows, Index columns, double wave_m);

/// A deep column of water breaks over hills, part of them dry, beside a shallow lake; 100 x 270 cells.
FloodCase dam_break_on_hills();

/// The simple wave in one row of 640 cells, and a deep pool behind a wall that makes the tiles in the middle
/// take shorter steps.
FloodCase wave_beside_pool(exact::SimpleWave const& wave, double cell_m);

/// @returns mean error of the depth of that wave at `time_s` [m]
double wave_error_m(exact::SimpleWave const& wave, double time_s, std::map<std::string, Value> const& said);

} // namespace jumelle::cases
