#include <clocale>
#include <gtest/gtest.h>

#include "io/units/number.hpp"

namespace jumelle {
namespace {

TEST(Number, is_split_from_the_unit_with_or_without_a_blank) {
    for (char const* text : {"2 m", "2m", "  2   m ", "+2 m"}) {
        auto const split = split_number(text);
        ASSERT_TRUE(split) << text;
        EXPECT_EQ(split->number, 2.0) << text;
        EXPECT_EQ(split->rest, "m") << text;
    }
}

TEST(Number, may_have_sign_fraction_and_exponent) {
    EXPECT_EQ(whole_number_text("-0.5"), -0.5);
    EXPECT_EQ(whole_number_text("1e-3"), 0.001);
    EXPECT_EQ(whole_number_text(".25"), 0.25);
}

TEST(Number, is_neither_infinity_nor_not_a_number) {
    for (char const* text : {"inf", "-inf", "nan", "NaN m", "1e999"})
        EXPECT_FALSE(split_number(text)) << text;
}

TEST(Number, is_not_found_in_words_and_signs) {
    for (char const* text : {"", " ", "m", "+", "-", "+-2", "--2", "e5"})
        EXPECT_FALSE(split_number(text)) << text;
}

TEST(Number, takes_the_point_as_decimal_sign_in_any_locale) {
    std::string const before = std::setlocale(LC_NUMERIC, nullptr);
    std::setlocale(LC_NUMERIC, "de_DE.UTF-8");
    EXPECT_EQ(whole_number_text("1.5"), 1.5);
    std::setlocale(LC_NUMERIC, before.c_str());
}

TEST(Number, as_a_whole_text_has_nothing_behind_it) {
    EXPECT_FALSE(whole_number_text("2 m"));
    EXPECT_FALSE(whole_number_text("1O"));
    EXPECT_EQ(whole_number_text(" 2 "), 2.0);
}

} // namespace
} // namespace jumelle
