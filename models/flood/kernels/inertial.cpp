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
#include "models/flood/kernels/face_water.hpp"
#include "models/flood/kernels/friction.hpp"
#include "models/flood/kernels/inertial_maxima.hpp"
#include "models/flood/kernels/limits.hpp"

namespace jumelle::flood {

namespace {

/// Faces whose discharges are found together, and whether they are all that.
constexpr Index block_faces = 64;

/// The two halves of a face's discharge: what pushes it, and what slows it. Both are long chains of results
/// that wait for each other, so one block of faces is slowed while the next one is pushed.
template <class T, FaceGround ground, Advection advection>
class Discharges {
  public:
    JUMELLE_INLINE Discharges(InertialFaces<T> const& in, T* out, StepNumbers const& step, double theta)
        : in_(in),
          out_(out),
          own_(T(theta)),
          others_(T(0.5 * (1.0 - theta))),
          dry_m_(T(step.dry_depth_m)),
          push_(T(gravity_mps2 * step.dt_s / step.cell_m)),
          four_dt_half_(T(4.0 * 0.5 * step.dt_s)) {}

    /// Momentum before friction into the discharge of face i, its resistance 4 dt k |w| into place k.
    JUMELLE_INLINE void push(Index i, Index k) {
        FaceWater<T> const water = face_water<ground>(in_, i);
        T const depth = std::max(water.depth_m, dry_m_);
        T pushed =
            (own_ * in_.here[i] + others_ * (in_.before[i] + in_.after[i])) - push_ * depth * water.rise_m;
        if constexpr (advection == Advection::upwind) pushed += in_.gained[i];
        T const rough = four_dt_half_ * (in_.left.friction[i] + in_.right.friction[i]) * std::abs(pushed);
        resistance_[k] = rough * inverse_seven_thirds(depth);
        out_[i] = water.over_m > dry_m_ ? pushed : T(0);
    }
    JUMELLE_INLINE void slow(Index i, Index k) {
        out_[i] = (T(2) * out_[i]) / (T(1) + std::sqrt(T(1) + resistance_[k]));
    }

