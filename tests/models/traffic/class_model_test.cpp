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

Value number(double value) {
    return Value::make_quantity(value);
}

/// Cars and lorries; what else is said of lorries.
Value cars_and_lorries(Given lorries = {}) {
    lorries.emplace("name", Value::make_text("lorry"));
    lorries.emplace("share", number(0.25));
    return Value::make_list({Value::make_map({{"name", Value::make_text("car")}, {"share", number(0.75)}}),
                             Value::make_map(std::move(lorries))});
}

double class_series(Model& model, std::string const& name, std::string const& quantity) {
    std::vector<double> values;
    model.read_series({}, values);
    auto const infos = model.series();
    for (std::size_t i = 0; i < infos.size(); ++i) {
        if (infos[i].name == name && infos[i].quantity == quantity) return values.at(i);
    }
    return -1.0;
}

std::string fault_of(Town& town, Given given) {
    try {
        town.make(std::move(given));
    } catch (InputError const& error) {
        return error.faults().front().message;
    }
    return "none";
}

TEST(ClassesOfVehicles, take_the_room_that_they_need) {
    Town town(trips_between(0, 2, 60.0));
    auto const model = town.begun({{"classes", cars_and_lorries({{"car_units", number(3.0)}})}});
    EXPECT_NEAR(town.at("road_flow", "bridge/1/f"), 60.0, 1e-9) << "vehicles";
    EXPECT_NEAR(town.at("road_volume_capacity", "bridge/1/f"), (45.0 + 3.0 * 15.0) / 600.0, 1e-12);
    model->step({}, Duration::from_seconds(3600.0));
    EXPECT_NEAR(class_series(*model, "car", "vehicle_km"), 45.0, 1e-9);
    EXPECT_NEAR(class_series(*model, "lorry", "vehicle_km"), 15.0, 1e-9);
    EXPECT_NEAR(town.series(*model)["trips"], 60.0, 1e-9);
    EXPECT_LT(model->balance().relative_error(), 1e-12);
}

TEST(ClassesOfVehicles, drive_around_where_they_are_banned) {
    Town town(trips_between(0, 2, 60.0));
    auto const banned = Value::make_list({Value::make_text("bridge/1")});
    auto const model = town.begun({{"classes", cars_and_lorries({{"banned", banned}})}});
    EXPECT_NEAR(town.at("road_flow", "bridge/1/f"), 45.0, 1e-9);
    EXPECT_NEAR(town.at("road_flow", "bridge/2/f"), 15.0, 1e-9);
    EXPECT_GT(town.at("road_time", "bridge/1/f"), 99.0) << "the bridge is open";
}

TEST(ClassesOfVehicles, pay_by_what_their_time_is_worth) {
    Town town(trips_between(0, 2, 60.0));
    for (std::size_t e = 0; e < 8; ++e)
        town.territory.roads.toll[e] = town.territory.roads.edge_id[e] == "bridge/1/f" ? 2.0 : 0.0;
    // 2 are worth 100 s to cars and 300 s to lorries; the way around takes 200 s more.
    auto const model = town.begun({{"value_of_time", number(2.0 / 100.0)},
                                   {"classes", cars_and_lorries({{"value_of_time", number(2.0 / 300.0)}})}});
    EXPECT_NEAR(town.at("road_flow", "bridge/1/f"), 45.0, 1e-9);
    EXPECT_NEAR(town.at("road_flow", "bridge/2/f"), 15.0, 1e-9);
}

