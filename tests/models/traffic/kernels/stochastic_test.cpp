#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <iostream>

#include "core/parallel/loops.hpp"
#include "models/traffic/kernels/cost.hpp"
#include "models/traffic/kernels/stochastic/logit_loading.hpp"
#include "models/traffic/kernels/stochastic/stochastic_equilibrium.hpp"
#include "tests/models/traffic/equilibrium_check.hpp"
#include "tests/models/traffic/random_network.hpp"
#include "tests/models/traffic/two_links.hpp"

namespace jumelle::traffic {
namespace {

using namespace traffic_tests;

using Costs = std::vector<double>;
using Way = std::vector<std::size_t>;

Costs costs_at(LinkNetwork const& network, std::vector<double> const& x) {
    Costs cost;
    for (std::size_t a = 0; a < x.size(); ++a)
        cost.push_back(network.free_time[a] *
                           (1.0 + network.b[a] * std::pow(x[a] / network.capacity[a], network.power[a])) +
                       network.fixed[a]);
    return cost;
}

/// All ways that lead away from the origin with each link, found one by one.
class Enumeration {
  public:
    Enumeration(LinkNetwork const& network, std::int32_t origin, std::int32_t destination)
        : network_(network), origin_(origin), destination_(destination) {
        away_ =
            plain_dijkstra(network, costs_at(network, std::vector<double>(network.to.size(), 0.0)), origin);
        Way way;
        follow(origin, way);
    }
    std::vector<Way> const& ways() const { return ways_; }

