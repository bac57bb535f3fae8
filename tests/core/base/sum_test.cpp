#include "core/base/sum.hpp"

#include <gtest/gtest.h>
#include <vector>

namespace jumelle {
namespace {

TEST(CompensatedSum, of_nothing_is_zero) {
    EXPECT_EQ(CompensatedSum().value(), 0.0);
    EXPECT_EQ(fixed_order_sum({}), 0.0);
}

TEST(CompensatedSum, keeps_a_small_term_between_two_large_ones_that_cancel) {
    std::vector<double> const terms{1.0, 1e100, 1.0, -1e100};
    EXPECT_EQ(fixed_order_sum(terms), 2.0);
}

TEST(CompensatedSum, of_a_million_tenths_is_exact_to_the_last_place) {
    CompensatedSum sum;
    for (int i = 0; i < 1'000'000; ++i) sum.add(0.1);
    EXPECT_DOUBLE_EQ(sum.value(), 100'000.0);
}

TEST(CompensatedSum, is_better_than_the_plain_sum) {
    CompensatedSum sum;
    double plain = 0.0;
    for (int i = 1; i <= 1'000'000; ++i) {
        sum.add(1.0 / i);
        plain += 1.0 / i;
    }
    double const harmonic = 14.392726722865723631; // sum of 1/i, i = 1 .. 10^6
    EXPECT_EQ(sum.value(), harmonic);
    EXPECT_NE(plain, harmonic);
}

TEST(FixedOrderSum, equals_adding_one_by_one) {
    std::vector<double> const terms{0.1, 1e17, -0.3, 2.5, -1e17};
    CompensatedSum sum;
    for (double const term : terms) sum.add(term);
    EXPECT_EQ(fixed_order_sum(terms), sum.value());
}

} // namespace
} // namespace jumelle
