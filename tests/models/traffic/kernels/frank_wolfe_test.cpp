#include <gtest/gtest.h>

#include "models/traffic/kernels/frank_wolfe.hpp"
#include "tests/models/traffic/equilibrium_check.hpp"
#include "tests/models/traffic/random_network.hpp"
#include "tests/models/traffic/two_links.hpp"

namespace jumelle::traffic {
namespace {

using namespace traffic_tests;

TEST(FrankWolfe, agrees_with_the_other_solver_on_towns_without_a_plan) {
    for (RandomTown const& town : {RandomTown{60, 0, 61}, RandomTown{60, 0, 62}, RandomTown{90, 20, 63}}) {
        auto const network = random_network(town);
        auto const trips = random_trips(town, 6.0);
        auto const order = elimination_order(network);
        auto const second = frank_wolfe(network, trips, order, {1e-4, 3000});
        EXPECT_TRUE(second.report.has_converged) << town.seed << ": " << second.report.gap;
        Tapas first(network, trips, order);
        solved(network, trips, first, 1e-12);
        expect_totals_in_equilibrium(network, trips, second.flow, checked_gap(1e-4));
        EXPECT_NEAR(second.objective / first.objective(), 1.0, 1e-4);
        EXPECT_GE(second.objective, first.objective() * (1.0 - 1e-12));
        EXPECT_NEAR(second.objective, plain_objective(network, second.flow), 1e-11 * second.objective);
    }
}

TEST(FrankWolfe, splits_two_parallel_links_so_that_both_cost_the_same) {
    LinkNetwork const network = two_links({1.0, 2.0}, {1.0, 1.0});
    OriginTrips const trips{{0}, {0, 1}, {1}, {5.0}};
    auto const answer = frank_wolfe(network, trips, elimination_order(network), {1e-9});
    expect_totals_in_equilibrium(network, trips, answer.flow, checked_gap(1e-9));
    EXPECT_NEAR(answer.flow[0], 3.0, 1e-6);
    EXPECT_NEAR(answer.flow[1], 2.0, 1e-6);
}

} // namespace
} // namespace jumelle::traffic
