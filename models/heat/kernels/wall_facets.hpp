#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "core/base/large_vector.hpp"
#include "models/heat/kernels/city_heights.hpp"

namespace jumelle::heat {

/// Where a wall looks to.
enum class Side : std::uint8_t { north, east, south, west };
inline constexpr std::size_t sides = 4;
/// Azimuth of the outward normal, clockwise from north [degree].
inline constexpr std::array<double, sides> side_azimuth_deg = {0.0, 90.0, 180.0, 270.0};

/// The part of a wall that stands on one edge of a cell: one cell wide, from the foot to the roof.
struct WallFacet {
    std::int32_t row = 0, column = 0; ///< the lower cell in front of it, its foot
    float bottom_m = 0.0F, top_m = 0.0F;
    Side faces = Side::north;
};

/// Facets in the order of a sweep: by row of a raster of one axis, side, column.
struct WallOrder {
    LargeVector<std::int32_t> column; ///< of the foot, in rasters of the axis
    LargeVector<float> bottom_m, top_m;
    LargeVector<std::uint32_t> facet;   ///< its place in `WallFacets::all()`
    std::vector<std::size_t> run_begin; ///< of each row and side; and the end

    /// Places of facets.
    struct Run {
        std::size_t begin = 0, end = 0;
    };
    /// The facets of one side whose feet lie in some columns of a row.
    Run run(Index row, Side side, Index first_column, Index end_column) const;
};

/// All walls of a city: edges between cells for which `is_wall` holds.
/// A wall at an angle to the grid is a staircase here: each step is right in its own direction, but together
/// they are up to √2 times as long as the wall. 52 bytes a facet.
class WallFacets {
  public:
    explicit WallFacets(CityHeights const& city);

    /// By row, side, column.
    std::span<WallFacet const> all() const { return facets_; }
    std::size_t size() const { return facets_.size(); }
    WallOrder const& order(SweepAxis axis) const { return axis == SweepAxis::rows ? by_rows_ : by_columns_; }

  private:
    WallOrder ordered(SweepAxis axis, Index rows) const;

    LargeVector<WallFacet> facets_;
    WallOrder by_rows_, by_columns_;
};

/// Sums over walls that sweeps along both axes add to, each in its own order. 4 bytes a wall and axis.
class WallSums {
  public:
    explicit WallSums(WallFacets const& walls) : walls_(walls) { clear(); }
    /// Sets all sums to 0.
    void clear();
    /// The sums in the order of an axis, for the sweep that adds to them.
    std::span<float> open(SweepAxis axis) { return axis == SweepAxis::rows ? by_rows_ : by_columns_; }
    /// The sums of both axes, as in `WallFacets::all()`.
    LargeVector<float> total() const;

  private:
    WallFacets const& walls_;
    LargeVector<float> by_rows_, by_columns_;
};

} // namespace jumelle::heat
