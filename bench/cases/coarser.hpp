#pragma once

#include "bench/cases/flood_run.hpp"

namespace jumelle::cases {

/// The same problem on cells `ratio` times as large: with its ground as sub-grid terrain, or with the means
/// alone. Inflows keep their discharge and enter the large cells that theirs lie in; the scheme is inertial.
/// @pre rows and columns of the problem are multiples of `ratio`
FloodCase with_fine_terrain(FloodCase const& fine, Index ratio);
FloodCase with_mean_terrain(FloodCase const& fine, Index ratio);

} // namespace jumelle::cases
