#include <gtest/gtest.h>

#include "core/parallel/loops.hpp"
#include "tests/models/traffic/equilibrium_check.hpp"
#include "tests/models/traffic/random_network.hpp"

namespace jumelle::traffic {
namespace {

using namespace traffic_tests;

/// Two streets side by side that take as long. Class 1 pays on the first.
LinkNetwork two_streets(double toll_of_lorries) {
    LinkNetwork network;
    network.nodes = 2;
    network.from = {0, 0};
    network.to = {1, 1};
    network.free_time = {10.0, 10.0};
    network.b = {0.15, 0.15};
    network.capacity = {5.0, 5.0};
    network.power = {4.0, 4.0};
    network.fixed = {0.0, 0.0};
    network.classes = {{}, {{toll_of_lorries, 0.0}, {}}};
    return network;
}

/// The same pairs for each class, with its volume for all of them.
OriginTrips for_classes(OriginTrips const& trips, std::vector<double> const& factors) {
    OriginTrips all;
    all.begin = {0};
    for (std::size_t kind = 0; kind < factors.size(); ++kind) {
        for (std::size_t o = 0; o < trips.origin.size(); ++o) {
            all.origin.push_back(trips.origin[o]);
            all.kind.push_back(static_cast<std::int32_t>(kind));
            for (auto i = trips.begin[o]; i < trips.begin[o + 1]; ++i) {
                all.destination.push_back(trips.destination[static_cast<std::size_t>(i)]);
                all.volume.push_back(factors[kind] * trips.volume[static_cast<std::size_t>(i)]);
            }
            all.begin.push_back(static_cast<std::int64_t>(all.volume.size()));
        }
    }
    return all;
}

Tapas solved(LinkNetwork const& network, OriginTrips const& trips, double gap) {
    Tapas solver(network, trips, elimination_order(network));
    traffic_tests::solved(network, trips, solver, gap);
    return solver;
}

/// (Σ x t − Σ q u) / Σ q u over all classes, each with its own costs, u by Dijkstra.
double plain_gap(LinkNetwork const& network, OriginTrips const& trips, Tapas const& solver) {
    auto const flow = solver.flows();
    double total = 0.0, shortest = 0.0;
    for (std::size_t kind = 0; kind < network.classes.size(); ++kind) {
        auto const own = plainly_seen_by(network, kind);
        auto const class_flow = solver.class_flows(static_cast<std::int32_t>(kind));
        std::vector<double> cost;
        for (std::size_t a = 0; a < flow.size(); ++a) {
            cost.push_back(plain_cost(own, a, flow[a]));
            total += class_flow[a] * cost[a];
        }
        for (std::size_t o = 0; o < trips.origin.size(); ++o) {
            if (trips.kind[o] != static_cast<std::int32_t>(kind)) continue;
            auto const label = plain_dijkstra(own, cost, trips.origin[o]);
            for (auto i = trips.begin[o]; i < trips.begin[o + 1]; ++i) {
                double const u =
                    label[static_cast<std::size_t>(trips.destination[static_cast<std::size_t>(i)])];
                if (!std::isinf(u)) shortest += trips.volume[static_cast<std::size_t>(i)] * u;
            }
        }
    }
    return (total - shortest) / shortest;
}

/// A random town in which class 1 pays on every seventh link and may not use every eleventh.
LinkNetwork with_lorries(LinkNetwork network) {
    LinkClass cars{network.fixed, network.is_closed}, lorries = cars;
    for (std::size_t a = 0; a < network.to.size(); a += 7) lorries.fixed[a] += 0.7 * network.free_time[a];
    for (std::size_t a = 0; a < network.to.size(); a += 11) lorries.is_closed[a] = 1;
    network.classes = {cars, lorries};
    return network;
}

TEST(Classes, who_pays_goes_where_nothing_is_to_pay_and_the_others_make_room) {
    auto const trips = for_classes({{0}, {0, 1}, {1}, {10.0}}, {0.6, 0.4});
    auto const solver = solved(two_streets(5.0), trips, 1e-12);
    EXPECT_NEAR(solver.class_flows(0)[0], 5.0, 1e-9);
    EXPECT_NEAR(solver.class_flows(0)[1], 1.0, 1e-9);
    EXPECT_NEAR(solver.class_flows(1)[0], 0.0, 1e-12);
    EXPECT_NEAR(solver.class_flows(1)[1], 4.0, 1e-9);
}

TEST(Classes, who_pays_little_shares_until_the_toll_is_made_up_for) {
    // All are lorries: 10 (1 + 0.15 r⁴) + 0.5 = 10 (1 + 0.15 s⁴), r + s = 2.
    auto const trips = for_classes({{0}, {0, 1}, {1}, {10.0}}, {0.0, 1.0});
    auto const network = two_streets(0.5);
    auto const solver = solved(network, trips, 1e-13);
    auto const x = solver.class_flows(1);
    EXPECT_NEAR(plain_cost(network, 0, x[0]) + 0.5, plain_cost(network, 1, x[1]), 1e-9);
    EXPECT_NEAR(x[0] + x[1], 10.0, 1e-12);
    EXPECT_GT(x[0], 4.0);
}

TEST(Classes, who_may_not_use_a_street_pays_on_the_other) {
    auto network = two_streets(5.0);
    network.classes[1].is_closed = {0, 1};
    auto const solver = solved(network, for_classes({{0}, {0, 1}, {1}, {10.0}}, {0.6, 0.4}), 1e-12);
    EXPECT_NEAR(solver.class_flows(1)[0], 4.0, 1e-12);
    EXPECT_EQ(solver.class_flows(1)[1], 0.0);
    EXPECT_NEAR(solver.class_flows(0)[0], 1.0, 1e-9);
}

TEST(Classes, that_are_alike_drive_as_one) {
    RandomTown const town{120, 6, 5};
    auto network = random_network(town);
    auto const trips = random_trips(town, 25.0);
    auto const one = solved(network, trips, 1e-12);
    network.classes = {{network.fixed, network.is_closed}, {network.fixed, network.is_closed}};
    auto const two = solved(network, for_classes(trips, {0.7, 0.3}), 1e-12);
    EXPECT_NEAR(two.objective() / one.objective(), 1.0, 1e-10);
}

TEST(Classes, of_random_towns_are_each_on_their_cheapest_ways) {
    for (unsigned seed = 1; seed <= 4; ++seed) {
        RandomTown const town{120, 30, seed};
        auto const network = with_lorries(random_network(town));
        auto const trips = for_classes(random_trips(town, 5.0), {0.8, 0.2});
        auto const solver = solved(network, trips, 1e-11);
        EXPECT_LT(std::abs(plain_gap(network, trips, solver)), 1e-10) << "seed " << seed;
        auto const lorries = solver.class_flows(1);
        for (std::size_t a = 0; a < lorries.size(); a += 11) EXPECT_EQ(lorries[a], 0.0);
        auto const flow = solver.flows(), cars = solver.class_flows(0);
        for (std::size_t a = 0; a < flow.size(); ++a) EXPECT_NEAR(flow[a], cars[a] + lorries[a], 1e-8);
    }
}

TEST(Classes, find_the_same_equilibrium_warm_after_a_street_closed_for_one_of_them) {
    RandomTown const town{120, 0, 3};
    auto const before = with_lorries(random_network(town));
    auto const trips = for_classes(random_trips(town, 3.0), {0.8, 0.2});
    auto after = before;
    for (std::size_t a = 5; a < after.to.size(); a += 29) after.classes[1].is_closed[a] = 1;
    auto warm = solved(before, trips, 1e-9);
    warm.set_network(after);
    traffic_tests::solved(after, trips, warm, 1e-12);
    EXPECT_NEAR(warm.objective() / solved(after, trips, 1e-12).objective(), 1.0, 1e-10);
    EXPECT_LT(std::abs(plain_gap(after, trips, warm)), 1e-10);
}

TEST(Classes, have_the_same_bits_for_any_number_of_threads) {
    RandomTown const town{300, 60, 2};
    auto const network = with_lorries(random_network(town));
    auto const trips = for_classes(random_trips(town, 2.0), {0.8, 0.2});
    int const before = loop_threads();
    set_loop_threads(1);
    auto const flows = solved(network, trips, 1e-9).flows();
    for (int const threads : {2, 3}) {
        set_loop_threads(threads);
        EXPECT_EQ(solved(network, trips, 1e-9).flows(), flows) << threads;
    }
    set_loop_threads(before);
}

} // namespace
} // namespace jumelle::traffic
