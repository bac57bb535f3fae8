#include "models/heat/kernels/conduction.hpp"

#include <cmath>
#include <gtest/gtest.h>
#include <map>
#include <numeric>

#include "tests/models/heat/facets/reference_table.hpp"

namespace jumelle::heat {
namespace {

constexpr double step_s = 600.0;

/// Surface temperature at the end of a step in which `flux` went into the ground, and the layers' then.
double push(ConductionStep const& step, NodeTemperatures& layers_k, double flux_wpm2, double bottom_k) {
    NodeTemperatures a{};
    GroundAnswer const answer = eliminate(step, layers_k, bottom_k, a);
    double const surface_k = (flux_wpm2 + answer.offset_wpm2) / answer.slope_wpm2k;
    new_temperatures(step, a, surface_k, layers_k);
    return surface_k;
}

TEST(Conduction, layers_double_and_add_up_to_the_depth) {
    Layers const layers = doubling_layers(0.63, 1.0, 1e6);
    EXPECT_NEAR(layers.thickness_m.front(), 0.01, 1e-15);
    EXPECT_NEAR(layers.thickness_m.back(), 0.32, 1e-15);
    EXPECT_NEAR(std::accumulate(layers.thickness_m.begin(), layers.thickness_m.end(), 0.0), 0.63, 1e-15);
}

TEST(Conduction, a_ground_as_warm_as_its_surface_stays_so) {
    auto const step = conduction_step(doubling_layers(0.63, 0.75, 1.94e6), step_s);
    NodeTemperatures layers_k, a{};
    layers_k.fill(290.0);
    auto const answer = eliminate(step, layers_k, 290.0, a);
    EXPECT_NEAR(answer.flux_wpm2(290.0), 0.0, 1e-9);
    new_temperatures(step, a, 290.0, layers_k);
    for (double const k : layers_k) EXPECT_NEAR(k, 290.0, 1e-12);
}

TEST(Conduction, stores_exactly_what_went_in_at_the_top) {
    auto const step = conduction_step(doubling_layers(0.63, 0.75, 1.94e6), step_s);
    NodeTemperatures layers_k;
    layers_k.fill(290.0);
    double const before = stored_heat_jpm2(step, layers_k);
    push(step, layers_k, 300.0, 0.0);
    EXPECT_NEAR(stored_heat_jpm2(step, layers_k) - before, 300.0 * step_s, 1e-12 * before);
}

TEST(Conduction, passes_on_below_what_a_steady_slab_lets_through) {
    Layers layers = doubling_layers(0.3, 0.8, 1.5e6);
    layers.bottom_conductance_wpm2k = 8.0;
    auto const step = conduction_step(layers, step_s);
    NodeTemperatures layers_k;
    layers_k.fill(293.15);
    double surface_k = 0.0;
    for (int i = 0; i < 8000; ++i) surface_k = push(step, layers_k, 50.0, 293.15);
    EXPECT_NEAR(surface_k, 293.15 + 50.0 * (0.3 / 0.8 + 1.0 / 8.0), 1e-6);
}

/// The ground of the periodic solution, driven by its flux. It begins where the heat stored is the mean one:
/// no heat leaves at the bottom, so what is too much at the start would stay.
TEST(Conduction, follows_the_exact_daily_wave_within_0_15_k_at_600_s) {
    constexpr double k = 0.75, c = 1.94e6, mean_k = 298.15, amplitude_k = 15.0, day_s = 86400.0, days = 30.0;
    double const omega = 2.0 * M_PI / day_s;
    auto const step = conduction_step(doubling_layers(0.63, k, c), step_s);
    NodeTemperatures layers_k;
    layers_k.fill(mean_k);
    double worst_k = 0.0, surface_k = mean_k;
    double const flux = amplitude_k * std::sqrt(k * c * omega);
    for (double begin_s = day_s / 8.0; begin_s < days * day_s; begin_s += step_s) {
        // The mean flux of the step.
        double const mean_flux =
            flux / (omega * step_s) *
            (std::cos(omega * begin_s + M_PI / 4.0) - std::cos(omega * (begin_s + step_s) + M_PI / 4.0));
        surface_k = push(step, layers_k, mean_flux, mean_k);
        bool const last_day = begin_s >= (days - 1.0) * day_s;
        double const exact_k = mean_k + amplitude_k * std::sin(omega * (begin_s + step_s));
        if (last_day) worst_k = std::max(worst_k, std::abs(surface_k - exact_k));
    }
    RecordProperty("worst_mK", static_cast<int>(worst_k * 1000.0));
    EXPECT_LT(worst_k, 0.15);
}

/// Constant flux into half a space: the solution of Carslaw & Jaeger 1959, section 2.9.
TEST(Conduction, warms_under_a_constant_flux_as_the_reference_does) {
    auto const rows = reference_rows("analytic/conduction_step.csv");
    if (rows.empty()) GTEST_SKIP();
    std::map<double, double> exact_k;
    for (auto const& r : rows) {
        if (r[1] == 0.0) exact_k[r[0]] = r[2];
    }
    auto const step = conduction_step(doubling_layers(0.63, 1.7, 2200.0 * 840.0), step_s);
    NodeTemperatures layers_k;
    layers_k.fill(293.15);
    int compared = 0;
    for (double end_s = step_s; end_s <= 8.0 * 3600.0; end_s += step_s) {
        double const surface_k = push(step, layers_k, 500.0, 0.0);
        auto const found = exact_k.find(end_s);
        if (found == exact_k.end()) continue;
        ++compared;
        // The first step meets a jump; 1 K of 62 K there.
        EXPECT_NEAR(surface_k, found->second, end_s > 2.0 * step_s ? 0.6 : 1.0) << end_s;
    }
    EXPECT_GE(compared, 3);
}

} // namespace
} // namespace jumelle::heat
