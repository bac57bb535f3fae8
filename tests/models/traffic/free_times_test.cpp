#include <cmath>
#include <gtest/gtest.h>

#include "models/traffic/free_times.hpp"

namespace jumelle::traffic {
namespace {

/// 0 → 1 → 2 → 3, taking 1, 2 and 4, and a long way 0 → 2 of 10.
LinkNetwork line_of_four() {
    LinkNetwork network;
    network.nodes = 4;
    network.from = {0, 0, 1, 2};
    network.to = {1, 2, 2, 3};
    network.free_time = {1.0, 10.0, 2.0, 4.0};
    network.b = network.fixed = {0.0, 0.0, 0.0, 0.0};
    network.capacity = network.power = {1.0, 1.0, 1.0, 1.0};
    return network;
}

OriginTrips from_both_ends() {
    OriginTrips trips;
    trips.origin = {0, 3};
    trips.begin = {0, 2, 3};
    trips.destination = {2, 3, 0};
    trips.volume = {5.0, 2.0, 7.0};
    return trips;
}

TEST(FreeTimes, are_those_of_the_shortest_ways) {
    FreeTimes const times(line_of_four(), from_both_ends());
    EXPECT_DOUBLE_EQ(times.of(0, 2), 3.0);
    EXPECT_DOUBLE_EQ(times.of(0, 3), 7.0);
}

TEST(FreeTimes, are_infinite_against_the_direction_of_the_links) {
    FreeTimes const times(line_of_four(), from_both_ends());
    EXPECT_TRUE(std::isinf(times.of(3, 0)));
}

TEST(FreeTimes, do_not_lead_through_terminals) {
    auto network = line_of_four();
    network.is_terminal = {1, 1, 0, 1};
    FreeTimes const times(network, from_both_ends());
    EXPECT_DOUBLE_EQ(times.of(0, 2), 10.0);
}

TEST(FreeTimes, sum_up_over_those_who_drive) {
    FreeTimes const times(line_of_four(), from_both_ends());
    EXPECT_DOUBLE_EQ(times.total_without({}), 5.0 * 3.0 + 2.0 * 7.0);
    EXPECT_DOUBLE_EQ(times.total_without({{0, 3, 2.0}, {3, 0, 7.0}}), 5.0 * 3.0);
}

} // namespace
} // namespace jumelle::traffic
