#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "core/parallel/loops.hpp"
#include "tests/models/traffic/equilibrium_check.hpp"
#include "tests/models/traffic/random_network.hpp"
#include "tests/models/traffic/two_links.hpp"

namespace jumelle::traffic {
namespace {

using namespace traffic_tests;

/// Braess' four nodes: t = 10 x on the two outer, 50 + x on the two inner links, 10 + x over the bridge.
LinkNetwork braess() {
    LinkNetwork network;
    network.nodes = 4;
    network.from = {0, 0, 2, 3, 2};
    network.to = {2, 3, 1, 1, 3};
    network.free_time = {1e-8, 50.0, 50.0, 1e-8, 10.0};
    network.b = {1e9, 0.02, 0.02, 1e9, 0.1};
    network.capacity = network.power = std::vector<double>(5, 1.0);
    network.fixed.assign(5, 0.0);
    network.is_closed.assign(5, 0);
    return network;
}

OriginTrips one_pair(std::int32_t from, std::int32_t to, double volume) {
    return {{from}, {0, 1}, {to}, {volume}};
}

Tapas make_solver(LinkNetwork const& network, OriginTrips const& trips) {
    return {network, trips, elimination_order(network)};
}

double path_cost(LinkNetwork const& network, Tapas const& solver, std::vector<std::size_t> const& links) {
    auto const flow = solver.flows();
    double sum = 0.0;
    for (std::size_t const link : links) sum += plain_cost(network, link, flow[link]);
    return sum;
}

struct ThreadsRestored {
    int const before = loop_threads();
    ~ThreadsRestored() { set_loop_threads(before); }
};

TEST(Tapas, gives_braess_92_with_the_bridge_on_all_three_ways) {
    auto const network = braess();
    auto const trips = one_pair(0, 1, 6.0);
    Tapas solver = make_solver(network, trips);
    solved(network, trips, solver, 1e-13);
    EXPECT_NEAR(path_cost(network, solver, {0, 2}), 92.0, 1e-6);
    EXPECT_NEAR(path_cost(network, solver, {1, 3}), 92.0, 1e-6);
    EXPECT_NEAR(path_cost(network, solver, {0, 4, 3}), 92.0, 1e-6);
}

TEST(Tapas, gives_braess_83_once_the_bridge_is_closed) {
    auto network = braess();
    auto const trips = one_pair(0, 1, 6.0);
    Tapas solver = make_solver(network, trips);
    solved(network, trips, solver, 1e-13);
    network.is_closed[4] = 1;
    solver.set_network(network);
    solved(network, trips, solver, 1e-13);
    EXPECT_NEAR(path_cost(network, solver, {0, 2}), 83.0, 1e-6);
    EXPECT_EQ(solver.flows()[4], 0.0);
}

TEST(Tapas, drives_braess_over_the_outer_ways_alone_in_the_system_optimum) {
    auto const network = braess();
    auto const trips = one_pair(0, 1, 6.0);
    Tapas solver = make_solver(network, trips);
    solver.use_marginal_cost();
    solved(marginal(network), trips, solver, 1e-13);
    EXPECT_NEAR(solver.flows()[0], 3.0, 1e-6);
    EXPECT_NEAR(solver.flows()[4], 0.0, 1e-6);
}

TEST(Tapas, splits_two_parallel_links_so_that_both_cost_the_same) {
    LinkNetwork const network = two_links({1.0, 2.0}, {1.0, 1.0});
    auto const trips = one_pair(0, 1, 5.0);
    Tapas solver = make_solver(network, trips);
    solved(network, trips, solver, 1e-14);
    EXPECT_NEAR(solver.flows()[0], 3.0, 1e-12);
    EXPECT_NEAR(solver.flows()[1], 2.0, 1e-12);
    EXPECT_NEAR(solver.objective(), 3.0 + 4.5 + 4.0 + 2.0, 1e-12);
}

TEST(Tapas, leaves_a_dearer_way_empty) {
    LinkNetwork const network = two_links({1.0, 10.0}, {1.0, 10.0});
    auto const trips = one_pair(0, 1, 5.0);
    Tapas solver = make_solver(network, trips);
    solved(network, trips, solver, 1e-14);
    EXPECT_EQ(solver.flows()[0], 5.0);
    EXPECT_EQ(solver.flows()[1], 0.0);
}

TEST(Tapas, counts_the_fixed_cost_in_the_choice_of_way) {
    LinkNetwork network = two_links({1.0, 1.0}, {1.0, 1.0});
    network.fixed = {1.0, 0.0}; // 2 + x, 1 + x
    auto const trips = one_pair(0, 1, 5.0);
    Tapas solver = make_solver(network, trips);
    solved(network, trips, solver, 1e-14);
    EXPECT_NEAR(solver.flows()[0], 2.0, 1e-12);
    EXPECT_NEAR(solver.flows()[1], 3.0, 1e-12);
}

TEST(Tapas, finds_the_equilibrium_of_towns_without_a_plan) {
    for (unsigned const seed : {21U, 22U, 23U, 24U}) {
        RandomTown const town{60, 0, seed};
        auto const network = random_network(town);
        auto const trips = random_trips(town, 20.0);
        Tapas solver = make_solver(network, trips);
        solved(network, trips, solver, 1e-12);
        EXPECT_NEAR(solver.objective(), plain_objective(network, solver.flows()), 1e-11 * solver.objective());
    }
}

TEST(Tapas, never_sends_flow_through_terminals) {
    for (unsigned const seed : {31U, 32U, 33U}) {
        RandomTown const town{90, 20, seed};
        auto const network = random_network(town);
        auto const trips = random_trips(town, 25.0);
        Tapas solver = make_solver(network, trips);
        solved(network, trips, solver, 1e-12);
    }
}

TEST(Tapas, has_the_same_bits_for_one_two_and_three_threads) {
    ThreadsRestored const restored;
    RandomTown const town{400, 0, 41};
    auto const network = random_network(town);
    auto const trips = random_trips(town, 1.0);
    std::vector<std::vector<double>> answers;
    for (int const threads : {1, 2, 3}) {
        set_loop_threads(threads);
        Tapas solver = make_solver(network, trips);
        solved(network, trips, solver, 1e-10);
        answers.push_back(solver.flows());
    }
    EXPECT_EQ(answers[0], answers[1]);
    EXPECT_EQ(answers[0], answers[2]);
}

/// Large enough for sweeps and customising to be shared, which is not worth it in the town above.
TEST(Tapas, has_the_same_bits_for_any_number_of_threads_in_a_large_town) {
    ThreadsRestored const restored;
    RandomTown const town{900, 200, 43};
    auto const network = random_network(town);
    auto const trips = random_trips(town, 8.0);
    std::vector<std::vector<double>> answers;
    for (int const threads : {1, 2, 3}) {
        set_loop_threads(threads);
        Tapas solver = make_solver(network, trips);
        auto const report = solved(network, trips, solver, 1e-4);
        std::int32_t most = 0;
        for (auto const& iteration : report.iterations) most = std::max(most, iteration.pairs);
        EXPECT_GT(most, 5000) << "of at least five links each way";
        answers.push_back(solver.flows());
    }
    EXPECT_EQ(answers[0], answers[1]);
    EXPECT_EQ(answers[0], answers[2]);
}

TEST(Tapas, strands_trips_without_a_way_and_says_so) {
    auto network = braess();
    network.is_closed[0] = network.is_closed[1] = 1;
    OriginTrips const trips{{0, 2}, {0, 1, 2}, {1, 1}, {6.0, 1.5}};
    Tapas solver = make_solver(network, trips);
    solved(network, trips, solver, 1e-13);
    ASSERT_EQ(solver.stranded().size(), 1U);
    EXPECT_EQ(solver.stranded()[0].origin, 0);
    EXPECT_EQ(solver.stranded()[0].destination, 1);
    EXPECT_EQ(solver.stranded()[0].volume, 6.0);
}

/// Flow on the first of two links of constant cost, 1 and 2, that all five took, when a warm start begins
/// after the first has become slower.
double left_on_the_first_link(double time_then) {
    LinkNetwork network = two_links({1.0, 2.0}, {0.0, 0.0});
    auto const trips = one_pair(0, 1, 5.0);
    Tapas solver = make_solver(network, trips);
    solved(network, trips, solver, 1e-12);
    network.free_time[0] = time_then;
    solver.set_network(network);
    EXPECT_EQ(solved(network, trips, solver, 1.0).iterations.size(), 1U);
    return solver.flows()[0];
}

TEST(Tapas, begins_warm_with_moving_what_goes_far_out_of_its_way) {
    EXPECT_EQ(left_on_the_first_link(1.5), 5.0);
    EXPECT_EQ(left_on_the_first_link(2.01), 5.0); // half a percent is the matter of pairs
    EXPECT_EQ(left_on_the_first_link(2.5), 0.0);
}

/// A town whose equilibrium is known, and what happens to it.
class WarmStart : public testing::Test {
  protected:
    RandomTown const town{80, 0, 51};
    LinkNetwork network = random_network(town);
    OriginTrips trips = random_trips(town, 12.0);
    Tapas solver = make_solver(network, trips);

