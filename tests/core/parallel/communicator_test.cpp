#include "core/parallel/communicator.hpp"

#include <gtest/gtest.h>

#include "core/parallel/thread_ranks.hpp"
#include "tests/core/parallel/communicator_checks.hpp"

namespace jumelle {
namespace {

TEST(SerialCommunicator, is_rank_zero_of_one) {
    SerialCommunicator serial;
    EXPECT_EQ(serial.rank(), 0);
    EXPECT_EQ(serial.size(), 1);
}

TEST(SerialCommunicator, holds_what_every_communicator_must) {
    SerialCommunicator serial;
    EXPECT_NO_THROW(test::check_communicator(serial));
}

TEST(SerialCommunicator, has_sent_nothing) {
    EXPECT_EQ(alone().counts().of_all(alone()).messages, 0.0);
}

TEST(ThreadRanks, hold_what_every_communicator_must) {
    for (int const size : {1, 2, 3, 4, 7}) {
        EXPECT_NO_THROW(run_as_ranks(size, test::check_communicator)) << size;
    }
}

TEST(ThreadRanks, have_each_number_once) {
    std::vector<int> seen(5, 0);
    run_as_ranks(5, [&](Communicator& ranks) {
        EXPECT_EQ(ranks.size(), 5);
        ++seen[static_cast<std::size_t>(ranks.rank())];
    });
    EXPECT_EQ(seen, std::vector<int>(5, 1));
}

TEST(ThreadRanks, stop_waiting_for_one_that_has_failed) {
    auto const fails = [](Communicator& ranks) {
        if (ranks.rank() == 1) throw std::runtime_error("rank 1 has had enough");
        NeighbourMessages messages;
        if (ranks.rank() == 2) messages.from_north.resize(8);
        ranks.start(messages);
        ranks.finish(messages);
        ranks.barrier();
    };
    try {
        run_as_ranks(3, fails);
        FAIL() << "must throw";
    } catch (std::runtime_error const& error) {
        EXPECT_STREQ(error.what(), "rank 1 has had enough");
    }
}

TEST(ThreadRanks, tell_that_not_all_give_up) {
    run_as_ranks(2, [](Communicator& ranks) {
        if (ranks.rank() == 0) {
            EXPECT_FALSE(ranks.all_give_up(0.01));
        }
        ranks.barrier();
    });
}

} // namespace
} // namespace jumelle
