#pragma once

#include <algorithm>
#include <cmath>

#include "core/base/kernel.hpp"
#include "core/base/view.hpp"
#include "models/flood/kernels/rows.hpp"

namespace jumelle::flood {

/// Intervals of every sub-grid table. Knot k lies at (k/N)² of the table's top, so that the lowest interval
/// is 1/N² of it: a ditch in a hilly cell still has knots of its own, and a knot is found with one root.
inline constexpr Index table_bins = 20;
inline constexpr Index table_knots = table_bins + 1;

/// Storage of one cell: water over the cell's area against the level above its lowest ground.
/// Knots are even in sqrt(volume), so that the level that belongs to a volume needs no search.
struct StorageLayout {
    static constexpr Index top_volume = 0;       ///< at which all ground of the cell is under water [m]
    static constexpr Index level_per_volume = 1; ///< above the top: 1 / share of the cell that can hold water
    static constexpr Index levels = 2;           ///< at each knot [m]
    static constexpr Index size = 24;            ///< levels + table_knots, rounded up to whole cache lines
};

/// Flow through one face against the level above its sill. Knots are even in sqrt(level).
struct FaceLayout {
    static constexpr Index sill = 0;       ///< above the lowest ground of the cell on the left [m]
    static constexpr Index top = 1;        ///< above the sill, of the highest knot [m]
    static constexpr Index area_slope = 2; ///< above the top
    static constexpr Index root_slope = 3; ///< above the top
    static constexpr Index sections = 4;   ///< area and root at each knot, in turn
    static constexpr Index size = 48;      ///< sections + 2 table_knots, rounded up to whole cache lines
};

/// Sill of a face that nothing passes [m]: above any level difference that solid cells can feign.
inline constexpr double closed_sill_m = 1e7;

/// Where a value lies between the knots of a table.
template <class T>
struct TablePlace {
    Index knot;
    T share; ///< of the way to the next knot
};

/// @param relative value / top, 0 … 1
template <class T>
JUMELLE_INLINE TablePlace<T> place_in_table(T relative) {
    constexpr T bins = T(table_bins);
    Index const knot = std::min(static_cast<Index>(bins * std::sqrt(relative)), table_bins - 1);
    // (k+1)² − k² = 2k + 1
    T const k = static_cast<T>(knot);
    T const share = (relative * (bins * bins) - k * k) / (T(2) * k + T(1));
    return {knot, std::clamp(share, T(0), T(1))};
}

/// Level above the cell's lowest ground at which it holds `volume_m` over its area [m]. Straight between
/// knots and above the top; rises strictly with the volume.
template <class T>
JUMELLE_INLINE T level_of_volume(T const* table, double volume_m) {
    T const* const levels = table + StorageLayout::levels;
    auto const top = static_cast<double>(table[StorageLayout::top_volume]);
    if (!(volume_m < top)) {
        double const above = (volume_m - top) * static_cast<double>(table[StorageLayout::level_per_volume]);
        return levels[table_bins] + static_cast<T>(above);
    }
    auto const at = place_in_table(static_cast<T>(std::max(volume_m, 0.0) / top));
    return levels[at.knot] + at.share * (levels[at.knot + 1] - levels[at.knot]);
}

/// Inverse of `level_of_volume`: water over the cell's area below a level above its lowest ground [m].
double volume_of_level(double const* table, double level_m);
double volume_of_level(float const* table, double level_m);

/// Flow area a and K^(3/5) of the conveyance K, both per width of the whole face. Where the bed is level and
/// of one roughness n, area = depth and K^(3/5) = depth n^(-3/5): nearly straight in the level, and smooth
/// where banks go under, so that straight lines between knots serve it well.
template <class T>
struct FaceSection {
    T area_m, conveyance_root;
};

/// @pre above_sill_m > 0
template <class T>
JUMELLE_INLINE FaceSection<T> section_at(T const* table, T above_sill_m) {
    T const* const sections = table + FaceLayout::sections;
    T const top = table[FaceLayout::top];
    if (!(above_sill_m < top)) {
        T const above = above_sill_m - top;
        return {sections[2 * table_bins] + above * table[FaceLayout::area_slope],
                sections[2 * table_bins + 1] + above * table[FaceLayout::root_slope]};
    }
    auto const at = place_in_table(above_sill_m / top);
    T const* const low = sections + 2 * at.knot;
    return {low[0] + at.share * (low[2] - low[0]), low[1] + at.share * (low[3] - low[1])};
}

/// Cells on one side of a row of faces.
template <class T>
struct SubgridCells {
    double const* lowest_m = nullptr; ///< lowest ground
    T const* level_m = nullptr;       ///< water level above it
};

/// A row of faces in either direction, with the discharges around them; as in `InertialFaces`.
template <class T>
struct SubgridFaces {
    SubgridCells<T> left, right;
    T const* tables = nullptr;                                    ///< `FaceLayout`, one face after the other
    T const *before = nullptr, *here = nullptr, *after = nullptr; ///< discharges along the direction
};

/// What the faces of a step share.
struct SubgridStep {
    StepNumbers numbers;
    /// Share of the fall between two cell centres that lies above the sill where the ground falls evenly.
    double fall_above_sill = 0.0;
};

/// Share of the head above the sill by which the level at the sill may lie below that of the higher cell:
/// critical depth is two thirds of the head.
/// Source: Chow 1959, Open-Channel Hydraulics, section 3-7 (broad-crested weir).
inline constexpr double critical_fall = 1.0 / 3.0;

/// Unit discharges (per width of the face) after a step: the local-inertial momentum balance over the whole
/// cross-section, area a and conveyance K from the face's table, friction fully implicit.
///
///     w  = θ q + (1 − θ)/2 (q_before + q_after) − g a dt/dx (η_right − η_left)
///     q' = w / (1 + dt g a |q'| / K²)
///     a, K at ζ = η_up − min(σ |η_right − η_left|, (η_up − sill)/3)
///
/// 0 where the higher level is not above the sill. With one fine cell in each cell σ is 0, and this is the
/// plain local-inertial scheme.
/// Source: de Almeida et al. 2012, Water Resour. Res. 48, W05528; Volp, van Prooijen & Stelling 2013, Water
/// Resour. Res. 49, 4124-4135 (tables); van Ormondt et al. 2025, Geosci. Model Dev. 18, 843-861.
void subgrid_discharges(SubgridFaces<double> const& in, double* out, Span span, SubgridStep const& step);
void subgrid_discharges(SubgridFaces<float> const& in, float* out, Span span, SubgridStep const& step);

/// Discharges around a row of cells; `south` are those of the row below.
template <class T>
struct SubgridOutlets {
    T const *west = nullptr, *east = nullptr, *north = nullptr, *south = nullptr;
};

/// By which factor each cell's outward discharges must be scaled so that it gives no more than it holds.
/// @returns whether any cell's factor is below 1
bool subgrid_factors(SubgridOutlets<double> const& faces, double const* volume_m, double* factor, Span span,
                     StepNumbers const& step);
bool subgrid_factors(SubgridOutlets<float> const& faces, double const* volume_m, float* factor, Span span,
                     StepNumbers const& step);

/// dt/dx (west − east + north − south) of each cell, summed in double [m].
void subgrid_gain(SubgridOutlets<double> const& faces, double* gain_m, Span span, StepNumbers const& step);
void subgrid_gain(SubgridOutlets<float> const& faces, double* gain_m, Span span, StepNumbers const& step);

/// One column of fine cells across the flow, as a cross-section.
struct FineColumn {
    double const* ground_m = nullptr;
    double const* inverse_n = nullptr; ///< 1 / Manning's n, 0 where solid
    Index cells = 0;
};

/// Flow area and conveyance of a cross-section at a level, as means over all its fine cells; its own cells
/// below `floor_m` count as filled to it.
///
///     area = mean(h),   K = mean(h^(5/3) / n)
struct ColumnFlow {
    double area_m = 0.0, conveyance = 0.0;
};
ColumnFlow column_flow(FineColumn const& column, double level_m, double floor_m);

} // namespace jumelle::flood
