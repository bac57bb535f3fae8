#include "models/heat/kernels/facet_balance.hpp"

#include <cmath>
#include <gtest/gtest.h>

#include "tests/models/heat/facets/reference_table.hpp"

namespace jumelle::heat {
namespace {

Air air(double temperature_k, double wind_mps, double vapour_pa = 1200.0) {
    Air made;
    made.temperature_k = temperature_k;
    made.wind_mps = wind_mps;
    made.vapour_pa = vapour_pa;
    made.height_m = 10.0;
    return complete(made);
}

FacetInput sunny_ground(double wind_mps) {
    FacetInput input;
    input.shortwave_wpm2 = 700.0;
    input.longwave_wpm2 = 380.0;
    input.emissivity = 0.95;
    input.air = air(303.15, wind_mps);
    input.rough = roughness(0.05, 200.0, 10.0);
    auto const step = conduction_step(doubling_layers(0.63, 0.82, 1.94e6), 600.0);
    NodeTemperatures layers_k, a{};
    layers_k.fill(301.0);
    input.ground = eliminate(step, layers_k, 0.0, a);
    return input;
}

double imbalance(FacetFluxes const& f) {
    return f.shortwave_wpm2 + f.longwave_wpm2 - f.sensible_wpm2 - f.latent_wpm2 - f.ground_wpm2;
}

TEST(FacetBalance, finds_the_radiative_equilibrium_of_the_reference) {
    auto const rows = reference_rows("analytic/radiative_equilibrium.csv");
    if (rows.empty()) GTEST_SKIP();
    for (auto const& r : rows) {
        FacetInput input;
        input.shortwave_wpm2 = (1.0 - r[0]) * r[2];
        input.emissivity = r[1];
        input.longwave_wpm2 = r[3];
        // A wall exchanges 11.8 + 4.2 U: the wind that gives the reference's coefficient.
        input.air = air(r[5], (r[4] - 11.8) / 4.2);
        auto const fluxes = solve_facet(input, r[5]);
        ASSERT_TRUE(fluxes.has_converged);
        EXPECT_NEAR(fluxes.surface_k, r[6], 1e-6);
    }
}

TEST(FacetBalance, closes_for_dry_and_wet_ground_in_calm_and_storm) {
    for (double const wind : {0.0, 0.5, 3.0, 20.0}) {
        for (double const share : {0.0, 1.0}) {
            FacetInput input = sunny_ground(wind);
            input.vapour = {80.0, share, 1e4};
            auto const fluxes = solve_facet(input, 250.0);
            ASSERT_TRUE(fluxes.has_converged);
            EXPECT_LT(std::abs(imbalance(fluxes)), 1e-8);
        }
    }
}

TEST(FacetBalance, does_not_depend_on_the_guess) {
    FacetInput input = sunny_ground(1.0);
    input.vapour = {100.0, 0.7, 1e4};
    double const from_cold_k = solve_facet(input, 220.0).surface_k;
    EXPECT_NEAR(solve_facet(input, 380.0).surface_k, from_cold_k, 1e-9);
}

TEST(FacetBalance, wet_ground_is_cooler_than_dry_ground_and_free_water_than_leaves) {
    FacetInput dry = sunny_ground(2.0), leaves = dry, water = dry;
    leaves.vapour = {100.0, 1.0, 1e4};
    water.vapour = {0.0, 1.0, 1e4};
    double const dry_k = solve_facet(dry, 300.0).surface_k, leaves_k = solve_facet(leaves, 300.0).surface_k;
    EXPECT_GT(dry_k, leaves_k + 1.0);
    EXPECT_GT(leaves_k, solve_facet(water, 300.0).surface_k + 1.0);
}

TEST(FacetBalance, evaporates_no_more_than_the_water_at_hand) {
    FacetInput input = sunny_ground(5.0);
    input.vapour = {0.0, 1.0, 25.0};
    auto const fluxes = solve_facet(input, 300.0);
    EXPECT_EQ(fluxes.latent_wpm2, 25.0);
    EXPECT_LT(std::abs(imbalance(fluxes)), 1e-8);
}

TEST(FacetBalance, simple_mode_gives_its_share_of_the_available_energy_to_vapour) {
    FacetInput input = sunny_ground(3.0);
    input.priestley_taylor = 0.6;
    auto const fluxes = solve_facet(input, 300.0);
    double const available = fluxes.shortwave_wpm2 + fluxes.longwave_wpm2 - fluxes.ground_wpm2;
    EXPECT_NEAR(fluxes.latent_wpm2, 0.6 * available, 1e-8);
}

TEST(FacetBalance, cools_below_the_air_under_a_clear_night_sky) {
    FacetInput input = sunny_ground(1.0);
    input.shortwave_wpm2 = 0.0;
    input.longwave_wpm2 = 300.0;
    input.ground = {};
    auto const fluxes = solve_facet(input, 303.15);
    EXPECT_LT(fluxes.surface_k, 303.15 - 3.0);
    EXPECT_LT(fluxes.sensible_wpm2, 0.0);
}

TEST(AirExchange, neutral_air_has_the_logarithmic_coefficient) {
    Air const now = air(300.0, 4.0);
    auto const rough = roughness(0.05, 10.0, 10.0);
    double const expected = now.heat_jpm3k * 4.0 * 0.16 / (std::log(200.0) * std::log(2000.0));
    EXPECT_NEAR(ground_exchange(now, rough, 300.0).h_wpm2k, expected, 1e-9);
}

TEST(AirExchange, is_stronger_over_warm_ground_and_weaker_over_cold_ground) {
    Air const now = air(300.0, 2.0);
    auto const rough = roughness(0.05, 10.0, 10.0);
    double const neutral = ground_exchange(now, rough, 300.0).h_wpm2k;
    EXPECT_GT(ground_exchange(now, rough, 320.0).h_wpm2k, 1.3 * neutral);
    EXPECT_LT(ground_exchange(now, rough, 290.0).h_wpm2k, 0.8 * neutral);
}

TEST(AirExchange, slope_is_the_derivative) {
    Air const now = air(300.0, 2.0);
    auto const rough = roughness(0.05, 200.0, 10.0);
    for (double const surface_k : {280.0, 299.0, 301.0, 330.0}) {
        double const dk = 1e-4;
        double const difference = (ground_exchange(now, rough, surface_k + dk).h_wpm2k -
                                   ground_exchange(now, rough, surface_k - dk).h_wpm2k) /
                                  (2.0 * dk);
        EXPECT_NEAR(ground_exchange(now, rough, surface_k).slope, difference,
                    1e-5 * std::abs(difference) + 1e-7);
    }
}

double resistance(Leaves const& leaves, double shortwave_wpm2, double moisture, double air_factor) {
    return canopy_resistance(leaves, {shortwave_wpm2, moisture, air_factor});
}

TEST(Evaporation, leaves_close_in_the_dark_in_dry_soil_and_those_of_trees_in_dry_air) {
    Leaves const grass{40.0, 2.0};
    LeafAir const moist = leaf_air(air(298.0, 2.0, 2500.0)), dry = leaf_air(air(298.0, 2.0, 600.0));
    double const open = resistance(grass, 800.0, 1.0, moist.bold);
    EXPECT_NEAR(open, 40.0 / 2.0, 10.0);
    EXPECT_NEAR(resistance(grass, 0.0, 1.0, moist.bold), 4.0 * 40.0 / 2.0, 1e-9);
    EXPECT_GT(resistance(grass, 800.0, 0.2, moist.bold), 4.0 * open);
    EXPECT_EQ(resistance(grass, 800.0, 1.0, dry.bold), open);
    EXPECT_GT(resistance(grass, 800.0, 1.0, dry.shy), 1.5 * resistance(grass, 800.0, 1.0, moist.shy));
}

TEST(Evaporation, priestley_taylor_share_grows_with_warmth_and_is_at_most_one) {
    EXPECT_LT(priestley_taylor_share(1.26, air(283.15, 2.0)), priestley_taylor_share(1.26, air(303.15, 2.0)));
    EXPECT_EQ(priestley_taylor_share(1.26, air(353.15, 2.0)), 1.0);
    EXPECT_EQ(priestley_taylor_share(0.0, air(303.15, 2.0)), 0.0);
}

TEST(Humidity, saturation_at_twenty_degrees_and_its_slope) {
    EXPECT_NEAR(saturation(293.15).pressure_pa, 2339.0, 10.0); // 2339.2 Pa: Goff & Gratch 1946
    double const slope = (saturation(293.16).pressure_pa - saturation(293.14).pressure_pa) / 0.02;
    EXPECT_NEAR(saturation(293.15).slope_papk, slope, 1e-4);
}

} // namespace
} // namespace jumelle::heat
