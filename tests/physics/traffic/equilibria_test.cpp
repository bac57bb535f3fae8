#include "models/traffic/kernels/frank_wolfe.hpp"
#include "models/traffic/setup.hpp"
#include "tests/physics/traffic/published.hpp"

namespace jumelle::traffic {
namespace {

using namespace traffic_tests;

class PublishedEquilibria : public testing::TestWithParam<Expected> {};

TEST_P(PublishedEquilibria, are_found_to_the_last_digits_of_the_best_known_objective) {
    JUMELLE_NEEDS_TRAFFIC_DATA(GetParam().name);
    expect_published_equilibrium(GetParam());
}

INSTANTIATE_TEST_SUITE_P(, PublishedEquilibria,
                         testing::Values(Expected{"Braess", 1e-9, 1e-12},
                                         Expected{"SiouxFalls", 1e-12, 1e-12}, Expected{"EMA", 1e-12, 1e-12},
                                         Expected{"Anaheim", 1e-12, 1e-12},
                                         Expected{"Barcelona", 1e-12, 1e-12},
                                         Expected{"Chicago-Sketch", 1e-12, 1e-12}),
                         name_of);

TEST(PublishedEquilibrium, of_chicago_is_found_again_from_its_own_warm_start_after_closures) {
    JUMELLE_NEEDS_TRAFFIC_DATA("Chicago-Sketch");
    auto loaded =
        traffic_cases::load(traffic_cases::published("Chicago-Sketch"), *traffic_cases::data_folder());
    Assignment assignment(loaded.network, loaded.trips);
    double const before = solved(loaded.network, loaded.trips, assignment, 1e-12).objective;
    auto closed = loaded.network;
    closed.is_closed.assign(closed.to.size(), 0);
    for (std::size_t link = 7; link < closed.to.size(); link += 100) closed.is_closed[link] = 1;
    assignment.set_network(closed);
    auto const warm = solved(closed, loaded.trips, assignment, 1e-12);
    Assignment cold(closed, loaded.trips);
    EXPECT_NEAR(warm.objective / solved(closed, loaded.trips, cold, 1e-12).objective, 1.0, 1e-10);
    assignment.set_network(loaded.network);
    EXPECT_NEAR(solved(loaded.network, loaded.trips, assignment, 1e-12).objective / before, 1.0, 1e-10);
}

TEST(PublishedEquilibrium, is_approached_by_the_second_solver_too) {
    JUMELLE_NEEDS_TRAFFIC_DATA("SiouxFalls, Anaheim and Barcelona by Frank-Wolfe");
    for (char const* const name : {"SiouxFalls", "Anaheim", "Barcelona"}) {
        auto const& published = traffic_cases::published(name);
        auto const loaded = traffic_cases::load(published, *traffic_cases::data_folder());
        auto const order = elimination_order(loaded.network);
        auto const answer = frank_wolfe(loaded.network, loaded.trips, order, {1e-4, 1000});
        EXPECT_TRUE(answer.report.has_converged) << name << ": " << answer.report.gap;
        expect_totals_in_equilibrium(loaded.network, loaded.trips, answer.flow, checked_gap(1e-4));
        EXPECT_NEAR(answer.objective / published.objective, 1.0, 1e-4) << name;
        EXPECT_GE(answer.objective / published.objective, 1.0 - 1e-12) << name;
    }
}

TEST(PublishedEquilibrium, of_anaheim_has_the_same_bits_for_one_two_and_three_threads) {
    JUMELLE_NEEDS_TRAFFIC_DATA("Anaheim");
    auto const loaded =
        traffic_cases::load(traffic_cases::published("Anaheim"), *traffic_cases::data_folder());
    auto const flow = flows_by(1, loaded, 1e-10);
    EXPECT_EQ(flows_by(2, loaded, 1e-10), flow);
    EXPECT_EQ(flows_by(3, loaded, 1e-10), flow);
}

TEST(PublishedEquilibrium, of_sioux_falls_is_that_of_two_classes_that_are_alike) {
    JUMELLE_NEEDS_TRAFFIC_DATA("SiouxFalls");
    auto const& published = traffic_cases::published("SiouxFalls");
    auto loaded = traffic_cases::load(published, *traffic_cases::data_folder());
    loaded.network.classes = {{loaded.network.fixed, {}}, {loaded.network.fixed, {}}};
    auto const trips = for_classes(loaded.trips, {0.7, 0.3});
    Assignment assignment(loaded.network, trips);
    auto const equilibrium = solved(loaded.network, trips, assignment, 1e-13);
    EXPECT_NEAR(equilibrium.objective / published.objective, 1.0, 1e-12);
    auto const cars = assignment.solver().class_flows(0), lorries = assignment.solver().class_flows(1);
    for (std::size_t a = 0; a < cars.size(); ++a)
        EXPECT_NEAR(cars[a] + lorries[a], equilibrium.flow[a], 1e-8);
}

} // namespace
} // namespace jumelle::traffic
