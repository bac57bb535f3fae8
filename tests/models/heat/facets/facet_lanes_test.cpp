#include "models/heat/kernels/facet_lanes.hpp"

#include <cmath>
#include <gtest/gtest.h>
#include <random>

#include "models/heat/kernels/exponential.hpp"
#include "models/heat/kernels/facet_balance.hpp"
#include "models/heat/kernels/lane_account.hpp"

namespace jumelle::heat {
namespace {

TEST(Exponential, is_the_libraries) {
    for (double x = -30.0; x < 30.0; x += 0.0137) EXPECT_NEAR(exponential(x) / std::exp(x), 1.0, 4e-16);
    EXPECT_EQ(exponential(0.0), 1.0);
}

TEST(Exponential, in_single_precision_is_near_it) {
    for (float x = -60.0F; x < 60.0F; x += 0.0137F) EXPECT_NEAR(exponential(x) / std::exp(x), 1.0F, 4e-7F);
    EXPECT_EQ(exponential(0.0F), 1.0F);
}

constexpr std::size_t count = 61;

/// Facets under all kinds of weather, and the layers below them.
struct Many {
    FacetLanes lanes;
    std::array<std::vector<double>, node_count> nodes_k;
    Roughness rough = roughness(0.03, 10.0, 10.0);
    ConductionStep step = conduction_step(doubling_layers(0.63, 0.9, 2.0e6), 600.0);
    FacetKind kind;

