#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "core/territory/dissection.hpp"
#include "models/traffic/assignment.hpp"
#include "models/traffic/kernels/hierarchy/labels.hpp"
#include "tests/models/traffic/plain_dijkstra.hpp"
#include "tests/models/traffic/random_network.hpp"

namespace jumelle::traffic {
namespace {

using namespace traffic_tests;

/// A network with costs, ready for searches.
struct Searched {
    explicit Searched(LinkNetwork const& given) : network(given) {
        ranked = make_ranked_network(network, elimination_order(network));
        hierarchy = make_hierarchy(ranked);
        for (std::int32_t const link : ranked.link) {
            auto const at = static_cast<std::size_t>(link);
            bool const is_closed = network.is_closed[at] != 0;
            cost.push_back(is_closed ? unreachable_cost : network.free_time[at] + network.fixed[at]);
        }
        customise(hierarchy, cost, arc_costs);
    }
    std::vector<double> plain_cost() const {
        std::vector<double> plain;
        for (std::size_t i = 0; i < network.to.size(); ++i)
            plain.push_back(network.free_time[i] + network.fixed[i]);
        return plain;
    }

    LinkNetwork network;
    RankedNetwork ranked;
    Hierarchy hierarchy;
    std::vector<double> cost;
    HierarchyCosts arc_costs;
};

void expect_labels_of_dijkstra(LinkNetwork const& network) {
    Searched const searched(network);
    Labels labels(searched.ranked);
    for (std::int32_t first = 0; first < network.nodes; first += 8) {
        std::vector<std::int32_t> origins;
        for (std::int32_t node = first; node < std::min(first + 8, network.nodes); ++node)
            origins.push_back(searched.ranked.vertex_of_node[static_cast<std::size_t>(node)]);
        labels.search(searched.ranked, searched.arc_costs, searched.cost, origins);
        for (std::size_t lane = 0; lane < origins.size(); ++lane) {
            auto const origin = first + static_cast<std::int32_t>(lane);
            auto const expected = plain_dijkstra(network, searched.plain_cost(), origin);
            for (std::int32_t node = 0; node < network.nodes; ++node) {
                double const label = labels(searched.ranked.vertex_of_node[static_cast<std::size_t>(node)],
                                            static_cast<Index>(lane));
                double const exact = expected[static_cast<std::size_t>(node)];
                if (std::isinf(exact)) {
                    EXPECT_FALSE(is_reachable(label)) << origin << " to " << node;
                } else {
                    EXPECT_NEAR(label, exact, 1e-12 * (1.0 + exact)) << origin << " to " << node;
                }
            }
        }
    }
}

TEST(Labels, are_the_shortest_costs_of_dijkstra_in_towns_without_a_plan) {
    for (unsigned const seed : {1U, 2U, 3U, 4U, 5U}) expect_labels_of_dijkstra(random_network({70, 0, seed}));
}

TEST(Labels, never_pass_terminals) {
    for (unsigned const seed : {6U, 7U, 8U}) expect_labels_of_dijkstra(random_network({80, 25, seed}));
}

TEST(Labels, do_not_use_closed_links) {
    auto network = random_network({60, 0, 9});
    for (std::size_t link = 0; link < network.is_closed.size(); link += 3) network.is_closed[link] = 1;
    expect_labels_of_dijkstra(network);
}

TEST(Labels, of_vertices_without_any_way_stay_unreachable) {
    auto network = random_network({40, 0, 10});
    for (std::size_t link = 0; link < network.to.size(); ++link) {
        bool const crosses = (network.from[link] < 20) != (network.to[link] < 20);
        if (crosses) network.is_closed[link] = 1;
    }
    expect_labels_of_dijkstra(network);
}

TEST(Labels, take_the_cheaper_of_parallel_links_and_leave_loops_out) {
    LinkNetwork network;
    network.nodes = 3;
    network.from = {0, 0, 1, 1};
    network.to = {1, 1, 1, 2};
    network.free_time = {5.0, 3.0, 0.1, 2.0};
    network.fixed = network.b = std::vector<double>(4, 0.0);
    network.capacity = network.power = std::vector<double>(4, 1.0);
    network.is_closed.assign(4, 0);
    expect_labels_of_dijkstra(network);
}

TEST(Hierarchy, has_an_arc_between_the_higher_neighbours_of_every_vertex) {
    Searched const searched(random_network({90, 0, 11}));
    auto const& hierarchy = searched.hierarchy;
    auto const neighbours = [&](std::int32_t v) {
        auto const at = static_cast<std::size_t>(v);
        return std::vector<std::int32_t>(hierarchy.up_to.begin() + hierarchy.up_begin[at],
                                         hierarchy.up_to.begin() + hierarchy.up_begin[at + 1]);
    };
    for (std::int32_t v = 0; v < hierarchy.vertices(); ++v) {
        auto const higher = neighbours(v);
        for (std::size_t i = 0; i < higher.size(); ++i) {
            EXPECT_GT(higher[i], v);
            auto const above = neighbours(higher[i]);
            for (std::size_t j = i + 1; j < higher.size(); ++j) {
                EXPECT_TRUE(std::binary_search(above.begin(), above.end(), higher[j]));
            }
        }
    }
}

} // namespace
} // namespace jumelle::traffic
