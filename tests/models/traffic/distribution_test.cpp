#include <cmath>
#include <gtest/gtest.h>

#include "core/base/error.hpp"
#include "models/traffic/kernels/demand/mode_choice.hpp"
#include "tests/models/traffic/small_network.hpp"

namespace jumelle::traffic {
namespace {

using test::Town;
using test::trips_between;

using Given = std::map<std::string, Value>;

/// All four zones with trips to all others; row sums 900, 700, 500, 800.
TripTable all_to_all() {
    TripTable trips = trips_between(0, 1, 400.0);
    auto const add = [&](std::int32_t from, std::int32_t to, double trips_vehph) {
        trips.origin.push_back(from);
        trips.destination.push_back(to);
        trips.trips_vehph.push_back(trips_vehph);
    };
    add(0, 2, 300.0), add(0, 3, 200.0), add(1, 0, 100.0), add(1, 2, 350.0), add(1, 3, 250.0);
    add(2, 0, 50.0), add(2, 1, 150.0), add(2, 3, 300.0), add(3, 0, 450.0), add(3, 1, 250.0), add(3, 2, 100.0);
    return trips;
}

Value words(std::vector<std::string> const& all) {
    std::vector<Value> made;
    for (auto const& word : all) made.push_back(Value::make_text(word));
    return Value::make_list(std::move(made));
}

Given with(Given distribution) {
    distribution.emplace("change", Value::make_quantity(1e-9));
    return {{"distribution", Value::make_map(std::move(distribution))},
            {"analysis", Value::make_map({{"matrices", words({"cost", "trips", "distance"})}})}};
}

struct Found {
    std::vector<double> cost_s, trips, distance_m;
};

Found found(Town& town, Given given) {
    auto const model = town.begun(std::move(given));
    model->step({}, Duration::from_seconds(7200.0));
    auto const all = model->matrices();
    return {all[0].values, all[1].values, all[2].values};
}

std::string fault_of(Given given) {
    Town town(all_to_all());
    try {
        town.make(std::move(given));
    } catch (InputError const& error) {
        return error.faults().front().message;
    }
    return "none";
}

constexpr double beta_per_s = 0.4 / 60.0;

TEST(Distribution, keeps_what_starts_and_ends_in_each_zone) {
    Town town(all_to_all());
    auto const trips = found(town, with({{"sensitivity", Value::make_quantity(beta_per_s)}})).trips;
    std::vector<double> const starting{900.0, 700.0, 500.0, 800.0}, ending{600.0, 800.0, 750.0, 750.0};
    for (std::size_t i = 0; i < 4; ++i) {
        double row = 0.0, column = 0.0;
        for (std::size_t j = 0; j < 4; ++j) {
            row += trips[i * 4 + j];
            column += trips[j * 4 + i];
        }
        EXPECT_NEAR(row, starting[i], 1e-6);
        EXPECT_NEAR(column, ending[i], 1e-6);
        EXPECT_EQ(trips[i * 4 + i], 0.0);
    }
}

TEST(Distribution, is_that_of_the_costs_that_it_causes) {
    Town town(all_to_all());
    auto const [cost_s, trips, distance] =
        found(town, with({{"sensitivity", Value::make_quantity(beta_per_s)}}));
    EXPECT_GT(cost_s[0 * 4 + 1], 105.0) << "the streets are loaded, times are not those of empty ones";
    // Gravity models keep cross ratios: T02 T13 / (T03 T12) = f02 f13 / (f03 f12).
    auto const f = [&](std::size_t i) { return std::exp(-beta_per_s * cost_s[i]); };
    EXPECT_NEAR(trips[2] * trips[7] / (trips[3] * trips[6]), f(2) * f(7) / (f(3) * f(6)), 1e-6);
    EXPECT_NEAR(trips[8] * trips[13] / (trips[9] * trips[12]), f(8) * f(13) / (f(9) * f(12)), 1e-6);
}

TEST(Distribution, by_a_power_of_costs_and_by_tanner) {
    for (bool const is_tanner : {false, true}) {
        Town town(all_to_all());
        Given asked{{"deterrence", Value::make_text(is_tanner ? "tanner" : "power")},
                    {"power", Value::make_quantity(1.5)}};
        if (is_tanner) asked.emplace("sensitivity", Value::make_quantity(beta_per_s));
        auto const [cost_s, trips, distance] = found(town, with(std::move(asked)));
        auto const f = [&](std::size_t i) {
            return is_tanner ? std::pow(cost_s[i], 1.5) * std::exp(-beta_per_s * cost_s[i])
                             : std::pow(cost_s[i], -1.5);
        };
        EXPECT_NEAR(trips[2] * trips[7] / (trips[3] * trips[6]), f(2) * f(7) / (f(3) * f(6)), 1e-6);
    }
}

TEST(Distribution, leaves_the_car_where_the_other_way_is_as_good) {
    Town town(all_to_all());
    double const theta_per_s = 0.5 / 60.0, speed_mps = 6.0, access_s = 30.0;
    auto const other = Value::make_map({{"speed", Value::make_quantity(speed_mps)},
                                        {"access", Value::make_quantity(access_s)},
                                        {"sensitivity", Value::make_quantity(theta_per_s)}});
    auto const [cost_s, trips, distance_m] =
        found(town, with({{"sensitivity", Value::make_quantity(beta_per_s)}, {"other", other}}));
    // With the share of the car taken out of them, trips of people keep their sums by zone.
    std::vector<double> const starting{900.0, 700.0, 500.0, 800.0};
    for (std::size_t i = 0; i < 4; ++i) {
        double people = 0.0;
        for (std::size_t j = 0; j < 4; ++j) {
            if (i == j) continue;
            std::size_t const pair = i * 4 + j;
            double const length_m = (i + j) % 3 == 0 ? 2000.0 : 1000.0; // A to D and B to C over a corner
            double const share = car_share({cost_s[pair], access_s + length_m / speed_mps}, theta_per_s);
            EXPECT_GT(share, 0.3);
            EXPECT_LT(share, 0.95);
            people += trips[pair] / share;
        }
        EXPECT_NEAR(people, starting[i], 1e-5);
    }
}

TEST(Distribution, goes_on_with_the_demand_of_the_whole_run) {
    Town town(all_to_all());
    auto given = with({{"sensitivity", Value::make_quantity(beta_per_s)}});
    given.emplace("demand_factor", Value::make_quantity(0.5));
    auto const model = town.begun(std::move(given));
    model->step({}, Duration::from_seconds(3600.0));
    EXPECT_NEAR(town.series(*model)["trips"], 1450.0, 1e-6);
    EXPECT_LT(model->balance().relative_error(), 1e-9);
}

TEST(Distribution, tells_what_does_not_go_together) {
    auto const beta = Value::make_quantity(beta_per_s);
    EXPECT_EQ(fault_of(with({})), "exponential deterrence needs sensitivity");
    EXPECT_EQ(fault_of(with({{"deterrence", Value::make_text("power")}})), "power deterrence needs power");
    EXPECT_EQ(fault_of(with({{"sensitivity", beta}, {"power", Value::make_quantity(1.0)}})),
              "exponential deterrence has no power");
    auto given = with({{"sensitivity", beta}});
    given.erase("analysis");
    given.emplace("dynamics", Value::make_text("link_transmission"));
    EXPECT_EQ(fault_of(std::move(given)), "goes with an equilibrium, and there is none over the time of day");
    Town town(all_to_all());
    town.territory.roads.length_m[0] = std::nan("");
    auto no_lengths = with({{"sensitivity", beta}, {"other", Value::make_map({})}});
    no_lengths.erase("analysis");
    try {
        town.make(std::move(no_lengths));
        FAIL();
    } catch (InputError const& error) {
        EXPECT_EQ(error.faults().front().message, "the lengths of the roads are not known");
    }
}

TEST(Distribution, says_that_sums_cannot_be_kept_where_ways_are_missing) {
    Town town(trips_between(0, 1, 60.0));
    town.territory.roads = make_road_graph({{0.0, 0.0}, {1000.0, 0.0}, {0.0, 900.0}, {900.0, 900.0}},
                                           {{1, 0, 1000.0, 10.0, 1.0, 1, "back"}});
    auto const model = town.make(with({{"sensitivity", Value::make_quantity(beta_per_s)}}));
    EXPECT_THROW(model->begin(), RunError);
}

} // namespace
} // namespace jumelle::traffic
