#pragma once

#include <cstdint>
#include <vector>

#include "core/base/view.hpp"
#include "models/flood/kernels/rows.hpp"

namespace jumelle::flood {

/// Columns in one segment of a row: the grain at which dry land is skipped.
inline constexpr Index segment_columns = 64;

/// Which segments of which rows must be worked on in a step: those with water, and their eight neighbours,
/// for water moves at most one cell a step. Everything else has zero fluxes and stays as it is, so leaving it
/// out gives the same bits.
class Activity {
  public:
    Activity(Index rows, Index columns);

    /// Marks whether a segment holds water that moves.
    void set_wet(Index row, Index segment, std::uint8_t wet) { wet_(row, segment) = wet; }
    void set_wet_cell(Index row, Index column) { wet_(row, column / segment_columns) = 1; }
    /// Finds the row's active segments from the marks of the row and its neighbours.
    void update_row(Index row);
    /// Makes a whole row, or one segment of it, active for this step.
    void activate_row(Index row);
    void activate(Index row, Index segment) { active_(row, segment) = 1; }
    Index active_cells(Index row) const;

    /// Contiguous columns of `row` that are active in any of the rows `from` … `to` (rows beyond the grid
    /// count as the border row).
    void spans_of_rows(Index from, Index to, std::vector<Span>& spans) const;

    Index segments() const { return segments_; }
    Span columns_of(Index segment) const;

  private:
    Index clamped(Index row) const { return row < 0 ? 0 : (row >= rows_ ? rows_ - 1 : row); }

    Index rows_, columns_, segments_;
    Array2D<std::uint8_t> wet_, active_;
};

} // namespace jumelle::flood
