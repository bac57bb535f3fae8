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
/// out gives the same bits. A row without water nearby costs one look at three flags.
class Activity {
  public:
    Activity(Index rows, Index columns);

    /// Marks whether a segment holds water that moves.
    void set_wet(Index row, Index segment, bool wet) { wet_(row, segment) = wet ? 1 : 0; }
    /// Says whether any segment of the row holds water that moves. @pre the row was worked on in this step
    void set_row_wet(Index row, bool wet) { wet_rows_[static_cast<std::size_t>(row)] = wet ? 1 : 0; }
    void set_wet_cell(Index row, Index column) {
        set_wet(row, column / segment_columns, true);
        set_row_wet(row, true);
    }
    /// Finds the row's active segments from the marks of the row and its neighbours.
    void update_row(Index row);
    /// Makes a whole row active for this step.
    void activate_row(Index row);
    Index active_cells(Index row) const;

    bool is_active(Index row) const { return !spans(row).empty(); }
    /// Whether any of the rows `from` … `to` is active; rows beyond the grid count as the border row.
    bool any_active(Index from, Index to) const;
    /// Contiguous columns of a row that are active.
    std::vector<Span> const& spans(Index row) const { return spans_[static_cast<std::size_t>(row)]; }
    /// Columns of a row that are active in this step and were not in the one before.
    std::vector<Span> const& woken(Index row) const { return woken_[static_cast<std::size_t>(row)]; }
    /// Contiguous columns that are active in any of the rows `from` … `to`.
    void spans_of_rows(Index from, Index to, std::vector<Span>& spans) const;

    double bytes() const { return static_cast<double>(wet_.rows() * wet_.row_stride()); }
    Index segments() const { return segments_; }
    Span columns_of(Index segment) const;

  private:
    Index clamped(Index row) const { return row < 0 ? 0 : (row >= rows_ ? rows_ - 1 : row); }
    bool any_wet(Index row) const;
    void find_spans(Index row, std::vector<Span>& spans) const;

    Index rows_, columns_, segments_;
    Array2D<std::uint8_t> wet_;
    std::vector<std::uint8_t> wet_rows_;
    std::vector<std::vector<Span>> spans_, before_, woken_;
};

} // namespace jumelle::flood
