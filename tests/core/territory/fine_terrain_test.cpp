#include "core/territory/fine_terrain.hpp"

#include <cmath>
#include <gtest/gtest.h>
#include <limits>

namespace jumelle {
namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

/// A field of 2 × 4 fine cells, in rows.
Field field_of(std::string const& name, std::vector<double> const& numbers) {
    Field field;
    field.info.name = name;
    field.cells = Array2D<double>(2, 4);
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        field.cells(static_cast<Index>(i / 4), static_cast<Index>(i % 4)) = numbers[i];
    }
    return field;
}

TEST(Coarsened, numbers_become_their_mean) {
    Field const coarse = coarsened(field_of("elevation", {1, 2, 5, 5, 3, 6, 5, 7}), 2);
    ASSERT_EQ(coarse.cells.rows(), 1);
    ASSERT_EQ(coarse.cells.columns(), 2);
    EXPECT_EQ(coarse.cells(0, 0), 3.0);
    EXPECT_EQ(coarse.cells(0, 1), 5.5);
    EXPECT_EQ(coarse.info.name, "elevation");
}

TEST(Coarsened, cells_without_a_value_do_not_count) {
    Field const coarse =
        coarsened(field_of("elevation", {1, nothing, nothing, nothing, nothing, 3, nothing, nothing}), 2);
    EXPECT_EQ(coarse.cells(0, 0), 2.0);
    EXPECT_TRUE(std::isnan(coarse.cells(0, 1)));
}

TEST(Coarsened, classes_become_the_most_frequent_one) {
    Field const coarse = coarsened(field_of("land_cover", {2, 4, 4, 2, 4, 9, 2, 4}), 2);
    EXPECT_EQ(coarse.cells(0, 0), 4.0);
    EXPECT_EQ(coarse.cells(0, 1), 2.0); // the smallest of two as frequent
}

TEST(Coarsened, counts_keep_their_total) {
    Field const coarse = coarsened(field_of("population", {1, 2, 0, 0, 3, 4, 0, 5}), 2);
    EXPECT_EQ(coarse.cells(0, 0), 10.0);
    EXPECT_EQ(coarse.cells(0, 1), 5.0);
}

TEST(Coarsened, a_cell_is_built_where_half_of_it_is) {
    Field const coarse = coarsened(field_of("building_height", {6, 0, 9, 0, 8, 0, 0, 0}), 2);
    EXPECT_EQ(coarse.cells(0, 0), 7.0);
    EXPECT_EQ(coarse.cells(0, 1), 0.0);
}

TEST(FinerGrid, covers_the_same_land_and_back_again) {
    Grid grid;
    grid.rows = 3;
    grid.columns = 7;
    grid.cell_m = 20.0;
    grid.west_m = 100.0;
    grid.north_m = 900.0;
    Grid const fine = finer_grid(grid, 20);
    EXPECT_EQ(fine.cell_m, 1.0);
    EXPECT_EQ(fine.rows, 60);
    EXPECT_EQ(fine.east_m(), grid.east_m());
    EXPECT_EQ(fine.south_m(), grid.south_m());
    EXPECT_EQ(coarser_grid(fine, 20), grid);
}

TEST(FineTerrain, holds_the_ground_and_what_stands_on_it) {
    EXPECT_TRUE(lies_on_fine_terrain("elevation"));
    EXPECT_TRUE(lies_on_fine_terrain("manning"));
    EXPECT_FALSE(lies_on_fine_terrain("population"));
}

} // namespace
} // namespace jumelle
