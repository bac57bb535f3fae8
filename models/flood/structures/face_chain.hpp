#pragma once

#include <vector>

#include "core/territory/grid.hpp"
#include "models/flood/barriers.hpp"

namespace jumelle::flood {

/// One face of a chain, and the piece of the line that it stands for.
struct ChainFace {
    FaceAxis axis = FaceAxis::columns;
    Index row = 0, column = 0;         ///< the face lies west (north) of this cell
    double begin_m = 0.0, end_m = 0.0; ///< distance along the line
    double along = 0.0;          ///< position of its middle: corner number and share of the way to the next
    double rightward = 1.0;      ///< +1 where a positive flux goes from the line's left to its right
    double length_share() const; ///< (end − begin) / side of a cell is at most 1
    double cell_m = 1.0;
};

/// The faces between cells that stand for a line: a chain of cell sides from corner to corner of the grid,
/// without a gap, so that whoever goes from side to side of cells must cross it. Each corner of the line
/// moves to the nearest corner of the grid; between them the chain keeps as near to the straight line as it
/// can. Faces on the border of the grid belong to the border and are left out, as are those visited before.
std::vector<ChainFace> structure_chain(std::vector<Point> const& line, Grid const& grid);

/// A height at position `along` of a line: one number for all of it, or one for each corner.
double height_along(std::vector<double> const& heights, double along);

} // namespace jumelle::flood
