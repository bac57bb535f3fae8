#include "io/hdf5/tile_encoder.hpp"

#include <cmath>
#include <cstring>
#include <gtest/gtest.h>
#include <libdeflate.h>
#include <limits>

#include "core/parallel/loops.hpp"

namespace jumelle::hdf5 {
namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

Field one_row(std::vector<double> const& values) {
    Field field;
    field.cells = Array2D<double>(1, static_cast<Index>(values.size()));
    for (std::size_t i = 0; i < values.size(); ++i) field.cells(0, static_cast<Index>(i)) = values[i];
    return field;
}

FieldInfo precise_to(double precision) {
    FieldInfo info;
    info.name = "water_depth";
    info.precision = precision;
    return info;
}

/// What HDF5 makes of a tile: inflated, bytes put back into place.
std::vector<float> decoded(EncodedTile const& tile, std::size_t count) {
    std::vector<unsigned char> shuffled(count * sizeof(float));
    auto* const decompressor = libdeflate_alloc_decompressor();
    auto const result = libdeflate_zlib_decompress(decompressor, tile.data(), tile.size(), shuffled.data(),
                                                   shuffled.size(), nullptr);
    libdeflate_free_decompressor(decompressor);
    EXPECT_EQ(result, LIBDEFLATE_SUCCESS);
    std::vector<float> values(count);
    auto* const bytes = reinterpret_cast<unsigned char*>(values.data());
    for (std::size_t i = 0; i < shuffled.size(); ++i)
        bytes[i % count * sizeof(float) + i / count] = shuffled[i];
    return values;
}

TEST(RoundingStep, is_the_largest_power_of_two_not_above_the_precision) {
    EXPECT_EQ(rounding_step(1e-4), std::exp2(-14));
    EXPECT_EQ(rounding_step(0.25), 0.25);
    EXPECT_EQ(rounding_step(3.0), 2.0);
    EXPECT_EQ(rounding_step(0.0), 0.0);
}

TEST(RoundedField, stays_within_half_of_the_precision) {
    std::vector<double> values;
    for (int i = 0; i < 1000; ++i) values.push_back(std::sin(i) * 5.0);
    auto const rounded = rounded_field(one_row(values), precise_to(1e-3));
    for (std::size_t i = 0; i < values.size(); ++i)
        ASSERT_LE(std::abs(static_cast<double>(rounded.values[i]) - values[i]), 0.5e-3);
}

TEST(RoundedField, holds_multiples_of_the_step) {
    auto const rounded = rounded_field(one_row({0.12345, 1.98765, -3.3}), precise_to(1e-2));
    for (float const value : rounded.values) EXPECT_EQ(std::fmod(value, std::exp2(-7)), 0.0);
}

TEST(RoundedField, keeps_every_bit_of_a_float_where_the_precision_is_zero) {
    auto const rounded = rounded_field(one_row({0.1, 1.0 / 3.0, 1e-30}), precise_to(0.0));
    EXPECT_EQ(rounded.values, (LargeVector<float>{0.1f, 1.0f / 3.0f, 1e-30f}));
}

TEST(RoundedField, keeps_missing_and_infinite_values) {
    double const infinity = std::numeric_limits<double>::infinity();
    auto const rounded = rounded_field(one_row({not_a_number, infinity, -infinity}), precise_to(1e-4));
    EXPECT_TRUE(std::isnan(rounded.values[0]));
    EXPECT_EQ(rounded.values[1], std::numeric_limits<float>::infinity());
    EXPECT_EQ(rounded.values[2], -std::numeric_limits<float>::infinity());
}

TEST(RoundedField, has_no_negative_zero) {
    auto const rounded = rounded_field(one_row({-1e-9}), precise_to(1e-4));
    EXPECT_FALSE(std::signbit(rounded.values[0]));
}

TEST(RoundedField, takes_one_row_of_values_from_edges) {
    Field field;
    field.values = {1.0, 2.0, 3.0};
    FieldInfo info = precise_to(0.0);
    info.location = Location::edge;
    EXPECT_EQ(rounded_field(field, info).values, (LargeVector<float>{1.0f, 2.0f, 3.0f}));
}

TEST(TileEncoder, gives_back_the_values_of_each_tile) {
    Tiling const tiling{3, 5, 2, 3};
    std::vector<float> values(15);
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<float>(i) + 0.5f;
    auto const tiles = TileEncoder(tiling, 0.0f).encode(values);
    ASSERT_EQ(tiles.size(), 4U);
    EXPECT_EQ(decoded(tiles[0], 6), (std::vector<float>{0.5f, 1.5f, 2.5f, 5.5f, 6.5f, 7.5f}));
    // What lies over the border is background.
    EXPECT_EQ(decoded(tiles[3], 6), (std::vector<float>{13.5f, 14.5f, 0, 0, 0, 0}));
}

TEST(TileEncoder, leaves_tiles_without_values_to_the_fill_value) {
    float const nan = std::numeric_limits<float>::quiet_NaN();
    auto const tiles = TileEncoder({1, 4, 1, 2}, 0.0f).encode(std::vector<float>{nan, nan, nan, 1.0f});
    EXPECT_TRUE(tiles[0].empty());
    EXPECT_FALSE(tiles[1].empty());
}

TEST(TileEncoder, writes_dry_tiles_as_zeros_in_little_space) {
    Tiling const tiling = tiling_of(512, 512);
    std::vector<float> const dry(static_cast<std::size_t>(tiling.tile_size()), 0.0f);
    auto const tiles = TileEncoder(tiling, 0.0f).encode(dry);
    ASSERT_EQ(tiles.size(), 1U);
    EXPECT_LT(tiles[0].size(), 2048U);
    EXPECT_EQ(decoded(tiles[0], dry.size()), dry);
}

TEST(TileEncoder, gives_the_same_bytes_for_any_number_of_threads) {
    Tiling const tiling = tiling_of(700, 1300);
    std::vector<float> values(700 * 1300);
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<float>(i % 977) / 64;
    int const before = loop_threads();
    set_loop_threads(1);
    auto const alone = TileEncoder(tiling, 0.0f).encode(values);
    set_loop_threads(3);
    auto const together = TileEncoder(tiling, 0.0f).encode(values);
    set_loop_threads(before);
    EXPECT_EQ(alone, together);
}

} // namespace
} // namespace jumelle::hdf5
