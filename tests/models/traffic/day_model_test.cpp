#include <cmath>
#include <gtest/gtest.h>

#include "core/base/error.hpp"
#include "models/traffic/day_demand.hpp"
#include "models/traffic/kernels/flooded_speed.hpp"
#include "tests/models/traffic/small_network.hpp"

namespace jumelle::traffic {
namespace {

using test::closure;
using test::Town;
using test::trips_between;

using Given = std::map<std::string, Value>;

Value dynamics(char const* diversion = "around_closures", char const* routes = "fixed") {
    return Value::make_map({{"step", Value::make_quantity(5.0)},
                            {"diversion", Value::make_text(diversion)},
                            {"routes", Value::make_text(routes)}});
}

Given day(Given more = {}) {
    more.emplace("dynamics", dynamics());
    return more;
}

Value profile(std::vector<std::pair<double, double>> const& parts) {
    std::vector<Value> list;
    for (auto const& [from_s, factor] : parts)
        list.push_back(Value::make_map(
            {{"from", Value::make_quantity(from_s)}, {"factor", Value::make_quantity(factor)}}));
    return Value::make_list(std::move(list));
}

/// Windows of a length from one time to another.
void drive(Town& town, Model& model, double from_s, double until_s, double window_s = 300.0) {
    for (double now_s = from_s; now_s < until_s; now_s += window_s)
        model.step(Duration::from_seconds(now_s), Duration::from_seconds(window_s));
    model.publish(town.fields);
}

TEST(DayModel, in_light_traffic_has_the_flows_and_times_of_the_equilibrium) {
    Town town(trips_between(0, 2, 60.0));
    town.requested = {"road_queue"};
    auto const model = town.begun(day());
    EXPECT_EQ(town.at("road_flow", "bridge/1/f"), 0.0) << "nobody has set out yet";
    drive(town, *model, 0.0, 3600.0);
    EXPECT_NEAR(town.at("road_flow", "bridge/1/f"), 60.0, 1e-9);
    EXPECT_NEAR(town.at("road_time", "bridge/1/f"), 100.0, 1e-6);
    EXPECT_NEAR(town.at("road_speed", "bridge/1/f"), 36.0, 1e-6);
    EXPECT_NEAR(town.at("road_volume_capacity", "bridge/1/f"), 0.1, 1e-12);
    EXPECT_NEAR(town.at("road_queue", "bridge/1/f"), 0.0, 1e-9);
    EXPECT_EQ(town.at("road_flow", "bridge/2/f"), 0.0);
}

TEST(DayModel, sums_what_vehicles_do_and_keeps_the_account) {
    Town town(trips_between(0, 2, 60.0));
    auto const model = town.begun(day());
    drive(town, *model, 0.0, 3600.0);
    auto series = town.series(*model);
    double const on_the_way = 60.0 * 100.0 / 3600.0;
    EXPECT_NEAR(series["trips"], 60.0, 1e-9);
    EXPECT_NEAR(series["arrived_trips"], 60.0 - on_the_way, 1e-9);
    EXPECT_NEAR(series["vehicles"], on_the_way, 1e-9);
    EXPECT_NEAR(series["vehicle_km"], 60.0 - on_the_way, 1e-9);
    EXPECT_NEAR(series["vehicle_hours"], on_the_way * (1.0 - 50.0 / 3600.0), 1e-9)
        << "full after 100 s, half of that on average before";
    EXPECT_NEAR(series["lost_vehicle_hours"], 0.0, 1e-9);
    EXPECT_GT(series["co2"], 0.0);
    auto const balance = model->balance();
    EXPECT_NEAR(balance.in, 60.0, 1e-9);
    EXPECT_LT(balance.relative_error(), 1e-12);
}

TEST(DayModel, those_beyond_the_capacity_wait) {
    Town town(trips_between(0, 2, 900.0));
    auto const model = town.begun(day({{"closures", Value::make_list({closure("bridge/2", 0.0, 1e9)})}}));
    drive(town, *model, 0.0, 3600.0);
    auto series = town.series(*model);
    EXPECT_NEAR(series["waiting_vehicles"], 300.0, 1e-6) << "900 want, 600 enter";
    EXPECT_NEAR(series["lost_vehicle_hours"], 150.0, 1e-6) << "half of 300 for an hour";
    EXPECT_NEAR(town.at("road_flow", "bridge/1/f"), 600.0, 1e-6);
    EXPECT_LT(model->balance().relative_error(), 1e-12);
}

TEST(DayModel, before_a_closed_bridge_the_street_fills_and_then_the_origin) {
    Town town(trips_between(1, 2, 300.0)); // half of them over A, half over D
    town.requested = {"road_queue"};
    auto const model = town.begun(
        {{"dynamics", dynamics("none")}, {"closures", Value::make_list({closure("bridge/1", 1800.0, 1e9)})}});
    drive(town, *model, 0.0, 1800.0);
    EXPECT_NEAR(town.at("road_flow", "street/1/b"), 150.0, 1e-3);
    drive(town, *model, 1800.0, 3600.0);
    EXPECT_EQ(town.at("road_flow", "bridge/1/f"), 0.0);
    EXPECT_TRUE(std::isnan(town.at("road_time", "bridge/1/f")));
    EXPECT_NEAR(town.at("road_queue", "street/1/b"), 50.0, 1e-6)
        << "1/6 vehicles a second times 0.3 s/m times 1 km find room";
    double const full_s = (50.0 - 150.0 / 36.0) / 150.0 * 3600.0; // 4.17 were on the street already
    EXPECT_NEAR(town.series(*model)["waiting_vehicles"], 300.0 * (1800.0 - full_s) / 3600.0, 1e-3)
        << "first in, first out at the origin";
    EXPECT_GT(town.at("road_time", "street/1/b"), 600.0) << "what the first has waited so far";
    EXPECT_LT(model->balance().relative_error(), 1e-12);
}

TEST(DayModel, drivers_turn_around_before_a_closed_bridge_where_they_may) {
    Town town(trips_between(1, 2, 300.0));
    auto const model = town.begun(day({{"closures", Value::make_list({closure("bridge/1", 1800.0, 1e9)})}}));
    drive(town, *model, 0.0, 3600.0);
    EXPECT_NEAR(town.at("road_flow", "street/1/f"), 150.0, 1.0) << "back to B";
    EXPECT_NEAR(town.series(*model)["queued_vehicles"], 150.0 / 36.0, 1e-6)
        << "who was on the bridge stays there";
    EXPECT_LT(model->balance().relative_error(), 1e-12);
}

TEST(DayModel, drivers_who_look_for_new_ways_do_not_drive_to_the_closed_bridge) {
    Town town(trips_between(1, 2, 300.0));
    auto const model = town.begun({{"dynamics", dynamics("around_closures", "anew")},
                                   {"closures", Value::make_list({closure("bridge/1", 1800.0, 5400.0)})}});
    drive(town, *model, 0.0, 3600.0);
    EXPECT_NEAR(town.at("road_flow", "street/1/b"), 0.0, 1e-9);
    EXPECT_NEAR(town.at("road_flow", "bridge/2/f"), 300.0, 1e-6);
    drive(town, *model, 3600.0, 7200.0);
    EXPECT_NEAR(town.at("road_flow", "bridge/1/f"), 150.0, 1e-3) << "open again";
    EXPECT_GT(town.series(*model)["iterations"], 2.0);
    EXPECT_LT(model->balance().relative_error(), 1e-12);
}

TEST(DayModel, those_without_a_way_stay_at_home_and_are_counted) {
    Town town(trips_between(0, 2, 60.0));
    auto const both = Value::make_list({closure("bridge/1", 1800.0, 1e9), closure("bridge/2", 1800.0, 1e9)});
    auto const model = town.begun({{"dynamics", dynamics("around_closures", "anew")}, {"closures", both}});
    drive(town, *model, 0.0, 3600.0);
    auto series = town.series(*model);
    EXPECT_NEAR(series["unreachable_trips"], 30.0, 1e-9);
    EXPECT_NEAR(series["stranded_trips"], 30.0, 1e-9);
    EXPECT_NEAR(series["trips"], 60.0, 1e-9);
    EXPECT_LT(model->balance().relative_error(), 1e-12);
}

TEST(DayModel, drives_slower_through_water_from_the_time_on_at_which_it_comes) {
    Town town(trips_between(0, 2, 60.0));
    town.flood(0.0);
    auto const model = town.begun(day());
    drive(town, *model, 0.0, 1200.0);
    EXPECT_NEAR(town.at("road_time", "bridge/1/f"), 100.0, 1e-6);
    town.flood(0.2);
    drive(town, *model, 1200.0, 3600.0);
    double const slow_s = 1000.0 / flooded_speed_mps(0.2);
    EXPECT_GT(slow_s, 150.0);
    EXPECT_NEAR(town.at("road_time", "bridge/1/f"), slow_s, 1.0);
    EXPECT_GT(town.series(*model)["lost_vehicle_hours"], 0.1);
}

TEST(DayModel, as_many_set_out_as_the_profile_says) {
    Town town(trips_between(0, 2, 60.0));
    auto const model = town.begun(day({{"profile", profile({{0.0, 0.5}, {1800.0, 2.0}, {3600.0, 0.0}})}}));
    drive(town, *model, 0.0, 1800.0);
    EXPECT_NEAR(town.series(*model)["trips"], 15.0, 1e-9);
    drive(town, *model, 1800.0, 7200.0);
    EXPECT_NEAR(town.series(*model)["trips"], 75.0, 1e-9);
    EXPECT_NEAR(town.series(*model)["arrived_trips"], 75.0, 1e-9);
    EXPECT_NEAR(town.series(*model)["vehicle_km"], 75.0, 1e-9);
}

TEST(DayModel, gives_the_same_sums_for_any_length_of_windows) {
    auto const hours = [](double window_s) {
        Town town(trips_between(1, 2, 500.0));
        auto const model =
            town.begun(day({{"closures", Value::make_list({closure("bridge/1", 1800.0, 3600.0)})}}));
        drive(town, *model, 0.0, 7200.0, window_s);
        return town.series(*model)["vehicle_hours"];
    };
    EXPECT_NEAR(hours(60.0) / hours(600.0), 1.0, 1e-12);
}

TEST(DayModel, tells_a_run_whose_counts_no_machine_can_hold) {
    Town town(trips_between(0, 2, 60.0));
    std::string message = "none";
    try {
        town.make({{"dynamics", Value::make_map({{"step", Value::make_quantity(1e-6)}})}});
    } catch (InputError const& error) {
        message = error.faults().front().message;
    }
    EXPECT_EQ(message, "counts of 8 edges in steps of 1e-06 s would take 922 GB");
}

TEST(TrafficModel, asks_for_dynamics_where_queues_are_asked_for) {
    Town town(trips_between(0, 2, 60.0));
    town.requested = {"road_queue"};
    EXPECT_THROW(town.make(), InputError);
}

TEST(TrafficModel, follows_the_profile_from_exchange_to_exchange) {
    Town town(trips_between(0, 2, 60.0));
    auto const model = town.begun({{"profile", profile({{0.0, 0.5}, {1800.0, 2.0}, {3600.0, 0.0}})}});
    EXPECT_NEAR(town.at("road_flow", "bridge/1/f"), 30.0, 1e-9);
    drive(town, *model, 0.0, 1800.0);
    EXPECT_NEAR(town.at("road_flow", "bridge/1/f"), 120.0, 1e-9);
    drive(town, *model, 1800.0, 3600.0);
    EXPECT_EQ(town.at("road_flow", "bridge/1/f"), 0.0);
    EXPECT_NEAR(town.series(*model)["trips"], 75.0, 1e-9);
    EXPECT_NEAR(town.series(*model)["lost_vehicle_hours"], 0.0, 0.01);
    EXPECT_LT(model->balance().relative_error(), 1e-12);
}

TEST(Profile, is_met_by_the_average_driver_as_often_as_drivers_are_there) {
    std::vector<DemandFactor> const two = {{0.0, 1.0}, {100.0, 3.0}};
    EXPECT_DOUBLE_EQ(factor_met(two, 200.0), (1.0 + 9.0) / 4.0);
    EXPECT_DOUBLE_EQ(factor_met({}, 200.0), 1.0);
    EXPECT_DOUBLE_EQ(factor_integral(two, 50.0, 150.0), 50.0 + 150.0);
    EXPECT_DOUBLE_EQ(factor_integral({}, 50.0, 150.0), 100.0);
}

TEST(Profile, tells_times_that_do_not_ascend) {
    Town town(trips_between(0, 2, 60.0));
    try {
        town.make({{"profile", profile({{60.0, 1.0}, {60.0, 2.0}})}});
        FAIL();
    } catch (InputError const& error) {
        EXPECT_EQ(error.faults().front().message, "this time is not after the one before");
    }
}

} // namespace
} // namespace jumelle::traffic
