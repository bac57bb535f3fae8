#include <cmath>
#include <gtest/gtest.h>

#include "core/base/error.hpp"
#include "models/traffic/fleet_parameters.hpp"
#include "tests/models/traffic/small_network.hpp"

namespace jumelle::traffic {
namespace {

using test::Town;
using test::trips_between;

VehicleFactors const& vehicle(std::string const& name) {
    for (auto const& known : known_vehicles()) {
        if (known.name == name) return known;
    }
    throw std::invalid_argument(name);
}

double factor(std::string const& name, Pollutant pollutant, double speed_kmph) {
    return vehicle(name).factor[static_cast<std::size_t>(pollutant)].at(speed_kmph);
}

Value own_factors(double g_per_km) {
    auto const constant = Value::make_map({{"gamma", Value::make_quantity(g_per_km)}});
    return Value::make_map(
        {{"share", Value::make_quantity(1.0)}, {"co2", constant}, {"nox", constant}, {"pm", constant}});
}

std::string fault_of(Value const& fleet) {
    try {
        fleet_from(fleet);
    } catch (InputError const& error) {
        return error.faults().front().message;
    }
    return "none";
}

TEST(HotFactor, is_the_quotient_of_two_polynomials_and_a_term_of_slow_driving) {
    HotFactor factor{2.0, 3.0, 5.0, 700.0, 0.5, 0.25, 4.0, 0.1};
    // (2·400 + 3·20 + 5 + 700/20) / (0.5·400 + 0.25·20 + 4) · 0.9
    EXPECT_NEAR(factor.at(20.0), 900.0 / 209.0 * 0.9, 1e-12);
}

TEST(HotFactor, is_held_at_the_speeds_that_it_was_measured_at) {
    EXPECT_EQ(factor("car_petrol_euro_4", Pollutant::nox, 3.0),
              factor("car_petrol_euro_4", Pollutant::nox, 10.0));
    EXPECT_EQ(factor("car_petrol_euro_4", Pollutant::nox, 200.0),
              factor("car_petrol_euro_4", Pollutant::nox, 130.0));
}

TEST(HotFactor, of_the_guidebook_gives_its_values_by_hand) {
    // 0.106 − 0.00158·50 + 7.1e-6·2500
    EXPECT_NEAR(factor("car_petrol_euro_4", Pollutant::nox, 50.0), 0.04475, 1e-12);
    // Fuel 214.05 / 3.8075 = 56.218 g/km; 44.011 / (12.011 + 1.008·1.8) = 3.18334
    EXPECT_NEAR(factor("car_petrol_euro_4", Pollutant::co2, 50.0), 178.961, 5e-3);
    // 1.11 − 0.0202·50 + 1.48e-4·2500
    EXPECT_NEAR(factor("car_diesel_euro_4", Pollutant::nox, 50.0), 0.47, 1e-12);
    // 0.045 − 5.39e-4·50 + 3.48e-6·2500
    EXPECT_NEAR(factor("car_diesel_euro_4", Pollutant::pm, 50.0), 0.02675, 1e-12);
    // 240 g/km of fuel, 33.37 g of it a kg
    EXPECT_NEAR(factor("lorry_diesel", Pollutant::nox, 50.0), 8.0088, 1e-12);
    EXPECT_EQ(factor("electric", Pollutant::co2, 50.0), 0.0);
}

TEST(HotFactor, of_every_known_vehicle_is_never_negative) {
    for (auto const& known : known_vehicles()) {
        for (double v = 1.0; v < 200.0; v += 1.0) {
            for (auto const& one : known.factor) EXPECT_GE(one.at(v), 0.0) << known.name << " at " << v;
        }
    }
}

TEST(Fleet, has_the_mean_of_its_vehicles) {
    Fleet const fleet = {{vehicle("electric"), 0.75}, {vehicle("lorry_diesel"), 0.25}};
    EXPECT_NEAR(fleet_factor(fleet, Pollutant::nox, 30.0), 0.25 * 8.0088, 1e-12);
}

TEST(Fleet, tells_shares_that_do_not_sum_to_one) {
    auto const part =
        Value::make_map({{"vehicle", Value::make_text("electric")}, {"share", Value::make_quantity(0.6)}});
    EXPECT_EQ(fault_of(Value::make_list({part})), "the shares of the fleet sum to 0.6");
}

TEST(Fleet, tells_vehicles_of_which_nothing_is_known_and_factors_that_make_no_sense) {
    auto const unnamed = Value::make_map({{"share", Value::make_quantity(1.0)}});
    EXPECT_EQ(fault_of(Value::make_list({unnamed})), "nothing says how much co2 these vehicles give off");
    EXPECT_EQ(fault_of(Value::make_list({own_factors(-1.0)})), "the factor is -1 g/km at 10 km/h");
}

TEST(Emissions, are_factor_times_vehicles_times_length) {
    Town town(trips_between(0, 2, 60.0));
    town.requested = {"road_co2", "road_nox", "road_pm"};
    auto const model = town.begun({{"fleet", Value::make_list({own_factors(100.0)})}});
    EXPECT_NEAR(town.at("road_co2", "bridge/1/f"), 6000.0, 1e-9) << "60 vehicles an hour, 100 g/km";
    EXPECT_EQ(town.at("road_pm", "bridge/2/f"), 0.0);
    model->step({}, Duration::from_seconds(1800.0));
    for (char const* pollutant : {"co2", "nox", "pm"})
        EXPECT_NEAR(town.series(*model)[pollutant], 3.0, 1e-12) << "30 vehicles, 1 km, 100 g/km";
}

TEST(Emissions, follow_the_speed_on_each_edge) {
    Town town(trips_between(0, 2, 60.0));
    auto const model = town.begun();
    model->step({}, Duration::from_seconds(3600.0));
    double const speed_kmph = town.at("road_speed", "bridge/1/f");
    double const expected = 60.0 * fleet_factor(usual_fleet(), Pollutant::nox, speed_kmph) / 1000.0;
    EXPECT_NEAR(town.series(*model)["nox"], expected, 1e-12);
    EXPECT_GT(expected, 0.0);
}

TEST(Emissions, are_not_known_where_lengths_are_not) {
    Town town(trips_between(0, 2, 60.0));
    for (std::size_t e = 0; e < 8; ++e) {
        town.territory.roads.length_m[e] = std::nan("");
        town.territory.roads.free_time_s[e] = 100.0;
    }
    auto const model = town.begun();
    model->step({}, Duration::from_seconds(3600.0));
    EXPECT_TRUE(std::isnan(town.series(*model)["co2"]));
}

} // namespace
} // namespace jumelle::traffic
