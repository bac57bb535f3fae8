#include "models/flood/activity.hpp"

#include <gtest/gtest.h>

namespace jumelle::flood {
namespace {

constexpr Index rows = 9, columns = 10 * segment_columns + 5;

void update(Activity& activity) {
    for (Index r = 0; r < rows; ++r) activity.update_row(r);
}

TEST(Activity, dry_land_has_no_active_rows) {
    Activity activity(rows, columns);
    update(activity);
    EXPECT_FALSE(activity.any_active(0, rows - 1));
    EXPECT_EQ(activity.active_cells(4), 0);
}

TEST(Activity, water_wakes_its_segment_in_its_row_and_the_two_beside_it) {
    Activity activity(rows, columns);
    activity.set_wet_cell(4, 3 * segment_columns + 7);
    update(activity);
    for (Index r = 0; r < rows; ++r) {
        bool const near = r >= 3 && r <= 5;
        EXPECT_EQ(activity.active_cells(r), near ? segment_columns : 0) << r;
    }
    EXPECT_EQ(activity.spans(3).front().begin, 3 * segment_columns);
}

TEST(Activity, water_at_the_end_of_a_segment_wakes_the_next_one) {
    Activity activity(rows, columns);
    activity.set_wet_cell(4, 3 * segment_columns);
    update(activity);
    ASSERT_EQ(activity.spans(4).size(), 1U);
    EXPECT_EQ(activity.spans(4).front().begin, 2 * segment_columns);
    EXPECT_EQ(activity.spans(4).front().end, 4 * segment_columns);
    activity.set_wet_cell(4, 4 * segment_columns - 1);
    update(activity);
    EXPECT_EQ(activity.spans(4).front().end, 5 * segment_columns);
}

TEST(Activity, the_last_segment_ends_with_the_grid) {
    Activity activity(rows, columns);
    activity.set_wet_cell(0, columns - 1);
    update(activity);
    EXPECT_EQ(activity.spans(0).front().end, columns);
    EXPECT_EQ(activity.active_cells(0), 5);
}

TEST(Activity, what_wakes_is_told_once) {
    Activity activity(rows, columns);
    activity.set_wet_cell(4, 100);
    update(activity);
    ASSERT_EQ(activity.woken(5).size(), 1U);
    EXPECT_EQ(activity.woken(5).front().begin, segment_columns);
    update(activity);
    EXPECT_TRUE(activity.woken(5).empty());
    activity.set_wet_cell(4, 2 * segment_columns - 1);
    update(activity);
    ASSERT_EQ(activity.woken(5).size(), 1U); // only the new part
    EXPECT_EQ(activity.woken(5).front().begin, 2 * segment_columns);
    EXPECT_EQ(activity.woken(5).front().end, 3 * segment_columns);
}

TEST(Activity, rows_that_fall_dry_go_to_sleep) {
    Activity activity(rows, columns);
    activity.set_wet_cell(4, 100);
    update(activity);
    activity.set_marks(4, 1, Activity::dry);
    activity.find_row_wet(4);
    update(activity);
    EXPECT_FALSE(activity.any_active(0, rows - 1));
}

TEST(Activity, spans_of_several_rows_are_merged) {
    Activity activity(rows, columns);
    activity.set_wet_cell(1, 10);
    activity.set_wet_cell(5, segment_columns + 10);
    activity.set_wet_cell(5, 4 * segment_columns + 10);
    update(activity);
    std::vector<Span> spans;
    activity.spans_of_rows(1, 5, spans);
    ASSERT_EQ(spans.size(), 2U);
    EXPECT_EQ(spans[0].begin, 0);
    EXPECT_EQ(spans[0].end, 2 * segment_columns);
    EXPECT_EQ(spans[1].begin, 4 * segment_columns);
    activity.spans_of_rows(-1, 0, spans); // beyond the grid counts as the border row
    ASSERT_EQ(spans.size(), 1U);
    EXPECT_EQ(spans[0].end, segment_columns);
}

TEST(Activity, a_whole_row_may_be_made_active) {
    Activity activity(rows, columns);
    activity.activate_row(2);
    EXPECT_EQ(activity.active_cells(2), columns);
    EXPECT_EQ(activity.woken(2).front().end, columns);
    activity.activate_row(2);
    EXPECT_TRUE(activity.woken(2).empty());
}

} // namespace
} // namespace jumelle::flood
