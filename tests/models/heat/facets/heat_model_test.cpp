
#include "models/heat/heat_model.hpp"

#include <cmath>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <limits>

#include "core/base/arrays_on_disk.hpp"
#include "core/parallel/loops.hpp"
#include "tests/models/heat/heat_day.hpp"

namespace jumelle::heat {
namespace {

using testing::HasSubstr;

using Heat = HeatDay;

TEST_F(Heat, asphalt_at_noon_is_far_warmer_than_the_air_and_at_night_cools) {
    run(14.0);
    double const noon_c = corner("surface_temperature");
    EXPECT_GT(noon_c, 45.0);
    EXPECT_LT(noon_c, 70.0);
    run(28.0);
    EXPECT_LT(corner("surface_temperature"), 25.0);
}

TEST_F(Heat, heat_closes_over_a_day_with_buildings_trees_and_wet_ground) {
    put("building_height", 0.0);
    block("building_height", 12.0);
    put("canopy_height", 0.0);
    for (Index c = 2; c < 6; ++c) fields.at("canopy_height").cells(18, c) = 8.0;
    for (Index c = 0; c < side; ++c) fields.at("land_cover").cells(3, c) = 4.0;
    for (Index c = 0; c < side; ++c) fields.at("land_cover").cells(4, c) = 8.0;
    auto const model = run(24.0);
    EXPECT_LT(model->balance().relative_error(), 1e-10);
    EXPECT_GT(model->balance().in, 0.0);
}

TEST_F(Heat, shade_lies_north_of_a_building_at_noon_and_cools) {
    put("building_height", 0.0);
    block("building_height", 12.0);
    run(12.5);
    EXPECT_EQ(at("shade", 7, 12), 1.0);
    EXPECT_EQ(at("shade", 17, 12), 0.0);
    EXPECT_LT(at("surface_temperature", 7, 12), at("surface_temperature", 17, 12) - 10.0);
    EXPECT_LT(at("mean_radiant_temperature", 7, 12), at("mean_radiant_temperature", 17, 12) - 15.0);
    EXPECT_LT(at("utci", 7, 12), at("utci", 17, 12) - 4.0);
}

TEST_F(Heat, nobody_stands_on_roofs) {
    put("building_height", 0.0);
    block("building_height", 12.0);
    run(12.0);
    EXPECT_TRUE(std::isnan(at("utci", 12, 12)));
    EXPECT_FALSE(std::isnan(at("surface_temperature", 12, 12)));
}

TEST_F(Heat, a_tree_keeps_its_shade_cool_by_day_and_its_ground_warm_by_night) {
    put("canopy_height", 0.0);
    block("canopy_height", 10.0);
    run(13.0);
    EXPECT_GT(at("shade", 12, 12), 0.9);
    EXPECT_LT(at("utci", 12, 12), corner("utci") - 5.0);
    double const difference_c = corner("surface_temperature") - at("surface_temperature", 12, 12);
    EXPECT_GT(difference_c, 10.0);
}

TEST_F(Heat, grass_and_water_are_cooler_than_asphalt_by_day) {
    for (Index c = 0; c < side; ++c) {
        fields.at("land_cover").cells(3, c) = 4.0;
        fields.at("land_cover").cells(5, c) = 8.0;
        fields.at("land_cover").cells(7, c) = 5.0;
    }
    run(14.0);
    double const asphalt = corner("surface_temperature"), grass = at("surface_temperature", 3, 3);
    EXPECT_GT(asphalt, grass + 8.0);
    EXPECT_GT(at("surface_temperature", 7, 3), grass + 2.0); // dry grass
    EXPECT_LT(at("surface_temperature", 5, 3), asphalt - 15.0);
}

TEST_F(Heat, the_season_of_plants_asks_for_the_weather_of_a_year) {
    parameters["season"] = Value::make_text("warmth");
    try {
        make();
        FAIL() << "a run of a day has a season";
    } catch (InputError const& error) {
        EXPECT_NE(std::string(error.what()).find("the season of plants follows the warmth of a year"),
                  std::string::npos)
            << error.what();
    }
}

TEST_F(Heat, a_light_material_of_the_user_is_cooler) {
    run(14.0);
    double const dark_c = corner("surface_temperature");
    parameters["materials"] =
        Value::make_map({{"asphalt", Value::make_map({{"albedo", Value::make_quantity(0.4)}})}});
    run(14.0);
    EXPECT_LT(corner("surface_temperature"), dark_c - 4.0);
}

// Cool pavements: 4 to 10 K less at the surface for 0.2 to 0.3 more albedo (Santamouris 2013, Renew. Sust.
// Energy Rev. 26, 224), and a mean radiant temperature that is higher by 2 to 8 K at noon for who stands on
// them (Middel et al. 2020, Environ. Res. Lett. 15, 064016).
TEST_F(Heat, a_light_pavement_is_cooler_and_shines_at_people) {
    run(12.0);
    double const dark_c = corner("surface_temperature"), before_c = corner("mean_radiant_temperature");
    put("albedo", 0.33); // 0.25 more than asphalt
    run(12.0);
    double const cooler_k = dark_c - corner("surface_temperature");
    double const radiant_k = corner("mean_radiant_temperature") - before_c;
    EXPECT_GT(cooler_k, 4.0);
    EXPECT_LT(cooler_k, 12.0);
    EXPECT_GT(radiant_k, 1.0);
    EXPECT_LT(radiant_k, 8.0);
}

// Cool roofs: 15 to 35 K less at noon (Santamouris 2014, Solar Energy 103, 682).
TEST_F(Heat, a_cool_roof_is_far_cooler_by_day_and_a_little_by_night) {
    put("building_height", 0.0);
    block("building_height", 12.0);
    put("albedo", std::numeric_limits<double>::quiet_NaN());
    run(13.0);
    double const street_c = corner("surface_temperature");
    double const noon_c = at("surface_temperature", 12, 12);
    run(28.0);
    double const night_c = at("surface_temperature", 12, 12);
    block("albedo", 0.7);
    run(13.0);
    double const cooler_k = noon_c - at("surface_temperature", 12, 12);
    EXPECT_GT(cooler_k, 12.0);
    EXPECT_LT(cooler_k, 35.0);
    EXPECT_NEAR(corner("surface_temperature"), street_c, 0.01);
    run(28.0);
    EXPECT_LT(at("surface_temperature", 12, 12), night_c); // the roof has stored less
    EXPECT_GT(at("surface_temperature", 12, 12), night_c - 4.0);
}

// Green roofs: 17 to 22 K (30 to 40 °F) less at the surface than dark conventional ones in summer (US EPA
// 2008, Reducing Urban Heat Islands: Compendium of Strategies, Green Roofs). Thin ones with sedum, which
// saves its water, do less than lawns: half of that here; one that has dried out has lost most of it.
TEST_F(Heat, a_green_roof_is_cooler_while_it_has_water) {
    put("building_height", 0.0);
    block("building_height", 12.0);
    run(13.0);
    double const bare_c = at("surface_temperature", 12, 12);
    double const street_c = corner("surface_temperature");
    put("roof_storage", 0.0);
    run(13.0);
    EXPECT_EQ(at("surface_temperature", 12, 12), bare_c);
    block("roof_storage", 0.03);
    run(13.0);
    double const moist_c = at("surface_temperature", 12, 12);
    EXPECT_LT(moist_c, bare_c - 6.0);
    EXPECT_GT(moist_c, bare_c - 25.0);
    EXPECT_NEAR(corner("surface_temperature"), street_c, 0.05);
    parameters["soil_moisture"] = Value::make_quantity(0.0);
    auto const model = run(13.0);
    EXPECT_GT(at("surface_temperature", 12, 12), moist_c + 4.0);
    EXPECT_LT(std::abs(model->balance().relative_error()), 1e-8);
}

TEST_F(Heat, an_albedo_without_values_is_that_of_the_materials) {
    run(12.0);
    double const before_c = corner("surface_temperature");
    put("albedo", std::numeric_limits<double>::quiet_NaN());
    run(12.0);
    EXPECT_EQ(corner("surface_temperature"), before_c);
}

TEST_F(Heat, an_unknown_material_is_named) {
    parameters["materials"] = Value::make_map({{"asfalt", Value::make_map({})}});
    try {
        make();
        FAIL();
    } catch (InputError const& error) {
        EXPECT_THAT(error.what(), HasSubstr("asphalt"));
    }
}

TEST_F(Heat, without_weather_the_scenario_is_refused) {
    forcing.weather = {};
    try {
        make();
        FAIL();
    } catch (InputError const& error) {
        EXPECT_THAT(error.what(), HasSubstr("weather"));
    }
}

TEST_F(Heat, flood_water_cools_the_street) {
    put("water_depth", 0.0);
    for (Index c = 0; c < side; ++c) fields.at("water_depth").cells(10, c) = 0.2;
    run(14.0);
    EXPECT_LT(at("surface_temperature", 10, 10), corner("surface_temperature") - 10.0);
}

TEST_F(Heat, rain_on_hot_asphalt_cools_it_while_it_lasts) {
    run(13.0);
    double const dry_c = corner("surface_temperature");
    forcing.rain_mps = {{0.0, 12.0 * hour_s, 12.5 * hour_s}, {0.0, 2e-6, 0.0}, Interpolation::steps};
    run(13.0);
    EXPECT_LT(corner("surface_temperature"), dry_c - 3.0);
}

TEST_F(Heat, summaries_hold_maxima_hours_and_sky_view) {
    put("building_height", 0.0);
    block("building_height", 12.0);
    auto const model = run(24.0);
    model->publish_summaries(fields);
    EXPECT_GT(corner("hours_above_utci_26"), corner("hours_above_utci_32"));
    EXPECT_GE(corner("hours_above_utci_32"), corner("hours_above_utci_38"));
    EXPECT_GT(corner("max_surface_temperature"), 45.0);
    EXPECT_GT(corner("max_utci"), 32.0);
    EXPECT_LT(at("sky_view_factor", 7, 12), 0.7);
    EXPECT_GT(corner("sky_view_factor"), 0.85);
    EXPECT_LT(at("sun_hours", 7, 12), corner("sun_hours") - 3.0);
    EXPECT_NEAR(at("sun_hours", 17, 12) + 0.0, corner("sun_hours"), 6.0);
}

TEST_F(Heat, simple_evaporation_also_cools_grass_and_closes) {
    parameters["evaporation"] = Value::make_text("priestley_taylor");
    for (Index c = 0; c < side; ++c) fields.at("land_cover").cells(3, c) = 4.0;
    auto const model = run(14.0);
    EXPECT_GT(corner("surface_temperature"), at("surface_temperature", 3, 3) + 8.0);
    EXPECT_LT(model->balance().relative_error(), 1e-10);
}

TEST_F(Heat, spin_up_takes_the_start_out_of_the_first_night) {
    parameters["spin_up"] = Value::make_quantity(3.0 * 86400.0);
    run(1.0);
    double const after_three_days_c = corner("surface_temperature");
    parameters["spin_up"] = Value::make_quantity(5.0 * 86400.0);
    run(1.0);
    EXPECT_NEAR(corner("surface_temperature"), after_three_days_c, 0.4);
}

TEST_F(Heat, gives_the_same_bits_for_any_number_of_threads) {
    put("building_height", 0.0);
    block("building_height", 12.0);
    put("canopy_height", 0.0);
    fields.at("canopy_height").cells(18, 5) = 8.0;
    auto const all = [&] {
        auto const model = run(13.0);
        std::vector<double> bits;
        for (char const* name :
             {"surface_temperature", "mean_radiant_temperature", "utci", "shade", "air_temperature"}) {
            for (Index r = 0; r < side; ++r) {
                for (Index c = 0; c < side; ++c) {
                    double const value = at(name, r, c);
                    bits.push_back(std::isnan(value) ? -1.0 : value);
                }
            }
        }
        for (auto const& term : model->balance().terms) bits.push_back(term.value);
        return bits;
    };
    set_loop_threads(1);
    auto const one = all();
    set_loop_threads(3);
    EXPECT_EQ(all(), one);
    set_loop_threads(1);
}

TEST_F(Heat, gives_the_same_bits_with_all_arrays_on_a_disk) {
    put("building_height", 0.0);
    block("building_height", 12.0);
    put("canopy_height", 0.0);
    fields.at("canopy_height").cells(18, 5) = 8.0;
    for (Index c = 0; c < side; ++c) fields.at("land_cover").cells(3, c) = 4.0;
    auto const all = [&] {
        auto const model = run(13.0);
        std::vector<double> bits{model->balance().stored};
        for (auto const& term : model->balance().terms) bits.push_back(term.value);
        model->publish_summaries(fields);
        for (auto const& [name, field] : fields.all()) {
            for (Index r = 0; r < side; ++r)
                for (Index c = 0; c < side; ++c) bits.push_back(field.cells(r, c));
        }
        for (double& value : bits) value = std::isnan(value) ? -1.0 : value;
        return bits;
    };
    auto const in_memory = all();
    ArraysOnDisk const disk(testing::TempDir(), least_bytes_on_disk);
    for (int const threads : {1, 2}) {
        set_loop_threads(threads);
        EXPECT_EQ(all(), in_memory);
    }
    set_loop_threads(1);
}

TEST_F(Heat, cells_outside_the_territory_have_no_value) {
    fields.at("elevation").cells(2, 3) = std::nan("");
    run(12.0);
    EXPECT_TRUE(std::isnan(at("surface_temperature", 2, 3)));
    EXPECT_TRUE(std::isnan(at("utci", 2, 3)));
}

} // namespace
} // namespace jumelle::heat
