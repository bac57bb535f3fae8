#include "models/flood/kernels/drain.hpp"

#include <algorithm>
#include <limits>

#include "core/base/kernel.hpp"
#include "models/flood/kernels/limits.hpp"

namespace jumelle::flood {

namespace {

/// Share of the water that may leave: a few roundings less than all of it.
template <class T>
constexpr T may_leave = T(1) - T(8) * std::numeric_limits<T>::epsilon();

template <class T>
JUMELLE_INLINE T outflow_m2ps(CellFaces<T> const& faces, Index i) {
    T const x = std::max(faces.east.mass[i], T(0)) + std::max(-faces.west.mass[i], T(0));
    T const y = std::max(faces.south.mass[i], T(0)) + std::max(-faces.north.mass[i], T(0));
    return x + y;
}

template <class T>
JUMELLE_INLINE bool too_much(CellFaces<T> const& faces, T const* h, Span span, StepNumbers const& step) {
    T const k = T(step.dt_s / step.cell_m);
    T worst = T(0);
    for (Index i = span.begin; i < span.end; ++i) {
        worst = std::max(worst, k * outflow_m2ps(faces, i) - may_leave<T> * moving_depth(h[i]));
    }
    return worst > T(0);
}

template <class T>
JUMELLE_INLINE void factors(CellFaces<T> const& faces, T const* h, T* factor, Span span,
                            StepNumbers const& step) {
    T const k = T(step.dt_s / step.cell_m);
    JUMELLE_INDEPENDENT
    for (Index i = span.begin; i < span.end; ++i) {
        T const out = k * outflow_m2ps(faces, i);
        T const most = may_leave<T> * moving_depth(h[i]);
        factor[i] = out > most ? most / out : T(1);
    }
}

template <class T>
JUMELLE_INLINE void scale(DonorCells<T> const& cells, FaceRow<T> const& faces, Span span) {
    JUMELLE_INDEPENDENT
    for (Index i = span.begin; i < span.end; ++i) {
        bool const from_left = faces.mass[i] > T(0);
        T const factor = from_left ? cells.left_factor[i] : cells.right_factor[i];
        T const normal = from_left ? cells.left_normal_mps[i] : cells.right_normal_mps[i];
        T const kept_momentum = (T(1) - factor) * faces.mass[i] * normal;
        faces.mass[i] = factor * faces.mass[i];
        faces.left[i] = faces.left[i] - kept_momentum;
        faces.right[i] = faces.right[i] - kept_momentum;
        faces.tangent[i] = factor * faces.tangent[i];
    }
}

template <class T>
JUMELLE_INLINE void scale_mass(DonorCells<T> const& cells, T* mass, Span span) {
    JUMELLE_INDEPENDENT
    for (Index i = span.begin; i < span.end; ++i) {
        mass[i] = mass[i] * (mass[i] > T(0) ? cells.left_factor[i] : cells.right_factor[i]);
    }
}

} // namespace

JUMELLE_KERNEL bool gives_too_much(CellFaces<double> const& faces, double const* h_m, Span span,
                                   StepNumbers const& step) {
    return too_much(faces, h_m, span, step);
}
JUMELLE_KERNEL bool gives_too_much(CellFaces<float> const& faces, float const* h_m, Span span,
                                   StepNumbers const& step) {
    return too_much(faces, h_m, span, step);
}
JUMELLE_KERNEL void outflow_factors(CellFaces<double> const& faces, double const* h_m, double* factor,
                                    Span span, StepNumbers const& step) {
    factors(faces, h_m, factor, span, step);
}
JUMELLE_KERNEL void outflow_factors(CellFaces<float> const& faces, float const* h_m, float* factor, Span span,
                                    StepNumbers const& step) {
    factors(faces, h_m, factor, span, step);
}
JUMELLE_KERNEL void scale_fluxes(DonorCells<double> const& cells, FaceRow<double> const& faces, Span span) {
    scale(cells, faces, span);
}
JUMELLE_KERNEL void scale_fluxes(DonorCells<float> const& cells, FaceRow<float> const& faces, Span span) {
    scale(cells, faces, span);
}
JUMELLE_KERNEL void scale_discharges(DonorCells<double> const& cells, double* mass, Span span) {
    scale_mass(cells, mass, span);
}
JUMELLE_KERNEL void scale_discharges(DonorCells<float> const& cells, float* mass, Span span) {
    scale_mass(cells, mass, span);
}

} // namespace jumelle::flood
