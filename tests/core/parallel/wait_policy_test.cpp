#include "core/parallel/wait_policy.hpp"

#include <gtest/gtest.h>

namespace jumelle {
namespace {

TEST(RunningThreads, stand_before_the_slash_of_the_load_average) {
    EXPECT_EQ(running_threads("0.20 0.18 0.12 1/80 11206\n"), 1);
    EXPECT_EQ(running_threads("12.00 9.18 0.12 23/1480 11206"), 23);
    EXPECT_EQ(running_threads("4/80"), 4);
}

TEST(RunningThreads, are_unknown_where_the_text_says_nothing_of_them) {
    for (char const* const text :
         {"", "0.20 0.18 0.12", "0.20 0.18 0.12 /80 7", "0.20 0.18 0.12 x/80 7", "/"}) {
        EXPECT_EQ(running_threads(text), std::nullopt) << text;
    }
}

} // namespace
} // namespace jumelle
