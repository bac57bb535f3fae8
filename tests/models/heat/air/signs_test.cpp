// What measures do to surfaces, people and air: the sign and the size that the literature names, by day and
// by night.
#include <gmock/gmock.h>

#include "core/base/error.hpp"
#include "tests/models/heat/heat_day.hpp"

namespace jumelle::heat {
namespace {

using testing::HasSubstr;

constexpr double asphalt = 2.0, grass = 4.0, water = 8.0;
constexpr double noon_h = 13.0, night_h = 28.0; // 4 h of the next morning

/// A quarter of asphalt, a hundred metres wide, in a country of grass. `before` is the place without the
/// measure.
class Signs : public HeatDay {
  protected:
    struct State {
        double surface_c, radiant_c, utci_c, air_c;
    };
    State state(double hours, Index row = 12, Index column = 12) {
        run(hours);
        return {at("surface_temperature", row, column), at("mean_radiant_temperature", row, column),
                at("utci", row, column), at("air_temperature", row, column)};
    }
    /// Streets from west to east, 12 m wide, between rows of houses; row 12 is a roof.
    void houses(double height_m) {
        put("building_height", 0.0);
        for (Index r = 0; r < side; ++r) {
            if (r % 6 >= 2 && r % 6 <= 4) continue;
            for (Index c = 0; c < side; ++c) fields.at("building_height").cells(r, c) = height_m;
        }
    }
    static constexpr Index street = 9;
};

// Shade of trees: surfaces 12 to 19 K cooler (Armson et al. 2012, Urban For. Urban Green. 11, 245), mean
// radiant temperature 10 to 39 K (Lee et al. 2016, Landsc. Urban Plan. 148, 37), UTCI 4 to 15 K lower at noon
// on hot clear days. On a clear night it lies 5 to 8 K below the air's in the open, and near the air's below
// crowns that hide the sky (Lindberg & Grimmond 2011, Theor. Appl. Climatol. 105, 311). An avenue, 12 m wide.
TEST_F(Signs, trees_cool_by_day_and_keep_some_warmth_by_night) {
    State const day = state(noon_h), night = state(night_h);
    put("canopy_height", 0.0);
    for (Index r = 11; r < 14; ++r) {
        for (Index c = 4; c < 20; ++c) fields.at("canopy_height").cells(r, c) = 10.0;
    }
    State const shaded = state(noon_h);
    State const dark = state(night_h);
    EXPECT_LT(shaded.surface_c, day.surface_c - 10.0);
    EXPECT_GT(shaded.surface_c, day.surface_c - 30.0);
    EXPECT_LT(shaded.radiant_c, day.radiant_c - 10.0);
    EXPECT_GT(shaded.radiant_c, day.radiant_c - 40.0);
    EXPECT_LT(shaded.utci_c, day.utci_c - 4.0);
    EXPECT_GT(shaded.utci_c, day.utci_c - 15.0);
    EXPECT_LT(shaded.air_c, day.air_c);
    EXPECT_GT(shaded.air_c, day.air_c - 1.5);
    EXPECT_GT(dark.radiant_c, night.radiant_c - 1.0);
    EXPECT_LT(dark.radiant_c, dark.air_c + 2.0);
    EXPECT_LT(dark.radiant_c, night.radiant_c + 9.0);
}

// Grass for asphalt: surfaces up to 24 K cooler at noon (Armson et al. 2012), air over parks 0.9 K cooler by
// day and 1.2 K by night on average (Bowler et al. 2010, Landsc. Urban Plan. 97, 147), less for a place this
// small.
TEST_F(Signs, unsealing_cools_surfaces_people_and_air_by_day_and_by_night) {
    State const day = state(noon_h), night = state(night_h);
    put("land_cover", grass);
    State const green = state(noon_h), green_night = state(night_h);
    EXPECT_LT(green.surface_c, day.surface_c - 10.0);
    EXPECT_GT(green.surface_c, day.surface_c - 30.0);
    EXPECT_LT(green.radiant_c, day.radiant_c - 1.0);
    EXPECT_GT(green.radiant_c, day.radiant_c - 12.0);
    EXPECT_LT(green.utci_c, day.utci_c - 0.5);
    EXPECT_LT(green.air_c, day.air_c - 0.05);
    EXPECT_GT(green.air_c, day.air_c - 1.2);
    EXPECT_LT(green_night.surface_c, night.surface_c - 1.0);
    EXPECT_LT(green_night.radiant_c, night.radiant_c - 0.5);
    EXPECT_LE(green_night.air_c, night.air_c + 1e-9);
}

// Open water: 2.5 K less air on average, over it and beside it (Völker et al. 2013, Erdkunde 67, 355); a
// surface that stays near the temperature of the water, also by night, when it warms (Steeneveld et al.
// 2014).
TEST_F(Signs, water_cools_by_day_and_is_warmer_than_grass_by_night) {
    State const day = state(noon_h);
    block("land_cover", water);
    State const wet = state(noon_h), wet_night = state(night_h);
    block("land_cover", grass);
    State const green_night = state(night_h);
    EXPECT_LT(wet.surface_c, day.surface_c - 15.0);
    EXPECT_GT(wet.surface_c, day.surface_c - 40.0);
    EXPECT_LT(wet.utci_c, day.utci_c - 0.5);
    EXPECT_LT(wet.air_c, day.air_c - 0.02);
    EXPECT_GT(wet.air_c, day.air_c - 2.5);
    EXPECT_GT(wet_night.surface_c, green_night.surface_c);
}

// Light pavement, 0.25 more albedo: 4 to 12 K at the surface (Santamouris 2013), mean radiant temperature up
// by 2 to 8 K (Middel et al. 2020), air down by some tenths.
TEST_F(Signs, light_pavement_cools_surface_and_air_and_dazzles_people) {
    State const day = state(noon_h), night = state(night_h);
    put("albedo", 0.33);
    State const light = state(noon_h), light_night = state(night_h);
    EXPECT_LT(light.surface_c, day.surface_c - 4.0);
    EXPECT_GT(light.surface_c, day.surface_c - 14.0);
    EXPECT_GT(light.radiant_c, day.radiant_c + 1.0);
    EXPECT_LT(light.radiant_c, day.radiant_c + 8.0);
    EXPECT_LT(light.air_c, day.air_c - 0.02);
    EXPECT_GT(light.air_c, day.air_c - 1.0);
    EXPECT_LT(light_night.surface_c, night.surface_c);
}

// Cool roofs: 0.2 K per 0.1 of a city's albedo (Santamouris 2014, Solar Energy 103, 682); the air of a
// quarter feels less.
TEST_F(Signs, cool_roofs_cool_the_air_above_and_a_little_in_the_street) {
    houses(12.0);
    run(noon_h);
    double const roof_c = at("surface_temperature", 12, 12);
    State const day = state(noon_h, street);
    put("albedo", std::numeric_limits<double>::quiet_NaN());
    for (Index r = 0; r < side; ++r) {
        for (Index c = 0; c < side; ++c) {
            if (fields.at("building_height").cells(r, c) > 0.0) fields.at("albedo").cells(r, c) = 0.7;
        }
    }
    State const cool = state(noon_h, street);
    EXPECT_LT(at("surface_temperature", 12, 12), roof_c - 12.0);
    EXPECT_LT(cool.air_c, day.air_c);
    EXPECT_GT(cool.air_c, day.air_c - 1.0);
    EXPECT_NEAR(cool.radiant_c, day.radiant_c, 0.5);
}

// Higher houses: shade by day, less sky by night. From H/W 0.5 to 2 the mean radiant temperature of a street
// falls by 10 to 35 K at noon where the sun no longer reaches the ground (Ali-Toudert & Mayer 2006, Build.
// Environ. 41, 94), and surfaces are 1 to 6 K warmer before sunrise (Oke et al. 1991, Boundary-Layer
// Meteorol. 56, 339).
TEST_F(Signs, higher_houses_shade_the_street_and_keep_it_warm_at_night) {
    houses(6.0);
    State const day = state(9.0, street), night = state(night_h, street);
    houses(24.0);
    State const deep = state(9.0, street), deep_night = state(night_h, street);
    EXPECT_LT(deep.radiant_c, day.radiant_c - 10.0);
    EXPECT_GT(deep.radiant_c, day.radiant_c - 40.0);
    EXPECT_LT(deep.surface_c, day.surface_c - 2.0);
    EXPECT_LT(deep.utci_c, day.utci_c - 3.0);
    EXPECT_GT(deep_night.radiant_c, night.radiant_c + 0.5);
    EXPECT_LT(deep_night.radiant_c, night.radiant_c + 12.0);
    EXPECT_GT(deep_night.surface_c, night.surface_c - 1.0);
}

// Machines that cool rooms bring 0.5 to 2 K into streets of a hot city at night (Salamanca et al. 2014); less
// here.
TEST_F(Signs, cooled_buildings_warm_the_street) {
    houses(12.0);
    parameters["indoor_temperature"] = Value::make_quantity(294.15);
    State const passive = state(20.0, street);
    parameters["buildings"] = Value::make_text("cooled");
    State const cooled = state(20.0, street);
    EXPECT_GT(cooled.air_c, passive.air_c + 0.005);
    EXPECT_LT(cooled.air_c, passive.air_c + 2.0);
}

TEST_F(Signs, rain_by_maps_wets_the_ground_where_it_falls) {
    forcing.rain_maps.begin_s = {12.0 * hour_s};
    forcing.rain_maps.end_s = 12.5 * hour_s;
    forcing.rain_maps.intensity_mps.emplace_back(side, side, 0.0F);
    for (Index c = 0; c < side; ++c) forcing.rain_maps.intensity_mps[0](5, c) = 2e-6F;
    run(13.0);
    EXPECT_LT(at("surface_temperature", 5, 12), at("surface_temperature", 12, 12) - 2.0);
}

TEST_F(Signs, a_surface_out_of_all_bounds_stops_the_run_with_cell_and_time) {
    for (double& value : forcing.weather.global_wpm2.value) value *= 60.0;
    try {
        run(13.0);
        FAIL();
    } catch (RunError const& error) {
        EXPECT_THAT(error.what(), HasSubstr("row"));
        EXPECT_THAT(error.what(), HasSubstr("h after the start"));
    }
}

TEST_F(Signs, air_that_leaves_its_bounds_stops_the_run_with_cell_and_time) {
    put("anthropogenic_heat", 0.0);
    block("anthropogenic_heat", 4e5);
    try {
        run(13.0);
        FAIL();
    } catch (RunError const& error) {
        EXPECT_THAT(error.what(), HasSubstr("the air around cell"));
        EXPECT_THAT(error.what(), HasSubstr("after the start"));
    }
}

} // namespace
} // namespace jumelle::heat
