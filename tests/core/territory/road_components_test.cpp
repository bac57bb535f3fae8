#include "core/territory/road_components.hpp"

#include <gtest/gtest.h>

#include "core/base/random.hpp"

namespace jumelle {
namespace {

RoadGraph graph_of(std::size_t nodes, std::vector<std::pair<std::int32_t, std::int32_t>> const& pairs) {
    std::vector<Point> places(nodes);
    for (std::size_t n = 0; n < nodes; ++n) places[n].x_m = static_cast<double>(n);
    std::vector<RoadEdge> edges;
    for (auto const& [from, to] : pairs) {
        edges.push_back(
            {from, to, 10.0 + from, 5.0, 0.25, 2, std::to_string(from) + ">" + std::to_string(to)});
    }
    return make_road_graph(places, edges);
}

/// Whether each node reaches each other one, by brute force.
std::vector<std::vector<bool>> reach_of(RoadGraph const& graph) {
    auto const n = graph.node.size();
    std::vector<std::vector<bool>> reach(n, std::vector<bool>(n, false));
    for (std::size_t i = 0; i < n; ++i) reach[i][i] = true;
    for (std::size_t e = 0; e < graph.to.size(); ++e) {
        reach[static_cast<std::size_t>(graph.from[e])][static_cast<std::size_t>(graph.to[e])] = true;
    }
    for (std::size_t k = 0; k < n; ++k) {
        for (std::size_t i = 0; i < n; ++i) {
            for (std::size_t j = 0; j < n; ++j) {
                if (reach[i][k] && reach[k][j]) reach[i][j] = true;
            }
        }
    }
    return reach;
}

TEST(StrongComponents, a_ring_is_one_part_and_dead_ends_are_their_own) {
    auto const parts = strong_components(graph_of(5, {{0, 1}, {1, 2}, {2, 0}, {2, 3}, {4, 0}}));
    EXPECT_EQ(parts.count, 3);
    EXPECT_EQ(parts.of_node, (std::vector<std::int32_t>{0, 0, 0, 1, 2}));
}

TEST(StrongComponents, agree_with_reaching_both_ways_on_random_graphs) {
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        RandomStream const random(seed, 4);
        std::vector<std::pair<std::int32_t, std::int32_t>> pairs;
        for (std::uint64_t e = 0; e < 45; ++e) {
            pairs.push_back({static_cast<std::int32_t>(random.uniform(2 * e, 0.0, 30.0)),
                             static_cast<std::int32_t>(random.uniform(2 * e + 1, 0.0, 30.0))});
        }
        auto const graph = graph_of(30, pairs);
        auto const parts = strong_components(graph);
        auto const reach = reach_of(graph);
        for (std::size_t i = 0; i < 30; ++i) {
            for (std::size_t j = 0; j < 30; ++j) {
                EXPECT_EQ(parts.of_node[i] == parts.of_node[j], reach[i][j] && reach[j][i]);
            }
        }
    }
}

TEST(StrongComponents, an_empty_graph_has_no_parts) {
    EXPECT_EQ(strong_components(RoadGraph{}).count, 0);
}

TEST(WeakComponents, ignore_the_direction_of_edges) {
    auto const parts = weak_components(graph_of(6, {{1, 0}, {1, 2}, {4, 3}}));
    EXPECT_EQ(parts.count, 3);
    EXPECT_EQ(parts.of_node, (std::vector<std::int32_t>{0, 0, 0, 1, 1, 2}));
}

TEST(LargestStrongPart, keeps_its_nodes_and_the_edges_within_it) {
    auto const part =
        largest_strong_part(graph_of(6, {{0, 1}, {1, 0}, {2, 3}, {3, 4}, {4, 2}, {1, 2}, {4, 5}}));
    ASSERT_EQ(part.nodes(), 3);
    EXPECT_EQ(part.node[0].x_m, 2.0);
    EXPECT_EQ(part.node[2].x_m, 4.0);
    EXPECT_EQ(part.edge_id, (std::vector<std::string>{"2>3", "3>4", "4>2"}));
    EXPECT_EQ(part.length_m, (std::vector<double>{12.0, 13.0, 14.0}));
    EXPECT_EQ(part.lanes, (std::vector<std::int32_t>{2, 2, 2}));
    EXPECT_EQ(strong_components(part).count, 1);
}

TEST(LargestStrongPart, takes_the_first_of_equal_parts) {
    auto const part = largest_strong_part(graph_of(4, {{0, 1}, {1, 0}, {2, 3}, {3, 2}}));
    ASSERT_EQ(part.nodes(), 2);
    EXPECT_EQ(part.node[0].x_m, 0.0);
}

TEST(LargestStrongPart, of_an_empty_graph_is_empty) {
    EXPECT_TRUE(largest_strong_part(RoadGraph{}).empty());
}

} // namespace
} // namespace jumelle
