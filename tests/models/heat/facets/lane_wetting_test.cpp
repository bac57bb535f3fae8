#include "models/heat/kernels/lane_wetting.hpp"

#include <cmath>
#include <gtest/gtest.h>

namespace jumelle::heat {
namespace {

constexpr Index count = 13;
constexpr double most_wpm2m = 4.0e6;

struct Wetted {
    LaneWater water{};
    FacetLanes lanes{};

    Wetted() {
        for (std::size_t i = 0; i < static_cast<std::size_t>(count); ++i) {
            auto const part = static_cast<double>(i) / 10.0;
            water.capacity_m[i] = i == 12 ? 0.0 : 0.1;
            water.held_m[i] = i == 12 ? 0.0 : 0.1 * std::min(part, 1.0);
            water.shortwave_wpm2[i] = 80.0 * static_cast<double>(i);
            water.upper_moisture[i] = 1.0 - 0.07 * static_cast<double>(i);
            water.air_factor[i] = 1.0 - 0.05 * static_cast<double>(i);
        }
    }
};

TEST(LaneWetting, plants_side_by_side_have_the_resistance_of_each_alone) {
    Wetted many;
    Leaves const leaves{180.0, 3.0, 0.2};
    EXPECT_EQ(wet_plant_lanes(most_wpm2m, leaves, many.water, count, many.lanes), LaneVapour::some);
    for (std::size_t i = 0; i < static_cast<std::size_t>(count); ++i) {
        double const moisture = i == 12 ? 1.0 : many.water.held_m[i] / many.water.capacity_m[i];
        LeafStress const stress{many.water.shortwave_wpm2[i], std::min(1.0, moisture),
                                many.water.air_factor[i]};
        double const alone = 1.0 / (1.0 / canopy_resistance(leaves, stress) +
                                    0.2 / std::exp(8.206 - 4.255 * many.water.upper_moisture[i]));
        EXPECT_NEAR(many.lanes.resistance_spm[i] / alone, 1.0, 1e-13) << i;
        EXPECT_EQ(many.lanes.wet_share[i], 1.0);
        EXPECT_DOUBLE_EQ(many.lanes.most_wpm2[i], many.water.held_m[i] * most_wpm2m);
    }
}

TEST(LaneWetting, soil_dries_by_the_formula_of_sellers) {
    Wetted many;
    wet_soil_lanes(most_wpm2m, many.water, count, many.lanes);
    EXPECT_NEAR(many.lanes.resistance_spm[0] / std::exp(8.206), 1.0, 1e-14);
    EXPECT_NEAR(many.lanes.resistance_spm[10] / std::exp(8.206 - 4.255), 1.0, 1e-14);
}

TEST(LaneWetting, sealed_ground_gives_off_what_stands_on_it) {
    Wetted many;
    EXPECT_EQ(wet_sealed_lanes(most_wpm2m, many.water, count, many.lanes), LaneVapour::some);
    EXPECT_EQ(many.lanes.wet_share[0], 0.0);
    EXPECT_EQ(many.lanes.wet_share[1], 1.0);
    EXPECT_EQ(many.lanes.resistance_spm[1], 0.0);
    many.water.held_m.fill(0.0);
    EXPECT_EQ(wet_sealed_lanes(most_wpm2m, many.water, count, many.lanes), LaneVapour::none);
}

TEST(LaneWetting, water_does_not_end) {
    Wetted many;
    wet_open_water_lanes(count, many.lanes);
    EXPECT_EQ(many.lanes.wet_share[0], 1.0);
    EXPECT_GE(many.lanes.most_wpm2[0], 1e9);
}

TEST(LaneWetting, a_share_of_the_energy_goes_by_how_wet_unsealed_ground_is) {
    Wetted many;
    wet_plant_lanes(most_wpm2m, {180.0, 3.0}, many.water, count, many.lanes);
    wet_by_energy(0.9, true, many.water, count, many.lanes);
    EXPECT_DOUBLE_EQ(many.lanes.priestley_taylor[5], 0.45);
    EXPECT_EQ(many.lanes.wet_share[5], 0.0);
    wet_sealed_lanes(most_wpm2m, many.water, count, many.lanes);
    wet_by_energy(0.9, false, many.water, count, many.lanes);
    EXPECT_DOUBLE_EQ(many.lanes.priestley_taylor[5], 0.9);
}

} // namespace
} // namespace jumelle::heat
