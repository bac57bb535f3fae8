#pragma once

#include "models/flood/kernels/inertial.hpp"

namespace jumelle::flood {

/// Velocities at a row of faces:  u = q / h_f, at most swiftest_froude sqrt(g h_f), 0 at dry faces.
/// @param in `here` is all that is read of the discharges
void face_velocities(InertialFaces<double> const& in, double* out_mps, Span span, StepNumbers const& step,
                     FaceGround ground);
void face_velocities(InertialFaces<float> const& in, float* out_mps, Span span, StepNumbers const& step,
                     FaceGround ground);

/// A row of faces with the velocities and discharges round them. Velocities are those of faces of the same
/// direction: `before`, `here` and `after` along it, `low` and `high` beside. Across the flow runs what
/// passes the four faces at the ends of these: two towards `low`, two towards `high`.
template <class T>
struct AdvectedFaces {
    T const *q_before = nullptr, *q_here = nullptr, *q_after = nullptr;
    T const *u_before = nullptr, *u_here = nullptr, *u_after = nullptr, *u_low = nullptr, *u_high = nullptr;
    T const *across_low_left = nullptr, *across_low_right = nullptr;
    T const *across_high_left = nullptr, *across_high_right = nullptr;
};

/// What faces gain in a step by the momentum that the flow carries along, upwind:
///
///     − dt/dx (q u − q_before u_before)                  where q > 0, else  − dt/dx (q_after u_after − q u)
///     − dt/dx v_low (u − u_low)                          where v_low + v_high > 0,
///     − dt/dx v_high (u_high − u)                        where it is less
///
/// v the mean discharge across, of the two faces on either side. Source: SFINCS v2.0.2, sfincs_momentum.f90;
/// Leijnse et al. 2021, Coast. Eng. 163, 103796.
void advected_momentum(AdvectedFaces<double> const& in, double* out_m2ps, Span span, StepNumbers const& step);
void advected_momentum(AdvectedFaces<float> const& in, float* out_m2ps, Span span, StepNumbers const& step);

} // namespace jumelle::flood
