#include "core/territory/region.hpp"

#include <algorithm>
#include <cmath>

namespace jumelle {

namespace {

/// First position 0 … count whose centre does not lie before `coordinate`, counted in cells from the border.
/// `centre(i)` grows with i; it decides, so that neighbours that share an edge agree on every cell.
template <class Centre>
Index first_not_before(double coordinate, double guess, Index count, Centre&& centre) {
    double const bounded = std::clamp(std::ceil(guess), 0.0, static_cast<double>(count));
    auto i = static_cast<Index>(bounded);
    while (i > 0 && centre(i - 1) >= coordinate) --i;
    while (i < count && centre(i) < coordinate) ++i;
    return i;
}

class Scanner {
  public:
    explicit Scanner(Grid const& grid) : grid_(grid), crossings_(static_cast<std::size_t>(grid.rows)) {}

    /// Notes where the side a–b crosses the middle line of each row. A row on the lower end of the side is
    /// crossed, one on the upper end is not.
    void add_side(Point a, Point b) {
        if (a.y_m > b.y_m) std::swap(a, b); // one direction, so that areas on both sides get the same bits
        if (!(a.y_m < b.y_m)) return;
        auto const middle_y = [&](Index row) { return grid_.centre({row, 0}).y_m; };
        auto const row_of = [&](double y) { return (grid_.north_m - y) / grid_.cell_m - 0.5; };
        auto const from_south = [&](Index i) { return middle_y(grid_.rows - 1 - i); };
        double const last = static_cast<double>(grid_.rows - 1);
        Index const low = first_not_before(a.y_m, last - row_of(a.y_m), grid_.rows, from_south);
        Index const high = first_not_before(b.y_m, last - row_of(b.y_m), grid_.rows, from_south);
        for (Index i = low; i < high; ++i) {
            double const share = (from_south(i) - a.y_m) / (b.y_m - a.y_m);
            crossings_[static_cast<std::size_t>(grid_.rows - 1 - i)].push_back(a.x_m +
                                                                               share * (b.x_m - a.x_m));
        }
    }

    /// Cells between each odd crossing and the next one.
    void collect(std::vector<Cell>& cells) {
        for (Index row = 0; row < grid_.rows; ++row) {
            auto& line = crossings_[static_cast<std::size_t>(row)];
            std::sort(line.begin(), line.end());
            for (std::size_t i = 0; i + 1 < line.size(); i += 2) {
                Index const end = column_from(line[i + 1]);
                for (Index column = column_from(line[i]); column < end; ++column)
                    cells.push_back({row, column});
            }
        }
    }

  private:
    Index column_from(double x) const {
        return first_not_before(x, (x - grid_.west_m) / grid_.cell_m - 0.5, grid_.columns, [&](Index column) {
            return grid_.centre({0, column}).x_m;
        });
    }

