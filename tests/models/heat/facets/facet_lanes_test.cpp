#include "models/heat/kernels/facet_lanes.hpp"

#include <cmath>
#include <gtest/gtest.h>

#include "models/heat/kernels/exponential.hpp"
#include "models/heat/kernels/facet_balance.hpp"

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
