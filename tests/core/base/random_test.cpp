#include "core/base/random.hpp"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <set>
#include <vector>

namespace jumelle {
namespace {

using Words4 = std::array<std::uint32_t, 4>;
using Words2 = std::array<std::uint32_t, 2>;

// Known answers for philox4x32 with 10 rounds, from the kat_vectors file of the authors' Random123 library.
TEST(Philox, gives_the_known_answer_for_zeros) {
    EXPECT_EQ(philox4x32(Words4{0, 0, 0, 0}, Words2{0, 0}),
              (Words4{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
}

TEST(Philox, gives_the_known_answer_for_ones) {
    std::uint32_t const ones = 0xffffffff;
    EXPECT_EQ(philox4x32(Words4{ones, ones, ones, ones}, Words2{ones, ones}),
              (Words4{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
}

TEST(Philox, gives_the_known_answer_for_digits_of_pi) {
    EXPECT_EQ(
        philox4x32(Words4{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, Words2{0xa4093822, 0x299f31d0}),
        (Words4{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

TEST(RandomStream, uses_philox_words_of_position_stream_and_seed) {
    Words4 const words = philox4x32(Words4{5, 7, 11, 13}, Words2{17, 19});
    RandomStream const stream((19ull << 32) | 17, (13ull << 32) | 11);
    EXPECT_EQ(stream.bits((7ull << 32) | 5), (static_cast<std::uint64_t>(words[0]) << 32) | words[1]);
}

TEST(RandomStream, gives_the_same_number_however_often_and_in_whatever_order) {
    RandomStream const stream(1, 2);
    double const ninth = stream.uniform(9);
    stream.uniform(3);
    EXPECT_EQ(stream.uniform(9), ninth);
    EXPECT_EQ(RandomStream(1, 2).uniform(9), ninth);
}

TEST(RandomStream, differs_between_positions_streams_and_seeds) {
    std::set<std::uint64_t> seen;
    for (std::uint64_t seed = 0; seed < 10; ++seed) {
        for (std::uint64_t stream = 0; stream < 10; ++stream) {
            for (std::uint64_t position = 0; position < 10; ++position) {
                seen.insert(RandomStream(seed, stream).bits(position));
            }
        }
    }
    EXPECT_EQ(seen.size(), 1000u);
}

constexpr int draws = 100'000;

TEST(RandomUniform, stays_at_or_above_zero_and_below_one) {
    RandomStream const stream(42, 0);
    for (int i = 0; i < draws; ++i) {
        double const u = stream.uniform(static_cast<std::uint64_t>(i));
        ASSERT_GE(u, 0.0);
        ASSERT_LT(u, 1.0);
    }
}

TEST(RandomUniform, has_the_moments_of_the_uniform_distribution) {
    RandomStream const stream(42, 1);
    double mean = 0.0, square = 0.0;
    for (int i = 0; i < draws; ++i) {
        double const u = stream.uniform(static_cast<std::uint64_t>(i));
        mean += u / draws;
        square += u * u / draws;
    }
    // Four standard errors: 1/sqrt(12 n) and sqrt(4/45 / n).
    EXPECT_NEAR(mean, 1.0 / 2.0, 4.0 / std::sqrt(12.0 * draws));
    EXPECT_NEAR(square, 1.0 / 3.0, 4.0 * std::sqrt(4.0 / 45.0 / draws));
}

TEST(RandomUniform, fills_ten_bins_evenly) {
    RandomStream const stream(42, 2);
    std::array<int, 10> count{};
    for (int i = 0; i < draws; ++i) {
        ++count[static_cast<std::size_t>(10.0 * stream.uniform(static_cast<std::uint64_t>(i)))];
    }
    double chi_square = 0.0;
    for (int const n : count) chi_square += std::pow(n - draws / 10.0, 2) / (draws / 10.0);
    EXPECT_LT(chi_square, 27.88); // 0.999 quantile with nine degrees of freedom
}

TEST(RandomUniform, neighbouring_positions_are_not_correlated) {
    RandomStream const stream(42, 3);
    double product = 0.0;
    for (int i = 0; i < draws; ++i) {
        auto const position = static_cast<std::uint64_t>(i);
        product += (stream.uniform(position) - 0.5) * (stream.uniform(position + 1) - 0.5) / draws;
    }
    EXPECT_NEAR(product, 0.0, 4.0 / 12.0 / std::sqrt(draws));
}

TEST(RandomUniform, between_bounds_stays_between_them) {
    RandomStream const stream(7, 0);
    for (std::uint64_t i = 0; i < 1000; ++i) {
        double const x = stream.uniform(i, -3.0, 5.0);
        ASSERT_GE(x, -3.0);
        ASSERT_LT(x, 5.0);
    }
}

TEST(RandomUniform, never_reaches_the_upper_bound_even_where_rounding_would) {
    RandomStream const stream(7, 1);
    double const high = std::nextafter(1.0, 2.0);
    for (std::uint64_t i = 0; i < 100; ++i) ASSERT_EQ(stream.uniform(i, 1.0, high), 1.0);
}

TEST(RandomUniform, between_equal_bounds_is_that_bound) {
    EXPECT_EQ(RandomStream(7, 2).uniform(0, 2.5, 2.5), 2.5);
}

TEST(RandomNormal, has_mean_zero_variance_one_and_no_skew) {
    RandomStream const stream(42, 4);
    double mean = 0.0, square = 0.0, cube = 0.0;
    for (int i = 0; i < draws; ++i) {
        double const z = stream.normal(static_cast<std::uint64_t>(i));
        ASSERT_TRUE(std::isfinite(z));
        mean += z / draws;
        square += z * z / draws;
        cube += z * z * z / draws;
    }
    EXPECT_NEAR(mean, 0.0, 4.0 / std::sqrt(draws));
    EXPECT_NEAR(square, 1.0, 4.0 * std::sqrt(2.0 / draws));
    EXPECT_NEAR(cube, 0.0, 4.0 * std::sqrt(15.0 / draws));
}

TEST(RandomNormal, lies_within_1_96_in_95_of_100_cases) {
    RandomStream const stream(42, 5);
    int inside = 0;
    for (int i = 0; i < draws; ++i)
        inside += std::abs(stream.normal(static_cast<std::uint64_t>(i))) < 1.959964;
    EXPECT_NEAR(inside / static_cast<double>(draws), 0.95, 4.0 * std::sqrt(0.95 * 0.05 / draws));
}

} // namespace
} // namespace jumelle
