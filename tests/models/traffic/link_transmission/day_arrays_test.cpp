#include <cmath>
#include <gtest/gtest.h>

#include "models/traffic/assignment.hpp"
#include "models/traffic/day_arrays.hpp"
#include "models/traffic/kernels/link_transmission/outputs.hpp"
#include "models/traffic/road_arrays.hpp"
#include "tests/models/traffic/equilibrium_check.hpp"

namespace jumelle::traffic {
namespace {

/// 0 -> 1 -> 3 and 0 -> 2 -> 3, the same length both ways.
RoadGraph two_ways() {
    std::vector<RoadEdge> edges;
    for (auto const& [from, to] : {std::pair{0, 1}, {0, 2}, {1, 3}, {2, 3}}) {
        RoadEdge edge;
        edge.from = from;
        edge.to = to;
        edge.length_m = 500.0;
        edge.free_speed_mps = 10.0;
        edge.capacity_vehps = 0.5;
        edges.push_back(edge);
    }
    return make_road_graph(std::vector<Point>(4), std::move(edges));
}

TEST(DayArrays, give_streets_triangular_relations) {
    auto const network = transmission_network(two_ways());
    EXPECT_EQ(network.nodes, 4);
    ASSERT_EQ(network.links(), 4);
    EXPECT_EQ(network.length_m[0], 500.0);
    EXPECT_EQ(network.speed_mps[0], 10.0);
    EXPECT_EQ(network.capacity_vps[0], 0.5);
    EXPECT_DOUBLE_EQ(network.jam_vpm[0], 0.5 * (1.0 / 10.0 + 1.0 / 5.0));
}

TEST(DayArrays, know_streets_without_length_or_time) {
    auto roads = two_ways();
    roads.length_m[0] = std::nan("");
    roads.free_time_s[1] = 0.0;
    roads.length_m[2] = roads.free_time_s[2] = 0.0;
    auto const network = transmission_network(roads);
    EXPECT_DOUBLE_EQ(network.length_m[0] / network.speed_mps[0], 50.0);
    EXPECT_DOUBLE_EQ(network.length_m[1] / network.speed_mps[1], 50.0);
    EXPECT_GT(network.length_m[2], 0.0);
    EXPECT_GT(network.speed_mps[2], 0.0);
}

TEST(DayArrays, bring_an_equilibrium_into_motion) {
    auto const roads = two_ways();
    OriginTrips trips;
    trips.origin = {0, 1};
    trips.begin = {0, 2, 3};
    trips.destination = {1, 3, 3};
    trips.volume = {200.0, 800.0, 100.0}; // per hour
    Assignment assignment(link_network(roads), trips);
    auto const equilibrium = traffic_tests::solved(link_network(roads), trips, assignment, 1e-12);
    auto const network = transmission_network(roads);
    constexpr double an_hour_s = 3600.0;
    auto const departures =
        day_departures(trips, std::vector<double>{0.0, an_hour_s}, std::vector<double>{1.0 / an_hour_s, 0.0});
    EXPECT_NEAR(departures.rate_vps[0], 1000.0 / an_hour_s, 1e-12);
    EXPECT_NEAR(departures.rate_vps[2], 100.0 / an_hour_s, 1e-12);
    auto const turns = equilibrium_turns(network, departures, assignment.solver(), trips);
    LinkTransmission run(network, departures, turns, {5.0, 2.0 * an_hour_s});
    run.run();
    for (std::int32_t link = 0; link < 4; ++link)
        EXPECT_NEAR(run.left(link)[run.steps()], equilibrium.flow[link], 1e-9) << "link " << link;
    EXPECT_NEAR(run.arrived(1)[run.steps()], 200.0, 1e-9);
    EXPECT_NEAR(run.arrived(3)[run.steps()], 900.0, 1e-9);
}

} // namespace
} // namespace jumelle::traffic
