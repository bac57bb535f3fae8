#include "models/heat/town_air.hpp"

#include "tests/models/heat/heat_day.hpp"

namespace jumelle::heat {
namespace {

constexpr double grass = 4.0, asphalt = 2.0;

class TownAirOf : public HeatDay {
  protected:
    TownAirOf() {
        territory.grid.cell_m =
            16.0; // the wind feels what stands within 48 m: far from the borders of the district
        parameters["block"] = Value::make_quantity(16.0);
        put("land_cover", grass);
    }
    static double weather_c(double from_s, double to_s, Forcing const& forcing) {
        return forcing.weather.air_temperature_k.mean(from_s, to_s) - 273.15;
    }
    /// Air minus weather of the last step that ended at an hour.
    double warmer_k(Index row, Index column, double hours) const {
        return at("air_temperature", row, column) -
               weather_c(hours * hour_s - 600.0, hours * hour_s, forcing);
    }
    /// A district of houses with streets of asphalt.
    void build() {
        put("building_height", 0.0);
        block("land_cover", asphalt);
        for (Index r = 8; r < 16; r += 4) {
            for (Index c = 8; c < 16; ++c)
                fields.at("building_height").cells(r, c) = fields.at("building_height").cells(r + 1, c) =
                    10.0;
        }
    }
};

TEST_F(TownAirOf, without_a_town_the_air_is_that_of_the_weather) {
    for (double const hours : {5.0, 13.0, 23.0}) {
        run(hours);
        for (Index r = 0; r < side; ++r) {
            for (Index c = 0; c < side; ++c) EXPECT_NEAR(warmer_k(r, c, hours), 0.0, 1e-6);
        }
    }
}

// A sealed place without houses, so that the wind is the country's and only its heat counts. The luff sees
// nothing of it; that blocks to the luff get exactly nothing stands in air_layers_test.
TEST_F(TownAirOf, a_warm_district_warms_its_lee_and_not_its_luff) {
    block("land_cover", asphalt);
    for (double const hours : {14.0, 22.0}) {
        forcing.weather.wind_from_deg = TimeSeries::constant(270.0);
        run(hours);
        EXPECT_NEAR(warmer_k(12, 2, hours), 0.0, 1e-6);
        EXPECT_NEAR(warmer_k(2, 22, hours), 0.0, 1e-6);
        EXPECT_GT(warmer_k(12, 14, hours), 0.1);
        EXPECT_GT(warmer_k(12, 20, hours), 0.02);
        forcing.weather.wind_from_deg = TimeSeries::constant(90.0);
        run(hours);
        EXPECT_GT(warmer_k(12, 2, hours), 0.02);
        EXPECT_NEAR(warmer_k(12, 21, hours), 0.0, 1e-6);
    }
}

TEST_F(TownAirOf, heat_of_surfaces_air_and_people_closes) {
    build();
    put("traffic_heat", 0.0);
    block("traffic_heat", 25.0);
    parameters["buildings"] = Value::make_text("cooled");
    auto const model = run(24.0);
    Balance const balance = model->balance();
    EXPECT_LT(balance.relative_error(), 1e-10);
    double people = 0.0;
    for (auto const& term : balance.terms) {
        if (term.name == "people_to_air") people = term.value;
    }
    EXPECT_GT(people, 25.0 * 64.0 * 256.0 * 86400.0 * 0.999);
}

TEST_F(TownAirOf, heat_of_traffic_warms_the_street_and_its_lee) {
    build();
    run(14.0);
    double const before_k = warmer_k(13, 12, 14.0), luff_k = warmer_k(12, 2, 14.0);
    put("traffic_heat", 0.0);
    block("traffic_heat", 30.0);
    run(14.0);
    EXPECT_GT(warmer_k(13, 12, 14.0), before_k + 0.02);
    EXPECT_LT(warmer_k(13, 12, 14.0), before_k + 1.0);
    EXPECT_NEAR(warmer_k(12, 2, 14.0), luff_k, 1e-6);
}

TEST_F(TownAirOf, heat_of_people_follows_the_hours_of_the_day) {
    put("anthropogenic_heat", 0.0);
    block("anthropogenic_heat", 25.0);
    std::vector<Value> only_in_the_morning;
    for (int hour = 0; hour < 24; ++hour)
        only_in_the_morning.push_back(Value::make_quantity(hour == 9 ? 2.0 : 0.0));
    parameters["people_by_hour"] = Value::make_list(only_in_the_morning);
    auto const model = run(24.0);
    double people = 0.0;
    for (auto const& term : model->balance().terms) {
        if (term.name == "people_to_air") people = term.value;
    }
    constexpr double area_m2 = 64.0 * 256.0;
    EXPECT_NEAR(people / (2.0 * 25.0 * area_m2 * hour_s), 1.0, 1e-9);
    EXPECT_LT(model->balance().relative_error(), 1e-10);
}

TEST_F(TownAirOf, air_of_the_weather_is_left_alone_where_it_is_asked_for) {
    build();
    parameters["air"] = Value::make_text("weather");
    run(14.0);
    EXPECT_NEAR(warmer_k(12, 12, 14.0), 0.0, 1e-12);
}

TEST_F(TownAirOf, summaries_tell_mean_extremes_tropical_nights_and_hot_days) {
    auto const model = run(24.0);
    model->publish_summaries(fields);
    EXPECT_NEAR(corner("mean_air_temperature"), 24.0, 0.1);
    EXPECT_NEAR(corner("max_air_temperature"), 31.0, 0.2);
    EXPECT_NEAR(corner("min_air_temperature"), 17.0, 0.2);
    EXPECT_EQ(corner("tropical_nights"), 0.0);
    EXPECT_EQ(corner("hot_days"), 1.0);
    for (double& value : forcing.weather.air_temperature_k.value) value += 5.0;
    auto const hotter = run(24.0);
    hotter->publish_summaries(fields);
    EXPECT_EQ(corner("tropical_nights"), 1.0);
    EXPECT_NEAR(corner("shade_hours") + corner("sun_hours"), 15.0, 1.0);
    EXPECT_GT(corner("degree_hours_above_utci_26"), corner("degree_hours_above_utci_32"));
    EXPECT_LT(corner("mean_utci"), corner("max_utci"));
}

TEST_F(TownAirOf, pet_wet_bulb_globe_wind_and_humidity_are_there_where_they_are_asked_for) {
    build();
    run(14.0);
    EXPECT_FALSE(fields.has("pet"));
    requested = {"pet", "wbgt", "wind_speed", "relative_humidity"};
    run(14.0);
    EXPECT_GT(corner("pet"), 30.0);
    EXPECT_LT(corner("pet"), 60.0);
    EXPECT_GT(corner("wbgt"), 20.0);
    EXPECT_LT(corner("wbgt"), 35.0);
    EXPECT_LT(at("wind_speed", 12, 12), at("wind_speed", 1, 1));
    EXPECT_TRUE(std::isnan(at("pet", 8, 9))); // a house
    EXPECT_GT(corner("relative_humidity"), 0.2);
    EXPECT_LT(corner("relative_humidity"), 0.6);
}

} // namespace
} // namespace jumelle::heat