    Many() {
        kind.emissivity = 0.95;
        kind.neutral = rough.neutral;
        kind.unstable_c = rough.unstable_c;
        kind.height_m = rough.height_m;
        kind.slope_wpm2k = step.slope_wpm2k;
        for (std::size_t n = 0; n < node_count; ++n) {
            for (std::size_t l = 0; l < count; ++l)
                nodes_k[n].push_back(295.0 + std::sin(static_cast<double>(n + 3 * l)));
        }
        for (std::size_t l = 0; l < count; ++l) {
            Air const air = air_of(l);
            double const wave = std::sin(0.7 * static_cast<double>(l));
            lanes.shortwave_wpm2[l] = 400.0 + 400.0 * wave;
            lanes.longwave_wpm2[l] = 350.0 + 50.0 * std::cos(static_cast<double>(l));
            lanes.air_k[l] = air.temperature_k;
            lanes.vapour_pa[l] = air.vapour_pa;
            lanes.wind_mps[l] = air.wind_mps;
            lanes.heat_jpm3k[l] = air.heat_jpm3k;
            lanes.gamma_papk[l] = air.gamma_papk;
            lanes.wet_share[l] = l % 3 == 0 ? 0.0 : 1.0;
            lanes.resistance_spm[l] = 40.0 * static_cast<double>(l % 7);
            lanes.most_wpm2[l] = l % 5 == 0 ? 30.0 : 1e9;
            lanes.priestley_taylor[l] = 0.0;
            lanes.surface_k[l] = 290.0;
        }
    }
    static Air air_of(std::size_t l) {
        Air made;
        made.temperature_k = 285.0 + 0.3 * static_cast<double>(l);
        made.vapour_pa = 1200.0;
        made.wind_mps = 0.2 * static_cast<double>(l % 31);
        made.height_m = 10.0;
        return complete(made);
    }
    FacetInput input(std::size_t l, GroundAnswer const& ground) const {
        FacetInput made;
        made.shortwave_wpm2 = lanes.shortwave_wpm2[l];
        made.longwave_wpm2 = lanes.longwave_wpm2[l];
        made.emissivity = kind.emissivity;
        made.air = air_of(l);
        made.rough = rough;
        made.vapour = {lanes.resistance_spm[l], lanes.wet_share[l], lanes.most_wpm2[l]};
        made.ground = ground;
        return made;
    }
    NodeColumns columns() {
        NodeColumns made{};
        for (std::size_t n = 0; n < node_count; ++n) made[n] = nodes_k[n].data();
        return made;
    }
};

TEST(FacetLanes, facets_side_by_side_have_the_answers_of_each_alone) {
    Many many;
    auto const before = many.nodes_k;
    eliminate_lanes(many.step, many.columns(), 0.0, count, many.lanes);
    ASSERT_TRUE(solve_lanes(many.kind, LaneVapour::some, count, many.lanes));
    new_temperatures_lanes(many.step, many.lanes.surface_k, count, many.lanes, many.columns());
    for (std::size_t l = 0; l < count; ++l) {
        NodeTemperatures t{}, a{};
        for (std::size_t n = 0; n < node_count; ++n) t[n] = before[n][l];
        GroundAnswer const ground = eliminate(many.step, t, 0.0, a);
        FacetFluxes const alone = solve_facet(many.input(l, ground), 290.0);
        ASSERT_TRUE(alone.has_converged);
        EXPECT_NEAR(many.lanes.surface_k[l], alone.surface_k, 1e-8) << l;
        EXPECT_NEAR(many.lanes.sensible_wpm2[l], alone.sensible_wpm2, 1e-6) << l;
        EXPECT_NEAR(many.lanes.latent_wpm2[l], alone.latent_wpm2, 1e-6) << l;
        EXPECT_LT(std::abs(many.lanes.residual_wpm2[l]), 1e-7) << l;
        new_temperatures(many.step, a, alone.surface_k, t);
        for (std::size_t n = 0; n < node_count; ++n) EXPECT_NEAR(many.nodes_k[n][l], t[n], 1e-8);
    }
}

TEST(FacetLanes, the_answer_of_a_facet_does_not_depend_on_its_neighbours) {
    Many all;
    eliminate_lanes(all.step, all.columns(), 0.0, count, all.lanes);
    solve_lanes(all.kind, LaneVapour::some, count, all.lanes);
    for (Index some : {Index{1}, Index{7}, Index{33}}) {
        Many few;
        eliminate_lanes(few.step, few.columns(), 0.0, some, few.lanes);
        solve_lanes(few.kind, LaneVapour::some, some, few.lanes);
        for (std::size_t l = 0; l < static_cast<std::size_t>(some); ++l)
            EXPECT_EQ(few.lanes.surface_k[l], all.lanes.surface_k[l]);
    }
}

/// Lanes under any weather, wet and dry, limited by what water there is.
void draw_weather(std::mt19937_64& random, Many& many) {
    auto const between = [&](double low, double high) {
        return std::uniform_real_distribution<double>(low, high)(random);
    };
    for (std::size_t l = 0; l < count; ++l) {
        Air air;
        air.temperature_k = between(265.0, 315.0);
        air.vapour_pa = between(200.0, 2500.0);
        air.wind_mps = between(0.1, 8.0);
        air.height_m = 10.0;
        air = complete(air);
        many.lanes.air_k[l] = air.temperature_k;
        many.lanes.vapour_pa[l] = air.vapour_pa;
        many.lanes.wind_mps[l] = air.wind_mps;
        many.lanes.heat_jpm3k[l] = air.heat_jpm3k;
        many.lanes.gamma_papk[l] = air.gamma_papk;
        many.lanes.shortwave_wpm2[l] = std::max(0.0, between(-300.0, 950.0));
        many.lanes.longwave_wpm2[l] = between(200.0, 480.0);
        many.lanes.resistance_spm[l] = std::max(0.0, between(-200.0, 900.0));
        many.lanes.most_wpm2[l] = l % 3 == 0 ? between(1.0, 300.0) : 1e9;
        double const before_k = air.temperature_k + between(-12.0, 25.0);
        many.lanes.offset_wpm2[l] = many.kind.slope_wpm2k * (before_k + between(-4.0, 4.0));
        many.lanes.surface_k[l] = before_k;
    }
}

TEST(FacetLanes, every_facet_closes_and_has_the_answer_that_it_has_alone) {
    std::mt19937_64 random(7);
    Many many;
    for (int draw = 0; draw < 300; ++draw) {
        many.kind.slope_wpm2k = std::uniform_real_distribution<double>(5.0, 120.0)(random);
        draw_weather(random, many);
        Many const before = many;
        auto const vapour = draw % 2 == 0 ? LaneVapour::some : LaneVapour::none;
        ASSERT_TRUE(solve_lanes(many.kind, vapour, count, many.lanes));
        for (std::size_t l = 0; l < count; ++l) {
            FacetInput input = before.input(l, {many.kind.slope_wpm2k, before.lanes.offset_wpm2[l]});
            input.air.temperature_k = before.lanes.air_k[l];
            input.air.vapour_pa = before.lanes.vapour_pa[l];
            input.air.wind_mps = before.lanes.wind_mps[l];
            input.air = complete(input.air);
            if (vapour == LaneVapour::none) input.vapour = {};
            EXPECT_NEAR(many.lanes.surface_k[l], solve_facet(input, before.lanes.surface_k[l]).surface_k,
                        1e-8);
            EXPECT_LT(std::abs(many.lanes.residual_wpm2[l]), 1e-8);
        }
    }
}

TEST(LaneAccount, adds_up_what_passes_through_each_facet) {
    Many many;
    eliminate_lanes(many.step, many.columns(), 0.0, count, many.lanes);
    ASSERT_TRUE(solve_lanes(many.kind, LaneVapour::some, count, many.lanes));
    Lane area_m2{};
    double shortwave = 0.0, in = 0.0, out = 0.0, sensible = 0.0, latent = 0.0;
    for (std::size_t l = 0; l < count; ++l) {
        area_m2[l] = 1.0 + static_cast<double>(l);
        double const arrived = many.kind.emissivity * many.lanes.longwave_wpm2[l];
        shortwave += area_m2[l] * many.lanes.shortwave_wpm2[l];
        in += area_m2[l] * arrived;
        out += area_m2[l] * (arrived - many.lanes.net_longwave_wpm2[l]);
        sensible += area_m2[l] * many.lanes.sensible_wpm2[l];
        latent += area_m2[l] * many.lanes.latent_wpm2[l];
    }
    LaneAccount const account = account_of(many.kind, area_m2, count, many.lanes);
    EXPECT_NEAR(account.shortwave_in / shortwave, 1.0, 1e-13);
    EXPECT_NEAR(account.longwave_in / in, 1.0, 1e-13);
    EXPECT_NEAR(account.longwave_out / out, 1.0, 1e-13);
    EXPECT_NEAR(account.sensible_out, sensible, 1e-7);
    EXPECT_NEAR(account.latent_out, latent, 1e-7);
}

// Wet ground in light wind: vapour rises steeply where the air changes from stable to unstable, and is flat
// on both sides; Newton's method alone goes to and fro over it.
TEST(FacetLanes, steep_places_between_flat_sides_are_found) {
    Many many;
    std::size_t lane = 0;
    for (std::size_t l = 0; l < count; ++l) {
        Air air = Many::air_of(l);
        air.wind_mps = 0.55;
        many.lanes.wind_mps[l] = air.wind_mps;
        many.lanes.air_k[l] = 300.34;
        many.lanes.vapour_pa[l] = 1384.0;
        many.lanes.wet_share[l] = 1.0;
        many.lanes.resistance_spm[l] = 193.0;
        many.lanes.most_wpm2[l] = 1e9;
        many.lanes.shortwave_wpm2[l] = 90.0 + 0.5 * static_cast<double>(l);
        many.lanes.longwave_wpm2[l] = 409.0;
        many.lanes.offset_wpm2[l] = 8.54 * 298.7;
        many.lanes.surface_k[l] = 300.0;
        lane = l;
    }
    many.kind.slope_wpm2k = 8.54;
    EXPECT_TRUE(solve_lanes(many.kind, LaneVapour::some, count, many.lanes));
    EXPECT_LT(std::abs(many.lanes.residual_wpm2[lane]), 1e-7);
}

} // namespace
} // namespace jumelle::heat
