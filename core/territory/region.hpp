#pragma once

#include <vector>

#include "core/territory/grid.hpp"

namespace jumelle {

/// An area: rings of corners (even-odd rule, so a ring inside another is a hole), or circles, or single
/// points, or the cells along lines.
struct Region {
    struct Circle {
        Point centre;
        double radius_m = 0.0;
    };
    std::vector<std::vector<Point>> rings;
    std::vector<Circle> circles;
    std::vector<Point> points;
    std::vector<std::vector<Point>> lines = {};
};

/// The cells whose centre lies in the rings or circles of `region`, those that hold its points, and those
/// that its lines cross; each once, in row order. A line through a corner of four cells crosses two of them.
/// A centre exactly on an edge belongs to the area on its right and above only, so areas that share an edge
/// share no cell.
std::vector<Cell> cells_inside(Region const& region, Grid const& grid);

/// Whether a point lies in the rings or circles of `region` (even-odd rule).
bool contains(Region const& region, Point point);

/// Whether any part of `region` reaches outside `grid`.
bool reaches_outside(Region const& region, Grid const& grid);

} // namespace jumelle
