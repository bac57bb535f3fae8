#include "models/flood/structures/face_chain.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>

namespace jumelle::flood {

namespace {

/// A corner of the grid: column 0 is the western border, row 0 the northern one.
struct Corner {
    Index row = 0, column = 0;
};

Corner nearest_corner(Point point, Grid const& grid) {
    auto const inside = [](double value, Index last) {
        return std::clamp<Index>(static_cast<Index>(std::lround(value)), 0, last);
    };
    return {inside((grid.north_m - point.y_m) / grid.cell_m, grid.rows),
            inside((point.x_m - grid.west_m) / grid.cell_m, grid.columns)};
}

Index sign(Index value) {
    return value > 0 ? 1 : (value < 0 ? -1 : 0);
}

/// Walks from corner to corner along cell sides.
class Walk {
  public:
    explicit Walk(Grid const& grid) : grid_(grid) {}

    void go(std::size_t segment, Corner from, Corner to) {
        Index const rows = to.row - from.row, columns = to.column - from.column;
        Index const steps = std::abs(rows) + std::abs(columns);
        double const length_m =
            grid_.cell_m * std::hypot(static_cast<double>(rows), static_cast<double>(columns));
        Corner at = from;
        for (Index k = 0; k < steps; ++k) {
            Index const done_rows = std::abs(at.row - from.row),
                        done_columns = std::abs(at.column - from.column);
            // Whichever way is further behind goes first: (done + 1/2) / all compared without division.
            bool const along_row =
                (2 * done_columns + 1) * std::abs(rows) <= (2 * done_rows + 1) * std::abs(columns) &&
                done_columns < std::abs(columns);
            bool const must = done_rows == std::abs(rows);
            Corner const next = along_row || must ? Corner{at.row, at.column + sign(columns)}
                                                  : Corner{at.row + sign(rows), at.column};
            double const share = (static_cast<double>(k) + 0.5) / static_cast<double>(steps);
            add(at, next, static_cast<double>(segment) + share, length_m / static_cast<double>(steps));
            at = next;
        }
    }
    std::vector<ChainFace> take() { return std::move(faces_); }

  private:
    void add(Corner a, Corner b, double along, double length_m) {
        double const begin = length_m_;
        length_m_ += length_m;
        ChainFace face;
        face.row = std::min(a.row, b.row);
        face.column = std::min(a.column, b.column);
        face.begin_m = begin;
        face.end_m = length_m_;
        face.along = along;
        face.cell_m = grid_.cell_m;
        bool const southward = a.column == b.column;
        face.axis = southward ? FaceAxis::columns : FaceAxis::rows;
        // Going north or east, eastward and southward fluxes go to the right.
        face.rightward = southward ? (b.row < a.row ? 1.0 : -1.0) : (b.column > a.column ? 1.0 : -1.0);
        bool const on_border = southward ? face.column == 0 || face.column == grid_.columns
                                         : face.row == 0 || face.row == grid_.rows;
        if (on_border || !seen_.insert({southward, face.row, face.column}).second) return;
        faces_.push_back(face);
    }

    Grid const& grid_;
    double length_m_ = 0.0;
    std::vector<ChainFace> faces_;
    std::set<std::tuple<bool, Index, Index>> seen_;
};

} // namespace

double ChainFace::length_share() const {
    return std::min((end_m - begin_m) / cell_m, 1.0);
}

std::vector<ChainFace> structure_chain(std::vector<Point> const& line, Grid const& grid) {
    Walk walk(grid);
    for (std::size_t i = 0; i + 1 < line.size(); ++i) {
        walk.go(i, nearest_corner(line[i], grid), nearest_corner(line[i + 1], grid));
    }
    return walk.take();
}

double height_along(std::vector<double> const& heights, double along) {
    if (heights.size() == 1) return heights.front();
    auto const corner = std::min(static_cast<std::size_t>(along), heights.size() - 2);
    double const share = along - static_cast<double>(corner);
    return heights[corner] + share * (heights[corner + 1] - heights[corner]);
}

} // namespace jumelle::flood
