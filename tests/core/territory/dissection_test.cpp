#include <algorithm>
#include <gtest/gtest.h>
#include <numeric>

#include "core/territory/dissection.hpp"

namespace jumelle {
namespace {

/// Streets of a chequerboard, each once.
Neighbours chequerboard(std::int32_t side) {
    std::vector<std::int32_t> from, to;
    for (std::int32_t row = 0; row < side; ++row) {
        for (std::int32_t column = 0; column < side; ++column) {
            std::int32_t const node = row * side + column;
            if (column + 1 < side) {
                from.push_back(node);
                to.push_back(node + 1);
            }
            if (row + 1 < side) {
                from.push_back(node + side);
                to.push_back(node);
            }
        }
    }
    return neighbours_of(side * side, from, to);
}

/// Edges that elimination in this order fills in, by the definition.
std::size_t filled_edges(Neighbours const& graph, std::vector<std::int32_t> const& order) {
    auto const nodes = static_cast<std::size_t>(graph.nodes());
    std::vector<std::vector<bool>> edge(nodes, std::vector<bool>(nodes, false));
    for (std::size_t a = 0; a < nodes; ++a) {
        for (auto i = graph.begin[a]; i < graph.begin[a + 1]; ++i)
            edge[a][static_cast<std::size_t>(graph.to[static_cast<std::size_t>(i)])] = true;
    }
    std::size_t count = 0;
    std::vector<bool> is_gone(nodes, false);
    for (std::int32_t const next : order) {
        auto const v = static_cast<std::size_t>(next);
        is_gone[v] = true;
        for (std::size_t a = 0; a < nodes; ++a) {
            if (is_gone[a] || !edge[v][a]) continue;
            ++count;
            for (std::size_t b = 0; b < nodes; ++b) {
                if (b != a && !is_gone[b] && edge[v][b]) edge[a][b] = true;
            }
        }
    }
    return count;
}

TEST(Neighbours, count_parallel_and_opposite_links_once_and_loops_never) {
    auto const graph =
        neighbours_of(3, std::vector<std::int32_t>{0, 1, 0, 2, 1}, std::vector<std::int32_t>{1, 0, 1, 2, 2});
    EXPECT_EQ(graph.begin, (std::vector<std::int32_t>{0, 1, 3, 4}));
    EXPECT_EQ(graph.to, (std::vector<std::int32_t>{1, 0, 2, 1}));
}

TEST(DissectionOrder, has_every_node_once) {
    auto order = dissection_order(chequerboard(17));
    std::sort(order.begin(), order.end());
    std::vector<std::int32_t> all(17 * 17);
    std::iota(all.begin(), all.end(), 0);
    EXPECT_EQ(order, all);
}

TEST(DissectionOrder, is_the_same_every_time) {
    EXPECT_EQ(dissection_order(chequerboard(30)), dissection_order(chequerboard(30)));
}

TEST(DissectionOrder, fills_a_chequerboard_far_less_than_row_by_row) {
    auto const graph = chequerboard(20);
    std::vector<std::int32_t> rows(400);
    std::iota(rows.begin(), rows.end(), 0);
    EXPECT_LT(2 * filled_edges(graph, dissection_order(graph)), filled_edges(graph, rows));
}

TEST(DissectionOrder, puts_nodes_without_neighbours_first) {
    auto const graph = neighbours_of(5, std::vector<std::int32_t>{1, 3}, std::vector<std::int32_t>{3, 4});
    auto const order = dissection_order(graph);
    EXPECT_EQ(order[0], 0);
    EXPECT_EQ(order[1], 2);
    EXPECT_EQ(order.size(), 5U);
}

TEST(DissectionOrder, of_nothing_is_empty_and_of_no_links_is_by_number) {
    EXPECT_TRUE(dissection_order(neighbours_of(0, {}, {})).empty());
    EXPECT_EQ(dissection_order(neighbours_of(3, {}, {})), (std::vector<std::int32_t>{0, 1, 2}));
}

} // namespace
} // namespace jumelle
