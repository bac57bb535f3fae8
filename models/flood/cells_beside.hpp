#pragma once

#include <array>

#include "models/flood/ground.hpp"
#include "models/flood/kernels/limits.hpp"

namespace jumelle::flood {

/// The two axes of the grid, and the two ends of either.
inline constexpr std::array<std::size_t, 2> both{0, 1};

/// The cell west, east, north or south of another: axis 0 runs along columns, end 0 is the lower number.
inline Cell beside(Cell cell, std::size_t axis, std::size_t end) {
    Index const step = end == 0 ? -1 : 1;
    return axis == 0 ? Cell{cell.row, cell.column + step} : Cell{cell.row + step, cell.column};
}

/// Whether a cell lies in the grid and water can enter it.
inline bool is_free(Ground const& ground, Cell cell) {
    return cell.row >= 0 && cell.row < ground.rows() && cell.column >= 0 && cell.column < ground.columns() &&
           ground.level_m(cell.row, cell.column) < solid_above_m;
}

} // namespace jumelle::flood
