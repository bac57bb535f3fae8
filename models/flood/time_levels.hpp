#pragma once

#include <algorithm>
#include <cstdint>

#include "core/base/state_archive.hpp"
#include "core/territory/grid.hpp"
#include "models/flood/activity.hpp"

namespace jumelle::flood {

/// Rows in one tile of the grid that steps as one; a tile is one segment of columns wide. Within the longest
/// step waves get no further than into the next tile.
inline constexpr Index tile_rows = 32;

/// How often the time step of each tile is halved. A tile takes as many halvings as the fastest wave in it
/// or in its eight neighbours asks for, and at most one less than any of them.
class TimeLevels {
  public:
    /// A step of the whole grid is at most 2^5 steps of the fastest tile.
    static constexpr int most_halvings = 5;
    /// Where waves grow faster during a step, their tiles are halved further.
    static constexpr int deepest_level = 8;

    TimeLevels(Index rows, Index columns);

    Index rows() const { return speed_mps_.rows(); }
    Index segments() const { return speed_mps_.columns(); }
    static Index tile_of(Index row) { return row / tile_rows; }

    /// Fastest waves in a tile.
    void set_speed(Index tile, Index segment, double speed_mps) { speed_mps_(tile, segment) = speed_mps; }
    void raise_speed(Index tile, Index segment, double speed_mps) {
        speed_mps_(tile, segment) = std::max(speed_mps_(tile, segment), speed_mps);
    }
    /// Fastest waves of the water that a side brings to a cell.
    void forget_brought() { brought_mps_.fill(0.0); }
    void bring(Cell cell, double speed_mps) {
        double& fastest = brought_mps_(tile_of(cell.row), cell.column / segment_columns);
        fastest = std::max(fastest, speed_mps);
    }
    double fastest_mps() const;

    /// How many steps of the fastest tile the whole grid best takes at once: the smallest number that comes
    /// near to the least work; at most 2^5.
    double best_ratio() const;

    /// Finds the levels of all tiles that have `least` or more halvings; waves of `limit_mps` can do with
    /// none.
    void find(int least, double limit_mps);

    int level(Index tile, Index segment) const { return level_(tile, segment); }
    int level_at(Index row, Index column) const { return level(tile_of(row), column / segment_columns); }
    int deepest() const;
    bool has(int level) const;
    void archive_state(StateArchive& archive);

  private:
    double speed_nearby_mps(Index tile, Index segment) const;
    void smooth(int least);
    int level_nearby(Index tile, Index segment) const;

    Array2D<double> speed_mps_, brought_mps_;
    Array2D<std::uint8_t> level_;
};

} // namespace jumelle::flood
