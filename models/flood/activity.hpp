#pragma once

#include <cstdint>
#include <vector>

#include "core/base/function_ref.hpp"
#include "core/base/state_archive.hpp"
#include "core/base/view.hpp"
#include "core/parallel/grid_share.hpp"
#include "models/flood/kernels/rows.hpp"

namespace jumelle::flood {

/// Columns in one segment of a row: the grain at which dry land is skipped.
inline constexpr Index segment_columns = 64;

/// Which segments of which rows must be worked on in a step: those with water, those north and south of them,
/// and those east and west where water stands at the end, for it moves at most one cell a step. Everything
/// else has zero fluxes and stays as it is, so leaving it out gives the same bits. A row without water nearby
/// costs one look at three flags.
class Activity {
  public:
    Activity(Index rows, Index columns);

    /// What a segment's water may reach in a step: the segment itself, and beyond its ends.
    enum Mark : std::uint8_t { dry = 0, wet = 1, wet_at_begin = 2, wet_at_end = 4 };
    void set_marks(Index row, Index segment, int marks) {
        marks_(row, segment) = static_cast<std::uint8_t>(marks);
    }
    /// Marks of all segments of a row; `find_row_wet` comes after a change.
    std::uint8_t* marks_row(Index row) { return marks_.row(row); }
    /// Finds out from the marks whether any segment of the row holds water that moves.
    void find_row_wet(Index row);
    /// Marks a cell that holds water that moves.
    void set_wet_cell(Index row, Index column);
    /// Finds the row's active segments from the marks of the row and its neighbours.
    void update_row(Index row);
    /// Makes a whole row active for this step.
    void activate_row(Index row);
    /// What becomes of a segment when a part of the grid is worked on alone.
    enum class Use { left_out, as_found, worked_on };
    /// Narrows the active segments of a row, which have been found, to a part of the grid.
    void narrow(Index row, FunctionRef<Use(Index segment)> use);
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

    void archive_state(StateArchive& archive);
    /// Puts what is kept of the rows of all ranks together.
    void gather(GridShare const& share);
    double bytes() const { return static_cast<double>(marks_.rows() * marks_.row_stride()); }
    Index segments() const { return segments_; }
    Span columns_of(Index segment) const;

  private:
    Index clamped(Index row) const { return row < 0 ? 0 : (row >= rows_ ? rows_ - 1 : row); }
    bool any_wet(Index row) const;
    void find_spans(Index row, std::vector<Span>& spans) const;

    Index rows_, columns_, segments_;
    Array2D<std::uint8_t> marks_;
    std::vector<std::uint8_t> wet_rows_;
    std::vector<std::vector<Span>> spans_, before_, woken_;
};

} // namespace jumelle::flood
