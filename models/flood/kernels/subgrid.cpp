#include "models/flood/kernels/subgrid.hpp"

#include <limits>

#include "core/base/constants.hpp"
#include "models/flood/kernels/friction.hpp"
#include "models/flood/kernels/inertial.hpp"
#include "models/flood/kernels/limits.hpp"

namespace jumelle::flood {

namespace {

/// Smallest K^(3/5) and depth that friction is computed with: only keeps powers within a float.
constexpr double smallest_root = 1e-10;

/// Share of the water that may leave: a few roundings less than all of it.
template <class T>
constexpr T may_leave = T(1) - T(8) * std::numeric_limits<T>::epsilon();

template <class T>
double volume_below(T const* table, double level_m) {
    T const* const levels = table + StorageLayout::levels;
    auto const top = static_cast<double>(table[StorageLayout::top_volume]);
    auto const highest = static_cast<double>(levels[table_bins]);
    if (level_m >= highest) {
        return top + (level_m - highest) / static_cast<double>(table[StorageLayout::level_per_volume]);
    }
    if (level_m <= 0.0) return 0.0;
    T const* const above = std::upper_bound(levels, levels + table_knots, static_cast<T>(level_m));
    Index const knot = std::clamp<Index>(above - levels - 1, 0, table_bins - 1);
    auto const low = static_cast<double>(levels[knot]), high = static_cast<double>(levels[knot + 1]);
    double const share = high > low ? std::clamp((level_m - low) / (high - low), 0.0, 1.0) : 0.0;
    constexpr double bins = table_bins;
    auto const k = static_cast<double>(knot);
    return top * (k * k + share * (2.0 * k + 1.0)) / (bins * bins);
}

/// Higher level above the sill, and the rise of the level across the face.
template <class T>
struct FaceWater {
    T head_m, rise_m;
};

/// Relative to the lowest ground on the left: levels above a distant datum have few digits left.
template <class T>
JUMELLE_INLINE FaceWater<T> face_water(SubgridFaces<T> const& in, T const* table, Index i) {
    T const step = static_cast<T>(in.right.lowest_m[i] - in.left.lowest_m[i]);
    T const rise = step + (in.right.level_m[i] - in.left.level_m[i]);
    T const higher = in.left.level_m[i] + std::max(rise, T(0));
    return {higher - table[FaceLayout::sill], rise};
}

template <class T>
JUMELLE_INLINE T discharge(SubgridFaces<T> const& in, FaceWater<T> const& water, Index i,
                           SubgridStep const& step) {
    T const dt = T(step.numbers.dt_s);
    T const own = T(inertial_theta), others = T(0.5 * (1.0 - inertial_theta));
    T const fall =
        std::min(T(step.fall_above_sill) * std::abs(water.rise_m), T(critical_fall) * water.head_m);
    auto const section = section_at(in.tables + i * FaceLayout::size, water.head_m - fall);
    T const root = inverse_cube_root(std::max(section.conveyance_root, T(smallest_root))),
            root2 = root * root;
    T const root5 = root2 * root2 * root;
    T const push = T(gravity_mps2 * step.numbers.dt_s / step.numbers.cell_m) * section.area_m * water.rise_m;
    T const pushed = (own * in.here[i] + others * (in.before[i] + in.after[i])) - push;
    T const drag = dt * T(gravity_mps2) * section.area_m * root5 * root5; // K^-2
    return friction_factor(drag * std::abs(pushed)) * pushed;
}

template <class T>
JUMELLE_INLINE void discharges(SubgridFaces<T> const& in, T* out, Span span, SubgridStep const& step) {
    T const dry = T(step.numbers.dry_depth_m);
    for (Index i = span.begin; i < span.end; ++i) {
        FaceWater<T> const water = face_water(in, in.tables + i * FaceLayout::size, i);
        out[i] = water.head_m > dry ? discharge(in, water, i, step) : T(0);
    }
}

template <class T>
JUMELLE_INLINE bool factors(SubgridOutlets<T> const& faces, double const* volume_m, T* factor, Span span,
                            StepNumbers const& step) {
    T const k = T(step.dt_s / step.cell_m);
    T least = T(1);
    JUMELLE_INDEPENDENT
    for (Index i = span.begin; i < span.end; ++i) {
        T const x = std::max(faces.east[i], T(0)) + std::max(-faces.west[i], T(0));
        T const y = std::max(faces.south[i], T(0)) + std::max(-faces.north[i], T(0));
        T const out = k * (x + y);
        // A film that drains for long would end in denormal numbers, whose roundings are as large as they
        // are.
        T const most = may_leave<T> * moving_depth(static_cast<T>(volume_m[i]));
        factor[i] = out > most ? most / out : T(1);
        least = std::min(least, factor[i]);
    }
    return least < T(1);
}

template <class T>
JUMELLE_INLINE void gain(SubgridOutlets<T> const& faces, double* gain_m, Span span, StepNumbers const& step) {
    double const k = step.dt_s / step.cell_m;
    JUMELLE_INDEPENDENT
    for (Index i = span.begin; i < span.end; ++i) {
        double const x = static_cast<double>(faces.west[i]) - static_cast<double>(faces.east[i]);
        double const y = static_cast<double>(faces.north[i]) - static_cast<double>(faces.south[i]);
        gain_m[i] = k * (x + y);
    }
}

} // namespace

double volume_of_level(double const* table, double level_m) {
    return volume_below(table, level_m);
}
double volume_of_level(float const* table, double level_m) {
    return volume_below(table, level_m);
}

JUMELLE_KERNEL void subgrid_discharges(SubgridFaces<double> const& in, double* out, Span span,
                                       SubgridStep const& step) {
    discharges(in, out, span, step);
}
JUMELLE_KERNEL void subgrid_discharges(SubgridFaces<float> const& in, float* out, Span span,
                                       SubgridStep const& step) {
    discharges(in, out, span, step);
}
JUMELLE_KERNEL bool subgrid_factors(SubgridOutlets<double> const& faces, double const* volume_m,
                                    double* factor, Span span, StepNumbers const& step) {
    return factors(faces, volume_m, factor, span, step);
}
JUMELLE_KERNEL bool subgrid_factors(SubgridOutlets<float> const& faces, double const* volume_m, float* factor,
                                    Span span, StepNumbers const& step) {
    return factors(faces, volume_m, factor, span, step);
}
JUMELLE_KERNEL void subgrid_gain(SubgridOutlets<double> const& faces, double* gain_m, Span span,
                                 StepNumbers const& step) {
    gain(faces, gain_m, span, step);
}
JUMELLE_KERNEL void subgrid_gain(SubgridOutlets<float> const& faces, double* gain_m, Span span,
                                 StepNumbers const& step) {
    gain(faces, gain_m, span, step);
}

JUMELLE_KERNEL ColumnFlow column_flow(FineColumn const& column, double level_m, double floor_m) {
    double area = 0.0, conveyance = 0.0;
    for (Index i = 0; i < column.cells; ++i) {
        double const h = std::max(level_m - std::max(column.ground_m[i], floor_m), 0.0);
        double const root = inverse_cube_root(std::max(h, smallest_root));
        area += h;
        conveyance += h * h * root * column.inverse_n[i];
    }
    auto const cells = static_cast<double>(column.cells);
    return {area / cells, conveyance / cells};
}

} // namespace jumelle::flood
