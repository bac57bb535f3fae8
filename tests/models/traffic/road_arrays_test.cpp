#include <cmath>
#include <gtest/gtest.h>

#include "models/traffic/road_arrays.hpp"

namespace jumelle::traffic {
namespace {

RoadGraph two_streets() {
    RoadEdge there{0, 1, 1200.0, 10.0, 0.5, 1, "there"};
    RoadEdge back{1, 0, 600.0, 10.0, 0.25, 1, "back"};
    back.toll = 3.0;
    back.b = 0.5;
    back.power = 2.5;
    return make_road_graph({{0.0, 0.0}, {1000.0, 0.0}}, {there, back});
}

TEST(RoadArrays, count_in_minutes_and_vehicles_per_hour_unless_the_source_says_otherwise) {
    LinkNetwork const network = link_network(two_streets());
    EXPECT_EQ(network.nodes, 2);
    ASSERT_EQ(network.links(), 2);
    EXPECT_DOUBLE_EQ(network.free_time[0], 2.0);
    EXPECT_DOUBLE_EQ(network.capacity[0], 1800.0);
    EXPECT_EQ(network.b[1], 0.5);
    EXPECT_EQ(network.power[1], 2.5);
    EXPECT_EQ(network.fixed[1], 0.0);
}

TEST(RoadArrays, count_in_the_units_of_the_source) {
    RoadGraph roads = two_streets();
    roads.units = {3600.0, 86400.0};
    LinkNetwork const network = link_network(roads);
    EXPECT_DOUBLE_EQ(network.free_time[0], 120.0 / 3600.0);
    EXPECT_DOUBLE_EQ(network.capacity[0], 43200.0);
}

TEST(RoadArrays, turn_tolls_and_distance_into_time) {
    LinkNetwork const network = link_network(two_streets(), {12.0, 0.1});
    EXPECT_DOUBLE_EQ(network.fixed[0], 120.0 / 60.0);
    EXPECT_DOUBLE_EQ(network.fixed[1], (3.0 * 12.0 + 60.0) / 60.0);
}

TEST(RoadArrays, need_no_length_where_distance_costs_nothing) {
    RoadGraph roads = two_streets();
    roads.length_m.assign(2, std::nan(""));
    EXPECT_EQ(link_network(roads, {12.0, 0.0}).fixed[0], 0.0);
}

TEST(RoadArrays, sort_trips_by_origin_and_sum_those_between_the_same_nodes) {
    TripTable trips;
    trips.zone_node = {4, 2, 2, 7};
    trips.origin = {3, 0, 0, 0, 1, 3};
    trips.destination = {0, 3, 1, 2, 2, 1};
    trips.trips_vehph = {1.0, 2.0, 3.0, 4.0, 5.0, 0.0};
    OriginTrips const made = origin_trips(trips);
    EXPECT_EQ(made.origin, (std::vector<std::int32_t>{4, 7}));
    EXPECT_EQ(made.begin, (std::vector<std::int64_t>{0, 2, 3}));
    EXPECT_EQ(made.destination, (std::vector<std::int32_t>{2, 7, 4}));
    EXPECT_EQ(made.volume,
              (std::vector<double>{7.0, 2.0, 1.0})); // 1 and 2 share a node, so 1 -> 2 drives nowhere
}

TEST(RoadArrays, of_no_trips_are_empty) {
    OriginTrips const made = origin_trips({});
    EXPECT_EQ(made.origins(), 0);
    EXPECT_EQ(made.begin, std::vector<std::int64_t>{0});
}

TEST(RoadArrays, scale_trips_to_the_period) {
    TripTable trips;
    trips.zone_node = {0, 1};
    trips.origin = {0};
    trips.destination = {1};
    trips.trips_vehph = {10.0};
    EXPECT_DOUBLE_EQ(origin_trips(trips, {60.0, 7200.0}).volume[0], 20.0);
}

} // namespace
} // namespace jumelle::traffic
