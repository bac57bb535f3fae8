#include "tests/physics/traffic/published.hpp"

namespace jumelle::traffic {
namespace {

using namespace traffic_tests;

class LargeEquilibria : public testing::TestWithParam<Expected> {};

TEST_P(LargeEquilibria, are_found_to_the_digits_of_the_best_known_objective) {
    JUMELLE_NEEDS_TRAFFIC_DATA(GetParam().name);
    expect_published_equilibrium(GetParam());
}

TEST_P(LargeEquilibria, have_the_same_bits_for_one_two_and_three_threads) {
    JUMELLE_NEEDS_TRAFFIC_DATA(GetParam().name);
    auto const loaded =
        traffic_cases::load(traffic_cases::published(GetParam().name), *traffic_cases::data_folder());
    auto const flow = flows_by(1, loaded, 1e-8);
    EXPECT_EQ(flows_by(2, loaded, 1e-8), flow);
    EXPECT_EQ(flows_by(3, loaded, 1e-8), flow);
}

INSTANTIATE_TEST_SUITE_P(, LargeEquilibria,
                         testing::Values(Expected{"Berlin-Center", 1e-10, 1e-11},
                                         Expected{"Austin", 1e-10, 1e-11}),
                         name_of);

} // namespace
} // namespace jumelle::traffic
