#include "models/flood/structures/face_chain.hpp"

#include <cmath>
#include <deque>
#include <gtest/gtest.h>
#include <set>
#include <tuple>

namespace jumelle::flood {
namespace {

Grid grid_of(Index rows, Index columns, double cell_m = 1.0) {
    Grid grid;
    grid.rows = rows;
    grid.columns = columns;
    grid.cell_m = cell_m;
    grid.north_m = static_cast<double>(rows) * cell_m;
    return grid;
}

using Key = std::tuple<bool, Index, Index>;

std::set<Key> keys_of(std::vector<ChainFace> const& chain) {
    std::set<Key> keys;
    for (ChainFace const& face : chain) keys.insert({face.axis == FaceAxis::rows, face.row, face.column});
    return keys;
}

/// How many cells can be reached from the north-western one without crossing the chain.
Index reached(std::vector<ChainFace> const& chain, Grid const& grid) {
    std::set<Key> const walls = keys_of(chain);
    std::set<std::pair<Index, Index>> seen{{0, 0}};
    std::deque<std::pair<Index, Index>> next{{0, 0}};
    auto const go = [&](Index r, Index c, bool blocked) {
        if (blocked || r < 0 || c < 0 || r >= grid.rows || c >= grid.columns) return;
        if (seen.insert({r, c}).second) next.push_back({r, c});
    };
    while (!next.empty()) {
        auto const [r, c] = next.front();
        next.pop_front();
        go(r, c - 1, walls.contains({false, r, c}));
        go(r, c + 1, walls.contains({false, r, c + 1}));
        go(r - 1, c, walls.contains({true, r, c}));
        go(r + 1, c, walls.contains({true, r + 1, c}));
    }
    return static_cast<Index>(seen.size());
}

TEST(FaceChain, along_a_column_of_corners_is_a_straight_row_of_faces) {
    Grid const grid = grid_of(5, 8);
    auto const chain = structure_chain({{3.0, 0.0}, {3.0, 5.0}}, grid);
    ASSERT_EQ(chain.size(), 5U);
    for (ChainFace const& face : chain) {
        EXPECT_EQ(face.axis, FaceAxis::columns);
        EXPECT_EQ(face.column, 3);
        EXPECT_EQ(face.length_share(), 1.0);
        EXPECT_EQ(face.rightward, 1.0); // northward: the right is in the east
    }
}

TEST(FaceChain, of_any_slope_cuts_the_grid_in_two) {
    Grid const grid = grid_of(20, 30);
    for (double const top : {1.3, 7.2, 14.9, 22.0, 29.4}) {
        for (double const bottom : {2.2, 11.8, 29.1}) {
            auto const chain = structure_chain({{top, 20.0}, {bottom, 0.0}}, grid);
            Index const inside = reached(chain, grid);
            EXPECT_LT(inside, grid.size()) << top << ' ' << bottom;
            double const expected = 20.0 * 0.5 * (top + bottom);
            EXPECT_NEAR(static_cast<double>(inside), expected, 21.0) << top << ' ' << bottom;
        }
    }
}

TEST(FaceChain, of_a_closed_ring_holds_water) {
    Grid const grid = grid_of(20, 20);
    auto const chain =
        structure_chain({{4.2, 4.7}, {15.1, 6.3}, {12.4, 16.2}, {5.3, 13.8}, {4.2, 4.7}}, grid);
    Index const outside = reached(chain, grid);
    EXPECT_LT(outside, 340);
    EXPECT_GT(outside, 270);
}

TEST(FaceChain, of_an_oblique_line_has_the_length_of_the_line) {
    auto const chain = structure_chain({{2.0, 2.0}, {14.0, 11.0}}, grid_of(20, 20));
    double length = 0.0;
    for (ChainFace const& face : chain) length += face.length_share();
    EXPECT_EQ(chain.size(), 21U);
    EXPECT_NEAR(length, 15.0, 1e-12);
    EXPECT_NEAR(chain.back().end_m, 15.0, 1e-12);
}

TEST(FaceChain, leaves_the_border_of_the_grid_out) {
    Grid const grid = grid_of(5, 5);
    EXPECT_TRUE(structure_chain({{0.0, 0.0}, {0.0, 5.0}}, grid).empty());
    EXPECT_TRUE(structure_chain({{1.0, 5.0}, {4.0, 5.0}}, grid).empty());
}

TEST(FaceChain, shorter_than_half_a_cell_is_empty) {
    EXPECT_TRUE(structure_chain({{2.1, 2.1}, {2.3, 2.2}}, grid_of(5, 5)).empty());
}

TEST(FaceChain, visits_each_face_once_however_often_the_line_goes_back) {
    auto const chain = structure_chain({{2.0, 0.0}, {2.0, 4.0}, {2.0, 1.0}, {2.0, 5.0}}, grid_of(5, 5));
    EXPECT_EQ(chain.size(), 5U);
}

TEST(FaceChain, knows_its_left_and_right) {
    Grid const grid = grid_of(5, 5);
    EXPECT_EQ(structure_chain({{2.0, 5.0}, {2.0, 0.0}}, grid).front().rightward, -1.0); // southward
    EXPECT_EQ(structure_chain({{0.0, 2.0}, {5.0, 2.0}}, grid).front().rightward, 1.0);  // eastward
    EXPECT_EQ(structure_chain({{5.0, 2.0}, {0.0, 2.0}}, grid).front().rightward, -1.0); // westward
}

TEST(FaceChain, takes_heights_between_the_corners_of_the_line) {
    EXPECT_EQ(height_along({7.0}, 1.8), 7.0);
    EXPECT_NEAR(height_along({2.0, 4.0, 3.0}, 0.25), 2.5, 1e-15);
    EXPECT_NEAR(height_along({2.0, 4.0, 3.0}, 1.5), 3.5, 1e-15);
    EXPECT_NEAR(height_along({2.0, 4.0, 3.0}, 2.0), 3.0, 1e-15);
}

} // namespace
} // namespace jumelle::flood
