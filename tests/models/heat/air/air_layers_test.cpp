#include "models/heat/kernels/air_layers.hpp"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <numeric>

namespace jumelle::heat {
namespace {

/// Blocks of one size without buildings, a west wind, and nothing in the air yet.
struct Layers {
    AirBlocks blocks;
    AirStep step;
    AirSources sources;
    LayerPair air;

    Layers(Index rows, Index columns, double block_m) {
        blocks.rows = rows;
        blocks.columns = columns;
        blocks.height_m.assign(static_cast<std::size_t>(rows), block_m);
        blocks.width_m.assign(static_cast<std::size_t>(columns), block_m);
        blocks.air_share.assign(blocks.size(), 1.0);
        blocks.wind_share.assign(blocks.size(), 1.0);
        blocks.canopy_m = 12.0;
        step.length_s = 600.0;
        step.canopy_east_mps = 2.0;
        step.above_east_mps = 4.0;
        step.depth_m = step.depth_before_m = 300.0;
        for (auto* values : {&sources.canopy, &sources.above, &sources.moved, &air.canopy, &air.above})
            values->assign(blocks.size(), 0.0);
        sources.exchange_mps.assign(blocks.size(), 0.04);
    }
    /// Heat of 100 W/m² over ρ cp = 1210 J/m³K in every block.
    void heat_all() {
        for (Index r = 0; r < blocks.rows; ++r) {
            for (Index c = 0; c < blocks.columns; ++c)
                sources.canopy[blocks.at(r, c)] = 100.0 / 1210.0 * area(r, c);
        }
    }
    double area(Index row, Index column) const {
        return blocks.height_m[static_cast<std::size_t>(row)] *
               blocks.width_m[static_cast<std::size_t>(column)];
    }
    AirAccount advance() { return transport(blocks, step, sources, air); }
};

/// Uneven shares, so that air rises and sinks.
void build(AirBlocks& blocks) {
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        double const wave = std::sin(1.7 * static_cast<double>(i));
        blocks.air_share[i] = 0.6 + 0.3 * wave;
        blocks.wind_share[i] = 0.5 - 0.4 * wave;
    }
}

TEST(AirLayers, heat_closes_over_uneven_blocks_while_the_upper_layer_grows_and_shrinks) {
    Layers layers(9, 13, 16.0);
    build(layers.blocks);
    layers.blocks.width_m.back() = 5.0;
    layers.step.canopy_south_mps = -1.0;
    layers.step.above_south_mps = -2.0;
    layers.step.entrainment_mps = 0.02;
    layers.heat_all();
    for (double const depth_m : {300.0, 420.0, 500.0, 350.0, 100.0}) {
        layers.step.depth_before_m = std::exchange(layers.step.depth_m, depth_m);
        AirAccount const account = layers.advance();
        EXPECT_LT(std::abs(account.error()), 1e-11 * account.sources);
        EXPECT_GT(account.sources, 0.0);
        EXPECT_GT(account.lee, 0.0);
    }
}

TEST(AirLayers, a_warm_block_warms_what_lies_to_its_lee_and_nothing_to_its_luff) {
    Layers layers(5, 11, 16.0);
    layers.step.canopy_south_mps = 0.5;
    layers.step.above_south_mps = 1.0;
    std::size_t const warm = layers.blocks.at(2, 5);
    layers.sources.canopy[warm] = 50.0;
    layers.advance();
    for (Index r = 0; r < 5; ++r) {
        for (Index c = 0; c < 11; ++c) {
            double const air = layers.air.canopy[layers.blocks.at(r, c)];
            if (r >= 2 && c >= 5)
                EXPECT_GT(air, 0.0) << r << ' ' << c;
            else
                EXPECT_EQ(air, 0.0) << r << ' ' << c;
        }
    }
    EXPECT_GT(layers.air.canopy[warm], layers.air.canopy[layers.blocks.at(2, 6)]);
}

TEST(AirLayers, wind_from_the_other_side_gives_the_mirror_image) {
    Layers west(4, 8, 16.0), east(4, 8, 16.0);
    east.step.canopy_east_mps *= -1.0;
    east.step.above_east_mps *= -1.0;
    for (Index c = 0; c < 8; ++c) {
        west.sources.canopy[west.blocks.at(1, c)] = static_cast<double>(c);
        east.sources.canopy[east.blocks.at(1, 7 - c)] = static_cast<double>(c);
    }
    west.advance();
    east.advance();
    for (Index c = 0; c < 8; ++c)
        EXPECT_DOUBLE_EQ(west.air.canopy[west.blocks.at(1, c)], east.air.canopy[east.blocks.at(1, 7 - c)]);
}

TEST(AirLayers, without_wind_and_exchange_each_block_keeps_its_own_heat) {
    Layers layers(2, 2, 16.0);
    layers.step.canopy_east_mps = layers.step.above_east_mps = 0.0;
    layers.sources.exchange_mps.assign(4, 0.0);
    layers.blocks.air_share[3] = 0.5;
    layers.heat_all();
    AirAccount const account = layers.advance();
    double const k = 100.0 / 1210.0 * 600.0 / 12.0;
    EXPECT_NEAR(layers.air.canopy[0], k, 1e-12);
    EXPECT_NEAR(layers.air.canopy[3], 2.0 * k, 1e-12);
    EXPECT_EQ(layers.air.above[0], 0.0);
    EXPECT_EQ(account.lee, 0.0);
    EXPECT_NEAR(account.stored_change, account.sources, 1e-9);
}

TEST(AirLayers, without_sources_nothing_becomes_warmer_or_colder_than_it_was_anywhere) {
    Layers layers(12, 12, 16.0);
    build(layers.blocks);
    layers.step.canopy_south_mps = 1.3;
    layers.step.above_south_mps = 2.6;
    for (std::size_t i = 0; i < layers.blocks.size(); ++i) {
        layers.air.canopy[i] = std::fmod(0.618 * static_cast<double>(i), 1.0);
        layers.air.above[i] = std::fmod(0.414 * static_cast<double>(i), 1.0);
    }
    for (int i = 0; i < 5; ++i) {
        layers.advance();
        for (auto const* values : {&layers.air.canopy, &layers.air.above}) {
            EXPECT_GE(*std::min_element(values->begin(), values->end()), 0.0);
            EXPECT_LE(*std::max_element(values->begin(), values->end()), 1.0);
        }
    }
}

/// Air over a kilometre with a warm district in the middle, at steady state, mean over each 128 m.
std::vector<double> warm_kilometre(double block_m) {
    auto const columns = static_cast<Index>(std::lround(1024.0 / block_m));
    Layers layers(1, columns, block_m);
    for (Index c = 0; c < columns; ++c) {
        double const x = (static_cast<double>(c) + 0.5) * block_m;
        double const wpm2 = 100.0 * std::exp(-std::pow((x - 400.0) / 120.0, 2.0));
        layers.sources.canopy[layers.blocks.at(0, c)] = wpm2 / 1210.0 * layers.area(0, c);
    }
    for (int i = 0; i < 40; ++i) layers.advance();
    std::vector<double> made(8, 0.0);
    for (Index c = 0; c < columns; ++c)
        made[static_cast<std::size_t>(c * 8 / columns)] +=
            layers.air.canopy[layers.blocks.at(0, c)] * 8.0 / static_cast<double>(columns);
    return made;
}

TEST(AirLayers, smaller_blocks_converge) {
    auto const finest = warm_kilometre(2.0);
    double before = 1e30;
    for (double const block_m : {64.0, 32.0, 16.0, 8.0}) {
        auto const air = warm_kilometre(block_m);
        double worst = 0.0;
        for (std::size_t i = 0; i < air.size(); ++i) worst = std::max(worst, std::abs(air[i] - finest[i]));
        std::cout << "blocks of " << block_m << " m: " << worst << " K off\n";
        EXPECT_LT(worst, 0.6 * before);
        before = worst;
    }
    EXPECT_LT(before, 0.02);
}

} // namespace
} // namespace jumelle::heat
