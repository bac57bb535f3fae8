#pragma once

#include <string>
#include <vector>

#include "core/territory/grid.hpp"

namespace jumelle {

/// A face between two cells, or on the border of the grid.
struct GridFace {
    enum class Axis {
        columns, ///< between columns: west of cell (row, column); column == columns is the eastern border
        rows     ///< between rows: north of cell (row, column); row == rows is the southern border
    };
    Axis axis = Axis::columns;
    Index row = 0, column = 0;
    /// +1 where what passes eastward (southward) counts as positive, −1 where it counts as negative.
    double sign = 1.0;
};

/// A line across which flow is counted. What passes from the left to the right counts as positive, seen by
/// somebody who walks along the line from its first to its last point.
struct Section {
    std::string name;
    std::vector<Point> line;
    std::vector<GridFace> faces; ///< a chain of faces that stands for the line
};

/// The chain of faces that follows a line: its points are moved to the nearest corners of cells, and between
/// them the chain goes from corner to corner, each time along the axis that keeps it nearer to the line.
/// A line that returns to its first point gives a closed chain.
/// @pre all points lie in or on the border of the grid
std::vector<GridFace> face_chain(std::vector<Point> const& line, Grid const& grid);

} // namespace jumelle
