#include <cmath>
#include <gtest/gtest.h>

#include "core/base/error.hpp"
#include "models/traffic/kernels/demand/elasticity.hpp"
#include "tests/models/traffic/small_network.hpp"

namespace jumelle::traffic {
namespace {

using test::closure;
using test::Town;
using test::trips_between;

using Given = std::map<std::string, Value>;

constexpr double wanted_vehph = 900.0, elasticity = -0.7;

Value answering(double value, std::string const& form = "power") {
    return Value::make_map({{"elasticity", Value::make_quantity(value)},
                            {"form", Value::make_text(form)},
                            {"change", Value::make_quantity(1e-11)}});
}

/// Time from A to D over one bridge, two streets of 100 s.
double time_s(double flow_vehph) {
    return 200.0 * (1.0 + 0.15 * std::pow(flow_vehph / 600.0, 4.0));
}

/// Trips that are made over one bridge, by halving, where `wanted` are made over two.
double made_over_one(double wanted, Elasticity const& how) {
    double low = 0.0, high = wanted;
    for (int i = 0; i < 200; ++i) {
        double const middle = 0.5 * (low + high);
        double const share = share_made(how, time_s(middle), time_s(wanted / 2.0));
        (wanted * share > middle ? low : high) = middle;
    }
    return low;
}

std::string fault_of(Given given) {
    Town town(trips_between(0, 3, wanted_vehph));
    try {
        town.make(std::move(given));
    } catch (InputError const& error) {
        return error.faults().front().message;
    }
    return "none";
}

TEST(Elasticity, is_that_of_its_definition) {
    for (auto const form : {Elasticity::Form::power, Elasticity::Form::exponential}) {
        Elasticity const how{form, elasticity};
        EXPECT_EQ(share_made(how, 300.0, 300.0), 1.0);
        constexpr double small = 1e-6;
        EXPECT_NEAR((share_made(how, 300.0 * (1.0 + small), 300.0) - 1.0) / small, elasticity, 1e-5);
    }
    EXPECT_NEAR(share_made({Elasticity::Form::power, -0.5}, 400.0, 100.0), 0.5, 1e-15);
    EXPECT_NEAR(share_made({Elasticity::Form::exponential, -0.5}, 300.0, 100.0), std::exp(-1.0), 1e-15);
    EXPECT_EQ(share_made({Elasticity::Form::power, -0.5}, 0.0, 0.0), 1.0);
}

TEST(ElasticDemand, is_that_of_the_table_on_dry_open_streets) {
    Town town(trips_between(0, 3, wanted_vehph));
    auto const model = town.begun({{"elastic_demand", answering(elasticity)}});
    EXPECT_NEAR(town.at("road_flow", "bridge/1/f"), wanted_vehph / 2.0, 1e-6);
    model->step({}, Duration::from_seconds(3600.0));
    EXPECT_EQ(town.series(*model)["foregone_trips"], 0.0);
}

TEST(ElasticDemand, leaves_the_trips_that_the_way_is_worth) {
    for (auto const form : {Elasticity::Form::power, Elasticity::Form::exponential}) {
        Town town(trips_between(0, 3, wanted_vehph));
        bool const is_power = form == Elasticity::Form::power;
        auto const model =
            town.begun({{"elastic_demand", answering(elasticity, is_power ? "power" : "exponential")},
                        {"closures", Value::make_list({closure("bridge/1", 0.0, 1e9)})}});
        double const expected = made_over_one(wanted_vehph, {form, elasticity});
        EXPECT_LT(expected, 0.9 * wanted_vehph);
        EXPECT_NEAR(town.at("road_flow", "bridge/2/f"), expected, 1e-6);
        model->step({}, Duration::from_seconds(7200.0));
        auto series = town.series(*model);
        EXPECT_NEAR(series["foregone_trips"], 2.0 * (wanted_vehph - expected), 1e-5);
        EXPECT_NEAR(series["trips"], 2.0 * wanted_vehph, 1e-9);
        EXPECT_NEAR(series["lost_vehicle_hours"], 2.0 * expected * (time_s(expected) - 200.0) / 3600.0, 1e-6);
        EXPECT_LT(model->balance().relative_error(), 1e-9);
    }
}

TEST(ElasticDemand, is_back_when_the_bridge_opens_again) {
    Town town(trips_between(0, 3, wanted_vehph));
    auto const model = town.begun({{"elastic_demand", answering(elasticity)},
                                   {"closures", Value::make_list({closure("bridge/1", 0.0, 3600.0)})}});
    model->step({}, Duration::from_seconds(3600.0));
    model->publish(town.fields);
    EXPECT_NEAR(town.at("road_flow", "bridge/1/f"), wanted_vehph / 2.0, 1e-5);
    EXPECT_NEAR(town.at("road_flow", "bridge/2/f"), wanted_vehph / 2.0, 1e-5);
}

TEST(ElasticDemand, of_the_profile_is_measured_by_that_hour) {
    Town town(trips_between(0, 3, wanted_vehph));
    auto const at = [](double time_s, double factor) {
        return Value::make_map(
            {{"from", Value::make_quantity(time_s)}, {"factor", Value::make_quantity(factor)}});
    };
    auto const model = town.begun({{"elastic_demand", answering(elasticity)},
                                   {"profile", Value::make_list({at(0.0, 1.0), at(3600.0, 0.5)})},
                                   {"closures", Value::make_list({closure("bridge/1", 0.0, 1e9)})}});
    model->step({}, Duration::from_seconds(3600.0));
    model->publish(town.fields);
    double const expected = made_over_one(0.5 * wanted_vehph, {Elasticity::Form::power, elasticity});
    EXPECT_NEAR(town.at("road_flow", "bridge/2/f"), expected, 1e-6);
}

TEST(ElasticDemand, of_what_has_no_way_is_told_as_unreachable) {
    Town town(trips_between(0, 3, wanted_vehph));
    auto const model = town.begun(
        {{"elastic_demand", answering(elasticity)},
         {"closures", Value::make_list({closure("bridge/1", 0.0, 1e9), closure("bridge/2", 0.0, 1e9)})}});
    model->step({}, Duration::from_seconds(3600.0));
    auto series = town.series(*model);
    EXPECT_NEAR(series["unreachable_trips"], wanted_vehph, 1e-9);
    EXPECT_EQ(series["foregone_trips"], 0.0);
}

TEST(ElasticDemand, starts_from_nothing_with_the_same_answer) {
    Town town(trips_between(0, 3, wanted_vehph));
    auto const model = town.begun({{"elastic_demand", answering(elasticity)},
                                   {"start", Value::make_text("nothing")},
                                   {"closures", Value::make_list({closure("bridge/1", 0.0, 1e9)})}});
    double const expected = made_over_one(wanted_vehph, {Elasticity::Form::power, elasticity});
    EXPECT_NEAR(town.at("road_flow", "bridge/2/f"), expected, 1e-6);
}

TEST(ElasticDemand, is_not_for_the_time_of_day) {
    EXPECT_EQ(fault_of({{"elastic_demand", answering(elasticity)},
                        {"dynamics", Value::make_text("link_transmission")}}),
              "goes with an equilibrium, and there is none over the time of day");
}

} // namespace
} // namespace jumelle::traffic
