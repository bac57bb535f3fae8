#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numeric>

#include "core/base/random.hpp"
#include "models/traffic/kernels/demand/gravity.hpp"
#include "models/traffic/kernels/demand/mode_choice.hpp"

namespace jumelle::traffic {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

TEST(Deterrence, has_the_values_of_its_formulas) {
    EXPECT_DOUBLE_EQ(deterrence({Deterrence::Form::exponential, 0.1, 0.0}, 20.0), std::exp(-2.0));
    EXPECT_DOUBLE_EQ(deterrence({Deterrence::Form::power, 0.0, 2.0}, 20.0), 1.0 / 400.0);
    EXPECT_NEAR(deterrence({Deterrence::Form::tanner, 0.1, 0.5}, 16.0), 4.0 * std::exp(-1.6), 1e-15);
    for (auto const form : {Deterrence::Form::exponential, Deterrence::Form::power, Deterrence::Form::tanner})
        EXPECT_EQ(deterrence({form, 0.1, 2.0}, infinity), 0.0);
}

TEST(BalancedTrips, of_two_zones_have_the_closed_form) {
    // Margins 60, 40 and 30, 70; cross ratio T11 T22 / (T12 T21) = 2 · 3 / 1: a quadratic in T11.
    auto const made = balanced_trips(std::vector<double>{2.0, 1.0, 1.0, 3.0}, std::vector<double>{60.0, 40.0},
                                     std::vector<double>{30.0, 70.0});
    // t (10 + t) = 6 (60 − t) (30 − t)  →  5 t² − 550 t + 10800 = 0
    double const t = (550.0 - std::sqrt(550.0 * 550.0 - 4.0 * 5.0 * 10800.0)) / 10.0;
    EXPECT_NEAR(made.trips[0], t, 1e-10);
    EXPECT_NEAR(made.trips[1], 60.0 - t, 1e-10);
    EXPECT_NEAR(made.trips[2], 30.0 - t, 1e-10);
    EXPECT_NEAR(made.trips[3], 10.0 + t, 1e-10);
}

TEST(BalancedTrips, without_deterrence_are_the_product_of_the_sums) {
    std::vector<double> const starting{10.0, 20.0, 70.0}, ending{50.0, 30.0, 20.0};
    auto const made = balanced_trips(std::vector<double>(9, 1.0), starting, ending);
    for (std::size_t i = 0; i < 3; ++i)
        for (std::size_t j = 0; j < 3; ++j)
            EXPECT_NEAR(made.trips[i * 3 + j], starting[i] * ending[j] / 100.0, 1e-12);
}

TEST(BalancedTrips, keep_sums_and_cross_ratios_of_the_weights) {
    RandomStream const random(5, 0);
    constexpr std::size_t size = 12;
    std::vector<double> weight, starting, ending;
    for (std::uint64_t i = 0; i < size * size; ++i) weight.push_back(0.01 + random.uniform(i));
    for (std::uint64_t i = 0; i < size; ++i) starting.push_back(1.0 + 10.0 * random.uniform(1000 + i));
    for (std::uint64_t i = 0; i < size; ++i) ending.push_back(1.0 + 10.0 * random.uniform(2000 + i));
    double const factor = std::accumulate(starting.begin(), starting.end(), 0.0) /
                          std::accumulate(ending.begin(), ending.end(), 0.0);
    for (double& one : ending) one *= factor;
    auto const trips = balanced_trips(weight, starting, ending).trips;
    for (std::size_t i = 0; i < size; ++i) {
        double row = 0.0, column = 0.0;
        for (std::size_t j = 0; j < size; ++j) {
            row += trips[i * size + j];
            column += trips[j * size + i];
        }
        EXPECT_NEAR(row, starting[i], 1e-11);
        EXPECT_NEAR(column, ending[i], 1e-11);
    }
    auto const cross = [&](std::vector<double> const& m, std::size_t i, std::size_t j) {
        return m[0] * m[i * size + j] / (m[j] * m[i * size]);
    };
    for (std::size_t i = 1; i < size; ++i)
        for (std::size_t j = 1; j < size; ++j)
            EXPECT_NEAR(cross(trips, i, j) / cross(weight, i, j), 1.0, 1e-12);
}

TEST(BalancedTrips, tell_where_none_fit) {
    // All that starts in the first zone has to end in the second, which takes less.
    auto const made = balanced_trips(std::vector<double>{0.0, 1.0, 1.0, 0.0}, std::vector<double>{60.0, 40.0},
                                     std::vector<double>{50.0, 50.0}, {1e-12, 50});
    EXPECT_GT(made.error, 0.05);
}

TEST(ModeChoice, is_that_of_the_logit_model) {
    EXPECT_DOUBLE_EQ(car_share({10.0, 10.0}, 0.3), 0.5);
    EXPECT_DOUBLE_EQ(car_share({10.0, 10.0 + std::log(3.0) / 0.1}, 0.1), 0.75);
    EXPECT_EQ(car_share({infinity, 10.0}, 0.1), 0.0);
    EXPECT_EQ(car_share({10.0, infinity}, 0.1), 1.0);
    EXPECT_EQ(car_share({infinity, infinity}, 0.1), 0.0);
}

TEST(ModeChoice, two_ways_cost_less_than_one) {
    EXPECT_DOUBLE_EQ(composite_cost({10.0, 10.0}, 0.1), 10.0 - std::log(2.0) / 0.1);
    EXPECT_DOUBLE_EQ(composite_cost({10.0, infinity}, 0.1), 10.0);
    EXPECT_TRUE(std::isinf(composite_cost({infinity, infinity}, 0.1)));
    // d composite / d car is the share of the car.
    double const h = 1e-6;
    double const slope =
        (composite_cost({12.0 + h, 15.0}, 0.2) - composite_cost({12.0 - h, 15.0}, 0.2)) / (2 * h);
    EXPECT_NEAR(slope, car_share({12.0, 15.0}, 0.2), 1e-8);
}

} // namespace
} // namespace jumelle::traffic
