#include "core/parallel/task_pool.hpp"

#include <atomic>
#include <chrono>
#include <gtest/gtest.h>
#include <stdexcept>
#include <string>
#include <thread>

#include "core/parallel/loops.hpp"

namespace jumelle {
namespace {

class Pool : public testing::TestWithParam<int> {
  protected:
    TaskPool pool{ThreadSplit{GetParam(), 1}};
};
INSTANTIATE_TEST_SUITE_P(TasksAtOnce, Pool, testing::Values(1, 2, 3, 5));

TEST_P(Pool, does_every_task_exactly_once) {
    std::vector<std::atomic<int>> calls(100);
    pool.run_all(100, [&](Index task) { ++calls[static_cast<std::size_t>(task)]; });
    for (auto const& count : calls) EXPECT_EQ(count.load(), 1);
}

TEST_P(Pool, never_runs_more_tasks_at_a_time_than_allowed) {
    std::atomic<int> running = 0;
    std::atomic<int> most = 0;
    pool.run_all(20, [&](Index) {
        int const now = ++running;
        int seen = most.load();
        while (seen < now && !most.compare_exchange_weak(seen, now)) {
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
        --running;
    });
    EXPECT_GE(most.load(), 1);
    EXPECT_LE(most.load(), GetParam());
}

TEST_P(Pool, does_the_other_tasks_when_some_throw) {
    std::atomic<int> done = 0;
    auto const errors = pool.try_all(10, [&](Index task) {
        if (task % 2 == 1) throw std::runtime_error(std::to_string(task));
        ++done;
    });
    ASSERT_EQ(errors.size(), 10u);
    EXPECT_EQ(done.load(), 5);
    for (std::size_t task = 0; task < errors.size(); ++task) {
        EXPECT_EQ(static_cast<bool>(errors[task]), task % 2 == 1);
    }
}

TEST_P(Pool, throws_what_the_lowest_task_threw) {
    try {
        pool.run_all(10, [](Index task) {
            if (task >= 4) throw std::runtime_error(std::to_string(task));
        });
        FAIL() << "nothing was thrown";
    } catch (std::runtime_error const& error) {
        EXPECT_STREQ(error.what(), "4");
    }
}

TEST_P(Pool, does_nothing_without_tasks) {
    EXPECT_TRUE(pool.try_all(0, [](Index) { FAIL(); }).empty());
    EXPECT_NO_THROW(pool.run_all(0, [](Index) { FAIL(); }));
}

TEST_P(Pool, gives_the_loops_of_each_task_their_share_of_threads) {
    TaskPool const shared{ThreadSplit{GetParam(), 3}};
    std::atomic<int> wrong = 0;
    shared.run_all(8, [&](Index) { wrong += loop_threads() != 3; });
    EXPECT_EQ(wrong.load(), 0);
}

TEST(TaskPool, leaves_the_loop_threads_of_its_caller_as_they_were) {
    int const before = loop_threads();
    TaskPool const pool{ThreadSplit{2, before + 2}};
    pool.run_all(8, [](Index) {});
    EXPECT_EQ(loop_threads(), before);
}

TEST(TaskPool, loops_inside_tasks_give_the_same_sums) {
    auto const term = [](Index row) { return 1.0 / static_cast<double>(row + 1); };
    double const alone = sum_rows(1000, term);
    std::vector<double> sums(6);
    TaskPool{ThreadSplit{3, 2}}.run_all(
        6, [&](Index task) { sums[static_cast<std::size_t>(task)] = sum_rows(1000, term); });
    for (double const sum : sums) EXPECT_EQ(sum, alone);
}

} // namespace
} // namespace jumelle