    Grid const& grid_;
    std::vector<std::vector<double>> crossings_;
};

void collect_circle(Region::Circle const& circle, Grid const& grid, std::vector<Cell>& cells) {
    if (!(circle.radius_m >= 0.0)) return;
    auto const near = [&](double distance, Index count) {
        return static_cast<Index>(
            std::clamp(std::floor(distance / grid.cell_m), 0.0, static_cast<double>(count)));
    };
    Index const top = near(grid.north_m - circle.centre.y_m - circle.radius_m, grid.rows);
    Index const bottom = near(grid.north_m - circle.centre.y_m + circle.radius_m + grid.cell_m, grid.rows);
    Index const left = near(circle.centre.x_m - circle.radius_m - grid.west_m, grid.columns);
    Index const right = near(circle.centre.x_m + circle.radius_m + grid.cell_m - grid.west_m, grid.columns);
    for (Index row = top; row < bottom; ++row) {
        for (Index column = left; column < right; ++column) {
            auto const centre = grid.centre({row, column});
            double const dx = centre.x_m - circle.centre.x_m, dy = centre.y_m - circle.centre.y_m;
            if (dx * dx + dy * dy <= circle.radius_m * circle.radius_m) cells.push_back({row, column});
        }
    }
}

/// The cells that hold the pieces into which the borders of cells cut the line from a to b.
void collect_along(Point a, Point b, Grid const& grid, std::vector<Cell>& cells) {
    std::vector<double> shares{0.0, 1.0};
    auto const cut = [&](double from, double to) { // in cells from the border of the grid
        if (from == to) return;
        for (double border = std::floor(std::min(from, to)) + 1.0; border < std::max(from, to); border += 1.0)
            shares.push_back((border - from) / (to - from));
    };
    cut((a.x_m - grid.west_m) / grid.cell_m, (b.x_m - grid.west_m) / grid.cell_m);
    cut((grid.north_m - a.y_m) / grid.cell_m, (grid.north_m - b.y_m) / grid.cell_m);
    std::sort(shares.begin(), shares.end());
    for (std::size_t i = 0; i + 1 < shares.size(); ++i) {
        double const middle = 0.5 * (shares[i] + shares[i + 1]);
        if (i > 0 && shares[i] == shares[i + 1]) continue;
        Point const at{a.x_m + middle * (b.x_m - a.x_m), a.y_m + middle * (b.y_m - a.y_m)};
        if (auto const cell = grid.cell_at(at)) cells.push_back(*cell);
    }
}

} // namespace

std::vector<Cell> cells_inside(Region const& region, Grid const& grid) {
    std::vector<Cell> cells;
    if (grid.rows <= 0 || grid.columns <= 0) return cells;
    Scanner scanner(grid);
    for (auto const& ring : region.rings) {
        for (std::size_t i = 0; i < ring.size(); ++i) scanner.add_side(ring[i], ring[(i + 1) % ring.size()]);
    }
    scanner.collect(cells);
    for (auto const& circle : region.circles) collect_circle(circle, grid, cells);
    for (auto const& point : region.points) {
        if (auto const cell = grid.cell_at(point)) cells.push_back(*cell);
    }
    for (auto const& line : region.lines) {
        for (std::size_t i = 0; i + 1 < line.size(); ++i) collect_along(line[i], line[i + 1], grid, cells);
    }
    auto const order = [](Cell a, Cell b) { return a.row != b.row ? a.row < b.row : a.column < b.column; };
    std::sort(cells.begin(), cells.end(), order);
    cells.erase(std::unique(cells.begin(), cells.end()), cells.end());
    return cells;
}

bool contains(Region const& region, Point point) {
    bool inside = false;
    for (auto const& ring : region.rings) {
        for (std::size_t i = 0; i < ring.size(); ++i) {
            Point const a = ring[i], b = ring[(i + 1) % ring.size()];
            if ((a.y_m > point.y_m) == (b.y_m > point.y_m)) continue;
            double const share = (point.y_m - a.y_m) / (b.y_m - a.y_m);
            if (point.x_m < a.x_m + share * (b.x_m - a.x_m)) inside = !inside;
        }
    }
    auto const in_circle = [&](Region::Circle const& circle) {
        return std::hypot(point.x_m - circle.centre.x_m, point.y_m - circle.centre.y_m) <= circle.radius_m;
    };
    return inside || std::any_of(region.circles.begin(), region.circles.end(), in_circle);
}

bool reaches_outside(Region const& region, Grid const& grid) {
    auto const is_within = [&](Point point, double margin_m) {
        return point.x_m - margin_m >= grid.west_m && point.x_m + margin_m <= grid.east_m() &&
               point.y_m - margin_m >= grid.south_m() && point.y_m + margin_m <= grid.north_m;
    };
    for (auto const& ring : region.rings) {
        for (auto const& corner : ring) {
            if (!is_within(corner, 0.0)) return true;
        }
    }
    for (auto const& circle : region.circles) {
        if (!is_within(circle.centre, circle.radius_m)) return true;
    }
    auto const is_off = [&](Point point) { return !grid.cell_at(point); };
    auto const leaves = [&](std::vector<Point> const& line) {
        return std::any_of(line.begin(), line.end(), is_off);
    };
    return std::any_of(region.points.begin(), region.points.end(), is_off) ||
           std::any_of(region.lines.begin(), region.lines.end(), leaves);
}

} // namespace jumelle
