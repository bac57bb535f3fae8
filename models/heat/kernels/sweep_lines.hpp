#pragma once

#include <vector>

#include "core/parallel/loops.hpp"
#include "models/heat/kernels/city_heights.hpp"

namespace jumelle::heat {

/// The parallel lines on which light comes from one azimuth over a grid, sheared so that each cell lies on
/// exactly one line and each line has one cell in each step:
///
///     column = line + floor(slope · step + 1/2),   |slope| <= 1
///
/// Steps go away from the source along the axis that the light is nearer to; "row" and "column" below are
/// those of a raster of that axis (`CityHeights::surface(axis())`).
class SweepLines {
  public:
    /// @param azimuth_deg where the light comes from, clockwise from north
    SweepLines(Index grid_rows, Index grid_columns, double azimuth_deg);

    SweepAxis axis() const { return axis_; }
    Index steps() const { return rows_; }
    Index lines() const { return lines_; }
    /// From one cell of a line to the next [cells], 1 … √2.
    double step_cells() const { return step_cells_; }
    Index row(Index step) const { return forward_ ? step : rows_ - 1 - step; }
    /// Column of line 0 in `step`; may lie outside the raster.
    Index first_column(Index step) const;
    /// Beside the cells of a line at `step` and the step before, the line touches one more where it changes
    /// its column between them: this is that cell, in the row of one of the two. Where it does not change its
    /// column, or at step 0, the cell of the step before.
    struct Touched {
        Index row = 0;
        Index first_column = 0; ///< of line 0
    };
    Touched touched(Index step) const;
    /// Where the line crossed the border between its columns of the step before and of `step` [steps].
    /// @pre the line changes its column there
    double column_border(Index step) const;
    /// How much later than in the middle of its row the line reaches the middle of its column [steps]; 0 for
    /// lines along the axis. Walls along columns are this much farther away from the cell's centre than they
    /// are on the line.
    double lag(Index step) const;
    /// The row of the step before; for step 0 the one outside the raster.
    Index row_before(Index step) const { return forward_ ? row(step) - 1 : row(step) + 1; }
    Index first_column_before(Index step) const { return first_column(step == 0 ? 0 : step - 1); }
    /// The columns of `lines` in `step` that lie in the raster; may be none.
    RowRange columns(Index step, RowRange lines) const;
    /// Lines in at most `parts` contiguous ranges with about the same number of cells.
    std::vector<RowRange> shares(Index parts) const;

  private:
    Index shift(Index step) const;

    SweepAxis axis_ = SweepAxis::rows;
    Index rows_ = 0, columns_ = 0, lines_ = 0;
    Index lowest_ = 0; ///< column of line 0 in step 0
    double slope_ = 0.0, step_cells_ = 1.0;
    bool forward_ = true;
};

} // namespace jumelle::heat
