#include <algorithm>
#include <gtest/gtest.h>
#include <numeric>

#include "core/territory/dissection.hpp"
#include "core/territory/easy_elimination.hpp"

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

/// A chequerboard with a bend in each street and a dead end of two streets at each crossing.
Neighbours winding(std::int32_t side) {
    Neighbours const board = chequerboard(side);
    std::vector<std::int32_t> from, to;
    std::int32_t nodes = board.nodes();
    auto const join = [&](std::int32_t a, std::int32_t b) {
        from.insert(from.end(), {a, nodes});
        to.insert(to.end(), {nodes, b});
        ++nodes;
    };
    for (std::int32_t node = 0; node < board.nodes(); ++node) {
        for (auto i = board.begin[static_cast<std::size_t>(node)];
             i < board.begin[static_cast<std::size_t>(node) + 1]; ++i) {
            if (board.to[static_cast<std::size_t>(i)] > node)
                join(node, board.to[static_cast<std::size_t>(i)]);
        }
        join(node, nodes + 1);
        ++nodes;
    }
    return neighbours_of(nodes, from, to);
}

TEST(DissectionOrder, eliminates_dead_ends_and_bends_before_crossings) {
    constexpr std::int32_t side = 12, crossings = side * side;
    auto const graph = winding(side);
    auto const order = dissection_order(graph);
    auto const is_corner = [&](std::int32_t node) {
        return graph.begin[static_cast<std::size_t>(node) + 1] -
                   graph.begin[static_cast<std::size_t>(node)] ==
               3;
    };
    for (std::int32_t const node : std::vector(order.begin(), order.begin() + (graph.nodes() - crossings)))
        EXPECT_TRUE(node >= crossings || is_corner(node)) << node;
    auto every = order;
    std::sort(every.begin(), every.end());
    for (std::int32_t node = 0; node < graph.nodes(); ++node)
        EXPECT_EQ(every[static_cast<std::size_t>(node)], node);
    // Two edges for a bend, three for both nodes of a dead end, and what a chequerboard fills in.
    std::size_t const streets = 2 * side * (side - 1), ends = 3 * crossings;
    EXPECT_LE(filled_edges(graph, order),
              2 * streets + ends + filled_edges(chequerboard(side), dissection_order(chequerboard(side))));
}

TEST(EasyElimination, needs_nothing_else_for_streets_without_crossings) {
    auto const street =
        neighbours_of(5, std::vector<std::int32_t>{0, 1, 2, 3}, std::vector<std::int32_t>{1, 2, 3, 4});
    EXPECT_EQ(EasyElimination(street).order(), (std::vector<std::int32_t>{0, 2, 4, 1, 3}));
    auto const ring =
        neighbours_of(4, std::vector<std::int32_t>{0, 1, 2, 3}, std::vector<std::int32_t>{1, 2, 3, 0});
    EXPECT_EQ(EasyElimination(ring).order(), (std::vector<std::int32_t>{0, 2, 1, 3}));
}

TEST(EasyElimination, leaves_crossings_beside_each_other_once) {
    // Four crossings all beside each other, the first two by a bend too.
    auto const graph = neighbours_of(5, std::vector<std::int32_t>{0, 0, 0, 1, 1, 2, 0, 4},
                                     std::vector<std::int32_t>{1, 2, 3, 2, 3, 3, 4, 1});
    EasyElimination const easy(graph);
    EXPECT_EQ(easy.order(), (std::vector<std::int32_t>{4}));
    auto const beside = easy.neighbours(0);
    EXPECT_EQ(std::vector(beside.begin(), beside.end()), (std::vector<std::int32_t>{1, 2, 3}));
    EXPECT_TRUE(easy.is_gone(4));
    EXPECT_FALSE(easy.is_gone(1));
}

TEST(DissectionOrder, of_nothing_is_empty_and_of_no_links_is_by_number) {
    EXPECT_TRUE(dissection_order(neighbours_of(0, {}, {})).empty());
    EXPECT_EQ(dissection_order(neighbours_of(3, {}, {})), (std::vector<std::int32_t>{0, 1, 2}));
}

} // namespace
} // namespace jumelle
