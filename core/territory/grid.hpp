#pragma once

#include <cmath>
#include <optional>

#include "core/base/view.hpp"
#include "core/territory/crs.hpp"

namespace jumelle {

/// A position in the territory's CRS [m]: easting, northing.
struct Point {
    double x_m = 0.0;
    double y_m = 0.0;
};

/// A cell of a grid; row 0 is the northern row, column 0 the western column.
struct Cell {
    Index row = 0;
    Index column = 0;
    bool operator==(Cell const&) const = default;
};

/// Square cells, north-up: where they lie and how many there are.
struct Grid {
    Index rows = 0;
    Index columns = 0;
    double cell_m = 0.0;  ///< side of a cell [m]
    double west_m = 0.0;  ///< easting of the western border [m]
    double north_m = 0.0; ///< northing of the northern border [m]
    Crs crs;

    Index size() const { return rows * columns; }
    double cell_area_m2() const { return cell_m * cell_m; }
    double east_m() const { return west_m + static_cast<double>(columns) * cell_m; }
    double south_m() const { return north_m - static_cast<double>(rows) * cell_m; }
    Point centre(Cell cell) const {
        return {west_m + (static_cast<double>(cell.column) + 0.5) * cell_m,
                north_m - (static_cast<double>(cell.row) + 0.5) * cell_m};
    }
    /// The cell that `point` lies in; nothing outside the grid.
    std::optional<Cell> cell_at(Point point) const {
        double const column = std::floor((point.x_m - west_m) / cell_m);
        double const row = std::floor((north_m - point.y_m) / cell_m);
        bool const inside = column >= 0 && column < static_cast<double>(columns) && row >= 0 &&
                            row < static_cast<double>(rows);
        if (!inside) return std::nullopt;
        return Cell{static_cast<Index>(row), static_cast<Index>(column)};
    }
    bool operator==(Grid const&) const = default;
};

} // namespace jumelle
