#include "models/heat/kernels/sky_radiation.hpp"

#include <cmath>
#include <gtest/gtest.h>

#include "models/heat/kernels/physics.hpp"

namespace jumelle::heat {
namespace {

SunHeight sun_at(double degrees) {
    return {std::sin(degrees * M_PI / 180.0), 1361.0};
}

TEST(SkyRadiation, beam_and_diffuse_add_up_to_the_global_radiation) {
    for (double const height : {0.5, 3.0, 20.0, 70.0}) {
        for (double const global : {1.0, 50.0, 300.0, 1100.0}) {
            auto const sun = sun_at(height);
            auto const split = split_global(global, sun, 25.0, 0.5);
            EXPECT_NEAR(split.beam_wpm2 * sun.sine + split.diffuse_wpm2, global, 1e-9 * global);
            EXPECT_GE(split.beam_wpm2, 0.0);
            EXPECT_LE(split.beam_wpm2, sun.extraterrestrial);
        }
    }
}

TEST(SkyRadiation, an_overcast_sky_is_almost_all_diffuse_and_a_clear_one_almost_all_beam) {
    EXPECT_GT(reindl_diffuse_share(100.0, sun_at(50.0), 15.0, 0.8), 0.95);
    EXPECT_LT(reindl_diffuse_share(950.0, sun_at(60.0), 25.0, 0.4), 0.25);
}

TEST(SkyRadiation, reindl_at_a_state_worked_out_by_hand) {
    // kt = 0.5, sin = 0.5: 1.329 − 0.858 + 0.1335 − 0.0714 + 0.053
    EXPECT_NEAR(reindl_diffuse_share(0.25 * 1361.0, sun_at(30.0), 20.0, 0.5), 0.5861, 1e-10);
}

TEST(SkyRadiation, without_sun_all_is_diffuse_and_negative_counts_as_none) {
    EXPECT_EQ(split_global(5.0, {-0.1, 1361.0}, 10.0, 0.9).diffuse_wpm2, 5.0);
    EXPECT_EQ(split_global(-2.0, sun_at(10.0), 10.0, 0.9).diffuse_wpm2, 0.0);
}

TEST(SkyRadiation, light_around_the_sun_becomes_beam_and_the_sum_stays) {
    auto const sun = sun_at(45.0);
    SkyRadiation const clear{850.0, 90.0};
    auto const moved = with_circumsolar_as_beam(clear, sun);
    // Weather an hour off: a noon's radiation with the sun at 4°. No beam is stronger than outside the air.
    SunHeight const low = sun_at(4.0);
    auto const wrong = with_circumsolar_as_beam(split_global(1000.0, low, 20.0, 0.5), low);
    EXPECT_LE(wrong.beam_wpm2, low.extraterrestrial);
    EXPECT_NEAR(wrong.beam_wpm2 * low.sine + wrong.diffuse_wpm2, 1000.0, 1e-9);
    EXPECT_GT(moved.beam_wpm2, clear.beam_wpm2);
    EXPECT_NEAR(moved.beam_wpm2 * sun.sine + moved.diffuse_wpm2,
                clear.beam_wpm2 * sun.sine + clear.diffuse_wpm2, 1e-9);
    EXPECT_GE(moved.diffuse_wpm2, 0.0);
}

TEST(SkyRadiation, under_an_overcast_sky_hardly_anything_comes_from_around_the_sun) {
    EXPECT_LT(perez_shape({0.0, 150.0}, sun_at(45.0)).circumsolar, 0.15);
}

TEST(SkyLongwave, a_closed_cloud_cover_shines_like_a_black_body) {
    EXPECT_NEAR(sky_longwave_wpm2(290.0, prata_emissivity(290.0, 1000.0), 1.0),
                stefan_boltzmann * std::pow(290.0, 4), 1e-9);
}

TEST(SkyLongwave, a_clear_sky_has_the_emissivity_of_prata) {
    // e = 10 hPa, T = 288.15 K: w = 1.61374, exp(−√6.04122) = 0.085615
    EXPECT_NEAR(prata_emissivity(288.15, 1000.0), 1.0 - 2.61374 * 0.085615, 1e-4);
    EXPECT_LT(prata_emissivity(288.15, 500.0), prata_emissivity(288.15, 1500.0));
}

TEST(ClearSky, is_dark_without_sun_and_near_a_thousand_watts_below_the_zenith) {
    ClearAir const air = clear_air(1000.0, 288.15, 101325.0);
    EXPECT_EQ(clear_sky_global_wpm2({-0.2, 1361.0}, air), 0.0);
    // m = 1: 1.021 − 0.084 √1.0126, 1 − 0.077 · 1.6137^0.3, 0.935
    EXPECT_NEAR(clear_sky_global_wpm2({1.0, 1361.0}, air), 1361.0 * 0.93648 * 0.91112 * 0.935, 0.5);
}

TEST(ClearSky, moist_air_dims_the_sun) {
    EXPECT_LT(clear_sky_global_wpm2(sun_at(40.0), clear_air(2500.0, 300.0, 101325.0)),
              0.97 * clear_sky_global_wpm2(sun_at(40.0), clear_air(500.0, 300.0, 101325.0)));
}

TEST(Extraterrestrial, is_largest_in_january) {
    EXPECT_GT(extraterrestrial_wpm2(3.0), extraterrestrial_wpm2(185.0));
    EXPECT_NEAR(extraterrestrial_wpm2(0.0) / extraterrestrial_wpm2(182.625), 1.033 / 0.967, 1e-9);
}

} // namespace
} // namespace jumelle::heat
