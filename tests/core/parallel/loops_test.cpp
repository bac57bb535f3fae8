#include "core/parallel/loops.hpp"

#include <atomic>
#include <cmath>
#include <gtest/gtest.h>
#include <limits>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace jumelle {
namespace {

/// Every test for 1 to 5 threads; the number before is put back.
class Loops : public testing::TestWithParam<int> {
  protected:
    void SetUp() override { set_loop_threads(GetParam()); }
    void TearDown() override { set_loop_threads(before_); }

  private:
    int before_ = loop_threads();
};
INSTANTIATE_TEST_SUITE_P(Threads, Loops, testing::Range(1, 6));

constexpr Index sizes[] = {1, 2, 3, 4, 5, 7, 64, 1000};

TEST_P(Loops, have_the_threads_that_were_set) {
    EXPECT_EQ(loop_threads(), GetParam());
}

TEST_P(Loops, call_each_row_exactly_once) {
    for (Index const rows : sizes) {
        std::vector<std::atomic<int>> calls(static_cast<std::size_t>(rows));
        for_rows(rows, [&](Index row) { ++calls[static_cast<std::size_t>(row)]; });
        for (auto const& count : calls) ASSERT_EQ(count.load(), 1);
    }
}

TEST_P(Loops, cut_rows_into_ranges_without_gap_one_per_thread_at_most) {
    for (Index const rows : sizes) {
        std::mutex mutex;
        std::vector<int> covered(static_cast<std::size_t>(rows), 0);
        int ranges = 0;
        for_row_ranges(rows, [&](RowRange range) {
            std::scoped_lock const lock(mutex);
            ++ranges;
            for (Index row = range.begin; row < range.end; ++row) ++covered[static_cast<std::size_t>(row)];
        });
        ASSERT_LE(ranges, GetParam());
        for (int const count : covered) ASSERT_EQ(count, 1);
    }
}

TEST_P(Loops, do_nothing_without_rows) {
    for_rows(0, [](Index) { FAIL(); });
    for_rows(-3, [](Index) { FAIL(); });
}

TEST_P(Loops, throw_what_the_lowest_failing_row_of_the_lowest_range_threw) {
    for (int repeat = 0; repeat < 20; ++repeat) {
        try {
            for_rows(100, [](Index row) {
                if (row >= 3) throw std::runtime_error(std::to_string(row));
            });
            FAIL() << "nothing was thrown";
        } catch (std::runtime_error const& error) {
            ASSERT_STREQ(error.what(), "3");
        }
    }
}

TEST_P(Loops, finish_the_other_ranges_when_one_throws) {
    std::atomic<int> done = 0;
    EXPECT_THROW(for_row_ranges(100,
                                [&](RowRange range) {
                                    ++done;
                                    if (range.begin == 0) throw 1;
                                }),
                 int);
    EXPECT_EQ(done.load(), GetParam());
}

std::vector<RowRange> equal_ranges(Index parts) {
    std::vector<RowRange> made;
    for (Index part = 0; part < parts; ++part) made.push_back({10 * part, 10 * (part + 1)});
    return made;
}

TEST_P(Loops, of_two_stages_begin_the_second_when_all_have_ended_the_first) {
    for (Index const parts : {0, 1, 2, 5}) {
        std::atomic<Index> first = 0, then = 0;
        std::atomic<bool> too_early = false;
        for_given_ranges_in_two_stages(
            equal_ranges(parts),
            [&](Index part, RowRange range) { first += range.begin == 10 * part ? 1 : 0; },
            [&](Index part, RowRange range) {
                if (first != parts) too_early = true;
                then += range.begin == 10 * part ? 1 : 0;
            });
        EXPECT_EQ(first, parts);
        EXPECT_EQ(then, parts);
        EXPECT_FALSE(too_early);
    }
}

TEST_P(Loops, of_two_stages_leave_the_second_out_where_the_first_threw) {
    for (Index const parts : {1, 3}) {
        std::atomic<Index> first = 0, then = 0;
        auto const run = [&] {
            for_given_ranges_in_two_stages(
                equal_ranges(parts),
                [&](Index part, RowRange) {
                    ++first;
                    if (part + 1 == parts) throw std::runtime_error("first");
                },
                [&](Index, RowRange) { ++then; });
        };
        EXPECT_THROW(run(), std::runtime_error);
        EXPECT_EQ(first, parts);
        EXPECT_EQ(then, 0);
    }
}

TEST_P(Loops, of_two_stages_throw_what_the_second_threw_for_the_lowest_part) {
    for (int repeat = 0; repeat < 20; ++repeat) {
        try {
            for_given_ranges_in_two_stages(
                equal_ranges(4), [](Index, RowRange) {},
                [](Index part, RowRange) {
                    if (part > 0) throw std::runtime_error(std::to_string(part));
                });
            FAIL() << "nothing was thrown";
        } catch (std::runtime_error const& error) {
            ASSERT_STREQ(error.what(), "1");
        }
    }
}

TEST_P(Loops, work_inside_a_row_of_another_loop) {
    std::atomic<int> calls = 0;
    for_rows(4, [&](Index) { for_rows(10, [&](Index) { ++calls; }); });
    EXPECT_EQ(calls.load(), 40);
}

/// Terms whose plain sum depends on the order in which they are added.
double awkward_term(Index row) {
    return std::sin(static_cast<double>(row)) * std::pow(10.0, static_cast<double>(row % 17) - 8.0);
}

TEST_P(Loops, sum_has_the_same_bits_as_one_thread_gives) {
    double const with_many = sum_rows(1001, awkward_term);
    set_loop_threads(1);
    EXPECT_EQ(with_many, sum_rows(1001, awkward_term));
}

TEST_P(Loops, sum_of_whole_numbers_is_exact) {
    EXPECT_EQ(sum_rows(1000, [](Index row) { return static_cast<double>(row); }), 499'500.0);
    EXPECT_EQ(sum_rows(0, [](Index) { return 1.0; }), 0.0);
}

TEST_P(Loops, sum_lets_exceptions_out) {
    EXPECT_THROW(sum_rows(10, [](Index row) -> double { return row == 7 ? throw 7 : 1.0; }), int);
}

TEST_P(Loops, maximum_is_the_largest_term_wherever_it_is) {
    for (Index const at : {0, 1, 499, 500, 998, 999}) {
        EXPECT_EQ(max_rows(1000, 0.0, [&](Index row) { return row == at ? 5.0 : 1.0; }), 5.0);
    }
}

TEST_P(Loops, maximum_is_never_below_the_lowest) {
    EXPECT_EQ(max_rows(10, 0.0, [](Index) { return -1.0; }), 0.0);
    double const nothing = -std::numeric_limits<double>::infinity();
    EXPECT_EQ(max_rows(0, nothing, [](Index) { return 1.0; }), nothing);
    EXPECT_EQ(max_rows(10, nothing, [](Index row) { return -1.0 - static_cast<double>(row); }), -1.0);
}

TEST(LoopThreads, of_one_thread_do_not_change_those_of_another) {
    int const before = loop_threads();
    int seen = 0;
    std::thread([&] {
        set_loop_threads(before + 3);
        seen = loop_threads();
    }).join();
    EXPECT_EQ(seen, before + 3);
    EXPECT_EQ(loop_threads(), before);
}

} // namespace
} // namespace jumelle
