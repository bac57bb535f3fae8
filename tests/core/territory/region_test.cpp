#include "core/territory/region.hpp"

#include <cmath>
#include <gtest/gtest.h>
#include <limits>
#include <numbers>
#include <set>

#include "core/base/random.hpp"

namespace jumelle {
namespace {

/// `rows` × `columns` cells of 1 m whose south-west corner is (0, 0).
Grid unit_grid(Index rows, Index columns) {
    Grid grid;
    grid.rows = rows;
    grid.columns = columns;
    grid.cell_m = 1.0;
    grid.north_m = static_cast<double>(rows);
    return grid;
}

std::vector<Point> rectangle(double west, double south, double east, double north) {
    return {{west, south}, {east, south}, {east, north}, {west, north}};
}

Region ring(std::vector<Point> corners) {
    Region region;
    region.rings.push_back(std::move(corners));
    return region;
}

std::set<std::pair<Index, Index>> as_set(std::vector<Cell> const& cells) {
    std::set<std::pair<Index, Index>> made;
    for (auto const& cell : cells) made.insert({cell.row, cell.column});
    return made;
}

TEST(CellsInside, a_rectangle_has_the_cells_whose_centres_it_holds) {
    auto const cells = cells_inside(ring(rectangle(1.0, 1.0, 4.0, 3.0)), unit_grid(5, 6));
    std::vector<Cell> const expected{{2, 1}, {2, 2}, {2, 3}, {3, 1}, {3, 2}, {3, 3}};
    EXPECT_EQ(cells, expected);
}

TEST(CellsInside, direction_and_closing_corner_of_a_ring_do_not_matter) {
    auto const grid = unit_grid(8, 8);
    std::vector<Point> corners{{0.7, 0.2}, {6.9, 1.1}, {3.3, 7.4}};
    auto const forward = cells_inside(ring(corners), grid);
    std::vector<Point> const backward(corners.rbegin(), corners.rend());
    EXPECT_EQ(forward, cells_inside(ring(backward), grid));
    corners.push_back(corners.front());
    EXPECT_EQ(forward, cells_inside(ring(corners), grid));
    EXPECT_FALSE(forward.empty());
}

TEST(CellsInside, a_ring_inside_another_is_a_hole_and_one_inside_that_an_island) {
    Region region = ring(rectangle(0.0, 0.0, 9.0, 9.0));
    region.rings.push_back(rectangle(2.0, 2.0, 7.0, 7.0));
    region.rings.push_back(rectangle(4.0, 4.0, 5.0, 5.0));
    auto const cells = as_set(cells_inside(region, unit_grid(9, 9)));
    EXPECT_EQ(cells.size(), 81U - 25U + 1U);
    EXPECT_FALSE(cells.contains({3, 3}));
    EXPECT_TRUE(cells.contains({4, 4}));
}

TEST(CellsInside, a_centre_on_an_edge_belongs_to_the_area_on_its_right_and_above) {
    auto const grid = unit_grid(2, 2); // centres at 0.5 and 1.5
    auto const east_of = cells_inside(ring(rectangle(0.5, 0.0, 1.5, 2.0)), grid);
    EXPECT_EQ(east_of, (std::vector<Cell>{{0, 0}, {1, 0}}));
    auto const above = cells_inside(ring(rectangle(0.0, 0.5, 2.0, 1.5)), grid);
    EXPECT_EQ(above, (std::vector<Cell>{{1, 0}, {1, 1}}));
}

TEST(CellsInside, areas_that_share_a_slanting_edge_share_no_cell_and_lose_none) {
    auto const grid = unit_grid(40, 40);
    RandomStream const random(7, 1);
    for (std::uint64_t trial = 0; trial < 50; ++trial) {
        Point const a{random.uniform(4 * trial, 1.0, 39.0), 0.0};
        Point const b{random.uniform(4 * trial + 1, 1.0, 39.0), 40.0};
        auto const left = as_set(cells_inside(ring({{0.0, 0.0}, a, b, {0.0, 40.0}}), grid));
        auto const right = as_set(cells_inside(ring({a, {40.0, 0.0}, {40.0, 40.0}, b}), grid));
        EXPECT_EQ(left.size() + right.size(), 1600U);
        for (auto const& cell : left) EXPECT_FALSE(right.contains(cell));
    }
}

TEST(CellsInside, a_fan_of_triangles_around_a_cell_centre_covers_each_cell_once) {
    auto const grid = unit_grid(10, 10);
    Point const middle{4.5, 4.5};
    std::vector<Point> const around{{0.0, 0.0},   {4.5, 0.0},  {10.0, 0.0}, {10.0, 4.5},
                                    {10.0, 10.0}, {4.5, 10.0}, {0.0, 10.0}, {0.0, 4.5}};
    std::size_t total = 0;
    std::set<std::pair<Index, Index>> all;
    for (std::size_t i = 0; i < around.size(); ++i) {
        auto const part = cells_inside(ring({middle, around[i], around[(i + 1) % around.size()]}), grid);
        total += part.size();
        all.merge(as_set(part));
    }
    EXPECT_EQ(total, 100U);
    EXPECT_EQ(all.size(), 100U);
}

TEST(CellsInside, agrees_with_the_crossing_number_of_every_centre) {
    auto const grid = unit_grid(30, 30);
    std::vector<Point> star;
    for (int i = 0; i < 14; ++i) {
        double const radius = i % 2 == 0 ? 14.3 : 5.1, angle = 2.0 * std::numbers::pi * i / 14.0 + 0.1;
        star.push_back({15.2 + radius * std::cos(angle), 14.7 + radius * std::sin(angle)});
    }
    auto const found = as_set(cells_inside(ring(star), grid));
    for (Index row = 0; row < 30; ++row) {
        for (Index column = 0; column < 30; ++column) {
            auto const centre = grid.centre({row, column});
            bool inside = false;
            for (std::size_t i = 0; i < star.size(); ++i) {
                auto const a = star[i], b = star[(i + 1) % star.size()];
                if ((a.y_m <= centre.y_m) == (b.y_m <= centre.y_m)) continue;
                double const x = a.x_m + (centre.y_m - a.y_m) / (b.y_m - a.y_m) * (b.x_m - a.x_m);
                if (x <= centre.x_m) inside = !inside;
            }
            EXPECT_EQ(found.contains({row, column}), inside) << row << " " << column;
        }
    }
}

TEST(CellsInside, a_polygon_between_centres_has_no_cell) {
    EXPECT_TRUE(cells_inside(ring(rectangle(1.6, 1.6, 2.4, 2.4)), unit_grid(4, 4)).empty());
}

TEST(CellsInside, rings_of_less_than_three_corners_have_no_cell) {
    auto const grid = unit_grid(4, 4);
    EXPECT_TRUE(cells_inside(ring({}), grid).empty());
    EXPECT_TRUE(cells_inside(ring({{1.5, 1.5}}), grid).empty());
    EXPECT_TRUE(cells_inside(ring({{0.0, 0.0}, {4.0, 4.0}}), grid).empty());
}

TEST(CellsInside, a_ring_without_area_has_no_cell) {
    auto const grid = unit_grid(4, 4);
    EXPECT_TRUE(cells_inside(ring({{0.0, 1.5}, {4.0, 1.5}, {2.0, 1.5}}), grid).empty());
    EXPECT_TRUE(cells_inside(ring({{1.5, 0.0}, {1.5, 4.0}, {1.5, 2.0}}), grid).empty());
}

TEST(CellsInside, what_lies_outside_the_grid_is_left_out) {
    auto const grid = unit_grid(3, 3);
    EXPECT_EQ(cells_inside(ring(rectangle(-1e9, -1e9, 1e9, 1e9)), grid).size(), 9U);
    EXPECT_TRUE(cells_inside(ring(rectangle(10.0, 10.0, 20.0, 20.0)), grid).empty());
    EXPECT_TRUE(cells_inside(ring(rectangle(-20.0, 0.0, -10.0, 3.0)), grid).empty());
}

TEST(CellsInside, works_far_from_the_origin_with_small_cells) {
    Grid grid;
    grid.rows = grid.columns = 20;
    grid.cell_m = 0.5;
    grid.west_m = 652000.0;
    grid.north_m = 6862010.0;
    EXPECT_EQ(cells_inside(ring(rectangle(652001.0, 6862001.0, 652003.0, 6862002.0)), grid).size(), 8U);
}

TEST(CellsInside, a_circle_holds_the_centres_within_its_radius) {
    Region region;
    region.circles.push_back({{5.0, 5.0}, 3.0});
    auto const grid = unit_grid(10, 10);
    auto const cells = cells_inside(region, grid);
    std::size_t expected = 0;
    for (Index row = 0; row < 10; ++row) {
        for (Index column = 0; column < 10; ++column) {
            auto const centre = grid.centre({row, column});
            if (std::hypot(centre.x_m - 5.0, centre.y_m - 5.0) <= 3.0) ++expected;
        }
    }
    EXPECT_EQ(cells.size(), expected);
    EXPECT_NEAR(static_cast<double>(cells.size()), std::numbers::pi * 9.0, 5.0);
}

TEST(CellsInside, circles_without_a_centre_in_reach_have_no_cell) {
    Region region;
    region.circles.push_back({{5.0, 5.0}, 0.3});
    region.circles.push_back({{-30.0, 5.0}, 3.0});
    region.circles.push_back({{5.0, 5.0}, -1.0});
    EXPECT_TRUE(cells_inside(region, unit_grid(10, 10)).empty());
}

TEST(CellsInside, a_point_has_the_cell_that_holds_it) {
    Region region;
    region.points = {{0.1, 0.1}, {2.9, 2.9}, {7.0, 7.0}};
    EXPECT_EQ(cells_inside(region, unit_grid(3, 3)), (std::vector<Cell>{{0, 2}, {2, 0}}));
}

TEST(CellsInside, overlapping_shapes_give_each_cell_once_in_row_order) {
    Region region = ring(rectangle(0.0, 0.0, 2.0, 2.0));
    region.circles.push_back({{1.0, 1.0}, 2.0});
    region.points = {{0.5, 0.5}, {0.6, 0.6}};
    auto const cells = cells_inside(region, unit_grid(4, 4));
    EXPECT_EQ(cells.size(), as_set(cells).size());
    for (std::size_t i = 1; i < cells.size(); ++i) {
        EXPECT_LT(cells[i - 1].row * 4 + cells[i - 1].column, cells[i].row * 4 + cells[i].column);
    }
}

TEST(CellsInside, a_grid_without_cells_has_none_inside) {
    EXPECT_TRUE(cells_inside(ring(rectangle(0.0, 0.0, 2.0, 2.0)), Grid{}).empty());
}

TEST(ReachesOutside, holds_for_rings_circles_and_points_beyond_any_border) {
    auto const grid = unit_grid(10, 10);
    EXPECT_FALSE(reaches_outside(ring(rectangle(0.0, 0.0, 10.0, 10.0)), grid));
    EXPECT_TRUE(reaches_outside(ring(rectangle(0.0, 0.0, 10.1, 10.0)), grid));
    EXPECT_TRUE(reaches_outside(ring(rectangle(0.0, -0.1, 9.0, 10.0)), grid));
    Region circle;
    circle.circles.push_back({{5.0, 5.0}, 5.0});
    EXPECT_FALSE(reaches_outside(circle, grid));
    circle.circles.push_back({{5.0, 8.0}, 2.5});
    EXPECT_TRUE(reaches_outside(circle, grid));
    Region point;
    point.points = {{9.9, 9.9}};
    EXPECT_FALSE(reaches_outside(point, grid));
    point.points.push_back({-0.1, 5.0});
    EXPECT_TRUE(reaches_outside(point, grid));
}

TEST(ReachesOutside, an_empty_region_reaches_nowhere) {
    EXPECT_FALSE(reaches_outside(Region{}, unit_grid(2, 2)));
}

Region line(std::vector<Point> corners) {
    Region region;
    region.lines.push_back(std::move(corners));
    return region;
}

TEST(CellsAlongALine, are_those_that_it_crosses) {
    // From the middle of (3, 0) to the middle of (1, 3): three cells east and two up.
    auto const cells = as_set(cells_inside(line({{0.5, 0.5}, {3.5, 2.5}}), unit_grid(4, 4)));
    EXPECT_EQ(cells, (std::set<std::pair<Index, Index>>{{3, 0}, {3, 1}, {2, 1}, {2, 2}, {1, 2}, {1, 3}}));
}

TEST(CellsAlongALine, count_once_where_the_line_bends_within_a_cell_or_comes_back) {
    auto const cells = cells_inside(line({{0.5, 0.5}, {2.2, 0.5}, {2.8, 0.5}, {0.5, 0.5}}), unit_grid(1, 4));
    EXPECT_EQ(as_set(cells), (std::set<std::pair<Index, Index>>{{0, 0}, {0, 1}, {0, 2}}));
    EXPECT_EQ(cells.size(), 3U);
}

TEST(CellsAlongALine, are_the_same_in_both_directions) {
    Grid const grid = unit_grid(20, 20);
    RandomStream const random(7, 2);
    for (std::uint64_t trial = 0; trial < 200; ++trial) {
        auto const number = [&](std::uint64_t i) { return random.uniform(4 * trial + i, 0.0, 20.0); };
        Point const a{number(0), number(1)}, b{number(2), number(3)};
        auto const there = as_set(cells_inside(line({a, b}), grid));
        EXPECT_EQ(there, as_set(cells_inside(line({b, a}), grid)));
        // Each cell touches the next, and there are as many as borders are crossed, and one.
        auto const crossed = [](double from, double to) {
            return std::abs(std::floor(to) - std::floor(from));
        };
        EXPECT_EQ(static_cast<double>(there.size()), 1.0 + crossed(a.x_m, b.x_m) + crossed(a.y_m, b.y_m));
    }
}

TEST(CellsAlongALine, along_a_diagonal_through_corners_leave_none_out) {
    auto const cells = as_set(cells_inside(line({{0.0, 4.0}, {4.0, 0.0}}), unit_grid(4, 4)));
    for (Index i = 0; i < 4; ++i) EXPECT_TRUE(cells.count({i, i})) << i;
}

TEST(CellsAlongALine, reach_outside_where_a_corner_does) {
    EXPECT_TRUE(reaches_outside(line({{0.5, 0.5}, {9.0, 0.5}}), unit_grid(4, 4)));
    EXPECT_FALSE(reaches_outside(line({{0.5, 0.5}, {3.5, 0.5}}), unit_grid(4, 4)));
}

} // namespace
} // namespace jumelle
