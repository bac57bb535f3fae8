#include <gtest/gtest.h>

#include <functional>

#include "core/parallel/loops.hpp"
#include "models/traffic/kernels/routes/cheapest_ways.hpp"
#include "models/traffic/kernels/routes/origin_routes.hpp"
#include "models/traffic/kernels/routes/skims.hpp"
#include "tests/models/traffic/equilibrium_check.hpp"
#include "tests/models/traffic/random_network.hpp"

namespace jumelle::traffic {
namespace {

using namespace traffic_tests;

/// Two diamonds one after the other, 0 → {1, 2} → 3 → {4, 5} → 6, links 0 … 7 in that order.
LinkNetwork two_diamonds() {
    LinkNetwork network;
    network.nodes = 7;
    network.from = {0, 0, 1, 2, 3, 3, 4, 5};
    network.to = {1, 2, 3, 3, 4, 5, 6, 6};
    auto const links = network.to.size();
    network.free_time = {1.0, 2.0, 3.0, 1.0, 1.0, 2.0, 4.0, 4.0};
    network.b.assign(links, 0.0);
    network.capacity.assign(links, 1.0);
    network.power.assign(links, 1.0);
    network.fixed.assign(links, 0.0);
    return network;
}

/// 10 vehicles start in 0, 2 of them end in 3, the others in 6.
std::vector<Load> flows_of_two_diamonds() {
    return {{0, 4.0}, {1, 6.0}, {2, 4.0}, {3, 6.0}, {4, 6.0}, {5, 2.0}, {6, 6.0}, {7, 2.0}};
}

/// Shortest costs between all nodes by Floyd 1962 and Warshall 1962; ways do not pass terminals.
std::vector<std::vector<double>> floyd(LinkNetwork const& network, std::vector<double> const& cost) {
    auto const n = static_cast<std::size_t>(network.nodes);
    std::vector<std::vector<double>> label(n,
                                           std::vector<double>(n, std::numeric_limits<double>::infinity()));
    for (std::size_t i = 0; i < n; ++i) label[i][i] = 0.0;
    for (std::size_t a = 0; a < cost.size(); ++a) {
        double& direct =
            label[static_cast<std::size_t>(network.from[a])][static_cast<std::size_t>(network.to[a])];
        if (network.is_closed[a] == 0) direct = std::min(direct, cost[a]);
    }
    for (std::size_t k = 0; k < n; ++k) {
        if (network.is_terminal[k] != 0) continue;
        for (std::size_t i = 0; i < n; ++i) {
            for (std::size_t j = 0; j < n; ++j)
                label[i][j] = std::min(label[i][j], label[i][k] + label[k][j]);
        }
    }
    return label;
}

TEST(CheapestWays, are_those_of_floyd_and_warshall_in_random_towns) {
    for (unsigned seed = 1; seed <= 5; ++seed) {
        auto network = random_network({50, 10, seed});
        for (std::size_t a = 0; a < network.to.size(); a += 9) network.is_closed[a] = 1;
        auto const& cost = network.free_time;
        auto const label = floyd(network, cost);
        CheapestWays ways(network);
        std::vector<double> const ones(cost.size(), 1.0);
        for (std::int32_t origin = 0; origin < network.nodes; ++origin) {
            ways.search(cost, origin);
            auto const sums = ways.sums(cost), steps = ways.sums(ones);
            for (std::int32_t node = 0; node < network.nodes; ++node) {
                auto const n = static_cast<std::size_t>(node);
                double const expected = label[static_cast<std::size_t>(origin)][n];
                if (std::isinf(expected)) {
                    EXPECT_TRUE(std::isinf(ways.cost_to(node)) && std::isinf(sums[n]));
                    continue;
                }
                EXPECT_NEAR(ways.cost_to(node), expected, 1e-12 * (1.0 + expected));
                EXPECT_DOUBLE_EQ(sums[n], ways.cost_to(node));
                EXPECT_EQ(steps[n] == 0.0, node == origin);
            }
        }
    }
}

TEST(CheapestWays, sum_what_lies_on_them) {
    auto const network = two_diamonds();
    CheapestWays ways(network);
    ways.search(network.free_time, 0);
    EXPECT_EQ(ways.cost_to(3), 3.0); // over 2
    std::vector<double> const tolls{9.0, 1.0, 9.0, 2.0, 4.0, 9.0, 8.0, 9.0};
    EXPECT_EQ(ways.sums(tolls)[6], 15.0);
    EXPECT_EQ(ways.sums(tolls)[1], 9.0);
}

TEST(Skims, have_the_same_bits_for_any_number_of_threads) {
    auto const network = random_network({80, 12, 3});
    std::vector<std::int32_t> const places{0, 5, 5, 11, 40};
    std::vector<std::vector<double>> const quantities{network.free_time, network.capacity};
    int const before = loop_threads();
    set_loop_threads(1);
    auto const one = skims_between(network, network.free_time, places, quantities);
    set_loop_threads(3);
    auto const three = skims_between(network, network.free_time, places, quantities);
    set_loop_threads(before);
    EXPECT_EQ(one.cost, three.cost);
    EXPECT_EQ(one.sums, three.sums);
    EXPECT_EQ(one.cost[1 * 5 + 2], 0.0) << "both are node 5";
    EXPECT_EQ(one.sums[0], one.cost);
}

TEST(OriginRoutes, tell_who_passes_a_link_where_the_ways_part_twice) {
    auto const network = two_diamonds();
    OriginRoutes routes(network);
    routes.set(0, flows_of_two_diamonds());
    std::vector<std::uint8_t> marked(8, 0);
    marked[4] = 1; // 3 → 4: six of the eight who go on from 3
    routes.mark(marked);
    EXPECT_DOUBLE_EQ(routes.share_passed(6), 0.75);
    EXPECT_EQ(routes.share_passed(3), 0.0);
    std::vector<double> flow(8, 0.0);
    routes.add_marked_flows(flow);
    // Of the 4 over node 1 as of the 6 over node 2, six of ten come to the link.
    std::vector<double> const expected{2.4, 3.6, 2.4, 3.6, 6.0, 0.0, 6.0, 0.0};
    for (std::size_t a = 0; a < 8; ++a) EXPECT_NEAR(flow[a], expected[a], 1e-14) << a;
}

TEST(OriginRoutes, count_who_passes_one_of_several_links_once) {
    auto const network = two_diamonds();
    OriginRoutes routes(network);
    routes.set(0, flows_of_two_diamonds());
    std::vector<std::uint8_t> marked(8, 0);
    marked[0] = marked[2] = marked[4] = 1;
    routes.mark(marked);
    // 1 − (6/10 not over node 1) (2/8 not over node 4)
    EXPECT_DOUBLE_EQ(routes.share_passed(6), 1.0 - 0.6 * 0.25);
    EXPECT_DOUBLE_EQ(routes.share_passed(3), 0.4);
    std::vector<double> flow(8, 0.0);
    routes.add_marked_flows(flow);
    EXPECT_NEAR(flow[1], 6.0 * 0.6, 1e-14);
    EXPECT_NEAR(flow[5], 2.0 * 0.4, 1e-14);
}

TEST(OriginRoutes, turn_alike_wherever_drivers_come_from) {
    auto const network = two_diamonds();
    OriginRoutes routes(network);
    routes.set(0, flows_of_two_diamonds());
    EXPECT_DOUBLE_EQ(routes.turn_flow(2, 4), 4.0 * 6.0 / 10.0);
    EXPECT_DOUBLE_EQ(routes.turn_flow(3, 5), 6.0 * 2.0 / 10.0);
    EXPECT_DOUBLE_EQ(routes.turn_flow(2, 4) + routes.turn_flow(3, 4), 6.0);
}

TEST(OriginRoutes, leave_out_what_runs_in_a_circle) {
    auto network = two_diamonds();
    network.from.push_back(3); // back from 3 to 2: link 8
    network.to.push_back(2);
    auto loads = flows_of_two_diamonds();
    loads[3].flow += 1.5;
    loads.push_back({8, 1.5});
    OriginRoutes routes(network);
    routes.set(0, loads);
    std::vector<std::uint8_t> marked(9, 0);
    marked[8] = marked[4] = 1;
    routes.mark(marked);
    EXPECT_DOUBLE_EQ(routes.share_passed(6), 0.75);
    EXPECT_DOUBLE_EQ(routes.turn_flow(3, 5), 6.0 * 2.0 / 10.0);
}

/// Follows every way of the flows of one origin, with its probability.
struct AllWays {
    LinkNetwork const& network;
    std::map<std::int32_t, double> flow; ///< by link
    std::vector<std::uint8_t> marked;
    std::map<std::int32_t, double> arriving; ///< trips by node
    std::map<std::int32_t, double> passed;   ///< probability, times that of the way up to the node
    std::map<std::int32_t, double> reached;  ///< probability of coming to the node
    std::map<std::int32_t, double> marked_flow;

