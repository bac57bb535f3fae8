#include <cmath>
#include <gtest/gtest.h>

#include "core/base/error.hpp"
#include "core/territory/measures/roads.hpp"
#include "models/traffic/kernels/flooded_speed.hpp"
#include "tests/models/traffic/small_network.hpp"

namespace jumelle::traffic {
namespace {

using test::closure;
using test::Town;
using test::trips_between;

Duration seconds(double s) {
    return Duration::from_seconds(s);
}

TEST(TrafficModel, sends_trips_along_the_short_way_while_it_is_empty) {
    Town town(trips_between(0, 2, 60.0));
    auto const model = town.begun();
    EXPECT_NEAR(town.at("road_flow", "bridge/1/f"), 60.0, 1e-9);
    EXPECT_EQ(town.at("road_flow", "bridge/2/f"), 0.0);
    EXPECT_NEAR(town.at("road_volume_capacity", "bridge/1/f"), 0.1, 1e-12);
    EXPECT_NEAR(town.at("road_time", "bridge/1/f"), 100.0 * (1.0 + 0.15 * 1e-4), 1e-9);
    EXPECT_NEAR(town.at("road_speed", "bridge/1/f"), 36.0 / (1.0 + 0.15 * 1e-4), 1e-9);
}

TEST(TrafficModel, spreads_many_trips_so_that_both_ways_take_the_same_time) {
    Town town(trips_between(0, 2, 3000.0));
    auto const model = town.begun();
    double const there = town.at("road_time", "bridge/1/f");
    double const around = town.at("road_time", "street/1/f") + town.at("road_time", "bridge/2/f") +
                          town.at("road_time", "street/2/b");
    EXPECT_GT(town.at("road_flow", "bridge/2/f"), 100.0);
    EXPECT_NEAR(there / around, 1.0, 1e-6);
    EXPECT_NEAR(town.at("road_flow", "bridge/1/f") + town.at("road_flow", "bridge/2/f"), 3000.0, 1e-6);
}

TEST(TrafficModel, keeps_through_traffic_out_of_a_zone_and_lets_its_people_in) {
    Region north_east;
    north_east.circles.push_back({{950.0, 950.0}, 100.0});
    Town through(trips_between(0, 3, 60.0)); // from A to D: over C or over B, as long
    auto const open = through.begun();
    EXPECT_GT(through.at("road_flow", "bridge/1/f"), 1.0);
    keep_out_through_traffic(through.territory, north_east, 3600.0);
    auto const calm = through.begun();
    EXPECT_NEAR(through.at("road_flow", "bridge/1/f"), 0.0, 1e-9);
    EXPECT_NEAR(through.at("road_flow", "bridge/2/f"), 60.0, 1e-9);
    EXPECT_NEAR(through.at("road_time", "bridge/1/f"), 100.0, 1e-9); // driving time is without the burden
    Town local(trips_between(0, 2, 3000.0));
    auto const before = local.begun();
    double const straight = local.at("road_flow", "bridge/1/f");
    keep_out_through_traffic(local.territory, north_east, 3600.0);
    auto const after = local.begun();
    EXPECT_NEAR(local.at("road_flow", "bridge/1/f"), straight, 1e-4);
}

TEST(TrafficModel, says_nothing_before_the_run_begins) {
    Town town(trips_between(0, 2, 60.0));
    auto const model = town.make();
    model->publish(town.fields);
    EXPECT_EQ(town.at("road_flow", "bridge/1/f"), 0.0);
    EXPECT_DOUBLE_EQ(town.at("road_time", "bridge/1/f"), 100.0);
    EXPECT_EQ(town.series(*model)["iterations"], 0.0);
}

TEST(TrafficModel, sums_hours_kilometres_and_trips_over_the_time) {
    Town town(trips_between(0, 2, 60.0));
    auto const model = town.begun();
    model->step(seconds(0.0), seconds(1800.0));
    auto const series = town.series(*model);
    double const time_s = 100.0 * (1.0 + 0.15 * 1e-4);
    EXPECT_NEAR(series.at("trips"), 30.0, 1e-9);
    EXPECT_NEAR(series.at("vehicle_km"), 30.0, 1e-9);
    EXPECT_NEAR(series.at("vehicle_hours"), 30.0 * time_s / 3600.0, 1e-9);
    EXPECT_NEAR(series.at("lost_vehicle_hours"), 30.0 * (time_s - 100.0) / 3600.0, 1e-9);
    EXPECT_EQ(series.at("unreachable_trips"), 0.0);
}

TEST(TrafficModel, closes_a_bridge_when_its_time_has_come_and_opens_it_again) {
    Town town(trips_between(0, 2, 60.0));
    auto const model = town.begun({{"closures", Value::make_list({closure("bridge/1", 600.0, 1800.0)})}});
    model->step(seconds(0.0), seconds(300.0));
    model->publish(town.fields);
    EXPECT_NEAR(town.at("road_flow", "bridge/1/f"), 60.0, 1e-9);
    model->step(seconds(300.0), seconds(300.0));
    model->publish(town.fields);
    EXPECT_EQ(town.at("road_flow", "bridge/1/f"), 0.0);
    EXPECT_EQ(town.at("road_speed", "bridge/1/f"), 0.0);
    EXPECT_TRUE(std::isnan(town.at("road_time", "bridge/1/f")));
    EXPECT_NEAR(town.at("road_flow", "bridge/2/f"), 60.0, 1e-9);
    EXPECT_EQ(town.series(*model)["closed_edges"], 2.0);
    model->step(seconds(600.0), seconds(1200.0));
    model->publish(town.fields);
    EXPECT_NEAR(town.at("road_flow", "bridge/1/f"), 60.0, 1e-9);
    model->publish_summaries(town.fields);
    EXPECT_EQ(town.at("road_closed_time", "bridge/1/b"), 1200.0);
}

TEST(TrafficModel, detours_are_lost_time) {
    Town town(trips_between(0, 2, 36.0));
    auto const model = town.begun({{"closures", Value::make_list({closure("bridge/1", 0.0, 1e9)})}});
    model->step(seconds(0.0), seconds(3600.0));
    EXPECT_NEAR(town.series(*model)["vehicle_hours"], 3.0, 1e-3) << "36 vehicles, 300 s each";
    EXPECT_NEAR(town.series(*model)["lost_vehicle_hours"], 2.0, 1e-3);
}

TEST(TrafficModel, counts_trips_without_a_way_and_tells_those_that_are_stranded) {
    Town town(trips_between(0, 2, 60.0));
    town.territory.trips.origin.push_back(0);
    town.territory.trips.destination.push_back(1);
    town.territory.trips.trips_vehph.push_back(40.0);
    auto const model = town.begun(
        {{"closures", Value::make_list({closure("bridge/1", 0.0, 1e9), closure("bridge/2", 0.0, 1e9)})}});
    model->step(seconds(0.0), seconds(3600.0));
    model->publish(town.fields);
    auto const series = town.series(*model);
    EXPECT_NEAR(series.at("unreachable_trips"), 60.0, 1e-9);
    EXPECT_NEAR(series.at("stranded_trips"), 60.0, 1e-9);
    EXPECT_NEAR(series.at("trips"), 100.0, 1e-9);
    EXPECT_NEAR(town.at("road_flow", "street/1/f"), 40.0, 1e-9);
    auto const balance = model->balance();
    EXPECT_NEAR(balance.in, 100.0, 1e-9);
    EXPECT_NEAR(balance.out, 100.0, 1e-9);
    EXPECT_LT(balance.relative_error(), 1e-12);
}

TEST(TrafficModel, trips_that_were_stranded_drive_when_the_way_opens) {
    Town town(trips_between(0, 2, 60.0));
    auto const model =
        town.begun({{"closures",
                     Value::make_list({closure("bridge/1", 0.0, 1e9), closure("bridge/2", 600.0, 1200.0)})}});
    EXPECT_NEAR(town.at("road_flow", "bridge/2/f"), 60.0, 1e-9);
    for (int window = 0; window < 4; ++window) model->step(seconds(300.0 * window), seconds(300.0));
    model->publish(town.fields);
    EXPECT_NEAR(town.at("road_flow", "bridge/2/f"), 60.0, 1e-9);
    EXPECT_NEAR(town.series(*model)["stranded_trips"], 10.0, 1e-9) << "600 s of 60 vehicles an hour";
}

TEST(TrafficModel, trips_that_never_had_a_way_are_unreachable_but_not_stranded) {
    Town town(trips_between(0, 2, 60.0));
    town.territory.roads = make_road_graph({{0.0, 0.0}, {1.0, 0.0}, {2.0, 0.0}, {3.0, 0.0}},
                                           {{2, 0, 1000.0, 10.0, 1.0, 1, "back"}});
    auto const model = town.begun();
    model->step(seconds(0.0), seconds(3600.0));
    EXPECT_NEAR(town.series(*model)["unreachable_trips"], 60.0, 1e-12);
    EXPECT_EQ(town.series(*model)["stranded_trips"], 0.0);
    EXPECT_LT(model->balance().relative_error(), 1e-12);
}

TEST(TrafficModel, drives_slower_through_water) {
    Town town(trips_between(0, 2, 60.0));
    town.flood(0.2);
    auto const model = town.begun();
    EXPECT_NEAR(town.at("road_time", "bridge/1/f") / (1000.0 / flooded_speed_mps(0.2)), 1.0, 1e-4);
    town.flood(0.01);
    model->step(seconds(0.0), seconds(60.0));
    model->publish(town.fields);
    EXPECT_NEAR(town.at("road_time", "bridge/1/f"), 100.0, 0.01)
        << "10 m/s is slower than a centimetre allows";
}

TEST(TrafficModel, takes_another_way_when_a_street_is_under_water) {
    Town town(trips_between(0, 2, 60.0));
    town.flood(0.0);
    auto const model = town.begun();
    EXPECT_NEAR(town.at("road_flow", "bridge/1/f"), 60.0, 1e-9);
    town.flood(0.3);
    model->step(seconds(0.0), seconds(600.0));
    model->publish(town.fields);
    EXPECT_EQ(town.at("road_flow", "bridge/1/f"), 0.0);
    EXPECT_NEAR(town.at("road_flow", "bridge/2/f"), 60.0, 1e-9);
    town.flood(0.0);
    model->step(seconds(600.0), seconds(600.0));
    model->publish(town.fields);
    EXPECT_NEAR(town.at("road_flow", "bridge/1/f"), 60.0, 1e-9);
}

TEST(TrafficModel, drives_over_the_water_on_a_bridge) {
    Town town(trips_between(0, 2, 60.0));
    town.territory.roads.is_off_ground.assign(8, 1);
    town.requested = {"road_water_depth"};
    town.flood(2.0);
    auto const model = town.begun();
    EXPECT_NEAR(town.at("road_flow", "bridge/1/f"), 60.0, 1e-9);
    EXPECT_EQ(town.at("road_water_depth", "bridge/1/f"), 0.0);
}

TEST(TrafficModel, tells_the_depth_on_the_street_where_asked) {
    Town town(trips_between(0, 2, 60.0));
    town.requested = {"road_water_depth"};
    town.flood(0.25);
    auto const model = town.begun();
    EXPECT_EQ(town.at("road_water_depth", "bridge/1/b"), 0.25);
    EXPECT_EQ(town.at("road_water_depth", "bridge/2/b"), 0.0);
}

TEST(TrafficModel, crosses_a_basin_at_its_rim) {
    Town town(trips_between(0, 2, 60.0));
    town.requested = {"road_water_depth"};
    town.flood(1.25);
    Field rim;
    rim.info.name = "retention_depth";
    rim.cells = Array2D<double>(town.territory.grid.rows, town.territory.grid.columns, 1.5);
    town.fields.put(rim);
    auto const dry = town.begun();
    EXPECT_NEAR(town.at("road_flow", "bridge/1/f"), 60.0, 1e-9);
    EXPECT_EQ(town.at("road_water_depth", "bridge/1/b"), 0.0);
    town.fields.at("retention_depth").cells.fill(1.0);
    auto const wet = town.begun();
    EXPECT_EQ(town.at("road_water_depth", "bridge/1/b"), 0.25);
}

TEST(TrafficModel, gives_heat_to_the_cells_under_the_street_where_asked) {
    Town town(trips_between(0, 2, 60.0));
    town.flood(0.0);
    town.requested = {"traffic_heat"};
    auto const model = town.begun({{"vehicle_heat", Value::make_quantity(4000.0)}});
    EXPECT_NEAR(town.fields.at("traffic_heat").cells(0, 4), 60.0 / 3600.0 * 4000.0 * (1000.0 / 9.0) / 1e4,
                1e-6);
    EXPECT_EQ(town.fields.at("traffic_heat").cells(4, 4), 0.0);
}

TEST(TrafficModel, ignores_water_where_told) {
    Town town(trips_between(0, 2, 60.0));
    town.flood(1.0);
    auto const model = town.begun({{"water", Value::make_text("ignored")}});
    EXPECT_NEAR(town.at("road_flow", "bridge/1/f"), 60.0, 1e-9);
}

TEST(TrafficModel, closes_streets_at_the_depth_that_the_scenario_says) {
    Town town(trips_between(0, 2, 60.0));
    town.flood(0.3);
    auto const model = town.begun({{"closing_depth", Value::make_quantity(0.5)}});
    EXPECT_EQ(town.series(*model)["closed_edges"], 0.0);
    EXPECT_GT(town.at("road_time", "bridge/1/f"), 1000.0);
}

TEST(TrafficModel, the_system_optimum_costs_all_together_less_than_the_equilibrium) {
    Town town(trips_between(0, 2, 1500.0));
    auto const hours = [&](char const* assignment) {
        auto const model = town.begun({{"assignment", Value::make_text(assignment)}});
        model->step(seconds(0.0), seconds(3600.0));
        return town.series(*model)["vehicle_hours"];
    };
    EXPECT_LT(hours("system_optimum"), hours("equilibrium") * 0.999);
}

TEST(TrafficModel, multiplies_trips_by_the_demand_factor) {
    Town town(trips_between(0, 2, 60.0));
    auto const model = town.begun({{"demand_factor", Value::make_quantity(2.5)}});
    EXPECT_NEAR(town.at("road_flow", "bridge/1/f"), 150.0, 1e-9);
}

TEST(TrafficModel, a_toll_sends_drivers_around_where_their_time_is_cheap) {
    Town town(trips_between(0, 2, 60.0));
    for (std::size_t e = 0; e < 8; ++e)
        town.territory.roads.toll[e] = town.territory.roads.edge_id[e] == "bridge/1/f" ? 2.0 : 0.0;
    auto const poor = town.begun({{"value_of_time", Value::make_quantity(2.0 / 300.0)}}); // 2 are worth 300 s
    EXPECT_NEAR(town.at("road_flow", "bridge/2/f"), 60.0, 1e-9);
    auto const rich = town.begun({{"value_of_time", Value::make_quantity(2.0 / 100.0)}});
    EXPECT_NEAR(town.at("road_flow", "bridge/1/f"), 60.0, 1e-9);
    EXPECT_NEAR(town.at("road_time", "bridge/1/f"), 100.0, 0.1) << "a toll is no time";
    auto const free = town.begun({{"tolls", Value::make_text("ignored")}});
    EXPECT_NEAR(town.at("road_flow", "bridge/1/f"), 60.0, 1e-9);
}

std::string fault_of(Town& town, std::map<std::string, Value> given = {}) {
    try {
        town.make(std::move(given));
    } catch (InputError const& error) {
        return error.faults().front().message;
    }
    return "none";
}

TEST(TrafficModel, tells_what_is_missing) {
    Town none(TripTable{});
    EXPECT_EQ(fault_of(none), "nobody drives: the territory has no trips");
    none.territory.roads = {};
    EXPECT_EQ(fault_of(none), "the territory has no roads");
    Town tolled(trips_between(0, 2, 60.0));
    tolled.territory.roads.toll[3] = 1.0;
    EXPECT_EQ(fault_of(tolled), "1 edges have a toll, and nothing says what an hour is worth");
    Town nowhere(trips_between(0, 2, 60.0));
    nowhere.territory.roads.has_positions = false;
    EXPECT_EQ(fault_of(nowhere), "none") << "no water, no need of positions";
    nowhere.requested = {"traffic_heat"};
    EXPECT_EQ(fault_of(nowhere), "traffic_heat lies on cells, and there are none under the roads");
    nowhere.requested.clear();
    nowhere.flood(0.1);
    EXPECT_EQ(fault_of(nowhere), "the roads have no positions, so no water can be found on them");
}

TEST(TrafficModel, tells_a_closure_of_no_edge_and_one_that_ends_before_it_begins) {
    Town town(trips_between(0, 2, 60.0));
    EXPECT_EQ(fault_of(town, {{"closures", Value::make_list({closure("bridge/7", 0.0, 10.0)})}}),
              "there is no edge 'bridge/7'");
    EXPECT_EQ(fault_of(town, {{"closures", Value::make_list({closure("bridge/1", 10.0, 10.0)})}}),
              "the edges open before they close");
}

TEST(TrafficModel, tells_distance_that_costs_time_but_is_not_known) {
    Town town(trips_between(0, 2, 60.0));
    town.territory.roads.length_m[0] = std::nan("");
    EXPECT_EQ(fault_of(town, {{"distance_cost", Value::make_quantity(0.01)}}),
              "the lengths of the roads are not known");
    EXPECT_EQ(fault_of(town), "none");
}

} // namespace
} // namespace jumelle::traffic
