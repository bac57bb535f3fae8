#include "models/heat/kernels/comfort.hpp"

#include <cmath>
#include <gtest/gtest.h>

#include "models/heat/kernels/physics.hpp"
#include "tests/models/heat/facets/reference_table.hpp"

namespace jumelle::heat {
namespace {

TEST(MeanRadiantTemperature, is_that_of_the_walls_in_a_closed_room) {
    double const wall_k = 300.0, flux = stefan_boltzmann * std::pow(wall_k, 4);
    SixFluxes room;
    room.longwave_down = room.longwave_up = flux;
    room.longwave_sides = 4.0 * flux;
    EXPECT_NEAR(mean_radiant_temperature_k(room, standing), wall_k, 1e-9);
    EXPECT_NEAR(mean_radiant_temperature_k(room, sitting), wall_k, 1e-9);
}

TEST(MeanRadiantTemperature, of_six_directions_is_that_of_the_reference) {
    auto const rows = reference_rows("analytic/tmrt_sixdir.csv");
    if (rows.empty()) GTEST_SKIP();
    // The table was made with 5.67e-8 W/m²K⁴.
    double const other_constant = std::pow(stefan_boltzmann / 5.67e-8, 0.25);
    for (auto const& r : rows) {
        SixFluxes fluxes{r[0], r[1], r[2] + r[3] + r[4] + r[5], r[6], r[7], r[8] + r[9] + r[10] + r[11], 0.0};
        double const k = mean_radiant_temperature_k(fluxes, standing) * other_constant;
        EXPECT_NEAR(k - zero_celsius_k, r[12], 1e-4);
    }
}

TEST(MeanRadiantTemperature, rises_by_the_beam_as_the_formula_says) {
    SixFluxes shade;
    shade.longwave_down = shade.longwave_up = 420.0;
    shade.longwave_sides = 4.0 * 420.0;
    SixFluxes sun = shade;
    sun.beam_side = 500.0;
    auto const absorbed = [](double k) { return 0.97 * stefan_boltzmann * std::pow(k, 4); };
    EXPECT_NEAR(absorbed(mean_radiant_temperature_k(sun, standing)) -
                    absorbed(mean_radiant_temperature_k(shade, standing)),
                0.7 * 0.28 * 500.0, 1e-9);
}

TEST(Utci, is_that_of_two_thousand_reference_states) {
    auto const rows = reference_rows("comfort_indices/utci_polynomial_table.csv");
    if (rows.empty()) GTEST_SKIP();
    ASSERT_EQ(rows.size(), 2000U);
    double worst_k = 0.0;
    for (auto const& r : rows) {
        UtciCurve const curve({r[0], r[2], r[3]});
        worst_k = std::max(worst_k, std::abs(curve(r[1]) - r[4]));
    }
    EXPECT_LT(worst_k, 1e-4);
}

TEST(Utci, is_near_the_air_temperature_in_the_reference_conditions) {
    // Tmrt = Ta, 0.5 m/s at 10 m, 50 % humidity: UTCI = Ta by definition; the polynomial misses by up to 3 K.
    EXPECT_NEAR(UtciCurve({20.0, 0.5, 11.7})(20.0), 20.0, 1.0);
    EXPECT_NEAR(UtciCurve({28.0, 0.5, 18.9})(28.0), 28.0, 1.0);
}

TEST(Utci, rises_with_radiation_and_falls_with_wind) {
    EXPECT_GT(UtciCurve({30.0, 2.0, 15.0})(60.0), UtciCurve({30.0, 2.0, 15.0})(40.0));
    EXPECT_GT(UtciCurve({25.0, 1.0, 15.0})(30.0), UtciCurve({25.0, 6.0, 15.0})(30.0));
}

TEST(Utci, tells_which_variable_leaves_the_range_of_the_fit) {
    EXPECT_EQ(UtciCurve({30.0, 2.0, 15.0}).range(60.0), UtciRange::inside);
    EXPECT_EQ(UtciCurve({30.0, 2.0, 15.0}).range(101.0), UtciRange::radiant);
    EXPECT_EQ(UtciCurve({30.0, 2.0, 15.0}).range(-1.0), UtciRange::radiant);
    EXPECT_EQ(UtciCurve({50.5, 2.0, 15.0}).range(60.0), UtciRange::air);
    EXPECT_EQ(UtciCurve({30.0, 0.4, 15.0}).range(60.0), UtciRange::wind);
    EXPECT_EQ(UtciCurve({30.0, 17.1, 15.0}).range(60.0), UtciRange::wind);
    EXPECT_EQ(UtciCurve({10.0, 2.0, 13.0}).range(20.0), UtciRange::humidity);
}

TEST(Utci, wind_at_ten_metres_is_the_same_and_below_it_is_raised) {
    EXPECT_DOUBLE_EQ(utci_wind_mps(3.0, 10.0), 3.0);
    EXPECT_NEAR(utci_wind_mps(1.0, 1.1), std::log(1000.0) / std::log(110.0), 1e-12);
}

} // namespace
} // namespace jumelle::heat
