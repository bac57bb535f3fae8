#include "models/heat/kernels/arriving_row.hpp"

#include <algorithm>
#include <gtest/gtest.h>
#include <vector>

#include "models/heat/kernels/sky_slope.hpp"

namespace jumelle::heat {
namespace {

// Rows of 100 cells in blocks of 8 × 8.
constexpr std::int32_t rows = 40, columns = 100, block_cells = 8, blocks_across = 13;

class Arriving : public ::testing::Test {
  protected:
    Arriving() {
        for (std::uint32_t r = 0; r < rows; ++r) of_row.push_back(r / block_cells * blocks_across);
        for (std::uint32_t c = 0; c < columns; ++c) of_column.push_back(c / block_cells);
        for (std::size_t side = 0; side < sides; ++side) {
            for (std::size_t b = 0; b < glow[side].size(); ++b)
                glow[side][b] = 100.0 * static_cast<double>(side + 1) + static_cast<double>(b);
            for (std::int32_t c = 0; c < columns; ++c) {
                share[side].push_back(static_cast<std::uint8_t>(side == 2 ? 0 : (c * 7 + 13 * side) % 60));
                reach[side].push_back(static_cast<std::uint8_t>((c * 5 + side) % 50));
            }
        }
        ground.assign(2 * blocks_across * 5, 0.0);
        for (std::size_t b = 0; b < ground.size(); ++b) ground[b] = 300.0 + static_cast<double>(b);
    }
    BlockOfCells blocks() const {
        return {of_row.data(), of_column.data(), rows - 1, columns - 1, block_cells, blocks_across};
    }
    WallLight4 light() const {
        WallLight4 made{};
        for (std::size_t side = 0; side < sides; ++side) made[side] = glow[side].data();
        return made;
    }
    BundleRow bundles(std::int32_t row) const {
        BundleRow made;
        for (std::size_t side = 0; side < sides; ++side) {
            made.share[side] = share[side].data();
            made.reach[side] = reach[side].data();
        }
        made.row = row;
        made.cells = columns;
        return made;
    }

    std::vector<std::uint32_t> of_row, of_column;
    std::array<std::array<double, std::size_t{2} * blocks_across * 5>, sides> glow{};
    std::array<std::vector<std::uint8_t>, sides> share, reach;
    std::vector<double> ground;
};

TEST(BlockAt, is_the_whole_quotient) {
    for (std::int32_t cells = 1; cells <= 255; ++cells) {
        float const per_cell = 1.0F / static_cast<float>(cells);
        for (std::int32_t block = 0; block < most_places / cells; block += 1 + block / 50) {
            EXPECT_EQ(block_at(block * cells, per_cell), block);
            EXPECT_EQ(block_at(block * cells + cells - 1, per_cell), block);
        }
    }
}

TEST_F(Arriving, cells_see_the_walls_that_look_back_at_them) {
    std::int32_t const row = 17;
    SeenRow seen{};
    see_walls(light(), blocks(), bundles(row), seen);
    for (std::int32_t c = 0; c < columns; ++c) {
        double parts = 0.0, shortwave = 0.0, longwave = 0.0;
        std::array<std::int32_t, sides> const down{-1, 0, 1, 0}, right{0, 1, 0, -1};
        for (std::size_t side = 0; side < sides; ++side) {
            auto const i = static_cast<std::size_t>(c);
            std::int32_t const r = std::clamp(row + down[side] * reach[side][i], 0, rows - 1);
            std::int32_t const at = std::clamp(c + right[side] * reach[side][i], 0, columns - 1);
            auto const block = static_cast<std::size_t>(r / block_cells * blocks_across + at / block_cells);
            double const part = share[side][i] / 255.0;
            parts += part;
            shortwave += part * glow[(side + 2) % sides][2 * block];
            longwave += part * glow[(side + 2) % sides][2 * block + 1];
        }
        auto const i = static_cast<std::size_t>(c);
        EXPECT_NEAR(seen.share[i], parts, 1e-14) << c;
        EXPECT_NEAR(seen.glow[2 * i], shortwave, 1e-10) << c;
        EXPECT_NEAR(seen.glow[2 * i + 1], longwave, 1e-10) << c;
    }
}

TEST_F(Arriving, sky_crowns_walls_ground_and_beam_add_up) {
    SeenRow seen{};
    see_walls(light(), blocks(), bundles(9), seen);
    std::vector<float> sky(columns), crowns(columns), lit(columns), down_short(columns), down_long(columns);
    for (std::size_t i = 0; i < columns; ++i) {
        sky[i] = 0.5F + 0.004F * static_cast<float>(i);
        crowns[i] = i % 3 == 0 ? 0.2F : 0.0F;
        lit[i] = static_cast<float>(i % 2);
    }
    ArrivingSky const above{120.0, 330.0, 30.0, 440.0, 500.0, 0.9};
    ArrivingRow cells;
    cells.sky = sky.data();
    cells.crowns = crowns.data();
    cells.lit = lit.data();
    cells.ground = ground.data();
    cells.first_block = of_row[9];
    cells.block = of_column.data();
    cells.down_short = down_short.data();
    cells.down_long = down_long.data();
    cells.cells = columns;
    arrive(above, seen, cells);
    for (std::size_t i = 0; i < columns; ++i) {
        double const under = 0.9 * crowns[i], open = sky[i] - under, rest = 1.0 - sky[i] - seen.share[i];
        std::size_t const block = of_row[9] + of_column[i];
        double const k = 500.0 * lit[i] + 120.0 * open + seen.glow[2 * i] + rest * ground[2 * block];
        double const l = 330.0 * open + 30.0 * low_sky_of_level(open) + 440.0 * under + seen.glow[2 * i + 1] +
                         rest * ground[2 * block + 1];
        EXPECT_NEAR(down_short[i], k, 1e-4) << i;
        EXPECT_NEAR(down_long[i], l, 1e-4) << i;
    }
}

} // namespace
} // namespace jumelle::heat
