#include <gtest/gtest.h>

#include "tests/models/traffic/link_transmission/streets.hpp"

namespace jumelle::traffic {
namespace {

using test::corridor;
using test::Street;

constexpr std::int32_t steps = 200;

LinkTimes times_of(double length_m, double step_s = 1.0) {
    Street street;
    street.length_m = length_m;
    return {corridor({street}, {0.0}, {0.0}).network, step_s, steps};
}

std::vector<std::int32_t> readers(LinkTimes const& times, std::int32_t index) {
    std::vector<std::int32_t> found;
    times.each_reader_of_entry(0, index, [&](std::int32_t step) { found.push_back(step); });
    return found;
}

/// Steps that read a count, found by asking every step.
std::vector<std::int32_t> readers_by_search(LinkTimes const& times, std::int32_t index) {
    std::vector<std::int32_t> found;
    for (std::int32_t step = 0; step < steps; ++step) {
        Moment const moment = times.entry(0, step);
        if (moment.index == index || (moment.index + 1 == index && moment.weight > 0.0))
            found.push_back(step);
    }
    return found;
}

TEST(LinkTimes, of_whole_steps_have_no_weight) {
    auto const times = times_of(1000.0, 0.1); // 500 steps, and 1000 / (20 * 0.1) is not exact everywhere
    EXPECT_EQ(times.entry(0, 199), (Moment{-300, 0.0}));
    EXPECT_EQ(times_of(1000.0).entry(0, 199), (Moment{150, 0.0}));
    EXPECT_EQ(times_of(1000.0).release(0, 199), (Moment{0, 0.0}));
}

TEST(LinkTimes, between_two_steps_weigh_both) {
    auto const moment = times_of(1006.0).entry(0, 99); // 100 - 50.3
    EXPECT_EQ(moment.index, 49);
    EXPECT_NEAR(moment.weight, 0.7, 1e-12);
}

TEST(LinkTimes, know_who_reads_a_count) {
    for (double const length_m : {1000.0, 1006.0, 20.0, 33.0, 3.0}) {
        auto const times = times_of(length_m);
        for (std::int32_t index = 1; index <= steps; ++index)
            ASSERT_EQ(readers(times, index), readers_by_search(times, index))
                << length_m << " m at " << index;
    }
}

TEST(LinkTimes, know_who_reads_a_count_of_a_link_with_changes) {
    auto times = times_of(333.0);
    std::vector<LinkChange> const changes{
        {0, 40.0, 0.5, 3.3}, {0, 60.0, 0.0, 0.0}, {0, 90.0, 0.5, 20.0}, {0, 150.0, 0.2, 7.7}};
    times.set_changes(changes, [](std::int32_t, std::int32_t) {});
    for (std::int32_t index = 1; index <= steps; ++index) {
        auto const found = readers(times, index);
        for (auto const step : readers_by_search(times, index))
            ASSERT_TRUE(std::find(found.begin(), found.end(), step) != found.end())
                << step << " at " << index;
        ASSERT_LE(found.size(), readers_by_search(times, index).size() + 64);
    }
}

TEST(LinkTimes, tell_what_a_change_changes) {
    auto times = times_of(1000.0);
    std::vector<std::int32_t> steps_told;
    auto const tell = [&](std::int32_t, std::int32_t step) { steps_told.push_back(step); };
    times.set_changes(std::vector<LinkChange>{{0, 99.5, 0.1, 20.0}, {0, 102.0, 0.5, 20.0}}, tell);
    EXPECT_EQ(steps_told, (std::vector<std::int32_t>{100, 101}));
    EXPECT_DOUBLE_EQ(times.capacity(0, 100), 0.1);
    steps_told.clear();
    times.set_changes({}, tell);
    EXPECT_EQ(steps_told, (std::vector<std::int32_t>{100, 101}));
    EXPECT_DOUBLE_EQ(times.capacity(0, 100), 0.5);
}

TEST(LinkTimes, come_back_to_the_same_bits_after_slow_water) {
    auto const before = times_of(1006.0);
    auto times = times_of(1006.0);
    times.set_changes(std::vector<LinkChange>{{0, 20.0, 0.5, 7.0}, {0, 30.0, 0.5, 20.0}},
                      [](std::int32_t, std::int32_t) {});
    for (std::int32_t step = 90; step < steps; ++step) ASSERT_EQ(times.entry(0, step), before.entry(0, step));
}

TEST(LinkTimes, of_a_link_longer_than_any_run_lie_before_the_begin) {
    auto const times = times_of(1e15);
    EXPECT_LT(times.entry(0, 199).index, 0);
    EXPECT_LT(times.release(0, 199).index, 0);
}

} // namespace
} // namespace jumelle::traffic
