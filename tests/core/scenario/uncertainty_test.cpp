#include "core/scenario/uncertainty.hpp"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <set>

#include "core/scenario/sobol_sequence.hpp"

namespace jumelle {
namespace {

UncertainDesign design_of(DesignMethod method, std::size_t n, std::size_t factors) {
    UncertainDesign design;
    design.method = method;
    design.n = n;
    design.factors.resize(factors);
    return design;
}

/// Which of `slices` equal parts of (0, 1) a value lies in.
std::size_t slice_of(double value, std::size_t slices) {
    return static_cast<std::size_t>(value * static_cast<double>(slices));
}

TEST(SobolSequence, puts_one_point_into_each_slice_of_every_dimension) {
    constexpr std::size_t points = 256;
    SobolSequence const sequence(SobolSequence::most_dimensions, 5);
    for (std::size_t d = 0; d < SobolSequence::most_dimensions; ++d) {
        std::set<std::size_t> slices;
        for (std::size_t i = 0; i < points; ++i) slices.insert(slice_of(sequence.at(i, d), points));
        EXPECT_EQ(slices.size(), points) << "dimension " << d;
    }
}

TEST(SobolSequence, puts_one_point_into_each_box_of_the_first_two_dimensions) {
    // A (0, 4, 2)-net in base 2: one point in each of 16 boxes, whatever their shape. Sobol' 1967.
    SobolSequence const sequence(2, 9);
    for (std::size_t const across : {1U, 2U, 4U, 8U, 16U}) {
        std::set<std::pair<std::size_t, std::size_t>> boxes;
        for (std::size_t i = 0; i < 16; ++i)
            boxes.insert({slice_of(sequence.at(i, 0), across), slice_of(sequence.at(i, 1), 16 / across)});
        EXPECT_EQ(boxes.size(), 16U) << across;
    }
}

TEST(SobolSequence, without_its_shift_has_the_published_points) {
    // Points 1 to 7 of dimensions 1 to 4 times 8 (Joe & Kuo 2008, in the order of the bits of the number, not
    // of its Gray code).
    SobolSequence const sequence(4, 3);
    constexpr int published[7][4] = {{4, 4, 4, 4}, {2, 6, 6, 6}, {6, 2, 2, 2}, {1, 5, 3, 1},
                                     {5, 1, 7, 5}, {3, 3, 5, 7}, {7, 7, 1, 3}};
    for (std::size_t d = 0; d < 4; ++d) {
        auto const first =
            static_cast<std::uint32_t>(slice_of(sequence.at(0, d), 8)); // the shift's first bits
        for (std::size_t i = 1; i < 8; ++i) {
            auto const shifted = static_cast<std::uint32_t>(slice_of(sequence.at(i, d), 8));
            EXPECT_EQ(shifted ^ first, static_cast<std::uint32_t>(published[i - 1][d])) << i << " " << d;
        }
    }
}

TEST(SobolSequence, integrates_a_product_far_better_than_random_points) {
    // ∫ Π (1 + (x_d − ½)) = 1 over 8 dimensions.
    SobolSequence const sequence(8, 1);
    constexpr std::size_t points = 4096;
    double sum = 0.0;
    for (std::size_t i = 0; i < points; ++i) {
        double product = 1.0;
        for (std::size_t d = 0; d < 8; ++d) product *= 0.5 + sequence.at(i, d);
        sum += product;
    }
    double const random_error = std::sqrt((std::pow(13.0 / 12.0, 8.0) - 1.0) / points);
    EXPECT_LT(std::abs(sum / points - 1.0), random_error / 10.0);
}

TEST(Uncertainty, latin_hypercube_has_one_point_in_each_slice_of_every_factor) {
    auto const points = unit_points(design_of(DesignMethod::latin_hypercube, 50, 3));
    ASSERT_EQ(points.size(), 50U);
    std::vector<std::vector<std::size_t>> orders;
    for (std::size_t f = 0; f < 3; ++f) {
        std::vector<std::size_t> order;
        for (auto const& point : points) order.push_back(slice_of(point[f], 50));
        EXPECT_EQ(std::set<std::size_t>(order.begin(), order.end()).size(), 50U);
        orders.push_back(order);
    }
    EXPECT_NE(orders[0], orders[1]);
    EXPECT_NE(orders[1], orders[2]);
}

TEST(Uncertainty, the_same_seed_makes_the_same_points_and_another_seed_others) {
    for (auto const method :
         {DesignMethod::random, DesignMethod::latin_hypercube, DesignMethod::sobol, DesignMethod::morris}) {
        auto design = design_of(method, 8, 4);
        auto const points = unit_points(design);
        EXPECT_EQ(points, unit_points(design));
        design.seed = 2;
        EXPECT_NE(points, unit_points(design));
    }
}

TEST(Uncertainty, points_are_these_numbers_on_every_machine) {
    // By a program of its own in another language: Philox as published, then the shift of two dimensions.
    auto design = design_of(DesignMethod::sobol, 2, 1);
    design.seed = 20250701;
    auto const points = unit_points(design);
    ASSERT_EQ(points.size(), 6U);
    EXPECT_EQ(points[0][0], 0.36484911188017577);
    EXPECT_EQ(points[1][0], 0.12473386025521904);
    EXPECT_EQ(points[3][0], 0.8648491118801758);
    EXPECT_EQ(points[5][0], 0.624733860255219);
}

TEST(Uncertainty, all_points_lie_inside_so_that_every_distribution_has_a_value_there) {
    for (auto const method :
         {DesignMethod::random, DesignMethod::latin_hypercube, DesignMethod::sobol, DesignMethod::morris}) {
        auto const design = design_of(method, 64, 5);
        auto const points = unit_points(design);
        EXPECT_EQ(points.size(), points_in(design));
        for (auto const& point : points)
            for (double const value : point) EXPECT_TRUE(value > 0.0 && value < 1.0) << value;
    }
}

TEST(Uncertainty, sobol_blocks_change_one_factor_of_a_to_that_of_b) {
    auto const points = unit_points(design_of(DesignMethod::sobol, 4, 3));
    ASSERT_EQ(points.size(), 20U);
    for (std::size_t j = 0; j < 4; ++j) {
        auto const& a = points[5 * j];
        auto const& b = points[5 * j + 4];
        for (std::size_t f = 0; f < 3; ++f) {
            auto mixed = a;
            mixed[f] = b[f];
            EXPECT_EQ(points[5 * j + 1 + f], mixed);
            EXPECT_NE(a[f], b[f]);
        }
    }
}

TEST(Uncertainty, morris_trajectories_move_every_factor_once_by_half) {
    auto const points = unit_points(design_of(DesignMethod::morris, 10, 6));
    ASSERT_EQ(points.size(), 70U);
    for (std::size_t t = 0; t < 10; ++t) {
        std::set<std::size_t> moved;
        for (std::size_t k = 0; k < 6; ++k) {
            auto const& from = points[7 * t + k];
            auto const& to = points[7 * t + k + 1];
            for (std::size_t f = 0; f < 6; ++f) {
                double const level = from[f] * 4.0 - 0.5;
                EXPECT_EQ(level, std::round(level));
                if (from[f] == to[f]) continue;
                EXPECT_DOUBLE_EQ(std::abs(from[f] - to[f]), 0.5);
                moved.insert(f);
            }
        }
        EXPECT_EQ(moved.size(), 6U);
    }
}

TEST(Uncertainty, chosen_morris_trajectories_are_all_different) {
    auto const points = unit_points(design_of(DesignMethod::morris, 12, 2));
    std::set<std::vector<std::vector<double>>> trajectories;
    for (std::size_t t = 0; t < 12; ++t)
        trajectories.insert({points.begin() + static_cast<std::ptrdiff_t>(3 * t),
                             points.begin() + static_cast<std::ptrdiff_t>(3 * t + 3)});
    EXPECT_EQ(trajectories.size(), 12U);
}

} // namespace
} // namespace jumelle
