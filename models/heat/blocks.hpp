#pragma once

#include <span>
#include <vector>

#include "core/parallel/grid_share.hpp"
#include "models/heat/city.hpp"
#include "models/heat/kernels/air_layers.hpp"
#include "models/heat/kernels/urban_wind.hpp"

namespace jumelle::heat {

/// The territory in square blocks of some metres: what the air between the buildings is told apart by.
class Blocks {
  public:
    /// @param block_m wanted side of a block; at least one cell
    /// @param ranks share the rows of blocks, by their cells and walls
    Blocks(City const& city, Grid const& grid, double block_m, Communicator& ranks = alone());

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

    /// How ranks share the rows of blocks.
    GridShare const& share() const { return share_; }
    /// Rows of cells in this rank's rows of blocks.
    RowRange own_cell_rows() const;
    /// Calls `body(row)` for them, in parallel.
    void for_own_cell_rows(FunctionRef<void(Index)> body) const;
    /// Give all ranks what their owners have written of cells; of blocks, one item each.
    template <class T>
    void gather_cells(Array2D<T>& cells) const {
        if (share_.is_whole() || cells.empty()) return;
        std::span<T> const all(cells.row(0), static_cast<std::size_t>(cells.rows() * cells.row_stride()));
        share_.gather(all, [&](Index block_row) {
            return static_cast<std::size_t>(cell_rows(block_row).begin * cells.row_stride());
        });
    }
    template <class T>
    void gather_blocks(std::vector<T>& items) const {
        share_.gather(std::span(items), [this](Index block_row) { return first_block(block_row); });
    }

    AirBlocks const& air() const { return air_; }
    std::vector<WindRoughness> const& roughness() const { return roughness_; }
    /// Area of the cells inside the territory [m²].
    std::vector<double> const& inside_m2() const { return inside_m2_; }
    std::vector<double> const& building_m2() const { return building_m2_; }

  private:
    std::size_t first_block(Index block_row) const { return static_cast<std::size_t>(block_row * columns()); }
    void share_among(City const& city, Communicator& ranks);
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
    GridShare share_;
};

} // namespace jumelle::heat
