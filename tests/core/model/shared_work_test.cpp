#include "core/model/shared_work.hpp"

#include <atomic>
#include <gtest/gtest.h>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace jumelle {
namespace {

TEST(SharedWork, answers_an_equal_question_once) {
    SharedWork work;
    auto const first = work.answer<std::string>(7, [] { return std::string("seven"); });
    auto const second = work.answer<std::string>(7, [] { return std::string("made again"); });
    EXPECT_EQ(*first, "seven");
    EXPECT_EQ(first, second) << "the same object";
    EXPECT_EQ(work.made(), 1U);
}

TEST(SharedWork, tells_questions_and_kinds_of_answers_apart) {
    SharedWork work;
    EXPECT_EQ(*work.answer<std::string>(7, [] { return std::string("seven"); }), "seven");
    EXPECT_EQ(*work.answer<std::string>(8, [] { return std::string("eight"); }), "eight");
    EXPECT_EQ(*work.answer<double>(7, [] { return 7.0; }), 7.0);
    EXPECT_EQ(*work.answer<std::string>(std::string("7"), [] { return std::string("text"); }), "text");
    EXPECT_EQ(work.made(), 4U);
}

TEST(SharedWork, keeps_the_last_few_and_lets_users_keep_theirs) {
    SharedWork work(2);
    auto const make_one = [] { return 1; };
    auto const held = work.answer<int>(1, make_one);
    work.answer<int>(2, make_one);
    work.answer<int>(1, make_one); // used again: 2 is now the oldest
    work.answer<int>(3, make_one);
    EXPECT_EQ(work.made(), 3U);
    work.answer<int>(1, make_one);
    EXPECT_EQ(work.made(), 3U);
    work.answer<int>(2, make_one);
    EXPECT_EQ(work.made(), 4U) << "2 had been dropped";
    EXPECT_EQ(*held, 1);
}

TEST(SharedWork, tries_again_after_a_failure) {
    SharedWork work;
    EXPECT_THROW(work.answer<int>(1, []() -> int { throw std::runtime_error("no"); }), std::runtime_error);
    EXPECT_EQ(*work.answer<int>(1, [] { return 5; }), 5);
    EXPECT_EQ(work.made(), 1U);
}

TEST(SharedWork, many_threads_with_one_question_wait_for_one_answer) {
    SharedWork work;
    std::atomic<int> calls = 0, sum = 0;
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 8; ++thread) {
        threads.emplace_back([&] {
            sum += *work.answer<int>(1, [&] {
                ++calls;
                return 3;
            });
        });
    }
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(calls, 1);
    EXPECT_EQ(sum, 8 * 3);
}

} // namespace
} // namespace jumelle
