#include <gtest/gtest.h>

#include "core/base/error.hpp"
#include "models/traffic/kernels/link_transmission/origin_turns.hpp"
#include "tests/models/traffic/link_transmission/streets.hpp"

namespace jumelle::traffic {
namespace {

/// Node 1 in the middle: 0 -> 1 and 3 -> 1 come in, 1 -> 2, 1 -> 3 and 1 -> 0 go out.
TransmissionNetwork star() {
    test::Town town;
    for (auto const& [from, to] : {std::pair{0, 1}, {3, 1}, {1, 2}, {1, 3}, {1, 0}}) town.add({from, to});
    town.network.capacity_vps[2] = 1.5;
    return town.network;
}

/// Rows of the five links, no origins.
TurnVolumes volumes_of(std::vector<std::int32_t> to, std::vector<double> volume,
                       std::vector<std::int64_t> begin) {
    return {std::move(begin), std::move(to), {0.0}, std::move(volume)};
}

std::map<std::int32_t, double> row_of(TurnFractions const& turns, std::size_t row, std::int64_t period = 0) {
    std::map<std::int32_t, double> found;
    for (auto at = turns.begin[row]; at < turns.begin[row + 1]; ++at)
        found[turns.to[at]] = turns.fraction[period * turns.entries() + at];
    return found;
}
using Row = std::map<std::int32_t, double>;

TEST(TurnVolumes, become_fractions_in_proportion) {
    auto const turns = turn_fractions(
        star(), {},
        volumes_of({2, 3, 4, leaves_here, leaves_here}, {30.0, 10.0, 5.0, 2.0, 1.0}, {0, 2, 4, 5, 5, 5}));
    EXPECT_EQ(row_of(turns, 0), (Row{{2, 0.75}, {3, 0.25}}));
    EXPECT_EQ(row_of(turns, 1), (Row{{4, 5.0 / 7.0}, {leaves_here, 2.0 / 7.0}}));
    EXPECT_EQ(row_of(turns, 2), (Row{{leaves_here, 1.0}}));
}

TEST(TurnVolumes, of_a_row_without_any_are_those_of_the_others_but_not_straight_back) {
    auto const turns =
        turn_fractions(star(), {}, volumes_of({2, 3, leaves_here}, {30.0, 10.0, 10.0}, {0, 3, 3, 3, 3, 3}));
    EXPECT_EQ(row_of(turns, 1), (Row{{2, 0.75}, {leaves_here, 0.25}}));
}

TEST(TurnVolumes, of_a_node_without_any_follow_capacities) {
    auto const turns = turn_fractions(star(), {}, volumes_of({}, {}, {0, 0, 0, 0, 0, 0}));
    EXPECT_EQ(row_of(turns, 0), (Row{{2, 0.75}, {3, 0.25}}));
    EXPECT_EQ(row_of(turns, 2), Row{}) << "nothing leaves node 2, and nobody was seen to stay";
    EXPECT_EQ(row_of(turns, 4), (Row{{0, 1.0}})) << "straight back is the only way";
}

TEST(TurnVolumes, of_a_period_without_any_are_the_mean_of_the_others) {
    auto volumes = volumes_of({2, 3}, {30.0, 10.0, 0.0, 0.0, 10.0, 30.0}, {0, 2, 2, 2, 2, 2});
    volumes.from_s = {0.0, 60.0, 120.0};
    auto const turns = turn_fractions(star(), {}, volumes);
    EXPECT_EQ(row_of(turns, 0, 0), (Row{{2, 0.75}, {3, 0.25}}));
    EXPECT_EQ(row_of(turns, 0, 1), (Row{{2, 0.5}, {3, 0.5}}));
    EXPECT_EQ(row_of(turns, 0, 2), (Row{{2, 0.25}, {3, 0.75}}));
}

TEST(TurnVolumes, of_origins_come_after_those_of_links) {
    Departures departures;
    departures.node = {1};
    auto const turns =
        turn_fractions(star(), departures, volumes_of({2, 4}, {1.0, 3.0}, {0, 0, 0, 0, 0, 0, 2}));
    EXPECT_EQ(row_of(turns, 5), (Row{{2, 0.25}, {4, 0.75}}));
}

/// From 0: 10 set out; at node 1 6 go to 2 and stay there, 3 go to 3, 1 stays. From 3: 4 go by 1 to 0.
TEST(TurnVolumeSum, follows_the_flows_of_each_origin) {
    auto const network = star();
    Departures departures;
    departures.node = {0, 3};
    TurnVolumeSum sum(network, departures);
    std::vector<std::int32_t> const links{0, 2, 3}, destinations{0, 1, 2, 3};
    std::vector<double> const flows{10.0, 6.0, 3.0}, volumes{7.0, 1.0, 6.0, 3.0};
    sum.add({0, links, flows, destinations, volumes});
    std::vector<std::int32_t> const others{1, 4}, other_destination{0};
    std::vector<double> const other_flows{4.0, 4.0}, other_volume{4.0};
    sum.add({3, others, other_flows, other_destination, other_volume});
    auto const turns = turn_fractions(network, departures, sum.volumes());
    EXPECT_EQ(row_of(turns, 0), (Row{{2, 0.6}, {3, 0.3}, {leaves_here, 0.1}}));
    EXPECT_EQ(row_of(turns, 1), (Row{{4, 1.0}}));
    EXPECT_EQ(row_of(turns, 2), (Row{{leaves_here, 1.0}}));
    EXPECT_EQ(row_of(turns, 4), (Row{{leaves_here, 1.0}}));
    EXPECT_EQ(row_of(turns, 5), (Row{{0, 1.0}}));
    EXPECT_EQ(row_of(turns, 6), (Row{{1, 1.0}}));
}

TEST(TurnVolumes, below_zero_are_told) {
    EXPECT_THROW(turn_fractions(star(), {}, volumes_of({2}, {-1.0}, {0, 1, 1, 1, 1, 1})), InputError);
}

} // namespace
} // namespace jumelle::traffic
