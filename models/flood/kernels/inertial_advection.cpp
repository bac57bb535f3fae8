#include "models/flood/kernels/inertial_advection.hpp"

#include <algorithm>
#include <cmath>

#include "core/base/constants.hpp"
#include "core/base/kernel.hpp"
#include "models/flood/kernels/face_water.hpp"

namespace jumelle::flood {

namespace {

template <FaceGround ground, class T>
JUMELLE_INLINE void velocities_over(InertialFaces<T> const& in, T* out_mps, Span span,
                                    StepNumbers const& step) {
    T const dry_m = T(step.dry_depth_m), g = T(gravity_mps2), froude = T(swiftest_froude);
    JUMELLE_INDEPENDENT
    for (Index i = span.begin; i < span.end; ++i) {
        FaceWater<T> const water = face_water<ground>(in, i);
        T const depth = std::max(water.depth_m, dry_m);
        T const swiftest = froude * std::sqrt(g * depth);
        T const velocity = std::clamp(in.here[i] / depth, -swiftest, swiftest);
        out_mps[i] = water.over_m > dry_m ? velocity : T(0);
    }
}

template <class T>
JUMELLE_INLINE void velocities(InertialFaces<T> const& in, T* out_mps, Span span, StepNumbers const& step,
                               FaceGround ground) {
    if (ground == FaceGround::mean) return velocities_over<FaceGround::mean>(in, out_mps, span, step);
    velocities_over<FaceGround::highest>(in, out_mps, span, step);
}

template <class T>
JUMELLE_INLINE void momentum(AdvectedFaces<T> const& in, T* out_m2ps, Span span, StepNumbers const& step) {
    T const k = T(step.dt_s / step.cell_m), half = T(0.5);
    JUMELLE_INDEPENDENT
    for (Index i = span.begin; i < span.end; ++i) {
        T const q = in.q_here[i], u = in.u_here[i], here = q * u;
        T const from_before = in.q_before[i] * in.u_before[i] - here;
        T const from_after = here - in.q_after[i] * in.u_after[i];
        T const along = q > T(0) ? from_before : (q < T(0) ? from_after : T(0));
        T const low = half * (in.across_low_left[i] + in.across_low_right[i]);
        T const high = half * (in.across_high_left[i] + in.across_high_right[i]);
        T const from_low = low * (in.u_low[i] - u), from_high = high * (u - in.u_high[i]);
        T const across = low + high > T(0) ? from_low : (low + high < T(0) ? from_high : T(0));
        out_m2ps[i] = k * (along + across);
    }
}

} // namespace

JUMELLE_KERNEL void face_velocities(InertialFaces<double> const& in, double* out_mps, Span span,
                                    StepNumbers const& step, FaceGround ground) {
    velocities(in, out_mps, span, step, ground);
}
JUMELLE_KERNEL void face_velocities(InertialFaces<float> const& in, float* out_mps, Span span,
                                    StepNumbers const& step, FaceGround ground) {
    velocities(in, out_mps, span, step, ground);
}
JUMELLE_KERNEL void advected_momentum(AdvectedFaces<double> const& in, double* out_m2ps, Span span,
                                      StepNumbers const& step) {
    momentum(in, out_m2ps, span, step);
}
JUMELLE_KERNEL void advected_momentum(AdvectedFaces<float> const& in, float* out_m2ps, Span span,
                                      StepNumbers const& step) {
    momentum(in, out_m2ps, span, step);
}

} // namespace jumelle::flood
