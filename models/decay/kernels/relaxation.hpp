#pragma once

#include "core/base/view.hpp"

namespace jumelle::decay {

/// Share of a substance that is still there after `dt_s` of first-order decay: the exact solution of
///
///     dc/dt = −k c   →   c(t + Δt) = c(t) exp(−k Δt)
///
/// @param   rate_per_s k [1/s]
/// @returns exp(−k Δt), in [0, 1]
/// @pre     rate_per_s >= 0, dt_s >= 0
double share_kept(double rate_per_s, double dt_s) noexcept;

/// Rate of the decay that halves a substance in `half_life_s`: k = ln 2 / t½ [1/s].
/// @pre half_life_s > 0
double rate_of_half_life(double half_life_s) noexcept;

/// Multiplies the row `row` of `c` by `kept`. A cell without a value (NaN) keeps having none.
/// @returns Σ of what the cells of the row lost [unit of c]; a cell without a value loses nothing
/// @pre     0 <= kept <= 1
double decay_row(View2D<double> c, Index row, double kept) noexcept;

/// Σ of the cells of row `row` that have a value [unit of c].
double sum_of_row(View2D<double const> c, Index row) noexcept;

} // namespace jumelle::decay
