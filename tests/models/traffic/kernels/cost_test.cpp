#include <cmath>
#include <gtest/gtest.h>
#include <numeric>

#include "models/traffic/kernels/cost.hpp"

namespace jumelle::traffic {
namespace {

constexpr double powers[] = {0.0, 0.5, 1.0, 1.7, 2.0, 3.0, 4.0, 5.0, 16.83};

/// One link of each power.
LinkNetwork curves() {
    LinkNetwork network;
    network.nodes = 2;
    for (double const power : powers) {
        network.from.push_back(0);
        network.to.push_back(1);
        network.free_time.push_back(3.0);
        network.b.push_back(0.15);
        network.capacity.push_back(40.0);
        network.power.push_back(power);
        network.fixed.push_back(0.7);
    }
    return network;
}

LinkCosts costs_of(LinkNetwork const& network) {
    std::vector<std::int32_t> all(network.to.size());
    std::iota(all.begin(), all.end(), 0);
    return {network, all};
}

TEST(CostCurve, is_the_formula_for_every_power) {
    auto const costs = costs_of(curves());
    for (std::int32_t link = 0; link < costs.links(); ++link) {
        for (double const x : {0.0, 1.0, 39.0, 40.0, 97.0}) {
            double const exact = 3.0 * (1.0 + 0.15 * std::pow(x / 40.0, powers[link])) + 0.7;
            EXPECT_NEAR(costs[link].at(x).cost, exact, 1e-13 * exact) << powers[link] << " at " << x;
        }
    }
}

TEST(CostCurve, has_the_derivative_of_its_differences) {
    auto const costs = costs_of(curves());
    for (std::int32_t link = 0; link < costs.links(); ++link) {
        for (double const x : {5.0, 40.0, 80.0}) {
            double const step = 1e-4;
            double const slope =
                (costs[link].at(x + step).cost - costs[link].at(x - step).cost) / (2.0 * step);
            EXPECT_NEAR(costs[link].at(x).derivative, slope, 1e-6 * (slope + 0.01)) << powers[link];
        }
    }
}

TEST(CostCurve, has_an_integral_whose_derivative_is_the_cost) {
    auto const costs = costs_of(curves());
    for (std::int32_t link = 0; link < costs.links(); ++link) {
        EXPECT_EQ(costs[link].integral(0.0), 0.0);
        double const x = 50.0, step = 1e-3;
        double const slope = (costs[link].integral(x + step) - costs[link].integral(x - step)) / (2.0 * step);
        EXPECT_NEAR(slope, costs[link].at(x).cost, 1e-6 * slope) << powers[link];
    }
}

TEST(CostCurve, keeps_finite_derivatives_without_flow) {
    auto const costs = costs_of(curves());
    for (std::int32_t link = 0; link < costs.links(); ++link) {
        double const slope = costs[link].at(0.0).derivative;
        EXPECT_TRUE(slope >= 0.0 && slope < 1e6) << powers[link];
    }
}

TEST(LinkCosts, sweep_as_each_curve_says) {
    auto const costs = costs_of(curves());
    std::vector<double> const x(std::size(powers), 33.0);
    std::vector<double> cost(x.size()), derivative(x.size());
    costs.sweep(x, cost, derivative);
    double sum = 0.0;
    for (std::int32_t link = 0; link < costs.links(); ++link) {
        auto const at = static_cast<std::size_t>(link);
        EXPECT_EQ(cost[at], costs[link].at(33.0).cost);
        EXPECT_EQ(derivative[at], costs[link].at(33.0).derivative);
        sum += costs[link].integral(33.0);
    }
    EXPECT_NEAR(costs.objective(x), sum, 1e-12 * sum);
}

TEST(LinkCosts, at_marginal_cost_add_what_the_others_lose) {
    auto const costs = costs_of(curves());
    auto const marginal = costs.at_marginal_cost();
    for (std::int32_t link = 0; link < costs.links(); ++link) {
        double const x = 45.0;
        auto const point = costs[link].at(x);
        EXPECT_NEAR(marginal[link].at(x).cost, point.cost + x * point.derivative, 1e-12 * point.cost * 20.0);
    }
}

} // namespace
} // namespace jumelle::traffic
