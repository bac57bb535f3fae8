#pragma once

#include <array>
#include <bit>
#include <cstdint>

#include "core/base/kernel.hpp"
#include "core/base/view.hpp"

namespace jumelle::heat {

/// Height of a cell that has none: outside the territory, or no crown [m]. Below everything on Earth, and far
/// from the limits of float.
inline constexpr float no_height_m = -1.0e6F;

/// Buildings are marked in the last bit of a prepared height (some micrometres), so that sweeps read one
/// number a cell.
JUMELLE_INLINE bool is_building(float height_m) {
    return (std::bit_cast<std::uint32_t>(height_m) & 1U) != 0U;
}

/// The least height of a building above its ground, and of its wall above the cell before it [m]: less is a
/// kerb, a step or a bench.
inline constexpr float least_wall_m = 0.5F;

/// How much lower than a building its neighbour must be for a wall to stand between them: more where the
/// neighbour is a building, too, because roofs have slopes.
JUMELLE_INLINE float least_drop_m(float neighbour_m, float roof_step_m) {
    return is_building(neighbour_m) ? roof_step_m : least_wall_m;
}

/// Whether a wall of a building of height `high_m` looks down on a cell of height `low_m`.
JUMELLE_INLINE bool is_wall(float high_m, float low_m, float roof_step_m) {
    return is_building(high_m) && high_m - low_m > least_drop_m(low_m, roof_step_m);
}

/// Along which side of the grid a sweep steps: from row to row, or from column to column.
enum class SweepAxis { rows, columns };

/// What stands in a city. Heights above one datum; NaN outside the territory.
struct CityRasters {
    View2D<float const> surface_m;    ///< ground, or roof where a building stands
    View2D<float const> ground_m;     ///< ground alone, to tell buildings from hills; may be missing
    View2D<float const> crown_top_m;  ///< top of tree crowns; NaN, or not above the surface: no tree
    View2D<float const> crown_base_m; ///< underside of the crowns; NaN: down to the surface
    double cell_m = 1.0;              ///< side of a cell
};

/// One raster with a margin of cells without height around it, so that the neighbour of every cell can be
/// read.
class MarginRaster {
  public:
    MarginRaster() = default;
    MarginRaster(Index rows, Index columns);
    /// The row `row` from column 0 on; columns -1 and `columns` may be read. @pre -1 <= row <= rows
    float* row(Index row) { return cells_.row(row + 1) + margin; }
    float const* row(Index row) const { return cells_.row(row + 1) + margin; }
    Index row_stride() const { return cells_.row_stride(); }
    bool empty() const { return cells_.empty(); }

  private:
    static constexpr Index margin = 16; // one cache line of floats: rows begin aligned
    Array2D<float> cells_;
};

/// The rasters of a city ready for sweeps: without NaN, and each of them a second time with rows and columns
/// exchanged, so that the inner loop of every sweep runs along memory. 8 bytes a cell, 24 with trees.
class CityHeights {
  public:
    /// @pre rasters of one size, or no crowns; cell_m > 0
    explicit CityHeights(CityRasters const& rasters);

    Index rows() const { return rows_; }
    Index columns() const { return columns_; }
    double cell_m() const { return cell_m_; }
    /// A larger drop from roof to roof is a wall, smaller ones are slopes [m]: two metres, but no slope of
    /// less than 45 degrees. Without a ground raster, the same holds for all cells.
    float roof_step_m() const { return roof_step_m_; }
    bool has_trees() const { return !top_[0].empty(); }

    /// Rasters whose rows are the rows (columns) of the grid.
    MarginRaster const& surface(SweepAxis axis) const { return surface_[place(axis)]; }
    MarginRaster const& crown_top(SweepAxis axis) const { return top_[place(axis)]; }
    MarginRaster const& crown_base(SweepAxis axis) const { return base_[place(axis)]; }

  private:
    static std::size_t place(SweepAxis axis) { return axis == SweepAxis::rows ? 0 : 1; }
    void take_surface(CityRasters const& rasters);
    void take_crowns(CityRasters const& rasters);

    Index rows_ = 0, columns_ = 0;
    double cell_m_ = 1.0;
    float roof_step_m_ = 0.0F;
    std::array<MarginRaster, 2> surface_, top_, base_; ///< by axis
};

} // namespace jumelle::heat
