#include "models/heat/kernels/urban_wind.hpp"

#include <cmath>
#include <gtest/gtest.h>

namespace jumelle::heat {
namespace {

TEST(UrbanWind, open_ground_is_open_ground) {
    EXPECT_EQ(wind_share({}), 1.0);
    EXPECT_EQ(wind_roughness({}).z0_m, open_roughness_m);
    EXPECT_EQ(wind_roughness({}).displacement_m, 0.0);
}

// Macdonald et al. 1998, figures 2 and 4: cubes that cover a quarter of the ground displace the wind by 0.48
// H; the roughness is largest, near 0.1 H, for frontal shares of 0.1 to 0.25.
TEST(UrbanWind, roughness_of_cubes_is_that_of_the_paper) {
    double const plan = 0.25, walls = 4.0 * plan; // cubes: four walls as large as the roof
    WindRoughness const rough = wind_roughness({plan, walls, 10.0});
    EXPECT_NEAR(rough.displacement_m / 10.0, 1.0 - 0.75 * std::pow(4.43, -0.25), 1e-12);
    EXPECT_GT(rough.z0_m, 0.5);
    EXPECT_LT(rough.z0_m, 1.5);
    EXPECT_LT(wind_roughness({0.9, 3.6, 10.0}).z0_m, rough.z0_m); // skimming
}

// Masson 2000 and measurements in canyons (Rotach 1995): a quarter to a half of the wind above open ground.
TEST(UrbanWind, a_street_as_wide_as_high_keeps_a_fifth_to_a_half_of_the_wind) {
    double const share = wind_share({0.5, 1.0, 12.0});
    EXPECT_GT(share, 0.15);
    EXPECT_LT(share, 0.5);
    EXPECT_LT(wind_share({0.5, 2.0, 24.0}), share);
    EXPECT_GT(wind_share({0.05, 0.1, 6.0}), 2.0 * share);
    EXPECT_LE(wind_share({0.001, 0.002, 3.0}), 1.0);
}

Mixing light_wind() {
    Mixing made;
    made.wind_mps = 4.0;
    made.upper_m = 100.0;
    made.lower_m = 6.0;
    made.temperature_k = 295.0;
    return made;
}

TEST(UrbanWind, warm_air_below_mixes_more_and_warm_air_above_less) {
    Mixing mixing = light_wind();
    WindRoughness const open{open_roughness_m, 0.0};
    double const neutral = exchange_mps(mixing, open);
    EXPECT_NEAR(neutral, 0.16 * 4.0 / std::log(100.0 / 0.03) / std::log(100.0 / 6.0), 1e-12);
    mixing.warmer_k = -1.0;
    EXPECT_GT(exchange_mps(mixing, open), 1.5 * neutral);
    mixing.warmer_k = 1.0;
    EXPECT_LT(exchange_mps(mixing, open), 0.7 * neutral);
    EXPECT_GT(exchange_mps(mixing, {1.0, 6.0}), exchange_mps(mixing, open)); // a rough town
}

TEST(UrbanWind, the_lift_carries_the_heat_of_the_ground) {
    Mixing mixing = light_wind();
    for (double const wpm2 : {200.0, 50.0, -5.0}) {
        double const warmer_k = warmer_above_k(mixing, wpm2, 1210.0);
        mixing.warmer_k = warmer_k;
        EXPECT_NEAR(-1210.0 * exchange_mps(mixing, {open_roughness_m, 0.0}) * warmer_k, wpm2,
                    0.05 * std::abs(wpm2));
    }
    double const still_k = warmer_above_k(mixing, -500.0, 1210.0); // no stable air carries so much
    EXPECT_GT(still_k, 0.0);
    EXPECT_LE(still_k, 8.0);
}

} // namespace
} // namespace jumelle::heat
