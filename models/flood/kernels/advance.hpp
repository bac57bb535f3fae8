#pragma once

#include "models/flood/kernels/rows.hpp"

namespace jumelle::flood {

/// Everything that changes a row of cells in one step.
template <class T>
struct AdvanceInput {
    CellFaces<T> faces;
    T const *slope_x_m3ps2 = nullptr, *slope_y_m3ps2 = nullptr; ///< of the reconstruction; 0 in first order
    T const* friction = nullptr;                                ///< g n²
    double* gain_m = nullptr;                                   ///< scratch: change of depth
    T* rest_m = nullptr; ///< float only: what the depth is short of by rounding
};

/// What the advanced cells say about the next step.
struct AdvanceReport {
    double fastest_mps = 0.0; ///< max (|u| + |v| + 2 sqrt(g h))
    bool broken = false;      ///< a value is not finite, or a depth is negative
};

/// gain = −dt/dx (east − west + south − north), in double whatever the state is kept in.
void depth_gain(CellFaces<double> const& faces, double* gain_m, Span span, StepNumbers const& step);
void depth_gain(CellFaces<float> const& faces, double* gain_m, Span span, StepNumbers const& step);

/// Adds the gains and the momentum fluxes to a row, then Manning friction (fully implicit).
///
///     h' = h + gain,   (h u)' = friction_factor · (h u − dt/dx (ΔF + g h Δη))
///
/// A float depth carries its rounding error along in `rest_m`, so that weak rain is not lost.
/// Source: Kahan 1965, Commun. ACM 8, 40 (the carried remainder).
AdvanceReport advance_row(AdvanceInput<double> const& in, StateRow<double> const& row, Span span,
                          StepNumbers const& step);
AdvanceReport advance_row(AdvanceInput<float> const& in, StateRow<float> const& row, Span span,
                          StepNumbers const& step);

/// Whether any cell holds more than `still_depth_m`.
bool any_moving(double const* h_m, Span span);
bool any_moving(float const* h_m, Span span);

} // namespace jumelle::flood
