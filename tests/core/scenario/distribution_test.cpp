#include "core/scenario/distribution.hpp"

#include <cmath>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace jumelle {
namespace {

using testing::HasSubstr;

Distribution made_of(std::string const& text) {
    auto const outcome = distribution_from(text);
    EXPECT_EQ(outcome.message, "") << text;
    return outcome.distribution;
}

TEST(Distribution, keeps_its_unit_in_every_value) {
    EXPECT_EQ(value_at(made_of("uniform(20 mm/h, 60 mm/h)"), 0.25), "30 mm/h");
    EXPECT_EQ(value_at(made_of("uniform(0.02 s/m^(1/3); 0.04 s/m^(1/3))"), 0.5), "0.03 s/m^(1/3)");
    EXPECT_EQ(value_at(made_of("uniform(0.8, 1.2)"), 0.75), "1.1");
    EXPECT_EQ(value_at(made_of("normal(20 degC, 2 degC)"), 0.5), "20 degC");
}

TEST(Distribution, has_quantiles_that_tables_have) {
    EXPECT_NEAR(quantile(made_of("normal(0, 1)"), 0.975), 1.959963984540054, 1e-13);
    EXPECT_NEAR(quantile(made_of("normal(0, 1)"), 1e-10), -6.361340902404056, 1e-11);
    EXPECT_NEAR(quantile(made_of("normal(10, 2)"), 0.8413447460685429), 12.0, 1e-12);
    EXPECT_NEAR(quantile(made_of("lognormal(5, 0.5)"), 0.5), 5.0, 1e-12);
    EXPECT_NEAR(quantile(made_of("lognormal(5, 0.5)"), 0.975), 5.0 * std::exp(0.5 * 1.959963984540054),
                1e-10);
    EXPECT_NEAR(quantile(made_of("log_uniform(1, 100)"), 0.5), 10.0, 1e-12);
}

TEST(Distribution, triangular_has_as_much_below_its_peak_as_the_triangle_says) {
    auto const made = made_of("triangular(1 m, 2 m, 5 m)");
    EXPECT_NEAR(quantile(made, 0.25), 2.0, 1e-12); // (2 − 1) / (5 − 1)
    EXPECT_NEAR(quantile(made, 1e-12), 1.0, 1e-5);
    EXPECT_NEAR(quantile(made, 1.0 - 1e-12), 5.0, 1e-5);
    EXPECT_NEAR(quantile(made_of("triangular(1, 1, 5)"), 0.75), 3.0, 1e-12);
}

TEST(Distribution, of_whole_numbers_and_of_choices_takes_each_alike) {
    auto const dice = made_of("integers(1, 6)");
    EXPECT_EQ(value_at(dice, 0.001), "1");
    EXPECT_EQ(value_at(dice, 0.999), "6");
    EXPECT_EQ(value_at(dice, 0.51), "4");
    auto const choice = made_of("choice(dry.csv, {csv: wet.csv, column: [1, 2]})");
    EXPECT_EQ(choice.choices.size(), 2U);
    EXPECT_EQ(value_at(choice, 0.49), "dry.csv");
    EXPECT_EQ(value_at(choice, 0.51), "{csv: wet.csv, column: [1, 2]}");
}

TEST(Distribution, normal_quantile_inverts_the_error_function) {
    for (double const p : {1e-12, 1e-5, 0.02, 0.3, 0.5, 0.77, 0.999, 1.0 - 1e-9}) {
        double const x = normal_quantile(p);
        EXPECT_NEAR(0.5 * std::erfc(-x / std::sqrt(2.0)) / p, 1.0, 1e-12) << p;
    }
}

TEST(Distribution, tells_what_is_wrong_with_it) {
    auto const message = [](std::string const& text) {
        auto const outcome = distribution_from(text);
        return outcome.message + " | " + outcome.hint;
    };
    EXPECT_THAT(message("20 mm"), HasSubstr("'20 mm' is not a distribution | write for example uniform("));
    EXPECT_THAT(message("uniform(1, 2"), HasSubstr("is not a distribution"));
    EXPECT_THAT(message("unifrom(1, 2)"),
                HasSubstr("there is no distribution 'unifrom' | did you mean 'uniform'?"));
    EXPECT_THAT(message("uniform(1 m, 2)"), HasSubstr("'2' has another unit than '1 m'"));
    EXPECT_THAT(message("uniform(1 m, 2 cm)"), HasSubstr("write all numbers of a distribution in one unit"));
    EXPECT_THAT(message("uniform(2 m, 1 m)"), HasSubstr("low end that is not below the high end"));
    EXPECT_THAT(message("uniform(1 m)"), HasSubstr("needs 2 numbers, and has 1"));
    EXPECT_THAT(message("uniform(a, b)"), HasSubstr("'a' is not a number with its unit"));
    EXPECT_THAT(message("normal(1, 0)"), HasSubstr("standard deviation that is not above 0"));
    EXPECT_THAT(message("lognormal(1 m, 0.2 m)"),
                HasSubstr("the standard deviation of the logarithm has no unit"));
    EXPECT_THAT(message("lognormal(-1 m, 0.2)"), HasSubstr("not above 0"));
    EXPECT_THAT(message("log_uniform(0, 1)"), HasSubstr("needs 0 < low < high"));
    EXPECT_THAT(message("triangular(1, 9, 5)"), HasSubstr("low <= most likely <= high"));
    EXPECT_THAT(message("integers(1.5, 3)"), HasSubstr("two whole numbers"));
    EXPECT_THAT(message("choice()"), HasSubstr("a choice without a value"));
    EXPECT_THAT(message("choice(a,,b)"), HasSubstr("a choice without a value"));
}

} // namespace
} // namespace jumelle
