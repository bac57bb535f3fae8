#include <array>
#include <cmath>
#include <functional>
#include <gtest/gtest.h>

#include "models/flood/kernels/limits.hpp"
#include "models/flood/subgrid/connecting_level.hpp"
#include "models/flood/subgrid/face_section.hpp"
#include "models/flood/subgrid/tables.hpp"

namespace jumelle::flood {
namespace {

std::array<double, StorageLayout::size> table_of(std::vector<double> ground_m, Index cells) {
    std::array<double, StorageLayout::size> table{};
    fill_storage_table(ground_m, cells, table.data());
    return table;
}

/// Fine heights of a cell with a ditch, a slope and a bank, in no order.
std::vector<double> rough_ground() {
    std::vector<double> ground;
    for (int i = 0; i < 100; ++i) {
        ground.push_back(i % 10 == 3 ? 4.0 + 0.001 * i : 7.0 + 0.01 * ((37 * i) % 100));
    }
    return ground;
}

double volume_below(std::vector<double> const& ground_m, double level_m) {
    double sum = 0.0;
    for (double const z : ground_m) sum += std::max(level_m - z, 0.0);
    return sum / static_cast<double>(ground_m.size());
}

TEST(StorageTable, gives_back_the_volume_of_every_level) {
    auto const table = table_of(rough_ground(), 100);
    for (double volume = 1e-9; volume < 20.0; volume *= 1.3) {
        double const level = level_of_volume(table.data(), volume);
        EXPECT_NEAR(volume_of_level(table.data(), level), volume, 1e-12 * std::max(volume, 1e-2));
    }
}

TEST(StorageTable, rises_strictly_with_the_volume) {
    auto const table = table_of(rough_ground(), 100);
    double before = level_of_volume(table.data(), 0.0);
    EXPECT_EQ(before, 0.0);
    for (double volume = 1e-6; volume < 6.0; volume += 1e-3) {
        double const level = level_of_volume(table.data(), volume);
        ASSERT_GT(level, before) << volume;
        before = level;
    }
}

TEST(StorageTable, is_exact_at_its_knots_and_above_all_ground) {
    auto const ground = rough_ground();
    auto const table = table_of(ground, 100);
    for (Index knot = 0; knot < table_knots; ++knot) {
        double const k = static_cast<double>(knot) / table_bins;
        double const level = table[static_cast<std::size_t>(StorageLayout::levels + knot)];
        EXPECT_NEAR(volume_below(ground, 4.003 + level), table[StorageLayout::top_volume] * k * k, 1e-12);
    }
    EXPECT_NEAR(volume_below(ground, 4.003 + level_of_volume(table.data(), 9.0)), 9.0, 1e-12);
}

TEST(StorageTable, knows_a_ditch_that_holds_a_hundredth_of_the_cell) {
    auto const ground = rough_ground();
    auto const table = table_of(ground, 100);
    for (double const depth : {0.5, 1.0, 2.0, 2.9}) {
        double const volume = volume_below(ground, 4.003 + depth);
        EXPECT_NEAR(level_of_volume(table.data(), volume), depth, 0.03) << depth;
    }
}

TEST(StorageTable, of_level_ground_is_the_depth) {
    auto const table = table_of(std::vector<double>(25, 12.5), 25);
    EXPECT_EQ(level_of_volume(table.data(), 0.75), 0.75);
}

TEST(StorageTable, of_a_half_built_cell_rises_twice_as_fast) {
    auto const table = table_of(std::vector<double>(8, 3.0), 16);
    EXPECT_NEAR(level_of_volume(table.data(), 0.5), 1.0, 1e-15);
    EXPECT_NEAR(volume_of_level(table.data(), 1.0), 0.5, 1e-15);
}

/// Two cells of 4 × 4, the face between them before fine column 4.
class TwoCells {
  public:
    explicit TwoCells(double ground_m) : ground_m_(4, 8, ground_m) {}
    double& operator()(Index row, Index column) { return ground_m_(row, column); }
    void fill_column(Index column, double ground_m) {
        for (Index row = 0; row < 4; ++row) ground_m_(row, column) = ground_m;
    }
    double sill() const {
        return ConnectingLevel().of({ground_m_.row(0), 1, ground_m_.row_stride(), 8, 4, 4});
    }

