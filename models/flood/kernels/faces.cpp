#include "models/flood/kernels/faces.hpp"

#include "models/flood/kernels/face_flux.hpp"
#include "models/flood/kernels/limits.hpp"

namespace jumelle::flood {

namespace {

/// What meets at a face.
template <class T>
struct Meeting {
    FaceSide<T> left, right;
    T step_m; ///< right bed − left bed
};

/// The common bed of cells whose values are constant across them, and of reconstructed ones.
struct BedOfSteps {
    template <class T>
    JUMELLE_INLINE CommonBed<T> operator()(T left_h_m, T right_h_m, T step_m) const {
        return common_bed_of_steps(left_h_m, right_h_m, step_m);
    }
};
struct BedOfSlopes {
    template <class T>
    JUMELLE_INLINE CommonBed<T> operator()(T left_h_m, T right_h_m, T step_m) const {
        return common_bed(left_h_m, right_h_m, step_m);
    }
};

/// Flux through face `i`, or against a wall.
template <class Bed, class T>
JUMELLE_INLINE void store_flux(FaceInput<T> const& in, FaceRow<T> const& out, Index i,
                               Meeting<T> const& meeting) {
    FaceSide<T> const &left = meeting.left, &right = meeting.right;
    bool const left_solid = in.left.z_m[i] > T(solid_above_m);
    bool const right_solid = in.right.z_m[i] > T(solid_above_m);
    T const open = left_solid || right_solid ? T(0) : T(1);
    FaceSide<T> const l{left_solid ? right.h_m : left.h_m, left_solid ? -right.normal_mps : left.normal_mps,
                        left.tangent_mps};
    FaceSide<T> const r{right_solid ? left.h_m : right.h_m, right_solid ? -left.normal_mps : right.normal_mps,
                        right.tangent_mps};
    FaceFlux<T> const flux = face_flux(l, r, Bed{}(l.h_m, r.h_m, open * meeting.step_m));
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
        store_flux<BedOfSteps>(in, out, i, {left, right, in.right.z_m[i] - in.left.z_m[i]});
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
        store_flux<BedOfSlopes>(in, out, i,
                                {at_face(in.left, i, T(0.5)), at_face(in.right, i, T(-0.5)), step});
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
