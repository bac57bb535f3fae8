#include "core/territory/road_graph.hpp"

#include <cmath>
#include <gtest/gtest.h>

#include "core/territory/road_components.hpp"

namespace jumelle {
namespace {

RoadEdge special(std::int32_t from, std::int32_t to) {
    RoadEdge edge{from, to, 600.0, 10.0, 0.5, 2, "special"};
    edge.free_time_s = 90.0;
    edge.b = 0.5;
    edge.power = 2.5;
    edge.toll = 3.0;
    edge.type = 7;
    edge.is_off_ground = 1;
    return edge;
}

TEST(RoadGraph, an_edge_takes_as_long_as_its_length_and_speed_say_unless_it_says_itself) {
    auto const graph =
        make_road_graph({{0.0, 0.0}, {600.0, 0.0}}, {{0, 1, 600.0, 10.0, 0.5, 1, "plain"}, special(1, 0)});
    EXPECT_DOUBLE_EQ(graph.free_time_s[0], 60.0);
    EXPECT_DOUBLE_EQ(graph.free_time_s[1], 90.0);
}

TEST(RoadGraph, an_edge_grows_slower_with_flow_as_is_usual) {
    auto const graph = make_road_graph({{0.0, 0.0}, {600.0, 0.0}}, {{0, 1, 600.0, 10.0, 0.5, 1, "plain"}});
    EXPECT_EQ(graph.b[0], 0.15);
    EXPECT_EQ(graph.power[0], 4.0);
    EXPECT_EQ(graph.toll[0], 0.0);
    EXPECT_EQ(graph.is_off_ground[0], 0);
}

TEST(RoadGraph, gives_back_each_edge_as_it_was) {
    auto const graph =
        make_road_graph({{0.0, 0.0}, {600.0, 0.0}}, {{0, 1, 600.0, 10.0, 0.5, 1, "plain"}, special(1, 0)});
    RoadEdge const edge = road_edge(graph, 1), wanted = special(1, 0);
    EXPECT_EQ(edge.from, 1);
    EXPECT_EQ(edge.to, 0);
    EXPECT_EQ(edge.id, wanted.id);
    EXPECT_EQ(edge.length_m, wanted.length_m);
    EXPECT_EQ(edge.capacity_vehps, wanted.capacity_vehps);
    EXPECT_EQ(edge.lanes, wanted.lanes);
    EXPECT_EQ(edge.free_time_s, wanted.free_time_s);
    EXPECT_EQ(edge.b, wanted.b);
    EXPECT_EQ(edge.power, wanted.power);
    EXPECT_EQ(edge.toll, wanted.toll);
    EXPECT_EQ(edge.type, wanted.type);
    EXPECT_EQ(edge.is_off_ground, wanted.is_off_ground);
}

TEST(RoadGraph, its_largest_part_keeps_all_that_is_known_of_its_edges) {
    auto const graph = make_road_graph({{0.0, 0.0}, {600.0, 0.0}, {900.0, 0.0}},
                                       {{1, 2, 300.0, 10.0, 0.5, 1, "out"}, special(1, 2), special(2, 1)});
    auto const part = largest_strong_part(graph);
    ASSERT_EQ(part.edges(), 3);
    EXPECT_EQ(part.free_time_s[2], 90.0);
    EXPECT_EQ(part.toll[2], 3.0);
    EXPECT_EQ(part.is_off_ground[2], 1);
}

} // namespace
} // namespace jumelle
