#include "models/flood/kernels/inertial.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <type_traits>

#include "core/base/constants.hpp"
#include "core/base/kernel.hpp"
#include "models/flood/kernels/depth.hpp"
#include "models/flood/kernels/friction.hpp"

namespace jumelle::flood {

namespace {

/// Depth of the flow over a face and the rise of the level across it.
template <class T>
struct FaceWater {
    T depth_m, rise_m;
};

/// Relative to the left ground: levels above a distant datum have few digits left.
template <class T>
JUMELLE_INLINE FaceWater<T> face_water(InertialFaces<T> const& in, Index i) {
    T const h_left = in.left.h_m[i], h_right = in.right.h_m[i];
    T const step = in.right.z_m[i] - in.left.z_m[i];
    T const level = std::max(h_left, h_right + step);
    return {level - std::max(step, T(0)), step + (h_right - h_left)};
}

template <class T>
JUMELLE_INLINE void discharges(InertialFaces<T> const& in, T* out, Span span, StepNumbers const& step) {
    T const dry = T(step.dry_depth_m);
    T const push = T(gravity_mps2 * step.dt_s / step.cell_m);
    T const own = T(inertial_theta), others = T(0.5 * (1.0 - inertial_theta));
    T const four_dt_half = T(4.0 * 0.5 * step.dt_s);
    JUMELLE_INDEPENDENT
    for (Index i = span.begin; i < span.end; ++i) {
        FaceWater<T> const water = face_water(in, i);
        T const depth = std::max(water.depth_m, dry);
        T const pushed =
            (own * in.here[i] + others * (in.before[i] + in.after[i])) - push * depth * water.rise_m;
        // 4 dt k |w|, its factors in the order in which they become known.
        T const rough = four_dt_half * (in.left.friction[i] + in.right.friction[i]) * std::abs(pushed);
        T const root = inverse_cube_root(depth), root2 = root * root;
        T const resistance = (rough * (root2 * root)) * (root2 * root2);
        T const slowed = (T(2) * pushed) / (T(1) + std::sqrt(T(1) + resistance));
        out[i] = water.depth_m > dry ? slowed : T(0);
    }
}

/// The bits of sound depths grow with the depth; those of anything else (infinite, not a number, with a minus
/// sign) come after all of them. So one maximum of whole numbers finds the deepest cell and what is broken.
template <class T>
using DepthBits = std::conditional_t<std::is_same_v<T, double>, std::uint64_t, std::uint32_t>;
template <class T>
constexpr DepthBits<T> broken_bits = std::bit_cast<DepthBits<T>>(std::numeric_limits<T>::infinity());

/// Report of a row in which something is broken, or which has a zero with a minus sign.
template <class T>
AdvanceReport report_of_odd(T const* h_m, Span span) {
    T deepest = T(0);
    bool broken = false;
    for (Index i = span.begin; i < span.end; ++i) {
        broken = broken || is_broken(h_m[i]) || h_m[i] < T(0);
        deepest = std::max(deepest, h_m[i]);
    }
    return {std::sqrt(gravity_mps2 * static_cast<double>(deepest)), broken};
}

template <class T>
JUMELLE_INLINE AdvanceReport depths(InertialDepths<T> const& row, Span span, StepNumbers const& step) {
    double const k = step.dt_s / step.cell_m;
    DepthBits<T> highest = 0;
    auto const advance = [&](Index i, double gain_m) {
        T const now = new_depth(row.h_m[i], row.rest_m, i, gain_m);
        row.h_m[i] = now;
        highest = std::max(highest, std::bit_cast<DepthBits<T>>(now));
    };
    if (row.gain_m != nullptr) {
        JUMELLE_INDEPENDENT
        for (Index i = span.begin; i < span.end; ++i) advance(i, row.gain_m[i]);
    } else {
        JUMELLE_INDEPENDENT
        for (Index i = span.begin; i < span.end; ++i) {
            CellDischarges<T> const& f = row.faces;
            double const x = static_cast<double>(f.east[i]) - static_cast<double>(f.west[i]);
            double const y = static_cast<double>(f.south[i]) - static_cast<double>(f.north[i]);
            advance(i, -k * (x + y));
        }
    }
    if (highest >= broken_bits<T>) return report_of_odd(row.h_m, span);
    return {std::sqrt(gravity_mps2 * static_cast<double>(std::bit_cast<T>(highest))), false};
}

template <class T>
JUMELLE_INLINE double velocities(CellDischarges<T> const& faces, StateRow<T> const& cells, Span span,
                                 StepNumbers const& step) {
    T const k = T(step.dt_s / step.cell_m), dry = T(step.dry_depth_m);
    T fastest = T(0);
    JUMELLE_INDEPENDENT
    for (Index i = span.begin; i < span.end; ++i) {
        T const h = cells.h_m[i];
        T const x = T(0.5) * (faces.west[i] + faces.east[i]), y = T(0.5) * (faces.north[i] + faces.south[i]);
        T const depth = std::max(std::max(h, dry), k * std::max(std::abs(x), std::abs(y)));
        T const per_depth = h > dry ? T(1) / depth : T(0);
        // Where a front is thinner than the faces that feed it, discharge over depth means nothing.
        T const bound = T(swiftest_froude * swiftest_froude * gravity_mps2) * h;
        T const flow = per_depth * (std::abs(x) + std::abs(y));
        T const squared = flow * flow;
        T const kept = squared > bound ? per_depth * std::sqrt(bound / squared) : per_depth;
        cells.u_mps[i] = kept * x;
        cells.v_mps[i] = kept * y;
        fastest = std::max(fastest, std::min(squared, bound));
    }
    return kinematic_celerity * std::sqrt(static_cast<double>(fastest));
}

} // namespace

JUMELLE_KERNEL void inertial_discharges(InertialFaces<double> const& in, double* out, Span span,
                                        StepNumbers const& step) {
    discharges(in, out, span, step);
}
JUMELLE_KERNEL void inertial_discharges(InertialFaces<float> const& in, float* out, Span span,
                                        StepNumbers const& step) {
    discharges(in, out, span, step);
}
JUMELLE_KERNEL AdvanceReport advance_depths(InertialDepths<double> const& row, Span span,
                                            StepNumbers const& step) {
    return depths(row, span, step);
}
JUMELLE_KERNEL AdvanceReport advance_depths(InertialDepths<float> const& row, Span span,
                                            StepNumbers const& step) {
    return depths(row, span, step);
}
JUMELLE_KERNEL double cell_velocities(CellDischarges<double> const& faces, StateRow<double> const& cells,
                                      Span span, StepNumbers const& step) {
    return velocities(faces, cells, span, step);
}
JUMELLE_KERNEL double cell_velocities(CellDischarges<float> const& faces, StateRow<float> const& cells,
                                      Span span, StepNumbers const& step) {
    return velocities(faces, cells, span, step);
}

} // namespace jumelle::flood
