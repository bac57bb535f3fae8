#include <cmath>
#include <gtest/gtest.h>

#include "bench/cases/validation_cases.hpp"

namespace jumelle::cases {
namespace {

TEST(PlanarBowl, water_comes_back_after_a_period) {
    CaseResult const result = thacker_planar(options_of(200));
    EXPECT_LT(result.error.depth, 0.01);
    EXPECT_LT(result.error.momentum, 0.03);
    EXPECT_LT(result.balance_error, 1e-13);
}

TEST(PlanarBowl, error_falls_faster_than_first_order) {
    double const coarse = thacker_planar(options_of(100)).error.depth;
    double const fine = thacker_planar(options_of(200)).error.depth;
    EXPECT_GT(std::log2(coarse / fine), 1.2);
}

TEST(PlanarBowl, is_right_where_it_stays_deep) {
    double const all = thacker_planar(options_of(200)).error.depth;
    double const deep = thacker_planar(options_of(200), BowlPart::always_deep).error.depth;
    EXPECT_LT(deep, 6.5e-4);
    EXPECT_LT(deep, 0.6 * all); // the rest is at the moving shore
    double const coarse = thacker_planar(options_of(100), BowlPart::always_deep).error.depth;
    EXPECT_GT(std::log2(coarse / deep), 1.7);
}

TEST(RadialBowl, water_comes_back_after_a_period) {
    CaseResult const result = thacker_radial(options_of(100));
    EXPECT_LT(result.error.depth, 0.03);
    EXPECT_LT(result.error.momentum, 0.08);
}

TEST(RadialBowl, error_falls_faster_than_first_order) {
    double const coarse = thacker_radial(options_of(50)).error.depth;
    double const fine = thacker_radial(options_of(100)).error.depth;
    EXPECT_GT(std::log2(coarse / fine), 1.2);
}

} // namespace
} // namespace jumelle::cases