    void SetUp() override { solved(network, trips, solver, 1e-12); }
    void expect_as_cold() {
        solved(network, trips, solver, 1e-12);
        Tapas cold = make_solver(network, trips);
        solved(network, trips, cold, 1e-12);
        EXPECT_NEAR(solver.objective() / cold.objective(), 1.0, 1e-10);
    }
};

TEST_F(WarmStart, has_nothing_to_do_where_nothing_changed) {
    auto const before = solver.flows();
    EXPECT_EQ(solved(network, trips, solver, 1e-12).iterations.size(), 1U);
    EXPECT_EQ(solver.flows(), before);
}

TEST_F(WarmStart, agrees_with_cold_after_closures) {
    for (std::size_t link = 0; link < network.to.size(); link += 13) network.is_closed[link] = 1;
    solver.set_network(network);
    expect_as_cold();
}

TEST_F(WarmStart, agrees_with_cold_after_links_open_again) {
    auto const open = network;
    for (std::size_t link = 0; link < network.to.size(); link += 9) network.is_closed[link] = 1;
    solver.set_network(network);
    solved(network, trips, solver, 1e-12);
    network = open;
    solver.set_network(network);
    expect_as_cold();
}

TEST_F(WarmStart, agrees_with_cold_where_a_closure_cuts_zones_off_and_brings_them_back) {
    auto const open = network;
    for (std::size_t link = 0; link < network.to.size(); ++link) {
        if (network.to[link] == 3 || network.from[link] == 5) network.is_closed[link] = 1;
    }
    solver.set_network(network);
    expect_as_cold();
    EXPECT_GT(solver.stranded().size(), 1U);
    network = open;
    solver.set_network(network);
    expect_as_cold();
    EXPECT_TRUE(solver.stranded().empty());
}

TEST_F(WarmStart, agrees_with_cold_after_streets_slow_down) {
    for (std::size_t link = 0; link < network.to.size(); link += 7) network.free_time[link] *= 3.0;
    solver.set_network(network);
    expect_as_cold();
}

TEST_F(WarmStart, leaves_the_flows_of_origins_alone_that_a_closure_does_not_touch) {
    std::size_t const closed = 40;
    auto const uses = [&](std::int32_t node) {
        auto const loads = solver.flows_from(node);
        return std::any_of(loads.begin(), loads.end(), [&](Load const& load) {
            return load.link == static_cast<std::int32_t>(closed) && load.flow > 0.0;
        });
    };
    Tapas variant = solver;
    network.is_closed[closed] = 1;
    variant.set_network(network);
    EXPECT_EQ(solved(network, trips, variant, 1.0).iterations.size(), 1U);
    int touched = 0;
    for (std::int32_t const node : trips.origin) {
        auto const before = solver.flows_from(node), after = variant.flows_from(node);
        bool const is_same =
            std::equal(before.begin(), before.end(), after.begin(), after.end(),
                       [](Load const& a, Load const& b) { return a.link == b.link && a.flow == b.flow; });
        EXPECT_EQ(is_same, !uses(node)) << node;
        touched += uses(node) ? 1 : 0;
    }
    EXPECT_GT(touched, 0);
    EXPECT_LT(touched, static_cast<int>(trips.origin.size()));
}

TEST_F(WarmStart, has_the_same_bits_for_one_two_and_three_threads) {
    ThreadsRestored const restored;
    for (std::size_t link = 0; link < network.to.size(); ++link) {
        if (link % 17 == 0) network.is_closed[link] = 1;
        if (link % 5 == 0) network.free_time[link] *= 3.0;
    }
    std::vector<std::vector<double>> answers;
    for (int const threads : {1, 2, 3}) {
        set_loop_threads(threads);
        Tapas variant = solver;
        variant.set_network(network);
        solved(network, trips, variant, 1e-10);
        answers.push_back(variant.flows());
    }
    EXPECT_EQ(answers[0], answers[1]);
    EXPECT_EQ(answers[0], answers[2]);
}

TEST_F(WarmStart, agrees_with_cold_after_demand_grows_shrinks_and_vanishes) {
    for (std::size_t trip = 0; trip < trips.volume.size(); ++trip) {
        trips.volume[trip] *= trip % 3 == 0 ? 1.4 : trip % 3 == 1 ? 0.5 : 0.0;
    }
    solver.set_trips(trips);
    expect_as_cold();
}

TEST_F(WarmStart, agrees_with_cold_after_origins_come_and_go) {
    auto fewer = random_trips(town, 12.0);
    for (auto& origin : fewer.origin) origin += 6; // six go, six come
    for (std::size_t i = 0; i < fewer.destination.size(); ++i) fewer.volume[i] *= 1.1;
    trips = fewer;
    solver.set_trips(trips);
    expect_as_cold();
}

TEST_F(WarmStart, of_a_copy_leaves_the_first_as_it_was) {
    auto const before = solver.flows();
    Tapas variant = solver;
    auto closed = network;
    for (std::size_t link = 0; link < closed.to.size(); link += 11) closed.is_closed[link] = 1;
    variant.set_network(closed);
    solved(closed, trips, variant, 1e-10);
    EXPECT_EQ(solver.flows(), before);
    expect_equilibrium(network, trips, solver, 1e-11);
}

TEST_F(WarmStart, has_a_system_optimum_below_the_equilibrium) {
    auto const total = [&](Tapas const& any) {
        auto const flow = any.flows();
        double sum = 0.0;
        for (std::size_t link = 0; link < flow.size(); ++link)
            sum += flow[link] * plain_cost(network, link, flow[link]);
        return sum;
    };
    double const equilibrium = total(solver);
    solver.use_marginal_cost();
    solved(marginal(network), trips, solver, 1e-10);
    EXPECT_LT(total(solver), equilibrium * (1.0 - 1e-4));
}

} // namespace
} // namespace jumelle::traffic