  private:
    void follow(std::int32_t node, Way& way) {
        if (node == destination_) ways_.push_back(way);
        if (node != origin_ && network_.is_terminal[static_cast<std::size_t>(node)] != 0) return;
        for (std::size_t a = 0; a < network_.to.size(); ++a) {
            auto const to = static_cast<std::size_t>(network_.to[a]);
            if (network_.from[a] != node || network_.is_closed[a] != 0) continue;
            if (!(away_[static_cast<std::size_t>(node)] < away_[to])) continue;
            way.push_back(a);
            follow(network_.to[a], way);
            way.pop_back();
        }
    }
    LinkNetwork const& network_;
    std::int32_t origin_, destination_;
    std::vector<double> away_;
    std::vector<Way> ways_;
};

std::vector<double> enumerated_flows(LinkNetwork const& network, OriginTrips const& trips, Costs const& cost,
                                     double theta, std::size_t& ways) {
    std::vector<double> flow(network.to.size(), 0.0);
    for (std::size_t o = 0; o < trips.origin.size(); ++o) {
        for (auto k = trips.begin[o]; k < trips.begin[o + 1]; ++k) {
            auto const trip = static_cast<std::size_t>(k);
            Enumeration const all(network, trips.origin[o], trips.destination[trip]);
            std::vector<double> likelihood;
            double sum = 0.0;
            for (Way const& way : all.ways()) {
                double of_way = 0.0;
                for (std::size_t const a : way) of_way += cost[a];
                likelihood.push_back(std::exp(-theta * of_way));
                sum += likelihood.back();
            }
            ways = std::max(ways, all.ways().size());
            for (std::size_t w = 0; w < all.ways().size(); ++w) {
                for (std::size_t const a : all.ways()[w]) flow[a] += trips.volume[trip] * likelihood[w] / sum;
            }
        }
    }
    return flow;
}

double furthest(std::vector<double> const& a, std::vector<double> const& b) {
    double most = 0.0;
    for (std::size_t i = 0; i < a.size(); ++i) most = std::max(most, std::abs(a[i] - b[i]));
    return most;
}

TEST(LogitLoading, is_that_of_ways_enumerated_one_by_one) {
    for (RandomTown const& town : {RandomTown{18, 0, 5}, RandomTown{24, 5, 6}, RandomTown{20, 0, 7}}) {
        auto network = random_network(town);
        network.is_closed[3] = network.is_closed[20] = 1;
        auto const trips = random_trips(town, 6.0);
        LogitLoading const loading(network, trips);
        Costs cost = costs_at(network, std::vector<double>(network.to.size(), 0.0));
        for (std::size_t a = 0; a < cost.size(); ++a)
            cost[a] *= 1.0 + 0.5 * static_cast<double>(a % 7); // others than those that make ways reasonable
        std::size_t ways = 0;
        for (double const theta : {0.01, 0.5, 3.0}) {
            auto const expected = enumerated_flows(network, trips, cost, theta, ways);
            EXPECT_LT(furthest(loading.flows(cost, theta), expected), 1e-11) << town.seed << ", " << theta;
        }
        EXPECT_GT(ways, 8U) << "too small a town to show anything";
    }
}

TEST(LogitLoading, knows_who_has_no_way) {
    RandomTown const town{18, 0, 5};
    auto network = random_network(town);
    auto const trips = random_trips(town, 6.0);
    for (std::size_t a = 0; a < network.to.size(); ++a) {
        if (network.to[a] == 1) network.is_closed[a] = 1;
    }
    LogitLoading const loading(network, trips);
    Costs const empty = costs_at(network, std::vector<double>(network.to.size(), 0.0));
    int without = 0;
    for (std::size_t o = 0; o < trips.origin.size(); ++o) {
        auto const away = plain_dijkstra(network, empty, trips.origin[o]);
        for (auto k = trips.begin[o]; k < trips.begin[o + 1]; ++k) {
            auto const trip = static_cast<std::size_t>(k);
            bool const has_way = std::isfinite(away[static_cast<std::size_t>(trips.destination[trip])]);
            EXPECT_EQ(loading.has_way()[trip] != 0, has_way);
            without += has_way ? 0 : 1;
        }
    }
    EXPECT_GT(without, 0);
    auto const flow = loading.flows(empty, 1.0);
    for (double const x : flow) EXPECT_TRUE(std::isfinite(x));
}

TEST(StochasticEquilibrium, splits_two_links_as_their_costs_say) {
    LinkNetwork const network = two_links({1.0, 2.0}, {1.0, 1.0});
    OriginTrips const trips{{0}, {0, 1}, {1}, {5.0}};
    for (double const theta : {0.05, 1.0, 20.0}) {
        double low = 0.0, high = 5.0; // x₁ where x₁ = 5 / (1 + exp(θ (t₁ − t₂)))
        for (int i = 0; i < 100; ++i) {
            double const x = 0.5 * (low + high);
            double const wanted = 5.0 / (1.0 + std::exp(theta * ((1.0 + x) - (2.0 + 5.0 - x))));
            (wanted > x ? low : high) = x;
        }
        auto const answer = stochastic_equilibrium(network, trips, {}, {theta, 1e-13, 500});
        EXPECT_NEAR(answer.flow[0], low, 1e-10) << theta;
        EXPECT_NEAR(answer.flow[1], 5.0 - low, 1e-10) << theta;
    }
}

TEST(StochasticEquilibrium, leads_to_itself_and_is_reached_from_anywhere) {
    for (RandomTown const& town : {RandomTown{60, 0, 61}, RandomTown{90, 20, 63}, RandomTown{200, 0, 64}}) {
        auto const network = random_network(town);
        auto const trips = random_trips(town, 6.0);
        constexpr double theta = 1.0;
        auto const cold = stochastic_equilibrium(network, trips, {}, {theta, 1e-12, 2000});
        EXPECT_LE(cold.changes.back(), 1e-12);
        EXPECT_LT(cold.changes.size(), 500U) << town.seed;
        auto const again = LogitLoading(network, trips).flows(costs_at(network, cold.flow), theta);
        EXPECT_LT(furthest(again, cold.flow), 1e-8);
        std::vector<double> const elsewhere =
            LogitLoading(network, trips)
                .flows(costs_at(network, std::vector<double>(network.to.size(), 3.0)), 0.1);
        auto const warm = stochastic_equilibrium(network, trips, elsewhere, {theta, 1e-12, 2000});
        EXPECT_LT(furthest(warm.flow, cold.flow), 1e-7);
        auto const at_once = stochastic_equilibrium(network, trips, cold.flow, {theta, 1e-12, 2000});
        EXPECT_EQ(at_once.changes.size(), 1U);
        EXPECT_EQ(at_once.flow, cold.flow);
        std::vector<double> const astray(network.to.size(), 4.0);
        auto const anew = stochastic_equilibrium(network, trips, astray, {theta, 1e-12, 2000});
        EXPECT_EQ(anew.flow, cold.flow) << "no trips go like that";
        std::cout << cold.changes.size() << " steps, " << warm.changes.size() << " from elsewhere\n";
    }
}

TEST(StochasticEquilibrium, comes_near_that_of_those_who_know_what_ways_cost) {
    RandomTown const town{60, 0, 61};
    auto const network = random_network(town);
    auto const trips = random_trips(town, 6.0);
    Tapas known(network, trips, elimination_order(network));
    solved(network, trips, known, 1e-12);
    double before = 1e300;
    for (double const theta : {0.5, 2.0, 8.0}) {
        auto const answer = stochastic_equilibrium(network, trips, {}, {theta, 1e-10, 5000});
        EXPECT_LE(answer.changes.back(), 1e-10) << theta;
        double const objective = plain_objective(network, answer.flow);
        EXPECT_LT(objective, before);
        before = objective;
    }
    EXPECT_LT(before / known.objective(), 1.05);
}

TEST(StochasticEquilibrium, has_the_same_bits_for_any_threads) {
    RandomTown const town{90, 20, 63};
    auto const network = random_network(town);
    auto const trips = random_trips(town, 6.0);
    set_loop_threads(1);
    auto const one = stochastic_equilibrium(network, trips, {}, {1.0, 1e-8, 200});
    for (int const threads : {2, 3}) {
        set_loop_threads(threads);
        EXPECT_EQ(stochastic_equilibrium(network, trips, {}, {1.0, 1e-8, 200}).flow, one.flow);
    }
    set_loop_threads(1);
}

} // namespace
} // namespace jumelle::traffic