    /// @param ending trips that end at each node
    void follow(std::int32_t node, double probability, bool has_passed, std::vector<std::int32_t>& way,
                double start) {
        double leaving = 0.0, ends = arriving.contains(node) ? arriving.at(node) : 0.0;
        for (std::size_t a = 0; a < network.to.size(); ++a)
            if (network.from[a] == node && flow.contains(static_cast<std::int32_t>(a)))
                leaving += flow.at(static_cast<std::int32_t>(a));
        double const all = leaving + ends;
        reached[node] += probability;
        if (has_passed) {
            passed[node] += probability;
            for (auto const link : way) marked_flow[link] += start * probability * ends / all;
        }
        for (std::size_t a = 0; a < network.to.size(); ++a) {
            auto const link = static_cast<std::int32_t>(a);
            if (network.from[a] != node || !flow.contains(link)) continue;
            way.push_back(link);
            follow(network.to[a], probability * flow.at(link) / all, has_passed || marked[a] != 0, way,
                   start);
            way.pop_back();
        }
    }
};

TEST(OriginRoutes, agree_with_following_every_way_of_an_equilibrium) {
    RandomTown const town{14, 0, 4};
    auto const network = random_network(town);
    auto const trips = random_trips(town, 60.0);
    Tapas solver(network, trips, elimination_order(network));
    traffic_tests::solved(network, trips, solver, 1e-12);
    std::vector<std::uint8_t> marked(network.to.size(), 0);
    for (std::size_t a = 3; a < marked.size(); a += 7) marked[a] = 1;
    OriginRoutes routes(network);
    for (std::size_t o = 0; o < trips.origin.size(); ++o) {
        AllWays all{network, {}, marked, {}, {}, {}, {}};
        auto const loads = solver.flows_from(trips.origin[o]);
        double start = 0.0;
        for (auto i = trips.begin[o]; i < trips.begin[o + 1]; ++i) {
            start += trips.volume[static_cast<std::size_t>(i)];
            all.arriving[trips.destination[static_cast<std::size_t>(i)]] +=
                trips.volume[static_cast<std::size_t>(i)];
        }
        for (auto const& load : loads) all.flow[load.link] = load.flow;
        std::vector<std::int32_t> way;
        all.follow(trips.origin[o], 1.0, false, way, start);
        routes.set(trips.origin[o], loads);
        routes.mark(marked);
        std::vector<double> flow(marked.size(), 0.0);
        routes.add_marked_flows(flow);
        for (auto const& [node, reached] : all.reached)
            EXPECT_NEAR(routes.share_passed(node), all.passed[node] / reached, 1e-9);
        for (std::size_t a = 0; a < flow.size(); ++a)
            EXPECT_NEAR(flow[a], all.marked_flow[static_cast<std::int32_t>(a)], 1e-7);
    }
}

TEST(OriginRoutes, find_on_a_single_link_all_its_flow_and_as_many_trips) {
    RandomTown const town{60, 12, 2};
    auto const network = random_network(town);
    auto const trips = random_trips(town, 30.0);
    Tapas solver(network, trips, elimination_order(network));
    traffic_tests::solved(network, trips, solver, 1e-12);
    auto const total = solver.flows();
    auto const busiest =
        static_cast<std::size_t>(std::max_element(total.begin(), total.end()) - total.begin());
    std::vector<std::uint8_t> marked(network.to.size(), 0);
    marked[busiest] = 1;
    std::vector<double> flow(marked.size(), 0.0);
    double passing = 0.0;
    OriginRoutes routes(network);
    for (std::size_t o = 0; o < trips.origin.size(); ++o) {
        routes.set(trips.origin[o], solver.flows_from(trips.origin[o]));
        routes.mark(marked);
        routes.add_marked_flows(flow);
        for (auto i = trips.begin[o]; i < trips.begin[o + 1]; ++i)
            passing += trips.volume[static_cast<std::size_t>(i)] *
                       routes.share_passed(trips.destination[static_cast<std::size_t>(i)]);
    }
    EXPECT_GT(total[busiest], 50.0);
    EXPECT_NEAR(flow[busiest], total[busiest], 1e-8);
    EXPECT_NEAR(passing, total[busiest], 1e-7);
    for (std::size_t a = 0; a < flow.size(); ++a) EXPECT_LE(flow[a], total[a] + 1e-9);
}

} // namespace
} // namespace jumelle::traffic
