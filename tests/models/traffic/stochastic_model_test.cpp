#include <cmath>
#include <gtest/gtest.h>

#include "core/base/error.hpp"
#include "tests/models/traffic/small_network.hpp"

namespace jumelle::traffic {
namespace {

using test::closure;
using test::Town;
using test::trips_between;

using Given = std::map<std::string, Value>;

constexpr double trips_vehph = 500.0, theta_per_s = 0.4 / 60.0;

Given stochastic(Given more = {}) {
    more.emplace("assignment", Value::make_text("stochastic"));
    more.emplace("perception", Value::make_quantity(theta_per_s));
    return more;
}

/// Time of one street at its flow.
double time_s(double flow_vehph) {
    return 100.0 * (1.0 + 0.15 * std::pow(flow_vehph / 600.0, 4.0));
}

std::string fault_of(Given given) {
    Town town(trips_between(0, 1, trips_vehph));
    try {
        town.make(std::move(given));
    } catch (InputError const& error) {
        return error.faults().front().message;
    }
    return "none";
}

TEST(StochasticAssignment, takes_two_equal_ways_alike) {
    Town town(trips_between(0, 3, trips_vehph));
    auto const model = town.begun(stochastic());
    EXPECT_NEAR(town.at("road_flow", "bridge/1/f"), trips_vehph / 2.0, 1e-7);
    EXPECT_NEAR(town.at("road_flow", "bridge/2/f"), trips_vehph / 2.0, 1e-7);
}

TEST(StochasticAssignment, takes_the_dearer_way_as_its_cost_says) {
    Town town(trips_between(0, 3, trips_vehph));
    RoadGraph& roads = town.territory.roads;
    for (std::size_t e = 0; e < roads.edge_id.size(); ++e) {
        if (roads.edge_id[e] == "bridge/1/f") roads.free_time_s[e] = 130.0;
    }
    auto const model = town.begun(stochastic());
    double const over_one = town.at("road_flow", "bridge/1/f"), over_two = trips_vehph - over_one;
    double const one_s = 1.3 * time_s(over_one) + time_s(over_one), two_s = 2.0 * time_s(over_two);
    EXPECT_NEAR(over_one / trips_vehph, 1.0 / (1.0 + std::exp(theta_per_s * (one_s - two_s))), 1e-9);
    EXPECT_LT(over_one, 0.48 * trips_vehph);
    EXPECT_GT(over_one, 0.40 * trips_vehph) << "nobody knows exactly";
    EXPECT_LE(town.series(*model)["relative_gap"], 1e-12);
}

TEST(StochasticAssignment, knows_what_is_closed_and_who_has_no_way) {
    Town town(trips_between(0, 3, trips_vehph));
    auto const model =
        town.begun(stochastic({{"closures", Value::make_list({closure("bridge/1", 0.0, 3600.0),
                                                              closure("bridge/2", 1800.0, 3600.0)})}}));
    EXPECT_NEAR(town.at("road_flow", "bridge/2/f"), trips_vehph, 1e-7);
    model->step({}, Duration::from_seconds(1800.0));
    model->step(Duration::from_seconds(1800.0), Duration::from_seconds(1800.0));
    EXPECT_NEAR(town.series(*model)["unreachable_trips"], trips_vehph / 2.0, 1e-7);
    EXPECT_LT(model->balance().relative_error(), 1e-9);
    model->publish(town.fields);
    EXPECT_NEAR(town.at("road_flow", "bridge/1/f"), trips_vehph / 2.0, 1e-7);
}

TEST(StochasticAssignment, tells_what_does_not_go_together) {
    EXPECT_EQ(fault_of({{"assignment", Value::make_text("stochastic")}}),
              "a stochastic assignment needs a perception");
    EXPECT_EQ(fault_of({{"perception", Value::make_quantity(theta_per_s)}}),
              "only goes with assignment: stochastic");
    EXPECT_EQ(fault_of(stochastic({{"dynamics", Value::make_text("link_transmission")}})),
              "does not go with a stochastic assignment");
    auto const turns = Value::make_map({{"turns", Value::make_list({Value::make_text("1")})}});
    EXPECT_EQ(fault_of(stochastic({{"analysis", turns}})), "a stochastic assignment names no ways");
}

} // namespace
} // namespace jumelle::traffic
