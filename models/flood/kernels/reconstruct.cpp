#include "models/flood/kernels/reconstruct.hpp"

#include "core/base/constants.hpp"
#include "core/base/kernel.hpp"
#include "models/flood/kernels/friction.hpp"
#include "models/flood/kernels/limiter.hpp"
#include "models/flood/kernels/limits.hpp"

namespace jumelle::flood {

namespace {

template <class T>
struct CellValues {
    T h, u, v, z;
};

template <class T>
struct CellChange {
    T h, level, u, v;
};

template <class T>
JUMELLE_INLINE CellValues<T> cell(StateRow<T> const& row, Index i) {
    return {moving_depth(row.h_m[i]), row.u_mps[i], row.v_mps[i], row.z_m[i]};
}

template <class T>
JUMELLE_INLINE CellChange<T> limited_changes(CellValues<T> const& before, CellValues<T> const& here,
                                             CellValues<T> const& after) {
    T const open_before = before.z < T(solid_above_m) ? T(1) : T(0);
    T const open_after = after.z < T(solid_above_m) ? T(1) : T(0);
    T const dh_before = here.h - before.h, dh_after = after.h - here.h;
    // The difference of ground levels is nearly exact in any precision; levels themselves are not.
    T const dl_before = (here.z - before.z) + dh_before, dl_after = (after.z - here.z) + dh_after;
    return {limited_change(open_before * dh_before, open_after * dh_after),
            limited_change(open_before * dl_before, open_after * dl_after),
            limited_change(open_before * (here.u - before.u), open_after * (after.u - here.u)),
            limited_change(open_before * (here.v - before.v), open_after * (after.v - here.v))};
}

/// Half of the step: dt / (2 dx), and the rain that falls.
template <class T>
struct HalfStep {
    T courant_spm, rain_m;
};

template <class T>
JUMELLE_INLINE CellValues<T> half_step(CellValues<T> const& c, CellChange<T> const& x, CellChange<T> const& y,
                                       HalfStep<T> const& half) {
    T const g = T(gravity_mps2);
    T const k = half.courant_spm;
    T const h = (c.h + half.rain_m) - k * ((c.u * x.h + c.h * x.u) + (c.v * y.h + c.h * y.v));
    T const u = c.u - k * ((c.u * x.u + g * x.level) + c.v * y.u);
    T const v = c.v - k * ((c.v * y.v + g * y.level) + c.u * x.v);
    return {std::max(h, T(0)), u, v, c.z};
}

template <class T>
JUMELLE_INLINE void store(ChangeRow<T> const& row, Index i, CellChange<T> const& change, T normal,
                          T tangent) {
    row.h_m[i] = change.h;
    row.normal_mps[i] = normal;
    row.tangent_mps[i] = tangent;
    row.z_m[i] = change.level - change.h;
}

template <class T>
JUMELLE_INLINE void reconstruct(ReconstructInput<T> const& in, PredictedRow<T> const& out, Span span,
                                StepNumbers const& step) {
    HalfStep<T> const half{T(0.5 * step.dt_s / step.cell_m), T(0.5 * step.rain_m)};
    T const half_dt = T(0.5 * step.dt_s);
    T const dry = T(step.dry_depth_m);
    JUMELLE_INDEPENDENT
    for (Index i = span.begin; i < span.end; ++i) {
        CellValues<T> const here = cell(in.here, i);
        CellChange<T> const x = limited_changes(cell(in.here, i - 1), here, cell(in.here, i + 1));
        CellChange<T> const y = limited_changes(cell(in.north, i), here, cell(in.south, i));
        CellValues<T> const later = half_step(here, x, y, half);
        T const speed = std::sqrt(later.u * later.u + later.v * later.v);
        T const depth = std::max(here.h, dry);
        T const root = inverse_cube_root(depth);
        T const resistance = half_dt * in.friction[i] * (root * root) * (root * root) * speed;
        T const slowed = diluted_friction_factor(resistance, here.h, depth + half.rain_m);
        out.middle.h_m[i] = later.h;
        out.middle.u_mps[i] = slowed * later.u;
        out.middle.v_mps[i] = slowed * later.v;
        store(out.x, i, x, x.u, x.v);
        store(out.y, i, y, y.v, y.u);
        out.slope_x_m3ps2[i] = T(gravity_mps2) * later.h * x.level;
        out.slope_y_m3ps2[i] = T(gravity_mps2) * later.h * y.level;
    }
}

} // namespace

JUMELLE_KERNEL void reconstruct_row(ReconstructInput<double> const& in, PredictedRow<double> const& out,
                                    Span span, StepNumbers const& step) {
    reconstruct(in, out, span, step);
}

JUMELLE_KERNEL void reconstruct_row(ReconstructInput<float> const& in, PredictedRow<float> const& out,
                                    Span span, StepNumbers const& step) {
    reconstruct(in, out, span, step);
}

} // namespace jumelle::flood
