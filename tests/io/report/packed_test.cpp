#include "io/report/packed.hpp"

#include <cmath>
#include <gtest/gtest.h>
#include <libdeflate.h>
#include <limits>
#include <string>

namespace jumelle::report {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

Bytes bytes_of(std::string const& text) {
    return {text.begin(), text.end()};
}

Bytes inflated(Bytes const& packed, std::size_t count) {
    Bytes made(count);
    auto* const decompressor = libdeflate_alloc_decompressor();
    auto const result =
        libdeflate_zlib_decompress(decompressor, packed.data(), packed.size(), made.data(), count, nullptr);
    libdeflate_free_decompressor(decompressor);
    EXPECT_EQ(result, LIBDEFLATE_SUCCESS);
    return made;
}

TEST(Scale, values_come_back_within_the_error_it_states) {
    for (auto const kind : {Scale::Kind::linear, Scale::Kind::square}) {
        for (int const codes : {Scale::codes_of_byte, Scale::codes_of_two_bytes}) {
            Scale const scale{kind, kind == Scale::Kind::square ? 0.0 : -3.0, 7.0, codes};
            double largest = 0.0;
            for (double value = scale.low; value <= scale.high; value += 1e-3)
                largest = std::max(largest, std::abs(scale.value_of(scale.code_of(value)) - value));
            EXPECT_LE(largest, scale.largest_error());
            EXPECT_GT(largest, 0.0);
        }
    }
}

TEST(Scale, the_stated_error_is_reached) {
    Scale const linear{Scale::Kind::linear, 0.0, 254.0, Scale::codes_of_byte};
    EXPECT_DOUBLE_EQ(linear.largest_error(), 0.5);
    EXPECT_DOUBLE_EQ(std::abs(linear.value_of(linear.code_of(10.5)) - 10.5), 0.5);
}

TEST(Scale, of_squares_is_fine_near_zero) {
    Scale const scale{Scale::Kind::square, 0.0, 10.0, Scale::codes_of_byte};
    EXPECT_NEAR(scale.value_of(scale.code_of(0.02)), 0.02, 0.002); // a linear one: 0.02
    EXPECT_EQ(scale.value_of(scale.code_of(0.0)), 0.0);
}

TEST(Scale, keeps_what_has_no_value_and_cuts_what_is_outside) {
    Scale const scale{Scale::Kind::linear, 1.0, 2.0, Scale::codes_of_byte};
    EXPECT_EQ(scale.code_of(none), 255);
    EXPECT_TRUE(std::isnan(scale.value_of(255)));
    EXPECT_EQ(scale.value_of(scale.code_of(-100.0)), 1.0);
    EXPECT_EQ(scale.value_of(scale.code_of(std::numeric_limits<double>::infinity())), 2.0);
}

TEST(Codes, of_values_are_low_bytes_then_high_bytes) {
    Scale const scale{Scale::Kind::linear, 0.0, 65534.0, Scale::codes_of_two_bytes};
    std::vector<double> const values = {0.0, 258.0, none};
    EXPECT_EQ(codes_of_values(values, scale), (Bytes{0, 2, 255, 0, 1, 255}));
}

TEST(Filter, is_undone_by_adding_up) {
    Bytes const bytes = {250, 3, 3, 7, 0, 255};
    for (auto const& [filter, back] : {std::pair{Filter::left, 1U}, std::pair{Filter::up, 3U}}) {
        Bytes made = filtered(bytes, 3, filter);
        EXPECT_NE(made, bytes);
        for (std::size_t i = back; i < made.size(); ++i)
            made[i] = static_cast<std::uint8_t>(made[i] + made[i - back]);
        EXPECT_EQ(made, bytes);
    }
}

TEST(Base64, is_that_of_the_standard) { // RFC 4648, section 10
    EXPECT_EQ(base64(bytes_of("")), "");
    EXPECT_EQ(base64(bytes_of("f")), "Zg==");
    EXPECT_EQ(base64(bytes_of("fo")), "Zm8=");
    EXPECT_EQ(base64(bytes_of("foobar")), "Zm9vYmFy");
    EXPECT_EQ(base64(Bytes{0xFF, 0xFE, 0xFB}), "//77");
}

TEST(Deflated, is_a_zlib_stream_that_comes_back) {
    std::string const text(1000, 'a');
    Bytes const packed = deflated(bytes_of(text));
    EXPECT_LT(packed.size(), 100U);
    EXPECT_EQ(inflated(packed, text.size()), bytes_of(text));
}

} // namespace
} // namespace jumelle::report
