#include "core/territory/bridge.hpp"

#include <cmath>
#include <gtest/gtest.h>
#include <limits>
#include <map>
#include <numeric>

#include "core/base/random.hpp"
#include "core/parallel/loops.hpp"

namespace jumelle {
namespace {

/// `rows` × `columns` cells of 10 m, south-west corner at (0, 0).
Grid ten_metre_grid(Index rows, Index columns) {
    Grid grid;
    grid.rows = rows;
    grid.columns = columns;
    grid.cell_m = 10.0;
    grid.north_m = 10.0 * static_cast<double>(rows);
    return grid;
}

RoadEdge edge_between(std::vector<Point> const& nodes, std::int32_t from, std::int32_t to) {
    auto const a = nodes[static_cast<std::size_t>(from)], b = nodes[static_cast<std::size_t>(to)];
    return {from, to, std::hypot(b.x_m - a.x_m, b.y_m - a.y_m), 10.0, 0.5, 1, "e"};
}

RoadGraph one_edge(Point a, Point b) {
    std::vector<Point> const nodes{a, b};
    return make_road_graph(nodes, {edge_between(nodes, 0, 1)});
}

std::map<std::pair<Index, Index>, double> lengths_of(CellEdgeBridge const& bridge, std::size_t edge) {
    std::map<std::pair<Index, Index>, double> found;
    for (auto i = bridge.edge_begin[edge]; i < bridge.edge_begin[edge + 1]; ++i) {
        auto const cell = bridge.cell_under_edge[static_cast<std::size_t>(i)];
        found[{cell / bridge.columns, cell % bridge.columns}] += bridge.length_m[static_cast<std::size_t>(i)];
    }
    return found;
}

double total_length(CellEdgeBridge const& bridge, std::size_t edge) {
    double sum = 0.0;
    for (auto const& [cell, length] : lengths_of(bridge, edge)) sum += length;
    return sum;
}

/// Random nodes in and around the grid, each joined to the next.
RoadGraph random_graph(std::uint64_t seed, std::size_t count, double low, double high) {
    RandomStream const random(seed, 3);
    std::vector<Point> nodes;
    for (std::size_t n = 0; n < count; ++n) {
        nodes.push_back({random.uniform(2 * n, low, high), random.uniform(2 * n + 1, low, high)});
    }
    std::vector<RoadEdge> edges;
    for (std::size_t n = 1; n < count; ++n) {
        edges.push_back(edge_between(nodes, static_cast<std::int32_t>(n - 1), static_cast<std::int32_t>(n)));
    }
    return make_road_graph(nodes, edges);
}

TEST(CellEdgeBridge, an_edge_along_a_row_lies_in_that_rows_cells) {
    auto const found = lengths_of(make_bridge(one_edge({5.0, 15.0}, {32.0, 15.0}), ten_metre_grid(3, 5)), 0);
    ASSERT_EQ(found.size(), 4U);
    EXPECT_NEAR(found.at({1, 0}), 5.0, 1e-12);
    EXPECT_NEAR(found.at({1, 1}), 10.0, 1e-12);
    EXPECT_NEAR(found.at({1, 3}), 2.0, 1e-12);
}

TEST(CellEdgeBridge, cells_come_in_the_order_in_which_the_edge_crosses_them) {
    auto const bridge = make_bridge(one_edge({45.0, 5.0}, {5.0, 5.0}), ten_metre_grid(1, 5));
    EXPECT_EQ(bridge.cell_under_edge, (std::vector<std::int64_t>{4, 3, 2, 1, 0}));
}

TEST(CellEdgeBridge, a_diagonal_through_corners_touches_only_cells_on_the_diagonal) {
    for (auto const& [a, b] : {std::pair<Point, Point>{{0.0, 0.0}, {40.0, 40.0}},
                               std::pair<Point, Point>{{40.0, 40.0}, {0.0, 0.0}}}) {
        auto const found = lengths_of(make_bridge(one_edge(a, b), ten_metre_grid(4, 4)), 0);
        ASSERT_EQ(found.size(), 4U);
        for (auto const& [cell, length] : found) {
            EXPECT_EQ(cell.first + cell.second, 3);
            EXPECT_NEAR(length, 10.0 * std::sqrt(2.0), 1e-9);
        }
    }
}

TEST(CellEdgeBridge, a_slanting_edge_has_hand_computed_lengths) {
    // From (0, 5) to (20, 15): crosses y = 10 at x = 10, exactly on the line between columns.
    auto const found = lengths_of(make_bridge(one_edge({0.0, 5.0}, {20.0, 15.0}), ten_metre_grid(2, 2)), 0);
    ASSERT_EQ(found.size(), 2U);
    EXPECT_NEAR(found.at({1, 0}), std::hypot(10.0, 5.0), 1e-12);
    EXPECT_NEAR(found.at({0, 1}), std::hypot(10.0, 5.0), 1e-12);
}

TEST(CellEdgeBridge, lengths_sum_up_to_the_length_of_edges_inside_the_grid) {
    auto const graph = random_graph(11, 300, 0.0, 400.0);
    auto const bridge = make_bridge(graph, ten_metre_grid(40, 40));
    for (std::size_t e = 0; e < graph.to.size(); ++e) {
        EXPECT_NEAR(total_length(bridge, e), graph.length_m[e], 1e-9);
    }
}

TEST(CellEdgeBridge, each_cells_length_is_that_of_the_segment_clipped_to_the_cell) {
    auto const graph = random_graph(12, 40, 3.0, 97.0);
    auto const grid = ten_metre_grid(10, 10);
    auto const bridge = make_bridge(graph, grid);
    constexpr int samples = 20000;
    for (std::size_t e = 0; e < graph.to.size(); ++e) {
        auto const a = graph.node[static_cast<std::size_t>(graph.from[e])];
        auto const b = graph.node[static_cast<std::size_t>(graph.to[e])];
        std::map<std::pair<Index, Index>, int> count;
        for (int i = 0; i < samples; ++i) {
            double const t = (i + 0.5) / samples;
            auto const cell = grid.cell_at({a.x_m + t * (b.x_m - a.x_m), a.y_m + t * (b.y_m - a.y_m)});
            count[{cell->row, cell->column}] += 1;
        }
        auto const found = lengths_of(bridge, e);
        for (auto const& [cell, hits] : count) {
            double const length = found.contains(cell) ? found.at(cell) : 0.0;
            EXPECT_NEAR(length, graph.length_m[e] * hits / samples, 2.0 * graph.length_m[e] / samples);
        }
    }
}

TEST(CellEdgeBridge, only_the_part_inside_the_grid_counts) {
    auto const bridge = make_bridge(one_edge({-50.0, 5.0}, {25.0, 5.0}), ten_metre_grid(1, 10));
    EXPECT_NEAR(total_length(bridge, 0), 25.0, 1e-9);
    auto const outside = make_bridge(one_edge({-50.0, 50.0}, {25.0, 50.0}), ten_metre_grid(1, 10));
    EXPECT_TRUE(outside.cell_under_edge.empty());
    auto const passing_a_corner = make_bridge(one_edge({-10.0, 8.0}, {10.0, 28.0}), ten_metre_grid(1, 1));
    EXPECT_TRUE(passing_a_corner.cell_under_edge.empty());
}

TEST(CellEdgeBridge, edges_across_the_whole_grid_keep_the_length_within_it) {
    auto const graph = random_graph(13, 200, -200.0, 300.0);
    auto const bridge = make_bridge(graph, ten_metre_grid(10, 10));
    for (std::size_t e = 0; e < graph.to.size(); ++e) {
        EXPECT_LE(total_length(bridge, e), std::min(graph.length_m[e], 100.0 * std::sqrt(2.0)) + 1e-9);
        for (auto i = bridge.edge_begin[e]; i < bridge.edge_begin[e + 1]; ++i) {
            EXPECT_GE(bridge.cell_under_edge[static_cast<std::size_t>(i)], 0);
            EXPECT_LT(bridge.cell_under_edge[static_cast<std::size_t>(i)], 100);
            EXPECT_GT(bridge.length_m[static_cast<std::size_t>(i)], 0.0);
        }
    }
}

TEST(CellEdgeBridge, an_edge_along_a_line_between_cells_lies_in_the_eastern_or_southern_one) {
    auto const upright =
        lengths_of(make_bridge(one_edge({10.0, 0.0}, {10.0, 20.0}), ten_metre_grid(2, 2)), 0);
    EXPECT_NEAR(upright.at({0, 1}), 10.0, 1e-12);
    EXPECT_NEAR(upright.at({1, 1}), 10.0, 1e-12);
    auto const level = lengths_of(make_bridge(one_edge({0.0, 10.0}, {20.0, 10.0}), ten_metre_grid(2, 2)), 0);
    EXPECT_NEAR(level.at({1, 0}), 10.0, 1e-12);
    EXPECT_NEAR(level.at({1, 1}), 10.0, 1e-12);
}

TEST(CellEdgeBridge, both_directions_of_a_street_lie_in_the_same_cells) {
    std::vector<Point> const nodes{{3.0, 4.0}, {91.0, 57.0}};
    auto const graph = make_road_graph(nodes, {edge_between(nodes, 0, 1), edge_between(nodes, 1, 0)});
    auto const bridge = make_bridge(graph, ten_metre_grid(10, 10));
    auto const there = lengths_of(bridge, 0), back = lengths_of(bridge, 1);
    ASSERT_EQ(there.size(), back.size());
    for (auto const& [cell, length] : there) EXPECT_NEAR(back.at(cell), length, 1e-9);
}

TEST(CellEdgeBridge, an_edge_that_bends_gives_its_whole_length_to_the_straight_ways_cells) {
    RoadGraph graph = one_edge({0.0, 5.0}, {40.0, 5.0});
    graph.length_m[0] = 60.0;
    auto const found = lengths_of(make_bridge(graph, ten_metre_grid(1, 4)), 0);
    for (auto const& [cell, length] : found) EXPECT_NEAR(length, 15.0, 1e-9);
}

TEST(CellEdgeBridge, an_edge_between_nodes_at_one_place_lies_in_that_places_cell) {
    RoadGraph graph = one_edge({15.0, 5.0}, {15.0, 5.0});
    graph.length_m[0] = 7.0;
    auto const found = lengths_of(make_bridge(graph, ten_metre_grid(1, 4)), 0);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found.at({0, 1}), 7.0);
}

TEST(CellEdgeBridge, the_table_by_cell_holds_the_same_as_the_table_by_edge) {
    auto const graph = random_graph(14, 120, 0.0, 200.0);
    auto const bridge = make_bridge(graph, ten_metre_grid(20, 20));
    std::size_t entries = 0;
    for (Index row = 0; row < 20; ++row) {
        for (Index column = 0; column < 20; ++column) {
            auto const [begin, end] = bridge.edges_over({row, column});
            for (auto i = begin; i < end; ++i) {
                auto const at = static_cast<std::size_t>(i);
                auto const edge = static_cast<std::size_t>(bridge.edge_over_cell[at]);
                EXPECT_EQ(lengths_of(bridge, edge).at({row, column}), bridge.length_over_cell_m[at]);
                if (i > begin) {
                    EXPECT_LT(bridge.edge_over_cell[at - 1], bridge.edge_over_cell[at]);
                }
                ++entries;
            }
        }
    }
    EXPECT_EQ(entries, bridge.cell_under_edge.size());
}

TEST(CellEdgeBridge, edges_that_are_not_on_the_ground_have_no_cells) {
    auto const graph = random_graph(15, 10, 0.0, 100.0);
    auto const bridge = make_bridge(graph, ten_metre_grid(10, 10), [](Index edge) { return edge % 2 == 0; });
    for (std::size_t e = 0; e < graph.to.size(); ++e) EXPECT_EQ(total_length(bridge, e) > 0.0, e % 2 == 0);
}

TEST(CellEdgeBridge, a_graph_without_edges_has_an_empty_bridge) {
    auto const bridge = make_bridge(RoadGraph{}, ten_metre_grid(2, 2));
    EXPECT_EQ(bridge.edges(), 0);
    EXPECT_TRUE(largest_under_edges(bridge, Array2D<double>(2, 2, 1.0).view(), 0.0).empty());
}

TEST(LargestUnderEdges, finds_the_maximum_and_skips_cells_without_a_value) {
    std::vector<Point> const nodes{{5.0, 5.0},   {25.0, 5.0},  {5.0, 15.0},
                                   {15.0, 15.0}, {-20.0, 5.0}, {-10.0, 5.0}};
    auto const graph = make_road_graph(
        nodes, {edge_between(nodes, 0, 1), edge_between(nodes, 2, 3), edge_between(nodes, 4, 5)});
    Array2D<double> depth(2, 3, std::numeric_limits<double>::quiet_NaN());
    depth(1, 0) = 0.1;
    depth(1, 2) = 0.4;
    auto const largest = largest_under_edges(make_bridge(graph, ten_metre_grid(2, 3)), depth.view(), -1.0);
    EXPECT_EQ(largest, (std::vector<double>{0.4, -1.0, -1.0}));
}

TEST(AddFromEdges, conserves_what_the_edges_give_off) {
    auto const graph = random_graph(16, 200, 0.0, 300.0);
    auto const bridge = make_bridge(graph, ten_metre_grid(30, 30));
    RandomStream const random(1, 2);
    std::vector<double> per_m;
    double given = 0.0;
    for (std::size_t e = 0; e < graph.to.size(); ++e) {
        per_m.push_back(random.uniform(e));
        given += per_m.back() * graph.length_m[e];
    }
    Array2D<double> heat(30, 30, 2.0);
    add_from_edges(bridge, per_m, heat.view());
    double taken = 0.0;
    for (Index row = 0; row < 30; ++row) {
        for (Index column = 0; column < 30; ++column) taken += heat(row, column) - 2.0;
    }
    EXPECT_NEAR(taken, given, 1e-9 * given);
}

TEST(AddFromEdges, gives_the_same_bits_for_any_number_of_threads) {
    auto const graph = random_graph(17, 500, -50.0, 350.0);
    std::vector<double> const per_m(graph.to.size(), 0.1);
    auto const result = [&](int threads) {
        set_loop_threads(threads);
        Array2D<double> heat(30, 30, 0.0);
        add_from_edges(make_bridge(graph, ten_metre_grid(30, 30)), per_m, heat.view());
        std::vector<double> all;
        for (Index row = 0; row < 30; ++row) all.insert(all.end(), heat.row(row), heat.row(row) + 30);
        return all;
    };
    auto const one = result(1);
    EXPECT_EQ(one, result(2));
    EXPECT_EQ(one, result(3));
}

} // namespace
} // namespace jumelle
