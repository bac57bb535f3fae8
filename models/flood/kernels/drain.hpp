#pragma once

#include "models/flood/kernels/rows.hpp"

namespace jumelle::flood {

/// Whether any cell of the row would give away more water during the step than it holds.
///
///     out = dt/dx Σ max(outward mass flux, 0) > h, with h = 0 up to `still_depth_m`
bool gives_too_much(CellFaces<double> const& faces, double const* h_m, Span span, StepNumbers const& step);
bool gives_too_much(CellFaces<float> const& faces, float const* h_m, Span span, StepNumbers const& step);

/// By which factor each cell's outward fluxes must be scaled so that its depth stays >= 0 whatever flows in;
/// 1 where there is enough water. Cells of at most `still_depth_m` give nothing: a share of the smallest
/// numbers would round to all of them, or more.
/// Source: draining of Bollermann, Noelle & Lukáčová-Medviďová 2011, Commun. Comput. Phys. 10, 371-404, as a
/// scaling of fluxes, which keeps the volume exactly.
void outflow_factors(CellFaces<double> const& faces, double const* h_m, double* factor, Span span,
                     StepNumbers const& step);
void outflow_factors(CellFaces<float> const& faces, float const* h_m, float* factor, Span span,
                     StepNumbers const& step);

/// What scaling a row of faces needs of the cells on both sides.
template <class T>
struct DonorCells {
    T const *left_factor = nullptr, *right_factor = nullptr;
    T const *left_normal_mps = nullptr, *right_normal_mps = nullptr;
};

/// Scales each face's flux by the factor of the cell that gives the water; the water that stays keeps its
/// momentum.
void scale_fluxes(DonorCells<double> const& cells, FaceRow<double> const& faces, Span span);
void scale_fluxes(DonorCells<float> const& cells, FaceRow<float> const& faces, Span span);

/// The same for faces that carry water alone: `left_factor`, `right_factor` of `cells` count.
void scale_discharges(DonorCells<double> const& cells, double* mass, Span span);
void scale_discharges(DonorCells<float> const& cells, float* mass, Span span);

} // namespace jumelle::flood
