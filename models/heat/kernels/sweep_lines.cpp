#include "models/heat/kernels/sweep_lines.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace jumelle::heat {

SweepLines::SweepLines(Index grid_rows, Index grid_columns, double azimuth_deg) {
    constexpr double rad_per_deg = std::numbers::pi / 180.0;
    double const east = std::sin(azimuth_deg * rad_per_deg);
    double const south = -std::cos(azimuth_deg * rad_per_deg);
    axis_ = std::abs(south) >= std::abs(east) ? SweepAxis::rows : SweepAxis::columns;
    bool const by_rows = axis_ == SweepAxis::rows;
    double const along = by_rows ? south : east;
    double const across = by_rows ? east : south;
    rows_ = by_rows ? grid_rows : grid_columns;
    columns_ = by_rows ? grid_columns : grid_rows;
    forward_ = along < 0.0; // light from row 0's side
    slope_ = -across / std::abs(along);
    step_cells_ = std::hypot(1.0, slope_);
    Index const last = rows_ > 0 ? shift(rows_ - 1) : 0;
    lowest_ = -std::max<Index>(last, 0);
    lines_ = columns_ + std::abs(last);
}

Index SweepLines::shift(Index step) const {
    constexpr double half = 0.5;
    return static_cast<Index>(std::floor(slope_ * static_cast<double>(step) + half));
}

Index SweepLines::first_column(Index step) const {
    return lowest_ + shift(step);
}

SweepLines::Touched SweepLines::touched(Index step) const {
    Index const before = first_column_before(step), here = first_column(step);
    if (before == here) return {row_before(step), before};
    // Where the line passes from one row to the next.
    constexpr double half = 0.5;
    auto const border =
        lowest_ + static_cast<Index>(std::floor(slope_ * (static_cast<double>(step) - half) + half));
    return border == here ? Touched{row_before(step), here} : Touched{row(step), before};
}

double SweepLines::column_border(Index step) const {
    return static_cast<double>(shift(step) + shift(step - 1)) / 2.0 / slope_;
}

double SweepLines::lag(Index step) const {
    constexpr double along_axis = 1.0e-9;
    if (std::abs(slope_) < along_axis) return 0.0;
    return static_cast<double>(shift(step)) / slope_ - static_cast<double>(step);
}

RowRange SweepLines::columns(Index step, RowRange lines) const {
    Index const first = first_column(step);
    Index const begin = std::clamp<Index>(first + lines.begin, 0, columns_);
    return {begin, std::clamp<Index>(first + lines.end, begin, columns_)};
}

std::vector<RowRange> SweepLines::shares(Index parts) const {
    if (lines_ == 0) return {};
    if (parts == 1) return {RowRange{0, lines_}};
    // How many cells begin and end with each line, then their running sum: cells of each line.
    std::vector<double> cells(static_cast<std::size_t>(lines_) + 1, 0.0);
    for (Index step = 0; step < rows_; ++step) {
        Index const first = -first_column(step);
        cells[static_cast<std::size_t>(first)] += 1.0;
        cells[static_cast<std::size_t>(first + columns_)] -= 1.0;
    }
    for (std::size_t i = 1; i < cells.size(); ++i) cells[i] += cells[i - 1];
    cells.pop_back();
    return balanced_ranges(cells, parts);
}

} // namespace jumelle::heat
