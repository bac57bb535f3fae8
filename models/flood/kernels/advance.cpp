#include "models/flood/kernels/advance.hpp"

#include <algorithm>

#include "core/base/constants.hpp"
#include "models/flood/kernels/depth.hpp"
#include "models/flood/kernels/friction.hpp"
#include "models/flood/kernels/limits.hpp"

namespace jumelle::flood {

namespace {

template <class T>
JUMELLE_INLINE void gain(CellFaces<T> const& faces, double* gain_m, Span span, StepNumbers const& step) {
    double const k = step.dt_s / step.cell_m;
    JUMELLE_INDEPENDENT
    for (Index i = span.begin; i < span.end; ++i) {
        double const x = static_cast<double>(faces.east.mass[i]) - static_cast<double>(faces.west.mass[i]);
        double const y = static_cast<double>(faces.south.mass[i]) - static_cast<double>(faces.north.mass[i]);
        gain_m[i] = -k * (x + y);
    }
}

template <class T>
struct Momentum {
    T x, y;
};

template <class T>
JUMELLE_INLINE Momentum<T> pushed(AdvanceInput<T> const& in, Index i, Momentum<T> q, T k) {
    CellFaces<T> const& f = in.faces;
    T const x = ((f.east.left[i] - f.west.right[i]) + in.slope_x_m3ps2[i]) +
                (f.south.tangent[i] - f.north.tangent[i]);
    T const y = ((f.south.left[i] - f.north.right[i]) + in.slope_y_m3ps2[i]) +
                (f.east.tangent[i] - f.west.tangent[i]);
    return {q.x - k * x, q.y - k * y};
}

template <class T>
JUMELLE_INLINE AdvanceReport advance(AdvanceInput<T> const& in, StateRow<T> const& row, Span span,
                                     StepNumbers const& step) {
    T const k = T(step.dt_s / step.cell_m), dt = T(step.dt_s), dry = T(step.dry_depth_m);
    T fastest = T(0);
    T lowest = T(0);
    int broken = 0;
    JUMELLE_INDEPENDENT
    for (Index i = span.begin; i < span.end; ++i) {
        T const h = row.h_m[i];
        Momentum<T> const q = pushed(in, i, {h * row.u_mps[i], h * row.v_mps[i]}, k);
        T const now = new_depth(h, in.rest_m, i, in.gain_m[i]);
        T const divisor = std::max(now, dry);
        T const discharge = std::sqrt(q.x * q.x + q.y * q.y);
        // Below the dry depth velocity fades with the depth: a sudden stop would let films come and go. What
        // holds no water, a wall too, has none.
        T const slowed =
            friction_factor(dt * in.friction[i] * discharge * inverse_seven_thirds(divisor)) / divisor;
        T const factor = now > T(still_depth_m) ? slowed : T(0);
        T const u = factor * q.x, v = factor * q.y;
        T const speed = std::abs(u) + std::abs(v) + T(2) * std::sqrt(T(gravity_mps2) * std::max(now, T(0)));
        row.h_m[i] = now;
        row.u_mps[i] = u;
        row.v_mps[i] = v;
        fastest = std::max(fastest, speed);
        lowest = std::min(lowest, now);
        broken |= is_broken(std::abs(u) + std::abs(v) + std::abs(now)) ? 1 : 0;
    }
    return {static_cast<double>(fastest), broken != 0 || lowest < T(0)};
}

template <class T>
JUMELLE_INLINE bool moving(T const* h_m, Span span) {
    T deepest = T(0);
    for (Index i = span.begin; i < span.end; ++i) deepest = std::max(deepest, h_m[i]);
    return deepest > T(still_depth_m);
}

} // namespace

JUMELLE_KERNEL void depth_gain(CellFaces<double> const& faces, double* gain_m, Span span,
                               StepNumbers const& step) {
    gain(faces, gain_m, span, step);
}
JUMELLE_KERNEL void depth_gain(CellFaces<float> const& faces, double* gain_m, Span span,
                               StepNumbers const& step) {
    gain(faces, gain_m, span, step);
}

JUMELLE_KERNEL AdvanceReport advance_row(AdvanceInput<double> const& in, StateRow<double> const& row,
                                         Span span, StepNumbers const& step) {
    return advance(in, row, span, step);
}
JUMELLE_KERNEL AdvanceReport advance_row(AdvanceInput<float> const& in, StateRow<float> const& row, Span span,
                                         StepNumbers const& step) {
    return advance(in, row, span, step);
}

JUMELLE_KERNEL bool any_moving(double const* h_m, Span span) {
    return moving(h_m, span);
}
JUMELLE_KERNEL bool any_moving(float const* h_m, Span span) {
    return moving(h_m, span);
}

} // namespace jumelle::flood
