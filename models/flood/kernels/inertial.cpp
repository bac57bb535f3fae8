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
        T const rough = four_dt_half * (in.left.friction[i] + in.right.friction[i]) * std::abs(pushed);
        T const resistance = rough * inverse_seven_thirds(depth); // 4 dt k |w|
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
AdvanceReport report_of_odd(T const* h_m, Span span, double flow_mps) {
    T deepest = T(0);
    bool broken = false;
    for (Index i = span.begin; i < span.end; ++i) {
        broken = broken || is_broken(h_m[i]) || h_m[i] < T(0);
        deepest = std::max(deepest, h_m[i]);
    }
    return {std::max(std::sqrt(gravity_mps2 * static_cast<double>(deepest)), flow_mps), broken};
}

/// a + b, rounded, and what that leaves over: exact whatever the numbers are.
/// Source: Knuth 1998, The Art of Computer Programming 2, section 4.2.2, theorem B.
template <class T>
struct ExactSum {
    T sum, rest;
};
template <class T>
JUMELLE_INLINE ExactSum<T> exact_sum(T a, T b) {
    T const sum = a + b, of_b = sum - a;
    return {sum, (a - (sum - of_b)) + (b - of_b)};
}

/// Depth after what passes the faces and what falls. @param rain ExactSum<T>(Index) [m]
template <class T, class Rain>
JUMELLE_INLINE T flowed_depth(InertialDepths<T> const& row, Index i, T k, Rain const& rain) {
    T const h = row.h_m[i];
    T const west = k * row.faces.west[i], east = k * row.faces.east[i];
    T const north = k * row.faces.north[i], south = k * row.faces.south[i];
    ExactSum<T> const fallen = rain(i);
    if constexpr (std::is_same_v<T, double>) {
        return h + (((west - east) + (north - south)) + fallen.sum);
    } else {
        auto const x = exact_sum(west, -east), y = exact_sum(north, -south), flow = exact_sum(x.sum, y.sum);
        auto const gain = exact_sum(flow.sum, fallen.sum);
        auto const now = exact_sum(h, gain.sum);
        T const rest =
            (row.rest_m[i] + now.rest) + (((x.rest + y.rest) + flow.rest) + (gain.rest + fallen.rest));
        T const rounded = now.sum + rest;
        row.rest_m[i] = rest - (rounded - now.sum);
        return rounded;
    }
}

/// Numbers of a step as the kernels use them.
template <class T>
struct VelocityNumbers {
    T per_face, dry_m;
    explicit VelocityNumbers(StepNumbers const& step)
        : per_face(T(step.dt_s / step.cell_m)), dry_m(T(step.dry_depth_m)) {}
};
template <class T>
struct Velocity {
    T u_mps, v_mps;
};

template <class T>
JUMELLE_INLINE Velocity<T> velocity(CellDischarges<T> const& faces, Index i, T h, VelocityNumbers<T> step) {
    T const x = T(0.5) * (faces.west[i] + faces.east[i]), y = T(0.5) * (faces.north[i] + faces.south[i]);
    T const depth = std::max(std::max(h, step.dry_m), step.per_face * std::max(std::abs(x), std::abs(y)));
    T const per_depth = h > step.dry_m ? T(1) / depth : T(0);
    return {per_depth * x, per_depth * y};
}

/// Square of the largest speed that counts at a depth.
template <class T>
JUMELLE_INLINE T swiftest_squared(T h_m) {
    return T(swiftest_froude * swiftest_froude * gravity_mps2) * std::max(h_m, T(0));
}

/// The largest of what a chunk of cells shows; squares of |u| + |v| and of the speed.
template <class T>
struct ChunkReport {
    DepthBits<T> highest = 0;
    T flow2_m2ps2 = T(0), speed2_m2ps2 = T(0);
};

/// @param new_depth T(Index): depth of a cell after the step
template <class T, class NewDepth>
JUMELLE_INLINE ChunkReport<T> advance_chunk(InertialDepths<T> const& row, Span span,
                                            NewDepth const& new_depth, VelocityNumbers<T> step) {
    DepthBits<T> highest = 0;
    T flow2 = T(0), speed2 = T(0);
    JUMELLE_INDEPENDENT
    for (Index i = span.begin; i < span.end; ++i) {
        T const now = new_depth(i);
        Velocity<T> const at = velocity(row.faces, i, now, step);
        row.h_m[i] = now;
        highest = std::max(highest, std::bit_cast<DepthBits<T>>(now));
        T const bound = swiftest_squared(now), flow = std::abs(at.u_mps) + std::abs(at.v_mps);
        flow2 = std::max(flow2, std::min(flow * flow, bound));
        speed2 = std::max(speed2, std::min(at.u_mps * at.u_mps + at.v_mps * at.v_mps, bound));
    }
    return {highest, flow2, speed2};
}

