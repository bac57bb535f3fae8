#include "core/territory/section.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace jumelle {

namespace {

/// A corner of cells: the north-western one of cell (row, column).
struct Corner {
    Index row = 0, column = 0;
};

Corner nearest_corner(Point point, Grid const& grid) {
    double const column = (point.x_m - grid.west_m) / grid.cell_m;
    double const row = (grid.north_m - point.y_m) / grid.cell_m;
    auto const rounded = [](double position, Index last) {
        return std::clamp<Index>(static_cast<Index>(std::floor(position + 0.5)), 0, last);
    };
    return {rounded(row, grid.rows), rounded(column, grid.columns)};
}

/// Walks from corner to corner and adds the face under each step.
class Walk {
  public:
    explicit Walk(Corner start) : at_(start) {}

    void to(Corner end) {
        Index const rows = std::abs(end.row - at_.row), columns = std::abs(end.column - at_.column);
        Index const down = end.row > at_.row ? 1 : -1, right = end.column > at_.column ? 1 : -1;
        Index row = 0, column = 0; // steps made
        while (row < rows || column < columns) {
            // Distance from the line, times its length, after one step more on either axis.
            Index const sideways_off = std::abs((column + 1) * rows - row * columns);
            Index const down_off = std::abs(column * rows - (row + 1) * columns);
            bool const nearer = sideways_off < down_off || (sideways_off == down_off && columns >= rows);
            if (row == rows || (column < columns && nearer)) {
                step_sideways(right);
                ++column;
            } else {
                step_down(down);
                ++row;
            }
        }
    }

    std::vector<GridFace> faces() && { return std::move(faces_); }

  private:
    /// Along a border between rows: whoever walks east has north on the left, so southward is positive.
    void step_sideways(Index right) {
        faces_.push_back(
            {GridFace::Axis::rows, at_.row, right > 0 ? at_.column : at_.column - 1, right > 0 ? 1.0 : -1.0});
        at_.column += right;
    }
    /// Along a border between columns: whoever walks south has east on the left, so westward is positive.
    void step_down(Index down) {
        faces_.push_back(
            {GridFace::Axis::columns, down > 0 ? at_.row : at_.row - 1, at_.column, down > 0 ? -1.0 : 1.0});
        at_.row += down;
    }

    Corner at_;
    std::vector<GridFace> faces_;
};

/// Lines are always walked forward along their longer axis, so that a line and its reverse, and a line and
/// its mirror image across the diagonal of the grid, give the same chain.
std::vector<GridFace> straight_chain(Corner from, Corner to) {
    bool const is_wide = std::abs(to.column - from.column) >= std::abs(to.row - from.row);
    bool const is_backward = is_wide ? to.column < from.column : to.row < from.row;
    Walk walk(is_backward ? to : from);
    walk.to(is_backward ? from : to);
    auto faces = std::move(walk).faces();
    if (!is_backward) return faces;
    std::reverse(faces.begin(), faces.end());
    for (auto& face : faces) face.sign = -face.sign;
    return faces;
}

} // namespace

std::vector<GridFace> face_chain(std::vector<Point> const& line, Grid const& grid) {
    std::vector<GridFace> chain;
    for (std::size_t i = 1; i < line.size(); ++i) {
        auto const faces = straight_chain(nearest_corner(line[i - 1], grid), nearest_corner(line[i], grid));
        chain.insert(chain.end(), faces.begin(), faces.end());
    }
    return chain;
}

} // namespace jumelle
