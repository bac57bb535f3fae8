#include "io/hdf5/tiling.hpp"

#include <gtest/gtest.h>
#include <set>

namespace jumelle::hdf5 {
namespace {

constexpr Index bytes_per_value = 4;
constexpr Index mebibyte = 1 << 20;

TEST(Tiling, gives_a_small_field_one_tile_of_its_own_size) {
    Tiling const tiling = tiling_of(40, 50);
    EXPECT_EQ(tiling.count(), 1);
    EXPECT_EQ(tiling.tile_rows, 40);
    EXPECT_EQ(tiling.tile_columns, 50);
}

TEST(Tiling, cuts_large_fields_into_tiles_between_a_quarter_and_one_mebibyte) {
    for (auto const& [rows, columns] :
         {std::pair<Index, Index>{4096, 4096}, {513, 513}, {1000, 700}, {100, 100000}, {1000000, 3}}) {
        Tiling const tiling = tiling_of(rows, columns);
        EXPECT_LE(tiling.tile_size() * bytes_per_value, mebibyte) << rows << " x " << columns;
        EXPECT_GE(tiling.tile_size() * bytes_per_value, mebibyte / 4) << rows << " x " << columns;
    }
}

TEST(Tiling, covers_every_cell_once) {
    Tiling const tiling = tiling_of(1025, 770);
    std::set<std::pair<Index, Index>> corners;
    for (Index number = 0; number < tiling.count(); ++number)
        corners.insert({tiling.first_row(number), tiling.first_column(number)});
    EXPECT_EQ(static_cast<Index>(corners.size()), tiling.count());
    EXPECT_GE(tiling.down() * tiling.tile_rows, tiling.rows);
    EXPECT_GE(tiling.across() * tiling.tile_columns, tiling.columns);
    EXPECT_LT((tiling.down() - 1) * tiling.tile_rows, tiling.rows);
    EXPECT_LT((tiling.across() - 1) * tiling.tile_columns, tiling.columns);
}

TEST(Tiling, reaches_over_the_border_by_less_than_one_value_a_tile) {
    Tiling const tiling = tiling_of(513, 1030);
    EXPECT_LT(tiling.down() * tiling.tile_rows - tiling.rows, tiling.down());
    EXPECT_LT(tiling.across() * tiling.tile_columns - tiling.columns, tiling.across());
}

TEST(Tiling, cuts_edges_of_a_graph_as_one_row) {
    Tiling const tiling = tiling_of(1, 600000);
    EXPECT_EQ(tiling.tile_rows, 1);
    EXPECT_EQ(tiling.count(), 3);
}

TEST(Tiling, takes_a_field_of_one_cell) {
    EXPECT_EQ(tiling_of(1, 1).count(), 1);
}

} // namespace
} // namespace jumelle::hdf5
