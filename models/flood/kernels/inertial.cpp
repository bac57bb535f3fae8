#include "models/flood/kernels/inertial.hpp"

#include <algorithm>
#include <cmath>

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
    T const dt = T(step.dt_s), dry = T(step.dry_depth_m);
    T const push = T(gravity_mps2 * step.dt_s / step.cell_m);
    T const own = T(inertial_theta), others = T(0.5 * (1.0 - inertial_theta));
    T const half_dt = T(0.5) * dt, quarter = T(0.25);
    JUMELLE_INDEPENDENT
    for (Index i = span.begin; i < span.end; ++i) {
        FaceWater<T> const water = face_water(in, i);
        T const depth = std::max(water.depth_m, dry);
        T const before = in.here[i];
        T const along = quarter * ((in.across_start.first[i] + in.across_start.second[i]) +
                                   (in.across_end.first[i] + in.across_end.second[i]));
        T const pushed = (own * before + others * (in.before[i] + in.after[i])) - push * depth * water.rise_m;
        T const root = inverse_cube_root(depth), root2 = root * root;
        T const drag =
            half_dt * (in.left.friction[i] + in.right.friction[i]) * (root2 * root2) * (root2 * root);
        // What the flow along the face was before friction took its share, so that both share the drag alike.
        T const along_pushed = along * (T(1) + drag * std::sqrt(before * before + along * along));
        T const all = std::sqrt(pushed * pushed + along_pushed * along_pushed);
        T const slowed = friction_factor(drag * all) * pushed;
        out[i] = water.depth_m > dry ? slowed : T(0);
    }
}

template <class T>
JUMELLE_INLINE AdvanceReport depths(InertialDepths<T> const& row, Span span, StepNumbers const& step) {
    double const k = step.dt_s / step.cell_m;
    T deepest = T(0), lowest = T(0);
    int broken = 0;
    auto const advance = [&](Index i, double gain_m) {
        T const now = new_depth(row.h_m[i], row.rest_m, i, gain_m);
        row.h_m[i] = now;
        deepest = std::max(deepest, now);
        lowest = std::min(lowest, now);
        broken |= is_broken(now) ? 1 : 0;
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
    return {std::sqrt(gravity_mps2 * static_cast<double>(deepest)), broken != 0 || lowest < T(0)};
}

template <class T>
JUMELLE_INLINE void velocities(CellDischarges<T> const& faces, StateRow<T> const& cells, Span span,
                               StepNumbers const& step) {
    T const k = T(step.dt_s / step.cell_m), dry = T(step.dry_depth_m);
    JUMELLE_INDEPENDENT
    for (Index i = span.begin; i < span.end; ++i) {
        T const h = cells.h_m[i];
        T const x = T(0.5) * (faces.west[i] + faces.east[i]), y = T(0.5) * (faces.north[i] + faces.south[i]);
        T const depth = std::max(std::max(h, dry), k * std::max(std::abs(x), std::abs(y)));
        T const per_depth = h > dry ? T(1) / depth : T(0);
        cells.u_mps[i] = per_depth * x;
        cells.v_mps[i] = per_depth * y;
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
