#pragma once

#include <algorithm>
#include <cmath>

#include "core/base/constants.hpp"
#include "core/base/kernel.hpp"

namespace jumelle::flood {

/// Water on one side of a face.
template <class T>
struct FaceSide {
    T h_m;         ///< depth
    T normal_mps;  ///< velocity across the face, positive from left to right
    T tangent_mps; ///< velocity along the face
};

/// What passes a face. The momentum that the left and the right cell feel differs, because the ground may
/// step: each is given without the still-water pressure g h²/2 of its own side, so that water at rest has
/// exactly zero everywhere and large pressures never cancel.
template <class T>
struct FaceFlux {
    T mass_m2ps;     ///< volume per metre of face and second, positive from left to right
    T left_m3ps2;    ///< momentum flux across as the left cell feels it
    T right_m3ps2;   ///< the same for the right cell
    T tangent_m3ps2; ///< momentum along the face, carried from left to right
};

/// Depths that meet at a face over one common bed.
template <class T>
struct CommonBed {
    T left_m, right_m; ///< depths over the common bed
    T left_gap_m;      ///< how far the common bed lies below the left bed (<= 0)
    T right_gap_m;     ///< the same for the right bed
};

/// Hydrostatic reconstruction with the bed level relative to the left bed: `step` = right bed − left bed.
///
///     z* = min(max(0, step), min(h_l, h_r + step)),  h* = min(level − z*, h)
///
/// Source: Chen & Noelle 2017, SIAM J. Numer. Anal. 55, 758-784, equation 3.3; after Audusse et al. 2004,
/// SIAM J. Sci. Comput. 25, 2050-2065.
template <class T>
JUMELLE_INLINE CommonBed<T> common_bed(T left_h_m, T right_h_m, T step_m) {
    T const right_level = right_h_m + step_m;
    T const bed = std::min(std::max(T(0), step_m), std::min(left_h_m, right_level));
    return {std::min(left_h_m - bed, left_h_m), std::min(right_level - bed, right_h_m), std::min(T(0), bed),
            std::min(T(0), bed - step_m)};
}

/// The same for values that are constant across cells. Where the step is higher than the water on it, those
/// depths would let a film fall onto dry ground at every face, so that a film on a slope would lose depth,
/// the more the longer the cells are. The common bed is lower by
///
///     film = min(h_l, h_r, max(0, step) − min(h_l, h_r + step)) where that is positive,
///
/// which leaves a uniform film its depth on both sides. It is 0 wherever both levels lie above both beds, and
/// where one side is dry, so water at rest stays so.
template <class T>
JUMELLE_INLINE CommonBed<T> common_bed_of_steps(T left_h_m, T right_h_m, T step_m) {
    T const right_level = right_h_m + step_m;
    T const upper = std::max(T(0), step_m);
    T const covered = std::min(upper, std::min(left_h_m, right_level));
    T const film = std::min(std::min(left_h_m, right_h_m), upper - covered);
    T const bed = covered - film;
    return {std::min(left_h_m - bed, left_h_m), std::min(right_level - bed, right_h_m), std::min(T(0), bed),
            std::min(T(0), bed - step_m)};
}

/// Smallest and largest signal speed at a face, cut at zero.
template <class T>
struct WaveSpeeds {
    T left_mps, right_mps; ///< <= 0, >= 0
};

/// Speeds of the outer waves from the two-rarefaction solution, with the exact fronts where one side is dry.
/// Source: Toro 2001, "Shock-capturing methods for free-surface shallow flows", sections 10.5.1 and 6.3.
template <class T>
JUMELLE_INLINE WaveSpeeds<T> wave_speeds(FaceSide<T> const& left, FaceSide<T> const& right) {
    T const cl = std::sqrt(T(gravity_mps2) * left.h_m);
    T const cr = std::sqrt(T(gravity_mps2) * right.h_m);
    bool const left_dry = !(left.h_m > T(0));
    bool const right_dry = !(right.h_m > T(0));
    T const ul = left_dry ? right.normal_mps : left.normal_mps;
    T const ur = right_dry ? left.normal_mps : right.normal_mps;
    T const u_star = T(0.5) * (ul + ur) + (cl - cr);
    T const c_star = T(0.5) * (cl + cr) + T(0.25) * (ul - ur);
    T const slow = left_dry ? ur - T(2) * cr : std::min(ul - cl, u_star - c_star);
    T const fast = right_dry ? ul + T(2) * cl : std::max(ur + cr, u_star + c_star);
    return {std::min(slow, T(0)), std::max(fast, T(0))};
}

/// HLLC flux between two states over a common bed.
///
/// For depth and normal momentum HLLC is the HLL flux F = F_l + a_l (a_r ΔU − ΔF) / (a_r − a_l); its contact
/// wave has the sign of the mass flux and carries the tangential velocity of the side the water comes from.
///
/// @pre depths >= 0
/// Source: Toro, Spruce & Speares 1994, Shock Waves 4, 25-34; Toro 2001, section 10.5.
template <class T>
JUMELLE_INLINE FaceFlux<T> face_flux(FaceSide<T> const& left, FaceSide<T> const& right,
                                     CommonBed<T> const& bed) {
    T const g = T(gravity_mps2);
    T const smallest_speed = T(1e-18); // only keeps 0 / 0 away where both sides are dry
    FaceSide<T> const l{bed.left_m, left.normal_mps, left.tangent_mps};
    FaceSide<T> const r{bed.right_m, right.normal_mps, right.tangent_mps};
    WaveSpeeds<T> const a = wave_speeds(l, r);
    T const scale = T(1) / std::max(a.right_mps - a.left_mps, smallest_speed);

    T const ql = l.h_m * l.normal_mps, qr = r.h_m * r.normal_mps;
    T const dh = r.h_m - l.h_m, dq = qr - ql;
    T const advected_l = ql * l.normal_mps, advected_r = qr * r.normal_mps;
    T const d_momentum = (advected_r - advected_l) + T(0.5) * g * dh * (r.h_m + l.h_m);

    T const mass = ql + a.left_mps * (a.right_mps * dh - dq) * scale;
    T const left_wave = a.left_mps * (a.right_mps * dq - d_momentum) * scale;
    T const right_wave = a.right_mps * (a.left_mps * dq - d_momentum) * scale;
    return {mass, advected_l + left_wave + g * left.h_m * bed.left_gap_m,
            advected_r + right_wave + g * right.h_m * bed.right_gap_m,
            mass * (mass > T(0) ? l.tangent_mps : r.tangent_mps)};
}

/// The same over a step of the bed, right bed − left bed.
template <class T>
JUMELLE_INLINE FaceFlux<T> face_flux(FaceSide<T> const& left, FaceSide<T> const& right, T step_m) {
    return face_flux(left, right, common_bed(left.h_m, right.h_m, step_m));
}

} // namespace jumelle::flood
