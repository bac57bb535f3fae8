#include "core/territory/section.hpp"

#include <cmath>
#include <gtest/gtest.h>
#include <tuple>
#include <utility>

namespace jumelle {
namespace {

using Axis = GridFace::Axis;

/// 20 × 30 cells of 2 m; the north-western corner lies at (100, 540).
Grid sample_grid() {
    Grid grid;
    grid.rows = 20;
    grid.columns = 30;
    grid.cell_m = 2.0;
    grid.west_m = 100.0;
    grid.north_m = 540.0;
    return grid;
}

/// The point at a corner of cells, moved by less than half a cell.
Point at_corner(double row, double column) {
    return {100.0 + 2.0 * column + 0.7, 540.0 - 2.0 * row + 0.4};
}

/// Sum of the signed fluxes of a flow (u, v) that is the same everywhere, u eastward and v southward.
double through(std::vector<GridFace> const& faces, double u, double v) {
    double sum = 0.0;
    for (auto const& face : faces) sum += face.sign * (face.axis == Axis::columns ? u : v);
    return sum;
}

TEST(FaceChain, of_a_line_eastward_counts_what_flows_southward) {
    auto const faces = face_chain({at_corner(5, 3), at_corner(5, 7)}, sample_grid());
    ASSERT_EQ(faces.size(), 4U);
    for (std::size_t i = 0; i < faces.size(); ++i) {
        EXPECT_EQ(faces[i].axis, Axis::rows);
        EXPECT_EQ(faces[i].row, 5);
        EXPECT_EQ(faces[i].column, 3 + static_cast<Index>(i));
        EXPECT_EQ(faces[i].sign, 1.0);
    }
}

TEST(FaceChain, of_a_line_northward_counts_what_flows_eastward) {
    auto const faces = face_chain({at_corner(9, 4), at_corner(6, 4)}, sample_grid());
    ASSERT_EQ(faces.size(), 3U);
    EXPECT_EQ(faces.front().axis, Axis::columns);
    EXPECT_EQ(faces.front().row, 8);
    EXPECT_EQ(faces.front().column, 4);
    EXPECT_EQ(faces.front().sign, 1.0);
}

TEST(FaceChain, has_as_many_faces_as_the_corners_are_apart_whatever_the_slope) {
    using Shape = std::pair<int, int>;
    for (auto const& [rows, columns] :
         std::vector<Shape>{{7, 13}, {13, 7}, {-7, 13}, {8, -8}, {-3, -11}, {1, 12}}) {
        auto const faces =
            face_chain({at_corner(13, 12), at_corner(13 + rows * 0.5, 12 + columns)}, sample_grid());
        double const u = 1.0, v = 1000.0;                 // told apart in one sum
        double const down = std::floor(rows * 0.5 + 0.3); // the corner to which the point was moved
        EXPECT_EQ(through(faces, u, v), v * columns - u * down) << rows << ' ' << columns;
    }
}

TEST(FaceChain, keeps_within_a_cell_of_its_line) {
    Grid const grid = sample_grid();
    auto const faces = face_chain({at_corner(2, 1), at_corner(11, 27)}, grid);
    for (auto const& face : faces) {
        double const row = static_cast<double>(face.row) + (face.axis == Axis::columns ? 0.5 : 0.0);
        double const column = static_cast<double>(face.column) + (face.axis == Axis::rows ? 0.5 : 0.0);
        double const off_rows = row - (2.0 + (column - 1.0) * 9.0 / 26.0);
        EXPECT_LT(std::abs(off_rows), 1.0) << row << ' ' << column;
    }
}

TEST(FaceChain, turned_round_changes_every_sign) {
    Grid const grid = sample_grid();
    auto const there = face_chain({at_corner(2, 1), at_corner(4, 9), at_corner(16, 17)}, grid);
    auto const back = face_chain({at_corner(16, 17), at_corner(4, 9), at_corner(2, 1)}, grid);
    ASSERT_EQ(there.size(), back.size());
    for (std::size_t i = 0; i < there.size(); ++i) {
        auto const& other = back[back.size() - 1 - i];
        EXPECT_EQ(std::tuple(there[i].row, there[i].column, there[i].sign),
                  std::tuple(other.row, other.column, -other.sign));
    }
}

TEST(FaceChain, that_closes_lets_an_even_flow_in_and_out_again) {
    auto const faces =
        face_chain({at_corner(2, 3), at_corner(4, 20), at_corner(15, 17), at_corner(9, 2), at_corner(2, 3)},
                   sample_grid());
    EXPECT_EQ(through(faces, 1.0, 1000.0), 0.0);
    EXPECT_GT(faces.size(), 40U);
}

TEST(FaceChain, reaches_the_borders_of_the_grid) {
    Grid const grid = sample_grid();
    auto const east = face_chain({{160.0, 500.0}, {160.0, 540.0}}, grid);
    ASSERT_EQ(east.size(), 20U);
    EXPECT_EQ(east.front().column, 30);
    auto const south = face_chain({{100.0, 500.0}, {160.0, 500.0}}, grid);
    ASSERT_EQ(south.size(), 30U);
    EXPECT_EQ(south.front().row, 20);
}

TEST(FaceChain, of_a_line_within_a_cell_is_empty) {
    EXPECT_TRUE(face_chain({{110.2, 520.1}, {110.7, 519.8}}, sample_grid()).empty());
    EXPECT_TRUE(face_chain({}, sample_grid()).empty());
}

} // namespace
} // namespace jumelle
