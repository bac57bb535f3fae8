#include "core/compare/study_table.hpp"

#include <cmath>
#include <gtest/gtest.h>

namespace jumelle {
namespace {

constexpr double none = StudyRow::none;

/// A baseline and two options over four samples; the last option lacks two of them.
StudyRow row() {
    return {"flooded_area", "ha", {{4.0, 8.0, 2.0, 6.0}, {3.0, 6.0, 2.0, 5.0}, {none, 4.0, none, 4.0}}};
}

TEST(StudyTable, spread_is_that_of_the_samples) {
    Spread const spread = spread_of(row(), 0);
    EXPECT_EQ(spread.count, 4U);
    EXPECT_DOUBLE_EQ(spread.mean, 5.0);
    EXPECT_DOUBLE_EQ(spread.deviation, std::sqrt((1.0 + 9.0 + 9.0 + 1.0) / 3.0));
    EXPECT_EQ(spread.low, 2.0);
    EXPECT_EQ(spread.high, 8.0);
}

TEST(StudyTable, samples_without_a_value_do_not_count) {
    Spread const spread = spread_of(row(), 2);
    EXPECT_EQ(spread.count, 2U);
    EXPECT_EQ(spread.mean, 4.0);
    EXPECT_EQ(spread.deviation, 0.0);
}

TEST(StudyTable, differences_are_taken_sample_by_sample) {
    EXPECT_DOUBLE_EQ(paired_difference(row(), 1), (-1.0 - 2.0 + 0.0 - 1.0) / 4.0);
    EXPECT_DOUBLE_EQ(paired_share(row(), 1), -1.0 / 5.0);
    EXPECT_EQ(paired_difference(row(), 0), 0.0);
}

TEST(StudyTable, differences_leave_out_what_one_side_lacks) {
    EXPECT_DOUBLE_EQ(paired_difference(row(), 2), (-4.0 - 2.0) / 2.0);
    EXPECT_DOUBLE_EQ(paired_share(row(), 2), -3.0 / 7.0); // the baseline's mean over the same two samples
}

TEST(StudyTable, has_no_share_of_nothing_and_no_difference_from_nothing) {
    StudyRow const zero{"stranded_trips", "1", {{0.0, 0.0}, {1.0, 3.0}, {none, none}}};
    EXPECT_EQ(paired_difference(zero, 1), 2.0);
    EXPECT_TRUE(std::isnan(paired_share(zero, 1)));
    EXPECT_TRUE(std::isnan(paired_difference(zero, 2)));
    EXPECT_EQ(spread_of(zero, 2).count, 0U);
    EXPECT_TRUE(std::isnan(spread_of(zero, 2).mean));
}

TEST(StudyTable, one_sample_has_no_deviation) {
    StudyRow const one{"max_depth", "m", {{2.0}}};
    EXPECT_TRUE(std::isnan(spread_of(one, 0).deviation));
    EXPECT_EQ(spread_of(one, 0).low, 2.0);
}

} // namespace
} // namespace jumelle
