#include <gtest/gtest.h>

#include "io/yaml/quantity_reader.hpp"

namespace jumelle::yaml {
namespace {

QuantityOutcome read(std::string const& text, Schema const& schema) {
    static UnitSystem const units;
    return read_quantity(text, schema, units);
}

Schema const manning = quantity("s/m^(1/3)").between(0.01, 0.3).hint("typical street asphalt is 0.013");

TEST(QuantityReader, converts_to_si) {
    EXPECT_EQ(read("2 m", quantity("m")).si, 2.0);
    EXPECT_EQ(read("90 min", quantity("h")).si, 5400.0);
    EXPECT_DOUBLE_EQ(*read("12 mm/h", quantity("mm/h")).si, 12e-3 / 3600);
    EXPECT_DOUBLE_EQ(*read("20 °C", quantity("K")).si, 293.15);
}

TEST(QuantityReader, says_the_range_in_the_units_of_the_schema) {
    auto const outcome = read("0.9 s/m^(1/3)", manning);
    EXPECT_FALSE(outcome.si);
    EXPECT_EQ(outcome.message, "0.9 s/m^(1/3) is outside 0.01 .. 0.3 s/m^(1/3)");
    EXPECT_EQ(outcome.hint, "typical street asphalt is 0.013");
}

TEST(QuantityReader, compares_in_the_units_of_the_schema) {
    Schema const depth = quantity("m").between(0.0, 5.0);
    EXPECT_EQ(read("500 cm", depth).si, 5.0);
    EXPECT_EQ(read("501 cm", depth).message, "501 cm is outside 0 .. 5 m");
}

TEST(QuantityReader, lets_a_bound_in_another_unit_pass_in_spite_of_rounding) {
    EXPECT_TRUE(read("70 cm", quantity("m").between(0.0, 0.7)).si);
    EXPECT_TRUE(read("30 cm", quantity("m").between(0.3, 0.7)).si);
}

TEST(QuantityReader, knows_bounds_that_are_themselves_excluded) {
    EXPECT_EQ(read("0 m", quantity("m").above(0.0)).message, "0 m is not above 0 m");
    EXPECT_TRUE(read("1e-9 m", quantity("m").above(0.0)).si);
    EXPECT_EQ(read("-1 m", quantity("m").at_least(0.0)).message, "-1 m is below 0 m");
    EXPECT_EQ(read("3 m", quantity("m").above(0.0).at_most(2.0)).message, "3 m is above 2 m");
}

TEST(QuantityReader, wants_a_unit_where_there_is_one) {
    auto const outcome = read("2", quantity("m"));
    EXPECT_EQ(outcome.message, "'2' has no unit");
    EXPECT_EQ(outcome.hint, "write 2 m");
}

TEST(QuantityReader, takes_numbers_and_percent_where_there_is_no_unit) {
    EXPECT_EQ(read("0.4", quantity("1")).si, 0.4);
    EXPECT_DOUBLE_EQ(*read("40 %", quantity("1")).si, 0.4);
    EXPECT_DOUBLE_EQ(*read("40%", quantity("1")).si, 0.4);
    EXPECT_FALSE(read("40 m", quantity("1")).si);
}

TEST(QuantityReader, takes_coordinates_as_bare_numbers_and_in_metres) {
    EXPECT_EQ(read("652100.5", coordinate()).si, 652100.5);
    EXPECT_EQ(read("2 km", coordinate()).si, 2000.0);
    EXPECT_FALSE(read("2 s", coordinate()).si);
}

TEST(QuantityReader, gives_an_example_inside_the_range) {
    EXPECT_EQ(example_of(quantity("m")), "2 m");
    EXPECT_EQ(example_of(quantity("m").at_least(10.0)), "10 m");
    EXPECT_EQ(example_of(quantity("1").between(0.0, 1.0)), "0.5");
    EXPECT_EQ(example_of(quantity("m").by_default(7.0)), "7 m");
}

TEST(QuantityReader, cuts_long_texts_between_characters) {
    std::string const cut = shown(std::string(59, 'x') + "éééé");
    EXPECT_EQ(cut, std::string(59, 'x') + "…");
}

TEST(QuantityReader, refuses_what_overflows) {
    EXPECT_FALSE(read("1e308 km", quantity("m")).si);
}

} // namespace
} // namespace jumelle::yaml