  private:
    Array2D<double> ground_m_;
};

TEST(ConnectingLevel, of_level_ground_is_the_ground) {
    EXPECT_EQ(TwoCells(2.0).sill(), 2.0);
}

TEST(ConnectingLevel, is_the_crest_of_a_wall_anywhere_between) {
    for (Index const column : {2, 3, 4, 5}) {
        TwoCells cells(1.0);
        cells.fill_column(column, 3.5);
        EXPECT_EQ(cells.sill(), 3.5) << column;
    }
}

TEST(ConnectingLevel, is_that_of_the_gap_in_a_wall) {
    TwoCells cells(1.0);
    cells.fill_column(4, 3.5);
    cells(2, 4) = 1.4;
    EXPECT_EQ(cells.sill(), 1.4);
}

TEST(ConnectingLevel, does_not_wait_for_a_pit_in_a_courtyard) {
    TwoCells cells(1.0);
    for (Index row = 0; row < 3; ++row)
        for (Index column = 0; column < 3; ++column) cells(row, column) = 9.0;
    cells(1, 1) = 0.2;
    EXPECT_EQ(cells.sill(), 1.0);
}

TEST(ConnectingLevel, is_not_where_the_first_few_wet_cells_happen_to_be) {
    TwoCells cells(1.0);
    cells.fill_column(5, 3.5);
    cells.fill_column(4, 0.98); // before the wall, on the near side: wet first, and then the smaller part
    EXPECT_EQ(cells.sill(), 3.5);
}

TEST(ConnectingLevel, of_a_slope_is_the_last_cell_of_the_higher_side) {
    TwoCells cells(0.0);
    for (Index column = 0; column < 8; ++column) cells.fill_column(column, 8.0 - static_cast<double>(column));
    EXPECT_EQ(cells.sill(), 5.0);
}

TEST(ConnectingLevel, does_not_pass_a_solid_wall) {
    TwoCells cells(1.0);
    cells.fill_column(4, solid_level_m);
    EXPECT_EQ(cells.sill(), solid_level_m);
}

FaceSection<double> manning_section(double depth_m, double n) {
    return {depth_m, depth_m / std::pow(n, 0.6)};
}

constexpr double gravity = 9.81;

FaceStrip strip_of(std::function<double(Index, Index)> const& ground_m, double n) {
    FaceStrip strip(10, 10);
    for (Index c = 0; c < 10; ++c)
        for (Index i = 0; i < 10; ++i) strip.set(c, i, ground_m(c, i), gravity * n * n);
    return strip;
}

double conveyance(FaceSection<double> const& section) {
    return std::pow(section.conveyance_root, 5.0 / 3.0);
}

TEST(FaceTable, of_level_ground_is_a_wide_channel) {
    std::array<double, FaceLayout::size> table{};
    strip_of([](Index, Index) { return 2.0; }, 0.03).fill_table(2.0, 1.5, table.data());
    EXPECT_EQ(table[FaceLayout::sill], 0.5);
    for (double const depth : {1e-4, 0.1, 3.0}) {
        auto const found = section_at(table.data(), depth), exact = manning_section(depth, 0.03);
        EXPECT_NEAR(found.area_m, exact.area_m, 1e-14);
        EXPECT_NEAR(found.conveyance_root, exact.conveyance_root, 1e-11);
    }
}

TEST(FaceTable, of_a_slope_is_the_depth_above_the_ground) {
    std::array<double, FaceLayout::size> table{};
    auto strip = strip_of([](Index c, Index) { return 10.0 - 0.2 * static_cast<double>(c); }, 0.03);
    strip.fill_table(9.2, 9.2, table.data()); // the last column of the higher side
    for (double const depth : {0.01, 0.5}) {
        EXPECT_NEAR(section_at(table.data(), depth).area_m, depth, 1e-12) << depth;
    }
}

TEST(FaceTable, adds_up_channel_and_bank_with_their_own_roughness) {
    std::array<double, FaceLayout::size> table{};
    FaceStrip strip(4, 10);
    for (Index c = 0; c < 4; ++c) {
        for (Index i = 0; i < 10; ++i) {
            double const n = i < 2 ? 0.03 : 0.1;
            strip.set(c, i, i < 2 ? 0.0 : 1.0, gravity * n * n);
        }
    }
    strip.fill_table(0.0, 0.0, table.data());
    for (double const level : {0.6, 1.5, 4.0}) {
        double const bank = std::pow(std::max(level - 1.0, 0.0), 5.0 / 3.0);
        double const exact = 0.2 * std::pow(level, 5.0 / 3.0) / 0.03 + 0.8 * bank / 0.1;
        EXPECT_NEAR(conveyance(section_at(table.data(), level)) / exact, 1.0, 0.03) << level;
    }
}

TEST(FaceTable, lets_through_a_gap_what_the_gap_lets_through) {
    std::array<double, FaceLayout::size> table{};
    auto strip = strip_of([](Index c, Index i) { return c == 5 && i != 4 ? 5.0 : 0.0; }, 0.03);
    strip.fill_table(0.0, 0.0, table.data());
    // One column of a tenth of the width, nine of all of it, one behind the other.
    double const open = std::pow(1.0, 5.0 / 3.0) / 0.03;
    double const exact = std::sqrt(10.0 / (9.0 / (open * open) + 100.0 / (open * open)));
    EXPECT_NEAR(conveyance(section_at(table.data(), 1.0)) / exact, 1.0, 0.05);
}

TEST(FaceTable, rises_with_the_level) {
    std::array<double, FaceLayout::size> table{};
    auto strip = strip_of(
        [](Index c, Index i) {
            return 0.3 * std::sin(1.3 * static_cast<double>(i)) + 0.1 * static_cast<double>(c % 3);
        },
        0.03);
    strip.fill_table(0.05, 0.0, table.data());
    double before = 0.0;
    for (double depth = 1e-3; depth < 3.0; depth += 1e-2) {
        double const now = conveyance(section_at(table.data(), depth));
        ASSERT_GT(now, before) << depth;
        before = now;
    }
}

TEST(FaceTable, of_a_closed_face_is_above_all_water) {
    std::array<double, FaceLayout::size> table{};
    strip_of([](Index, Index) { return solid_level_m; }, 0.03).fill_table(solid_level_m, 0.0, table.data());
    EXPECT_EQ(table[FaceLayout::sill], closed_sill_m);
}

TEST(CoarseGround, keeps_rain_water_and_the_lowest_free_level) {
    Ground fine{Array2D<double>(4, 4, 5.0),
                Array2D<double>(4, 4, 0.01),
                Array2D<float>(4, 4, 1.0F),
                Array2D<double>(4, 4, 0.25),
                {},
                {},
                16.0};
    fine.level_m(0, 1) = 3.0;
    fine.rain_share(0, 0) = 2.0F; // sheds what falls on the solid one
    fine.level_m(1, 1) = solid_level_m;
    fine.rain_share(1, 1) = 0.0F;
    Ground const coarse = coarse_ground({std::move(fine), 2});
    EXPECT_EQ(coarse.level_m(0, 0), 3.0);
    EXPECT_EQ(coarse.rain_share(0, 0), 1.0F);
    EXPECT_EQ(coarse.rain_cells, 4.0);
    EXPECT_DOUBLE_EQ(coarse.depth_m(0, 0), 0.75 * 0.25);
    EXPECT_DOUBLE_EQ(coarse.depth_m(1, 1), 0.25);
}

TEST(SubgridTables, of_float_are_half_as_large) {
    Ground const flat{Array2D<double>(40, 40, 5.0),
                      Array2D<double>(40, 40, 0.01),
                      Array2D<float>(40, 40, 1.0F),
                      Array2D<double>(40, 40, 0.0),
                      {},
                      {},
                      1600.0};
    FineGround const fine{flat, 10};
    double const large = SubgridTables<double>(fine, {}).bytes();
    EXPECT_LT(SubgridTables<float>(fine, {}).bytes(), 0.6 * large);
}

} // namespace
} // namespace jumelle::flood
