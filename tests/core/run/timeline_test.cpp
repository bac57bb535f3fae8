#include "core/run/timeline.hpp"

#include <gtest/gtest.h>

namespace jumelle {
namespace {

Duration seconds_of(double s) {
    return Duration::from_seconds(s);
}

TEST(Timeline, windows_touch_and_end_with_the_run) {
    auto const windows = timeline(seconds_of(10), seconds_of(3), seconds_of(4));
    ASSERT_FALSE(windows.empty());
    EXPECT_EQ(windows.front().begin, Duration());
    for (std::size_t w = 1; w < windows.size(); ++w) EXPECT_EQ(windows[w].begin, windows[w - 1].end);
    EXPECT_EQ(windows.back().end, seconds_of(10));
}

TEST(Timeline, cuts_at_every_multiple_of_both_intervals) {
    std::vector<double> ends;
    std::vector<bool> outputs;
    for (auto const& window : timeline(seconds_of(10), seconds_of(3), seconds_of(4))) {
        ends.push_back(window.end.seconds());
        outputs.push_back(window.output_at_end);
    }
    EXPECT_EQ(ends, (std::vector<double>{3, 4, 6, 8, 9, 10}));
    EXPECT_EQ(outputs, (std::vector<bool>{false, true, false, true, false, true}));
}

TEST(Timeline, coinciding_times_make_one_window) {
    auto const windows = timeline(seconds_of(6), seconds_of(2), seconds_of(2));
    EXPECT_EQ(windows.size(), 3U);
}

TEST(Timeline, an_interval_longer_than_the_run_gives_one_window) {
    auto const windows = timeline(seconds_of(1), seconds_of(5), seconds_of(7));
    ASSERT_EQ(windows.size(), 1U);
    EXPECT_TRUE(windows[0].output_at_end);
    EXPECT_EQ(windows[0].end, seconds_of(1));
}

TEST(Timeline, thirds_of_a_second_do_not_drift) {
    Duration const third = Duration::from_ticks(333'333'333);
    auto const windows = timeline(third * 3000, third, third * 10);
    EXPECT_EQ(windows.size(), 3000U);
    EXPECT_EQ(windows.back().end, third * 3000);
}

} // namespace
} // namespace jumelle
