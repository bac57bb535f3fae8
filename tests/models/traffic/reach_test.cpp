#include <gtest/gtest.h>

#include "models/traffic/reach.hpp"

namespace jumelle::traffic {
namespace {

LinkNetwork line_of_four() {
    LinkNetwork network;
    network.nodes = 4;
    network.from = {2, 0, 1};
    network.to = {3, 1, 2};
    return network;
}

TEST(Reach, follows_links_in_their_direction) {
    Reach reach(line_of_four());
    EXPECT_TRUE(reach.has_way(0, 3));
    EXPECT_TRUE(reach.has_way(1, 2));
    EXPECT_FALSE(reach.has_way(3, 0));
    EXPECT_FALSE(reach.has_way(2, 1));
}

TEST(Reach, does_not_pass_terminals_but_begins_and_ends_there) {
    auto network = line_of_four();
    network.is_terminal = {0, 1, 0, 0};
    Reach reach(network);
    EXPECT_TRUE(reach.has_way(0, 1));
    EXPECT_TRUE(reach.has_way(1, 3));
    EXPECT_FALSE(reach.has_way(0, 2));
}

} // namespace
} // namespace jumelle::traffic