template <class T, class NewDepth>
JUMELLE_INLINE AdvanceReport advance_chunks(InertialDepths<T> const& row, Span span,
                                            NewDepth const& new_depth, StepNumbers const& step) {
    // Speeds are kept as floats: their squares may come out larger by some roundings.
    constexpr float rounding = 1.0F + 8.0F * std::numeric_limits<float>::epsilon();
    VelocityNumbers<T> const numbers(step);
    ChunkReport<T> all;
    ChunkPeaks* peaks = row.peaks;
    for (Index begin = span.begin; begin < span.end; begin += maxima_chunk_columns) {
        Index const end = begin + maxima_chunk_columns;
        // Whole chunks have a length that the compiler knows.
        auto const chunk = end <= span.end ? advance_chunk(row, {begin, end}, new_depth, numbers)
                                           : advance_chunk(row, {begin, span.end}, new_depth, numbers);
        auto const speed = static_cast<float>(std::sqrt(chunk.speed2_m2ps2));
        *peaks++ = {static_cast<float>(std::bit_cast<T>(chunk.highest)), rounding * speed};
        all.highest = std::max(all.highest, chunk.highest);
        all.flow2_m2ps2 = std::max(all.flow2_m2ps2, chunk.flow2_m2ps2);
    }
    double const flow_mps = kinematic_celerity * std::sqrt(static_cast<double>(all.flow2_m2ps2));
    if (all.highest >= broken_bits<T>) return report_of_odd(row.h_m, span, flow_mps);
    double const deepest_m = static_cast<double>(std::bit_cast<T>(all.highest));
    return {std::max(std::sqrt(gravity_mps2 * deepest_m), flow_mps), false};
}

template <class T>
JUMELLE_INLINE AdvanceReport depths(InertialDepths<T> const& row, Span span, StepNumbers const& step) {
    if (row.gain_m != nullptr) {
        auto const with_gain = [&](Index i) { return new_depth(row.h_m[i], row.rest_m, i, row.gain_m[i]); };
        return advance_chunks(row, span, with_gain, step);
    }
    T const k = T(step.dt_s / step.cell_m);
    if (row.rain_share == nullptr) {
        auto const dry = [](Index) { return ExactSum<T>{T(0), T(0)}; };
        return advance_chunks(
            row, span, [&](Index i) { return flowed_depth(row, i, k, dry); }, step);
    }
    auto const falls = [&](Index i) {
        double const fallen = row.rain_m * static_cast<double>(row.rain_share[i]);
        T const rounded = static_cast<T>(fallen);
        return ExactSum<T>{rounded, static_cast<T>(fallen - static_cast<double>(rounded))};
    };
    return advance_chunks(
        row, span, [&](Index i) { return flowed_depth(row, i, k, falls); }, step);
}

template <class T>
JUMELLE_INLINE void velocities(CellDischarges<T> const& faces, StateRow<T> const& cells, Span span,
                               StepNumbers const& step) {
    VelocityNumbers<T> const numbers(step);
    JUMELLE_INDEPENDENT
    for (Index i = span.begin; i < span.end; ++i) {
        Velocity<T> const at = velocity(faces, i, cells.h_m[i], numbers);
        T const flow = std::abs(at.u_mps) + std::abs(at.v_mps);
        T const squared = flow * flow, bound = swiftest_squared(cells.h_m[i]);
        T const kept = squared > bound ? std::sqrt(bound / squared) : T(1);
        cells.u_mps[i] = kept * at.u_mps;
        cells.v_mps[i] = kept * at.v_mps;
    }
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
JUMELLE_KERNEL void cell_velocities(CellDischarges<double> const& faces, StateRow<double> const& cells,
                                    Span span, StepNumbers const& step) {
    velocities(faces, cells, span, step);
}
JUMELLE_KERNEL void cell_velocities(CellDischarges<float> const& faces, StateRow<float> const& cells,
                                    Span span, StepNumbers const& step) {
    velocities(faces, cells, span, step);
}

} // namespace jumelle::flood
