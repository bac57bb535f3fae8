#include "models/heat/kernels/felt_row.hpp"

#include <cmath>
#include <gtest/gtest.h>
#include <vector>

#include "models/heat/kernels/sky_slope.hpp"

namespace jumelle::heat {
namespace {

constexpr std::size_t count = 53;

/// A row under all kinds of sky, light and ground.
struct Row {
    std::vector<float> sky, crowns, side_sky, side_open, lit, down_short, down_long, skin_k, albedo,
        building_m;
    std::vector<float> radiant_c = std::vector<float>(count), utci_c = std::vector<float>(count);
    std::vector<std::uint8_t> material;
    std::array<double, 2> emissivity{0.95, 0.98};
    FeltSky above;

    Row() {
        above = {110.0, 340.0, 450.0, 520.0, 480.0, 0.97, 3.0};
        for (std::size_t i = 0; i < count; ++i) {
            double const wave = 0.5 + 0.5 * std::sin(0.9 * static_cast<double>(i));
            sky.push_back(static_cast<float>(0.2 + 0.79 * wave));
            crowns.push_back(static_cast<float>(i % 4 == 0 ? 0.15 * wave : 0.0));
            side_sky.push_back(static_cast<float>(0.1 + 0.39 * wave));
            side_open.push_back(side_sky.back() * (i % 4 == 0 ? 0.8F : 1.0F));
            lit.push_back(i % 3 == 0 ? 1.0F : 0.0F);
            down_short.push_back(static_cast<float>(200.0 + 700.0 * wave));
            down_long.push_back(static_cast<float>(360.0 + 60.0 * wave));
            skin_k.push_back(static_cast<float>(295.0 + 30.0 * wave));
            albedo.push_back(static_cast<float>(0.1 + 0.2 * wave));
            building_m.push_back(i % 7 == 0 ? 6.0F : 0.0F);
            material.push_back(static_cast<std::uint8_t>(i % 2));
        }
    }
    FeltRow view() {
        FeltRow made;
        made.sky = sky.data();
        made.crowns = crowns.data();
        made.side_sky = side_sky.data();
        made.side_open = side_open.data();
        made.lit = lit.data();
        made.down_short = down_short.data();
        made.down_long = down_long.data();
        made.skin_k = skin_k.data();
        made.albedo = albedo.data();
        made.building_m = building_m.data();
        made.material = material.data();
        made.emissivity_of = emissivity.data();
        made.radiant_c = radiant_c.data();
        made.utci_c = utci_c.data();
        made.cells = count;
        return made;
    }
    double radiant_alone_c(std::size_t i) const;
};

/// The balance of six faces, written down once more.
double Row::radiant_alone_c(std::size_t i) const {
    double const seen = sky[i], of_crowns = above.taken * crowns[i], open = seen - of_crowns;
    double const beam = lit[i] * above.beam_down_wpm2;
    double const rest = std::max(1.0 - seen, 0.005);
    double const solid_short = std::max(0.0, down_short[i] - beam - open * above.diffuse_wpm2) / rest;
    double const solid_long =
        std::max(0.0, down_long[i] - open * above.longwave_wpm2 -
                          above.low_sky_wpm2 * low_sky_of_level(open) - of_crowns * above.crowns_wpm2) /
        rest;
    double const e = emissivity[material[i]];
    SixFluxes six;
    six.shortwave_down = down_short[i];
    six.shortwave_up = double{albedo[i]} * down_short[i];
    six.longwave_down = down_long[i];
    six.longwave_up = e * stefan_boltzmann * std::pow(skin_k[i], 4.0) + (1.0 - e) * down_long[i];
    six.shortwave_sides = 4.0 * (side_open[i] * above.diffuse_wpm2 + (0.5 - side_sky[i]) * solid_short +
                                 0.5 * six.shortwave_up);
    six.longwave_sides =
        4.0 * (side_open[i] * above.longwave_wpm2 + above.low_sky_wpm2 * low_sky_of_upright(side_open[i]) +
               (double{side_sky[i]} - side_open[i]) * above.crowns_wpm2 + (0.5 - side_sky[i]) * solid_long +
               0.5 * six.longwave_up);
    six.beam_side = lit[i] * above.beam_side_wpm2;
    return mean_radiant_temperature_k(six, standing) - zero_celsius_k;
}

/// Curves of cells that have two weathers by turns.
UtciCurves curves_by_turns(UtciWeather const& even, UtciWeather const& odd) {
    UtciPlaces places;
    for (std::size_t i = 0; i < 2; ++i) {
        UtciWeather const& weather = i == 0 ? even : odd;
        places.air_c[i] = weather.air_c;
        places.wind10_mps[i] = weather.wind10_mps;
        places.vapour_hpa[i] = weather.vapour_hpa;
    }
    UtciCurves of_places, made;
    make_curves(places, 2, of_places);
    std::array<std::int32_t, utci_lanes> place;
    for (std::size_t i = 0; i < place.size(); ++i) place[i] = static_cast<std::int32_t>(i % 2);
    spread_curves(of_places, place, utci_lanes, made);
    return made;
}

TEST(FeltRow, cells_side_by_side_feel_what_each_feels_alone) {
    Row row;
    UtciWeather const calm{28.0, 2.0, 15.0}, windy{28.0, 3.7, 12.0};
    constexpr std::size_t first = 5; // an odd place
    feel_radiation(row.above, standing, row.view());
    Index const outside = feel_weather(curves_by_turns(calm, windy), first, row.view());
    for (std::size_t i = 0; i < count; ++i) {
        EXPECT_NEAR(row.radiant_c[i], row.radiant_alone_c(i), 2e-5) << i;
        UtciCurve const curve(i % 2 == 0 ? windy : calm);
        EXPECT_NEAR(row.utci_c[i], curve(row.radiant_c[i]), 1e-5) << i;
    }
    EXPECT_EQ(outside, 0);
}

TEST(FeltRow, counts_people_outside_the_range_of_the_utci_but_nobody_in_buildings) {
    Row row;
    row.radiant_c.assign(count, 40.0F);
    row.radiant_c[1] = 28.0F + 70.5F;
    row.radiant_c[2] = 28.0F - 30.5F;
    row.radiant_c[7] = 200.0F; // a building
    UtciWeather const windy{28.0, 2.0, 15.0}, calm{28.0, 0.1, 15.0};
    EXPECT_EQ(feel_weather(curves_by_turns(windy, windy), 0, row.view()), 2);
    Index const outdoors = count - (count + 6) / 7;
    EXPECT_EQ(feel_weather(curves_by_turns(calm, calm), 0, row.view()), outdoors) << "too calm for all";
}

TEST(FeltRow, keeps_sums_and_extremes) {
    std::vector<float> const now{20.0F, 27.0F, 33.0F, 26.0F};
    std::vector<float> above(4, 5.0F), excess(4, 0.0F), largest{25.0F, 25.0F, 40.0F, lowest_felt_c},
        sum(4, 1.0F);
    keep_time_above(26.0F, 600.0F, now.data(), 4, above.data());
    keep_excess(26.0F, 600.0F, now.data(), 4, excess.data());
    keep_largest(now.data(), 4, largest.data());
    keep_sum(10.0F, now.data(), 4, sum.data());
    EXPECT_EQ(above, (std::vector<float>{5.0F, 605.0F, 605.0F, 5.0F}));
    EXPECT_EQ(excess, (std::vector<float>{0.0F, 600.0F, 4200.0F, 0.0F}));
    EXPECT_EQ(largest, (std::vector<float>{25.0F, 27.0F, 40.0F, 26.0F}));
    EXPECT_EQ(sum, (std::vector<float>{201.0F, 271.0F, 331.0F, 261.0F}));
    EXPECT_EQ(largest_of(now.data(), 4), 33.0F);
    EXPECT_EQ(largest_of(now.data(), 0), lowest_felt_c);
}

} // namespace
} // namespace jumelle::heat
