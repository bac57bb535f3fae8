#include "core/compare/sensitivity.hpp"

#include <array>
#include <cmath>
#include <gtest/gtest.h>
#include <numbers>

#include "core/scenario/uncertainty.hpp"

namespace jumelle {
namespace {

UncertainDesign three_angles(DesignMethod method, std::size_t n, std::uint64_t seed = 1) {
    UncertainDesign design;
    design.method = method;
    design.n = n;
    design.seed = seed;
    design.factors.resize(3);
    for (auto& factor : design.factors)
        factor.distribution =
            distribution_from("uniform(-3.141592653589793, 3.141592653589793)").distribution;
    return design;
}

/// sin x1 + 7 sin² x2 + 0.1 x3⁴ sin x1. Ishigami & Homma 1990.
double ishigami(std::vector<double> const& x) {
    return std::sin(x[0]) + 7.0 * std::pow(std::sin(x[1]), 2.0) + 0.1 * std::pow(x[2], 4.0) * std::sin(x[0]);
}

/// The function at all points, through the texts that runs would get.
std::vector<double> values_of(UncertainDesign const& design) {
    std::vector<double> values;
    for (auto const& point : unit_points(design)) {
        std::vector<double> x;
        for (std::size_t f = 0; f < point.size(); ++f)
            x.push_back(std::stod(value_at(design.factors[f].distribution, point[f])));
        values.push_back(ishigami(x));
    }
    return values;
}

constexpr std::array<double, 3> exact_first = {0.3139, 0.4424, 0.0};
constexpr std::array<double, 3> exact_total = {0.5576, 0.4424, 0.2437};

TEST(SobolIndices, of_the_ishigami_function_lie_in_their_confidence_intervals) {
    auto const indices = sobol_indices(values_of(three_angles(DesignMethod::sobol, 4096)), 3);
    EXPECT_EQ(indices.blocks, 4096U);
    EXPECT_NEAR(indices.mean, 3.5, 0.01);
    EXPECT_NEAR(indices.variance, 13.8446, 0.05);
    for (std::size_t f = 0; f < 3; ++f) {
        EXPECT_LE(indices.first[f].low, exact_first[f]) << f;
        EXPECT_GE(indices.first[f].high, exact_first[f]) << f;
        EXPECT_LE(indices.total[f].low, exact_total[f]) << f;
        EXPECT_GE(indices.total[f].high, exact_total[f]) << f;
        EXPECT_LT(indices.first[f].high - indices.first[f].low, 0.14) << f;
        EXPECT_LT(indices.total[f].high - indices.total[f].low, 0.10) << f;
        EXPECT_NEAR(indices.first[f].value, exact_first[f], 0.01) << f;
        EXPECT_NEAR(indices.total[f].value, exact_total[f], 0.01) << f;
    }
}

TEST(SobolIndices, have_intervals_that_hold_as_often_as_they_say) {
    int held = 0, all = 0;
    Bootstrap bootstrap;
    bootstrap.resamples = 300;
    for (std::uint64_t seed = 1; seed <= 30; ++seed) {
        auto const indices =
            sobol_indices(values_of(three_angles(DesignMethod::sobol, 128, seed)), 3, bootstrap);
        for (std::size_t f = 0; f < 3; ++f) {
            held += indices.first[f].low <= exact_first[f] && exact_first[f] <= indices.first[f].high ? 1 : 0;
            held += indices.total[f].low <= exact_total[f] && exact_total[f] <= indices.total[f].high ? 1 : 0;
            all += 2;
        }
    }
    EXPECT_GE(held, 0.95 * all - 0.04 * all); // 180 intervals: two standard errors are 3 %
}

TEST(SobolIndices, of_a_sum_are_the_shares_of_its_terms) {
    auto const design = three_angles(DesignMethod::sobol, 1024);
    std::vector<double> values;
    for (auto const& p : unit_points(design)) values.push_back(1e6 + 3.0 * p[0] + 2.0 * p[1] + p[2]);
    auto const indices = sobol_indices(values, 3);
    for (std::size_t f = 0; f < 3; ++f) {
        double const share = std::pow(3.0 - static_cast<double>(f), 2.0) / 14.0;
        EXPECT_NEAR(indices.first[f].value, share, 0.005);
        EXPECT_NEAR(indices.total[f].value, share, 0.005);
    }
}

TEST(SobolIndices, leave_blocks_with_holes_out_and_say_how_many_are_left) {
    auto values = values_of(three_angles(DesignMethod::sobol, 512));
    values[7] = SensitivityIndex::none;
    auto const holes = sobol_indices(values, 3);
    EXPECT_EQ(holes.blocks, 511U);
    values.erase(values.begin() + 5, values.begin() + 10);
    auto const without = sobol_indices(values, 3);
    EXPECT_EQ(holes.first[1].value, without.first[1].value);
    EXPECT_EQ(holes.total[2].high, without.total[2].high);
}

TEST(SobolIndices, of_what_never_varies_are_not_numbers) {
    std::vector<double> const values(20, 3.0);
    auto const indices = sobol_indices(values, 3);
    EXPECT_TRUE(std::isnan(indices.first[0].value));
    EXPECT_TRUE(std::isnan(indices.total[0].low));
    EXPECT_TRUE(std::isnan(sobol_indices(std::vector<double>(5, 1.0), 3).first[0].value));
}

TEST(MorrisEffects, of_a_plane_are_its_slopes_without_spread) {
    auto const points = unit_points(three_angles(DesignMethod::morris, 8));
    std::vector<double> values;
    for (auto const& p : points) values.push_back(5.0 * p[0] - 2.0 * p[1]);
    auto const effects = morris_effects(points, values);
    EXPECT_NEAR(effects[0].mu, 5.0, 1e-12);
    EXPECT_NEAR(effects[1].mu, -2.0, 1e-12);
    EXPECT_NEAR(effects[1].mu_star.value, 2.0, 1e-12);
    EXPECT_NEAR(effects[1].mu_star.low, 2.0, 1e-12);
    EXPECT_NEAR(effects[0].sigma, 0.0, 1e-12);
    EXPECT_EQ(effects[2].mu_star.value, 0.0);
    EXPECT_EQ(effects[2].effects, 8U);
}

TEST(MorrisEffects, find_the_factor_that_acts_through_others_by_its_spread) {
    auto const design = three_angles(DesignMethod::morris, 40);
    auto const points = unit_points(design);
    std::vector<double> values;
    for (auto const& p : points) values.push_back(p[0] * p[1] + 0.5 * p[2]);
    auto const effects = morris_effects(points, values);
    EXPECT_GT(effects[0].sigma, 0.1);
    EXPECT_NEAR(effects[2].sigma, 0.0, 1e-12);
    EXPECT_NEAR(effects[0].mu_star.value, 0.5, 0.08); // mean of p1
    EXPECT_LT(effects[0].mu_star.low, effects[0].mu_star.value);
    EXPECT_GT(effects[0].mu_star.high, effects[0].mu_star.value);
}

TEST(MorrisEffects, leave_steps_with_holes_out) {
    auto const points = unit_points(three_angles(DesignMethod::morris, 5));
    std::vector<double> values;
    for (auto const& p : points) values.push_back(p[0]);
    values[1] = SensitivityIndex::none; // ends one step and begins another
    auto const effects = morris_effects(points, values);
    EXPECT_EQ(effects[0].effects + effects[1].effects + effects[2].effects, 13U);
}

} // namespace
} // namespace jumelle
