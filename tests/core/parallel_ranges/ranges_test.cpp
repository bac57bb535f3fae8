#include <algorithm>
#include <gtest/gtest.h>
#include <numeric>
#include <stdexcept>
#include <vector>

#include "core/parallel/loops.hpp"

namespace jumelle {
namespace {

TEST(BalancedRanges, cover_all_rows_once) {
    std::vector<double> const weights{3.0, 0.0, 1.0, 8.0, 0.0, 0.0, 2.0, 2.0, 2.0};
    for (Index parts = 1; parts <= 12; ++parts) {
        auto const ranges = balanced_ranges(weights, parts);
        Index next = 0;
        for (RowRange const range : ranges) {
            EXPECT_EQ(range.begin, next);
            EXPECT_LT(range.begin, range.end);
            next = range.end;
        }
        EXPECT_EQ(next, 9);
        EXPECT_LE(static_cast<Index>(ranges.size()), parts);
    }
}

TEST(BalancedRanges, have_about_the_same_weight) {
    std::vector<double> weights(100, 1.0);
    std::fill(weights.begin() + 80, weights.end(), 16.0); // four fifths of the work in the last fifth
    auto const ranges = balanced_ranges(weights, 4);
    ASSERT_EQ(ranges.size(), 4U);
    for (RowRange const range : ranges) {
        double const sum = std::accumulate(weights.begin() + range.begin, weights.begin() + range.end, 0.0);
        EXPECT_NEAR(sum, 100.0, 16.0);
    }
}

TEST(BalancedRanges, of_no_rows_are_none) {
    EXPECT_TRUE(balanced_ranges({}, 3).empty());
}

TEST(GivenRanges, are_each_worked_through_once) {
    std::vector<RowRange> const ranges{{0, 2}, {2, 7}, {7, 8}};
    std::vector<int> seen(8, 0);
    for_given_ranges(ranges, [&](Index part, RowRange range) {
        EXPECT_EQ(range.begin, ranges[static_cast<std::size_t>(part)].begin);
        for (Index row = range.begin; row < range.end; ++row) ++seen[static_cast<std::size_t>(row)];
    });
    EXPECT_EQ(seen, std::vector<int>(8, 1));
}

TEST(GivenRanges, hand_on_the_error_of_the_lowest_part) {
    std::vector<RowRange> const ranges{{0, 1}, {1, 2}, {2, 3}};
    try {
        for_given_ranges(ranges, [](Index part, RowRange) {
            if (part > 0) throw std::runtime_error(part == 1 ? "one" : "two");
        });
        FAIL() << "no error";
    } catch (std::runtime_error const& error) {
        EXPECT_STREQ(error.what(), "one");
    }
}

} // namespace
} // namespace jumelle
