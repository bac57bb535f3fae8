#include "models/heat/kernels/lane_wetting.hpp"

#include <cmath>
#include <gtest/gtest.h>

#include "models/heat/kernels/root_zone.hpp"

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

TEST(LaneWetting, a_film_takes_rain_up_to_its_capacity_and_dries_to_nothing) {
    Wetted many;
    std::vector<float> film_m(static_cast<std::size_t>(count), 0.0625F);
    many.water.held_m.fill(0.0);
    many.water.held_m[1] = 0.03125;
    many.water.held_m[2] = 1.0;
    rain_on_lanes(count, many.water, film_m.data());
    EXPECT_EQ(film_m[0], 0.0625F);
    EXPECT_EQ(film_m[1], 0.09375F);
    EXPECT_EQ(film_m[2], 0.1F);
    EXPECT_EQ(many.water.held_m[2], 0.1);
    many.lanes.latent_wpm2.fill(0.0);
    many.lanes.latent_wpm2[0] = 500.0;
    many.lanes.latent_wpm2[1] = 5000.0;
    many.lanes.latent_wpm2[2] = -5000.0; // dew
    dry_lanes(0.03125 / 500.0, many.water, many.lanes.latent_wpm2, count, film_m.data());
    EXPECT_EQ(film_m[0], 0.03125F);
    EXPECT_EQ(film_m[1], 0.0F);
    EXPECT_EQ(film_m[2], 0.1F);
}

TEST(LaneWetting, roots_side_by_side_gain_and_lose_what_each_does_alone) {
    constexpr double lost_m = 1e-5, roots_above = 0.73;
    Wetted many;
    std::vector<float> upper_m, deep_m;
    for (std::size_t i = 0; i < static_cast<std::size_t>(count); ++i) {
        many.water.capacity_m[i] = i % 3 == 0 ? 0.03 : 0.15; // a roof; a lawn
        many.water.held_m[i] = i % 2 == 0 ? 0.0 : 0.004 * static_cast<double>(i);
        many.lanes.latent_wpm2[i] = 100.0 * (static_cast<double>(i) - 2.0);
        upper_m.push_back(0.002F * static_cast<float>(i));
        deep_m.push_back(i % 3 == 0 ? 0.0F : 0.008F * static_cast<float>(i));
    }
    Wetted const before = many;
    std::vector<float> const upper_before = upper_m, deep_before = deep_m;
    RootLanes const roots{upper_m.data(), deep_m.data(), roots_above};
    rain_on_roots(count, many.water, roots);
    for (std::size_t i = 0; i < static_cast<std::size_t>(count); ++i) {
        RootWater const most = root_capacity(before.water.capacity_m[i]);
        RootWater const now = with_rain({upper_before[i], deep_before[i]}, most, before.water.held_m[i]);
        EXPECT_EQ(upper_m[i], static_cast<float>(now.upper_m)) << i;
        EXPECT_EQ(deep_m[i], static_cast<float>(now.deep_m)) << i;
        EXPECT_DOUBLE_EQ(many.water.held_m[i],
                         root_moisture(now, most, roots_above) * before.water.capacity_m[i]);
        EXPECT_DOUBLE_EQ(many.water.upper_moisture[i], upper_moisture(now, most));
    }
    std::vector<float> const upper_wet = upper_m, deep_wet = deep_m;
    dry_roots(lost_m, many.water, many.lanes.latent_wpm2, count, roots);
    for (std::size_t i = 0; i < static_cast<std::size_t>(count); ++i) {
        RootWater const left = without({upper_wet[i], deep_wet[i]}, root_capacity(many.water.capacity_m[i]),
                                       roots_above, many.lanes.latent_wpm2[i] * lost_m);
        EXPECT_EQ(upper_m[i], static_cast<float>(left.upper_m)) << i;
        EXPECT_EQ(deep_m[i], static_cast<float>(left.deep_m)) << i;
    }
}

} // namespace
} // namespace jumelle::heat
