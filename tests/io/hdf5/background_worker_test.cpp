#include "io/hdf5/background_worker.hpp"

#include <atomic>
#include <gtest/gtest.h>
#include <latch>
#include <stdexcept>
#include <string>
#include <vector>

#include "core/parallel/loops.hpp"

namespace jumelle::hdf5 {
namespace {

TEST(BackgroundWorker, does_jobs_in_their_order_in_one_other_thread) {
    std::vector<int> order;
    std::vector<std::thread::id> threads;
    {
        BackgroundWorker worker(2, [] {});
        for (int i = 0; i < 20; ++i) {
            worker.post([&, i] {
                order.push_back(i);
                threads.push_back(std::this_thread::get_id());
            });
        }
        worker.drain();
        ASSERT_EQ(order.size(), 20U);
    }
    for (int i = 0; i < 20; ++i) EXPECT_EQ(order[static_cast<std::size_t>(i)], i);
    for (auto const& thread : threads) EXPECT_EQ(thread, threads.front());
    EXPECT_NE(threads.front(), std::this_thread::get_id());
}

TEST(BackgroundWorker, lets_the_caller_wait_while_its_queue_is_full) {
    std::latch gate(1);
    std::atomic<int> done{0};
    BackgroundWorker worker(1, [] {});
    worker.post([&] { gate.wait(); });
    std::atomic<int> posted{0};
    std::thread caller([&] {
        for (int i = 0; i < 3; ++i) {
            worker.post([&] { ++done; });
            ++posted;
        }
    });
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    EXPECT_LE(posted, 1);
    gate.count_down();
    caller.join();
    worker.drain();
    EXPECT_EQ(done, 3);
}

TEST(BackgroundWorker, throws_the_error_of_a_job_at_every_later_call) {
    BackgroundWorker worker(4, [] {});
    worker.post([] { throw std::runtime_error("disk full"); });
    for (int call = 0; call < 2; ++call) {
        try {
            worker.drain();
            FAIL() << "the error was lost";
        } catch (std::runtime_error const& error) {
            EXPECT_EQ(std::string(error.what()), "disk full");
        }
    }
    EXPECT_THROW(worker.post([] {}), std::runtime_error);
}

TEST(BackgroundWorker, drops_jobs_that_wait_behind_a_failed_one) {
    std::latch gate(1);
    bool done = false;
    BackgroundWorker worker(4, [] {});
    worker.post([&] {
        gate.wait();
        throw std::runtime_error("disk full");
    });
    worker.post([&] { done = true; });
    gate.count_down();
    EXPECT_THROW(worker.drain(), std::runtime_error);
    EXPECT_FALSE(done);
}

TEST(BackgroundWorker, ends_with_its_last_job_even_after_an_error) {
    bool closed = false;
    {
        BackgroundWorker worker(1, [&] { closed = true; });
        worker.post([] { throw std::runtime_error("disk full"); });
    }
    EXPECT_TRUE(closed);
}

TEST(BackgroundWorker, does_what_waits_before_it_ends) {
    std::atomic<int> done{0};
    {
        BackgroundWorker worker(8, [] {});
        for (int i = 0; i < 8; ++i) worker.post([&] { ++done; });
    }
    EXPECT_EQ(done, 8);
}

TEST(BackgroundWorker, uses_as_many_loop_threads_as_its_creator) {
    int const before = loop_threads();
    set_loop_threads(before + 2);
    std::atomic<int> threads{0};
    BackgroundWorker worker(1, [] {});
    set_loop_threads(before);
    worker.post([&] { threads = loop_threads(); });
    worker.drain();
    EXPECT_EQ(threads, before + 2);
}

} // namespace
} // namespace jumelle::hdf5
