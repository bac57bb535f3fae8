#pragma once

#include "models/flood/kernels/rows.hpp"

namespace jumelle::flood {

/// A row with the rows north and south of it, and g n² of its cells [m^(1/3)/... = m s⁻² s² m^(-2/3)].
template <class T>
struct ReconstructInput {
    StateRow<T> north, here, south;
    T const* friction = nullptr; ///< g n² [m^(1/3)]
};

/// Limited changes of depth, level and velocity across each cell in both directions, and the cell's values
/// half a step later (MUSCL–Hancock predictor in primitive variables, friction implicit).
///
///     h' = h + rain/2 − dt/2 (u h_x + h u_x + v h_y + h v_y)
///     u' = [u − dt/2 (u u_x + g η_x + v u_y)] / friction · h / (h + rain/2),   v' likewise
///
/// Depth and level (not the ground) are limited: water at rest has no change of level, and a film on a
/// slope keeps the whole slope. Next to solid cells the change across is zero.
/// Source: Audusse et al. 2004 (second order); van Leer 1984, SIAM J. Sci. Stat. Comput. 5, 1-20 (predictor).
/// @pre `out` does not overlap the input
void reconstruct_row(ReconstructInput<double> const& in, PredictedRow<double> const& out, Span span,
                     StepNumbers const& step);
void reconstruct_row(ReconstructInput<float> const& in, PredictedRow<float> const& out, Span span,
                     StepNumbers const& step);

} // namespace jumelle::flood
