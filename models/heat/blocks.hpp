#pragma once

#include <vector>

#include "models/heat/city.hpp"
#include "models/heat/kernels/air_layers.hpp"
#include "models/heat/kernels/urban_wind.hpp"

namespace jumelle::heat {

/// The territory in square blocks of some metres: what the air between the buildings is told apart by.
class Blocks {
  public:
    /// @param block_m wanted side of a block; at least one cell
    Blocks(City const& city, Grid const& grid, double block_m);

    Grid const& grid() const { return grid_; }
    Index rows() const { return air_.rows; }
    Index columns() const { return air_.columns; }
    std::size_t size() const { return air_.size(); }
    /// Cells along the side of a block.
    Index cells() const { return cells_; }
    Index row_of(Index row) const { return row / cells_; }
    Index column_of(Index column) const { return block_of_column_[static_cast<std::size_t>(column)]; }
    std::size_t of(Index row, Index column) const { return air_.at(row_of(row), column_of(column)); }
    /// Rows of cells that lie in a row of blocks.
    RowRange cell_rows(Index block_row) const;

    AirBlocks const& air() const { return air_; }
    std::vector<WindRoughness> const& roughness() const { return roughness_; }
    /// Area of the cells inside the territory [m²].
    std::vector<double> const& inside_m2() const { return inside_m2_; }
    std::vector<double> const& building_m2() const { return building_m2_; }

  private:
    void measure_cells(City const& city);
    void measure_walls(City const& city);
    std::vector<Morphology> neighbourhoods() const;
    void describe_air(std::vector<Morphology> const& around);

    Grid const grid_;
    Index cells_ = 1;
    AirBlocks air_;
    std::vector<std::int32_t> block_of_column_;
    std::vector<double> inside_m2_, building_m2_, volume_m3_, wall_m2_;
    std::vector<WindRoughness> roughness_;
};

} // namespace jumelle::heat
