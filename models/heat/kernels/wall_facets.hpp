#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

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

/// All walls of a city: edges between cells for which `is_wall` holds.
/// A wall at an angle to the grid is a staircase here: each step is right in its own direction, but together
/// they are up to √2 times as long as the wall.
class WallFacets {
  public:
    explicit WallFacets(CityHeights const& city);

    /// In the order of their feet: by row, then column, then side.
    std::span<WallFacet const> all() const { return facets_; }
    std::size_t size() const { return facets_.size(); }
    /// The facets, as positions in `all()`, whose feet lie in the columns of a row of a raster of `axis`, by
    /// column.
    std::span<std::uint32_t const> at(SweepAxis axis, Index row, Index first_column, Index end_column) const;
    /// Column of the facet's foot in rasters of `axis`.
    static Index column(WallFacet const& facet, SweepAxis axis) {
        return axis == SweepAxis::rows ? facet.column : facet.row;
    }

  private:
    struct Order {
        std::vector<std::uint32_t> facets;
        std::vector<std::size_t> row_begin; ///< one a row, and the end
    };
    Order ordered(SweepAxis axis, Index rows) const;

    std::vector<WallFacet> facets_;
    Order by_rows_, by_columns_;
};

} // namespace jumelle::heat
