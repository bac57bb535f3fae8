#include <boost/concept/assert.hpp>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <boost/graph/graph_concepts.hpp>
#include <boost/graph/strong_components.hpp>
#include <gtest/gtest.h>
#include <limits>
#include <queue>

#include "core/base/random.hpp"
#include "core/territory/road_graph_boost.hpp"

namespace jumelle {
namespace {

BOOST_CONCEPT_ASSERT((boost::IncidenceGraphConcept<RoadGraphView>));
BOOST_CONCEPT_ASSERT((boost::AdjacencyGraphConcept<RoadGraphView>));
BOOST_CONCEPT_ASSERT((boost::VertexListGraphConcept<RoadGraphView>));
BOOST_CONCEPT_ASSERT((boost::EdgeListGraphConcept<RoadGraphView>));

constexpr double far_away = std::numeric_limits<double>::max();

RoadGraph graph_of(std::size_t nodes, std::vector<RoadEdge> edges) {
    return make_road_graph(std::vector<Point>(nodes), std::move(edges));
}

/// 0 → 1 → 2 → 0 with a way out to 3 and a lone node 4.
RoadGraph small_graph() {
    return graph_of(5, {{0, 1, 4.0, 1, 1, 1, "a"},
                        {1, 2, 3.0, 1, 1, 1, "b"},
                        {2, 0, 1.0, 1, 1, 1, "c"},
                        {0, 2, 9.0, 1, 1, 1, "d"},
                        {2, 3, 2.0, 1, 1, 1, "e"}});
}

RoadGraph random_graph(std::uint64_t seed, std::int32_t nodes, std::uint64_t edges) {
    RandomStream const random(seed, 9);
    std::vector<RoadEdge> made;
    for (std::uint64_t e = 0; e < edges; ++e) {
        auto const from = static_cast<std::int32_t>(random.uniform(3 * e, 0.0, nodes));
        auto const to = static_cast<std::int32_t>(random.uniform(3 * e + 1, 0.0, nodes));
        made.push_back({from, to, random.uniform(3 * e + 2, 1.0, 100.0), 1.0, 1.0, 1, std::to_string(e)});
    }
    return graph_of(static_cast<std::size_t>(nodes), std::move(made));
}

std::vector<double> boost_distances(RoadGraph const& graph, std::int32_t start) {
    RoadGraphView const view(graph);
    std::vector<double> distance(graph.node.size());
    boost::dijkstra_shortest_paths(view, start,
                                   boost::weight_map(length_map(graph))
                                       .distance_map(boost::make_iterator_property_map(
                                           distance.begin(), get(boost::vertex_index, view))));
    return distance;
}

std::vector<double> plain_distances(RoadGraph const& graph, std::int32_t start) {
    std::vector<double> distance(graph.node.size(), far_away);
    using Entry = std::pair<double, std::int32_t>;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> open;
    distance[static_cast<std::size_t>(start)] = 0.0;
    open.push({0.0, start});
    while (!open.empty()) {
        auto const [reached, node] = open.top();
        open.pop();
        if (reached > distance[static_cast<std::size_t>(node)]) continue;
        auto const [begin, end] = graph.out_edges(node);
        for (auto e = begin; e < end; ++e) {
            auto const at = static_cast<std::size_t>(e);
            double const next = reached + graph.length_m[at];
            auto& known = distance[static_cast<std::size_t>(graph.to[at])];
            if (next >= known) continue;
            known = next;
            open.push({next, graph.to[at]});
        }
    }
    return distance;
}

TEST(RoadGraphView, counts_nodes_and_edges_of_the_graph_itself) {
    auto const graph = small_graph();
    RoadGraphView const view(graph);
    EXPECT_EQ(num_vertices(view), 5U);
    EXPECT_EQ(num_edges(view), 5U);
    auto const [first, last] = vertices(view);
    EXPECT_EQ(std::distance(first, last), 5);
    EXPECT_EQ(&view.graph(), &graph);
}

TEST(RoadGraphView, walks_the_edges_that_leave_a_node) {
    auto const graph = small_graph();
    RoadGraphView const view(graph);
    std::vector<std::string> ids;
    auto const [begin, end] = out_edges(2, view);
    for (auto edge = begin; edge != end; ++edge) {
        EXPECT_EQ(source(*edge, view), 2);
        ids.push_back(graph.edge_id[get(boost::edge_index, view, *edge)]);
    }
    EXPECT_EQ(ids, (std::vector<std::string>{"c", "e"}));
    EXPECT_EQ(out_degree(2, view), 2U);
    EXPECT_EQ(out_degree(4, view), 0U);
    auto const [first, last] = adjacent_vertices(2, view);
    EXPECT_EQ(std::vector<std::int32_t>(first, last), (std::vector<std::int32_t>{0, 3}));
}

TEST(RoadGraphView, lists_every_edge_with_its_ends) {
    auto const graph = small_graph();
    RoadGraphView const view(graph);
    std::size_t position = 0;
    auto const [begin, end] = edges(view);
    for (auto edge = begin; edge != end; ++edge, ++position) {
        EXPECT_EQ(get(boost::edge_index, view, *edge), position);
        EXPECT_EQ(source(*edge, view), graph.from[position]);
        EXPECT_EQ(target(*edge, view), graph.to[position]);
        EXPECT_EQ(get(length_map(graph), *edge), graph.length_m[position]);
    }
    EXPECT_EQ(position, 5U);
}

TEST(RoadGraphView, dijkstra_of_boost_finds_the_shortest_ways_of_a_small_graph) {
    auto const graph = small_graph();
    EXPECT_EQ(boost_distances(graph, 0), (std::vector<double>{0.0, 4.0, 7.0, 9.0, far_away}));
    EXPECT_EQ(boost_distances(graph, 3), (std::vector<double>{far_away, far_away, far_away, 0.0, far_away}));
}

TEST(RoadGraphView, dijkstra_of_boost_agrees_with_a_plain_one_on_random_graphs) {
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
        auto const graph = random_graph(seed, 200, 600);
        auto const start = static_cast<std::int32_t>(seed * 13 % 200);
        EXPECT_EQ(boost_distances(graph, start), plain_distances(graph, start)) << "seed " << seed;
    }
}

TEST(RoadGraphView, any_numbers_of_edges_can_be_weights) {
    auto const graph = small_graph();
    std::vector<double> const ones(5, 1.0);
    RoadGraphView const view(graph);
    std::vector<double> distance(5);
    boost::dijkstra_shortest_paths(view, 0,
                                   boost::weight_map(edge_map(ones))
                                       .distance_map(boost::make_iterator_property_map(
                                           distance.begin(), get(boost::vertex_index, view))));
    EXPECT_EQ(distance, (std::vector<double>{0.0, 1.0, 1.0, 2.0, far_away}));
}

TEST(RoadGraphView, breadth_first_search_of_boost_counts_the_edges_on_the_way) {
    auto const graph = small_graph();
    RoadGraphView const view(graph);
    std::vector<int> hops(5, 0);
    auto const index = get(boost::vertex_index, view);
    auto recorder = boost::record_distances(boost::make_iterator_property_map(hops.begin(), index),
                                            boost::on_tree_edge());
    boost::breadth_first_search(view, 0, boost::visitor(boost::make_bfs_visitor(recorder)));
    EXPECT_EQ(hops, (std::vector<int>{0, 1, 1, 2, 0}));
}

TEST(RoadGraphView, an_empty_graph_has_no_vertices_and_no_edges) {
    RoadGraph const graph;
    RoadGraphView const view(graph);
    EXPECT_EQ(num_vertices(view), 0U);
    EXPECT_EQ(edges(view).first, edges(view).second);
}

} // namespace
} // namespace jumelle
