#include "models/flood/kernels/faces.hpp"

#include "models/flood/kernels/face_flux.hpp"
#include "models/flood/kernels/limits.hpp"

namespace jumelle::flood {

namespace {

/// Flux through face `i` between sides that lie on beds `step` apart, or against a wall.
template <class T>
// NOLINTNEXTLINE(readability-function-size): the sixth spares a struct inside the sweeps
JUMELLE_INLINE void store_flux(FaceInput<T> const& in, FaceRow<T> const& out, Index i, FaceSide<T> left,
                               FaceSide<T> right, T step_m) {
    bool const left_solid = in.left.z_m[i] > T(solid_above_m);
    bool const right_solid = in.right.z_m[i] > T(solid_above_m);
    T const open = left_solid || right_solid ? T(0) : T(1);
    FaceSide<T> const l{left_solid ? right.h_m : left.h_m, left_solid ? -right.normal_mps : left.normal_mps,
                        left.tangent_mps};
    FaceSide<T> const r{right_solid ? left.h_m : right.h_m, right_solid ? -left.normal_mps : right.normal_mps,
                        right.tangent_mps};
    FaceFlux<T> const flux = face_flux(l, r, open * step_m);
    out.mass[i] = open * flux.mass_m2ps;
    out.left[i] = flux.left_m3ps2;
    out.right[i] = flux.right_m3ps2;
    out.tangent[i] = open * flux.tangent_m3ps2;
}

template <class T>
JUMELLE_INLINE void first_order(FaceInput<T> const& in, FaceRow<T> const& out, Span span) {
    JUMELLE_INDEPENDENT
    for (Index i = span.begin; i < span.end; ++i) {
        FaceSide<T> const left{moving_depth(in.left.h_m[i]), in.left.normal_mps[i], in.left.tangent_mps[i]};
        FaceSide<T> const right{moving_depth(in.right.h_m[i]), in.right.normal_mps[i],
                                in.right.tangent_mps[i]};
        store_flux(in, out, i, left, right, in.right.z_m[i] - in.left.z_m[i]);
    }
}

/// Values of a cell at its face; `half` is +1/2 at its far face and −1/2 at its near one.
template <class T>
JUMELLE_INLINE FaceSide<T> at_face(FaceCells<T> const& cells, Index i, T half) {
    return {std::max(cells.h_m[i] + half * cells.change.h_m[i], T(0)),
            cells.normal_mps[i] + half * cells.change.normal_mps[i],
            cells.tangent_mps[i] + half * cells.change.tangent_mps[i]};
}

template <class T>
JUMELLE_INLINE void second_order(FaceInput<T> const& in, FaceRow<T> const& out, Span span) {
    JUMELLE_INDEPENDENT
    for (Index i = span.begin; i < span.end; ++i) {
        T const step =
            (in.right.z_m[i] - in.left.z_m[i]) - T(0.5) * (in.left.change.z_m[i] + in.right.change.z_m[i]);
        store_flux(in, out, i, at_face(in.left, i, T(0.5)), at_face(in.right, i, T(-0.5)), step);
    }
}

} // namespace

JUMELLE_KERNEL void first_order_fluxes(FaceInput<double> const& in, FaceRow<double> const& out, Span span) {
    first_order(in, out, span);
}
JUMELLE_KERNEL void first_order_fluxes(FaceInput<float> const& in, FaceRow<float> const& out, Span span) {
    first_order(in, out, span);
}
JUMELLE_KERNEL void second_order_fluxes(FaceInput<double> const& in, FaceRow<double> const& out, Span span) {
    second_order(in, out, span);
}
JUMELLE_KERNEL void second_order_fluxes(FaceInput<float> const& in, FaceRow<float> const& out, Span span) {
    second_order(in, out, span);
}

} // namespace jumelle::flood