  private:
    InertialFaces<T> in_;
    T* out_;
    T const own_, others_;
    T dry_m_, push_, four_dt_half_;
    alignas(64) T resistance_[block_faces];
};

template <FaceGround ground, Advection advection, class T>
JUMELLE_INLINE void discharges_of(InertialFaces<T> const& in, T* out, Span span, StepNumbers const& step,
                                  double theta) {
    Discharges<T, ground, advection> faces(in, out, step, theta);
    Index const blocks = (span.end - span.begin) / block_faces;
    Index const rest = span.begin + blocks * block_faces;
    if (blocks > 0) {
        JUMELLE_INDEPENDENT
        for (Index k = 0; k < block_faces; ++k) faces.push(span.begin + k, k);
    }
    for (Index begin = span.begin; begin + block_faces < rest; begin += block_faces) {
        JUMELLE_INDEPENDENT
        for (Index k = 0; k < block_faces; ++k) {
            faces.slow(begin + k, k);
            faces.push(begin + block_faces + k, k);
        }
    }
    if (blocks > 0) {
        JUMELLE_INDEPENDENT
        for (Index k = 0; k < block_faces; ++k) faces.slow(rest - block_faces + k, k);
    }
    JUMELLE_INDEPENDENT
    for (Index i = rest; i < span.end; ++i) {
        faces.push(i, i - rest);
        faces.slow(i, i - rest);
    }
}

template <class T>
JUMELLE_INLINE void discharges(InertialFaces<T> const& in, T* out, Span span, StepNumbers const& step,
                               InertialForm const& form) {
    // The usual form is a few per cent faster with a theta that the compiler knows.
    if (in.gained == nullptr && form == InertialForm{})
        return discharges_of<FaceGround::highest, Advection::none>(in, out, span, step, inertial_theta);
    bool const is_mean = form.face_ground == FaceGround::mean;
    if (in.gained != nullptr) {
        if (is_mean)
            return discharges_of<FaceGround::mean, Advection::upwind>(in, out, span, step, form.theta);
        return discharges_of<FaceGround::highest, Advection::upwind>(in, out, span, step, form.theta);
    }
    if (is_mean) return discharges_of<FaceGround::mean, Advection::none>(in, out, span, step, form.theta);
    discharges_of<FaceGround::highest, Advection::none>(in, out, span, step, form.theta);
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

/// a + b, rounded, and what that leaves over.
template <class T>
struct RestSum {
    T sum, rest;
};
/// The rest is exact where |a| >= |b|; elsewhere it is wrong by less than a rounding of b.
/// Source: Dekker 1971, Numer. Math. 18, 224-242.
template <class T>
JUMELLE_INLINE RestSum<T> rest_sum(T a, T b) {
    T const sum = a + b;
    return {sum, b - (sum - a)};
}

/// What passes the faces of a cell [m].
template <class T>
JUMELLE_INLINE T flowed(CellDischarges<T> const& q, Index i, T k) {
    return (k * q.west[i] - k * q.east[i]) + (k * q.north[i] - k * q.south[i]);
}

/// Depth of a cell after it has gained water [m].
template <class T>
JUMELLE_INLINE T gained_depth(InertialDepths<T> const& row, Index i, RestSum<T> const& gain) {
    T const h = row.h_m[i];
    if constexpr (std::is_same_v<T, double>) {
        return h + gain.sum;
    } else {
        auto const now = rest_sum(h, gain.sum);
        T const rest = row.rest_m[i] + (now.rest + gain.rest);
        T const rounded = now.sum + rest;
        row.rest_m[i] = rest - (rounded - now.sum);
        return rounded;
    }
}

/// Velocities in a cell of depth `h`.
template <class T>
struct Velocity {
    T u_mps, v_mps;
};

template <class T>
JUMELLE_INLINE Velocity<T> velocity(CellDischarges<T> const& faces, Index i, T h, T dry_m) {
    T const per_depth = h > dry_m ? T(0.5) / std::max(h, dry_m) : T(0);
    return {per_depth * (faces.west[i] + faces.east[i]), per_depth * (faces.north[i] + faces.south[i])};
}

/// Square of the largest speed that counts at a depth.
template <class T>
JUMELLE_INLINE T swiftest_squared(T h_m) {
    return T(swiftest_froude * swiftest_froude * gravity_mps2) * h_m;
}

/// Square of |u| + |v|, up to `swiftest_squared`. In float: it bounds a time step and what is kept.
JUMELLE_INLINE float flow_squared(CellFlow const& at) {
    float const flow = at.per_depth * (std::abs(at.x_m2ps) + std::abs(at.y_m2ps));
    return std::min(flow * flow, swiftest_squared(at.h_m));
}

/// The largest of what a chunk of cells shows.
template <class T>
struct ChunkReport {
    DepthBits<T> highest = 0;
    float flow2_m2ps2 = 0.0F;
    KeptBits kept;
};

/// @tparam keeps whether what the cells show is kept too
/// @param new_depth T(Index): depth of a cell after the step
template <bool keeps, class T, class NewDepth>
JUMELLE_INLINE ChunkReport<T> advance_chunk(InertialDepths<T> const& row, Span span,
                                            NewDepth const& new_depth, float dry_m) {
    DepthBits<T> highest = 0;
    float flow2 = 0.0F;
    KeptBits kept;
    JUMELLE_INDEPENDENT
    for (Index i = span.begin; i < span.end; ++i) {
        T const now = new_depth(i);
        row.h_m[i] = now;
        highest = std::max(highest, std::bit_cast<DepthBits<T>>(now));
        CellFlow const flow = cell_flow(row.faces, i, now, dry_m);
        flow2 = std::max(flow2, flow_squared(flow));
        if constexpr (keeps) keep_cell(marks_of(flow, dry_m), row.kept.maxima, i, row.kept.arrival, kept);
    }
    return {highest, flow2, kept};
}

/// A speed is at most |u| + |v|. Speeds are kept as floats: their squares may come out larger by some
/// roundings.
template <class T>
JUMELLE_INLINE ChunkPeaks peaks_of(ChunkReport<T> const& chunk) {
    constexpr float rounding = 1.0F + 8.0F * std::numeric_limits<float>::epsilon();
    constexpr auto still = std::bit_cast<DepthBits<T>>(T(still_depth_m));
    return {static_cast<float>(std::bit_cast<T>(chunk.highest)), rounding * std::sqrt(chunk.flow2_m2ps2),
            chunk.highest > still};
}

/// Advances a chunk and keeps what it shows. Where something exceeded what was kept the last time, it mostly
/// does again, and both are one pass.
template <class T, class NewDepth>
JUMELLE_INLINE ChunkReport<T> keep_and_advance(InertialDepths<T> const& row, Span span,
                                               NewDepth const& new_depth, float dry_m, ChunkPeaks& peaks) {
    FlowKept const& kept = row.kept;
    KeptAtLeast const* const bounds = kept.maxima.bounds_at(span.begin);
    bool const at_once = bounds != nullptr && bounds->is_old;
    if (at_once) { // so it probably will be in the next row
        for (float const* line : kept.soon) fetch_soon(line + span.begin, line + span.end);
    }
    ChunkReport<T> const chunk = at_once ? advance_chunk<true>(row, span, new_depth, dry_m)
                                         : advance_chunk<false>(row, span, new_depth, dry_m);
    peaks = peaks_of(chunk);
    if (at_once) {
        note_kept(row.h_m, kept.maxima, span, kept.arrival, chunk.kept.exceeded());
    } else if (bounds != nullptr && may_exceed(peaks, *bounds)) {
        auto const marks = [&](Index i) {
            return marks_of(cell_flow(row.faces, i, row.h_m[i], dry_m), dry_m);
        };
        keep_marks(row.h_m, marks, kept.maxima, span, kept.arrival);
    }
    return chunk;
}

template <class T, class NewDepth>
JUMELLE_INLINE AdvanceReport advance_chunks(InertialDepths<T> const& row, Span span,
                                            NewDepth const& new_depth, StepNumbers const& step) {
    auto const dry_m = static_cast<float>(step.dry_depth_m);
    ChunkReport<T> all;
    ChunkPeaks* peaks = row.peaks;
    for (Index begin = span.begin; begin < span.end; begin += maxima_chunk_columns, ++peaks) {
        Index const end = begin + maxima_chunk_columns;
        row.soon.fetch({begin, std::min(end, span.end)});
        // Whole chunks have a length that the compiler knows.
        auto const chunk = end <= span.end
                               ? keep_and_advance(row, {begin, end}, new_depth, dry_m, *peaks)
                               : keep_and_advance(row, {begin, span.end}, new_depth, dry_m, *peaks);
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
        auto const flows = [&](Index i) { return gained_depth(row, i, {flowed(row.faces, i, k), T(0)}); };
        return advance_chunks(row, span, flows, step);
    }
    T const rain = static_cast<T>(row.rain_m);
    T const rain_rest = static_cast<T>(row.rain_m - static_cast<double>(rain));
    auto const flows_and_falls = [&](Index i) {
        T const share = static_cast<T>(row.rain_share[i]);
        auto const gain = rest_sum(flowed(row.faces, i, k), rain * share);
        return gained_depth(row, i, {gain.sum, gain.rest + rain_rest * share});
    };
    return advance_chunks(row, span, flows_and_falls, step);
}

template <class T>
JUMELLE_INLINE void velocities(CellDischarges<T> const& faces, StateRow<T> const& cells, Span span,
                               StepNumbers const& step) {
    T const dry_m = T(step.dry_depth_m);
    JUMELLE_INDEPENDENT
    for (Index i = span.begin; i < span.end; ++i) {
        Velocity<T> const at = velocity(faces, i, cells.h_m[i], dry_m);
        T const swiftest = std::sqrt(T(0.5) * swiftest_squared(cells.h_m[i])); // along one axis
        cells.u_mps[i] = std::clamp(at.u_mps, -swiftest, swiftest);
        cells.v_mps[i] = std::clamp(at.v_mps, -swiftest, swiftest);
    }
}

} // namespace

JUMELLE_KERNEL void inertial_discharges(InertialFaces<double> const& in, double* out, Span span,
                                        StepNumbers const& step, InertialForm const& form) {
    discharges(in, out, span, step, form);
}
JUMELLE_KERNEL void inertial_discharges(InertialFaces<float> const& in, float* out, Span span,
                                        StepNumbers const& step, InertialForm const& form) {
    discharges(in, out, span, step, form);
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
