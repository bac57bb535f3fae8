#pragma once

#include <cstdint>
#include <vector>

#include "core/base/view.hpp"

namespace jumelle::heat {

/// A point that a line has passed: where, in steps, and how high [m].
struct HullPoint {
    float at = 0.0F;
    float height_m = 0.0F;
    float across = 0.0F; ///< 1 on a wall that the line crossed from column to column, else 0
};

/// Somebody who looks along a line. Lines pass beside the centres of cells, by up to half a cell. A wall that
/// runs across the line's axis is as far away from the centre as it is on the line; one that runs along the
/// axis is `lag` steps farther.
struct Eye {
    float at = 0.0F; ///< [steps]
    float height_m = 0.0F;
    float lag = 0.0F; ///< [steps]
};

/// What closes the view from a point: its rise per step (may be negative) and how many steps away it stands;
/// distance 0 where the line has passed nothing.
struct Horizon {
    float rise_m = 0.0F;
    float distance = 0.0F;
    float height_m = 0.0F; ///< of what closes it
};

/// The upper convex hulls of what a block of neighbouring lines has passed. Seen from the next cell of a
/// line, the horizon is the tangent to its hull; what lies under the tangent can be forgotten, so the work is
/// O(1) a cell in the mean, whatever the reach. Source: Timonen & Westerholm 2010, Computer Graphics Forum
/// 29, 527-535.
class HorizonHulls {
  public:
    /// For `lines` lines of at most `steps` steps. 24 bytes a line and step at most; only what is used is
    /// touched.
    HorizonHulls(Index lines, Index steps);
    /// Forgets all.
    void clear();

    /// Where a wall stands that a line meets between two steps.
    struct WallPlace {
        float at = 0.0F;     ///< [steps]
        float across = 0.0F; ///< as in HullPoint
    };
    /// What is the same for all cells of one step.
    struct Step {
        float at = 0.0F;          ///< its number
        float lag = 0.0F;         ///< of the cells' centres
        WallPlace before;         ///< of a wall of the cell of the step before
        WallPlace touched;        ///< of a wall of the cell that the line touches in between
        float roof_step_m = 0.0F; ///< a larger drop from roof to roof is a wall
    };
    /// Cells of one step: `line` is the place of the first one's line in the block.
    struct Row {
        float const* surface_m = nullptr;
        float const* before_m = nullptr;  ///< surface of the cell one step nearer to where one looks
        float const* touched_m = nullptr; ///< surface of the cell that the line touches in between
        Index cells = 0;
        Index line = 0;
        float* rise_m = nullptr;   ///< out: max(0, rise of the horizon per step)
        float* distance = nullptr; ///< out: in steps; 0 where the horizon is not above the horizontal
        float* across = nullptr;   ///< out: of the point that is the horizon
    };
    /// Finds the horizons of a row of cells and adds the cells to the hulls. Cells without height get 0 and
    /// are not added.
    void advance(Row const& row, Step const& step);

    /// The horizon from a place at or above the newest cell of a line.
    /// @pre the eye is not before the newest cell
    Horizon seen_from(Index line, Eye const& eye) const;

  private:
    HullPoint& point(Index depth, Index line) { return points_.data()[depth * lines_ + line]; }
    HullPoint const& point(Index depth, Index line) const { return points_.data()[depth * lines_ + line]; }
    /// Of the first `depth` points, how many are left without those that the eye sees no higher than the one
    /// before.
    Index tangent(Index depth, Index line, Eye const& eye) const;

    Index lines_ = 0;
    View2D<HullPoint> points_;
    Array2D<HullPoint> memory_;
    std::vector<std::int32_t> depth_;
};

/// A sector of azimuths around that of the lines, by its angles to the lines' axis.
struct SkySector {
    float weight = 1.0F; ///< its share of the circle
    float per_sin2_middle = 1.0F;
    float cos_ends = 1.0F; ///< product of both ends' cosines
    float sin_ends = 0.0F; ///< product of both ends' sines
    float sin_width = 0.0F;
    float per_width = 0.0F; ///< [1/rad]
};

/// @param angle_rad of the lines to their axis, 0 … π/4
/// @param width_rad of the sector
SkySector sky_sector(double angle_rad, double width_rad);

/// What the cells of a row see of the sky, and the bytes of their links.
struct SkyRow {
    float const* rise_m = nullptr;   ///< per step
    float const* distance = nullptr; ///< in steps
    float const* across = nullptr;   ///< 1 where the horizon is a wall along the axis, else 0
    Index cells = 0;
    float step_m = 1.0F; ///< length of a step
    SkySector sector;
    float* sum = nullptr;            ///< += weight × mean cos²h of the sector
    std::uint8_t* horizon = nullptr; ///< or null: no links are wanted
    std::uint8_t* link_distance = nullptr;
};

/// Adds what one azimuth contributes to the sky view of level surfaces:
///
///     sky view = 1/n Σ cos²h,   cos²h = 1 / (1 + tan²h)
///
/// Along a wall that runs nearly the way one looks, the horizon changes within a sector, tan h = k sin θ with
/// θ the angle to the wall. There the mean over the sector from a to b is taken, exact for a straight wall:
///
///     1/(b − a) ∫ dθ / (1 + k² sin²θ) = atan2(K sin(b − a), cos a cos b + K² sin a sin b) / (K (b − a)),
///     K² = 1 + k²
///
/// Source: elementary; h of the links from 4.4.49 of Abramowitz & Stegun 1964 (error 1e-5).
void add_sky(SkyRow const& row);

} // namespace jumelle::heat