TEST(ClassesOfVehicles, stop_at_the_depth_of_their_own) {
    Town town(trips_between(0, 2, 60.0));
    town.flood(0.0);
    auto const model = town.begun({{"classes", cars_and_lorries({{"closing_depth", number(0.8)}})}});
    EXPECT_NEAR(town.at("road_flow", "bridge/1/f"), 60.0, 1e-9);
    town.flood(0.5);
    model->step({}, Duration::from_seconds(600.0));
    model->publish(town.fields);
    // At 8.7 km/h the bridge takes longer than the way around: lorries may cross it, and do not.
    EXPECT_NEAR(town.at("road_flow", "bridge/2/f"), 60.0, 1e-9);
    auto const both = Value::make_list({closure("bridge/2", 0.0, 1e9)});
    Town other(trips_between(0, 2, 60.0));
    other.flood(0.5);
    auto const only =
        other.begun({{"closures", both}, {"classes", cars_and_lorries({{"closing_depth", number(0.8)}})}});
    EXPECT_NEAR(other.at("road_flow", "bridge/1/f"), 15.0, 1e-9) << "lorries drive through";
    only->step({}, Duration::from_seconds(3600.0));
    EXPECT_NEAR(other.series(*only)["stranded_trips"], 45.0, 1e-9) << "cars do not";
    other.flood(0.9);
    only->step(Duration::from_seconds(3600.0), Duration::from_seconds(600.0));
    only->publish(other.fields);
    EXPECT_EQ(other.at("road_flow", "bridge/1/f"), 0.0);
}

TEST(ClassesOfVehicles, have_skims_and_trips_of_their_own) {
    Town town(trips_between(0, 2, 60.0));
    auto const banned = Value::make_list({Value::make_text("bridge/1")});
    auto const asked = Value::make_map(
        {{"matrices", Value::make_list({Value::make_text("time"), Value::make_text("trips")})},
         {"turns", Value::make_list({Value::make_text("1")})},
         {"select_links", Value::make_list({Value::make_map(
                              {{"name", Value::make_text("south")},
                               {"edges", Value::make_list({Value::make_text("bridge/2")})}})})}});
    auto const model =
        town.begun({{"classes", cars_and_lorries({{"banned", banned}, {"car_units", number(2.0)}})},
                    {"analysis", asked}});
    model->step({}, Duration::from_seconds(7200.0));
    model->publish_summaries(town.fields);
    std::map<std::string, double> from_a_to_c;
    for (auto const& matrix : model->matrices()) from_a_to_c[matrix.name] = matrix.values[2];
    double const bridge_s = 100.0 * (1.0 + 0.15 * std::pow(45.0 / 600.0, 4.0));
    double const around_s = 300.0 * (1.0 + 0.15 * std::pow(2.0 * 15.0 / 600.0, 4.0));
    EXPECT_NEAR(from_a_to_c.at("time_car"), bridge_s, 1e-9);
    EXPECT_NEAR(from_a_to_c.at("time_lorry"), around_s, 1e-9);
    EXPECT_NEAR(from_a_to_c.at("trips_car"), 45.0, 1e-12);
    EXPECT_NEAR(from_a_to_c.at("trips_lorry"), 15.0, 1e-12);
    EXPECT_NEAR(from_a_to_c.at("select_south"), 15.0, 1e-9);
    EXPECT_NEAR(town.at("selected_flow_south", "street/1/f"), 15.0, 1e-9);
    EXPECT_NEAR(class_series(*model, "street/1/f > bridge/2/f", "flow"), 15.0, 1e-9) << "vehicles";
}

TEST(ClassesOfVehicles, tell_shares_names_and_bans_that_make_no_sense) {
    Town town(trips_between(0, 2, 60.0));
    auto const half = Value::make_map({{"name", Value::make_text("car")}, {"share", number(0.5)}});
    EXPECT_EQ(fault_of(town, {{"classes", Value::make_list({half})}}),
              "the shares of the classes sum to 0.5");
    EXPECT_EQ(fault_of(town, {{"classes", Value::make_list({half, half})}}), "two classes are named 'car'");
    auto const nameless = Value::make_map({{"name", Value::make_text("a b")}, {"share", number(1.0)}});
    EXPECT_EQ(fault_of(town, {{"classes", Value::make_list({nameless})}}), "'a b' is no name for results");
    auto const banned = Value::make_list({Value::make_text("bridge/9")});
    EXPECT_EQ(fault_of(town, {{"classes", cars_and_lorries({{"banned", banned}})}}),
              "there is no edge 'bridge/9'");
    EXPECT_EQ(fault_of(town, {{"classes", cars_and_lorries()},
                              {"dynamics", Value::make_text("link_transmission")}}),
              "traffic over the time of day knows one class");
}

} // namespace
} // namespace jumelle::traffic
