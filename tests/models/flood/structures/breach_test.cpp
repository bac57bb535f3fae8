#include "models/flood/structures/breach.hpp"

#include <cmath>
#include <gtest/gtest.h>

namespace jumelle::flood {
namespace {

DikeBreach breach() {
    DikeBreach made;
    made.start_s = 100.0;
    made.width_m = 40.0;
    made.initial_width_m = 10.0;
    made.level_m = 1.0;
    made.duration_s = 600.0;
    return made;
}

TEST(Breach, waits_for_its_time) {
    BreachGrowth growth(breach(), 5.0);
    growth.update({0.0, 100.0}, {4.0, 0.0});
    EXPECT_FALSE(growth.has_begun());
    EXPECT_EQ(growth.width_m(), 0.0);
    EXPECT_EQ(growth.level_m(), 5.0);
    growth.update({100.0, 101.0}, {4.0, 0.0});
    EXPECT_TRUE(growth.has_begun());
}

TEST(Breach, grows_evenly_to_its_end) {
    BreachGrowth growth(breach(), 5.0);
    growth.update({399.0, 400.0}, {4.0, 0.0}); // half of the duration
    EXPECT_NEAR(growth.width_m(), 25.0, 1e-12);
    EXPECT_NEAR(growth.level_m(), 3.0, 1e-12);
    growth.update({4000.0, 4001.0}, {4.0, 0.0});
    EXPECT_EQ(growth.width_m(), 40.0);
    EXPECT_EQ(growth.level_m(), 1.0);
}

TEST(Breach, of_froehlich_grows_as_wide_and_as_fast_as_the_water_behind_it_makes_it) {
    DikeBreach made = breach();
    made.growth = DikeBreach::Growth::froehlich;
    made.stored_m3 = 1e6;
    made.level_m = 1.0;
    made.initial_width_m = 0.0;
    // By hand for V = 1e6 m³, h = 10 m: 0.27 · 1e6^0.32 · 10^0.04 = 24.6243 m, 63.2 (1e6 / (9.81 · 100))^½ =
    // 2018 s.
    double const full_m = 24.6243, full_s = 2017.8;
    for (auto const& [failure, k] :
         {std::pair{DikeBreach::Failure::overtopping, 1.3}, {DikeBreach::Failure::piping, 1.0}}) {
        made.failure = failure;
        BreachGrowth growth(made, 11.0);
        growth.update({100.0, 100.0 + 0.5 * full_s}, {10.0, 0.0});
        EXPECT_NEAR(growth.width_m(), 0.5 * k * full_m, 0.001 * full_m);
        EXPECT_NEAR(growth.level_m(), 6.0, 0.005);
        growth.update({9000.0, 9001.0}, {10.0, 0.0});
        EXPECT_NEAR(growth.width_m(), k * full_m, 0.001 * full_m);
        EXPECT_EQ(growth.level_m(), 1.0);
    }
}

TEST(Breach, begins_when_the_water_passes_its_level) {
    DikeBreach made = breach();
    made.start_s = unlimited;
    made.overtopping_level_m = 4.5;
    BreachGrowth growth(made, 5.0);
    growth.update({0.0, 10.0}, {4.4, 0.0});
    EXPECT_FALSE(growth.has_begun());
    growth.update({10.0, 20.0}, {4.6, 0.0});
    EXPECT_TRUE(growth.has_begun());
    growth.update({20.0, 310.0}, {4.2, 0.0}); // once begun it goes on
    EXPECT_NEAR(growth.level_m(), 3.0, 1e-12);
}

TEST(Breach, of_sand_widens_as_verheij_and_van_der_knaap_say) {
    DikeBreach made = breach();
    made.growth = DikeBreach::Growth::erosion;
    made.critical_velocity_mps = 0.2;
    made.width_m = 500.0;
    BreachGrowth growth(made, 5.0);
    double t = 100.0;
    for (; t < 700.0; t += 1.0) growth.update({t, t + 1.0}, {4.0, 0.0});
    EXPECT_NEAR(growth.width_m(), 10.0, 1e-9);
    EXPECT_NEAR(growth.level_m(), 1.0, 1e-12);
    for (; t < 4300.0; t += 1.0) growth.update({t, t + 1.0}, {4.0, 0.0});
    // By hand: 1.3 · 9.81^0.5 · 3^1.5 / 0.2 · log10(1 + 0.04 · 9.81 · 1 / 0.2), one hour with 3 m of
    // difference.
    EXPECT_NEAR(growth.width_m() - 10.0, 49.89, 0.05);
}

TEST(Breach, does_not_widen_without_a_difference_of_levels) {
    DikeBreach made = breach();
    made.growth = DikeBreach::Growth::erosion;
    made.critical_velocity_mps = 0.5;
    BreachGrowth growth(made, 5.0);
    growth.update({100.0, 800.0}, {3.0, 3.0});
    growth.update({800.0, 900.0}, {0.5, 0.0}); // both below the bottom
    EXPECT_EQ(growth.width_m(), 10.0);
}

} // namespace
} // namespace jumelle::flood
