#include <cmath>
#include <functional>
#include <gtest/gtest.h>

#include "bench/cases/smooth_cases.hpp"
#include "bench/cases/validation_cases.hpp"

namespace jumelle::cases {
namespace {

using Shape = exact::SmoothBump::Shape;

/// What second order asks of a smooth flow.
constexpr double least_order = 1.7;

void expect_second_order(std::function<CaseResult(CaseOptions const&)> const& run, Index cells,
                         Along along = Along::columns) {
    CaseResult const coarse = run(options_of(cells, along)), fine = run(options_of(2 * cells, along));
    EXPECT_GT(std::log2(coarse.error.depth / fine.error.depth), least_order);
    EXPECT_GT(std::log2(coarse.error.momentum / fine.error.momentum), least_order);
    EXPECT_LT(fine.balance_error, 1e-12);
}

TEST(SmoothFlow, simple_wave_converges_with_second_order) {
    expect_second_order(simple_wave, 160);
    expect_second_order(simple_wave, 320, Along::rows);
}

TEST(SmoothFlow, travelling_vortex_converges_with_second_order) {
    expect_second_order(travelling_vortex, 80);
}

TEST(SmoothFlow, subcritical_flow_over_a_smooth_bump_converges_with_second_order) {
    expect_second_order(
        [](CaseOptions const& o) { return smooth_bump(o, exact::subcritical_bump(Shape::smooth)); }, 100);
}

TEST(SmoothFlow, subcritical_flow_over_the_bump_with_kinks_converges_with_second_order_southward_too) {
    expect_second_order(
        [](CaseOptions const& o) { return smooth_bump(o, exact::subcritical_bump(Shape::parabola)); }, 100,
        Along::rows);
}

TEST(SmoothFlow, transcritical_flow_over_a_bump_converges_with_second_order) {
    for (Shape const shape : {Shape::smooth, Shape::parabola}) {
        expect_second_order(
            [=](CaseOptions const& o) { return smooth_bump(o, exact::transcritical_bump(shape)); }, 100);
    }
}

TEST(SmoothFlow, gentle_channel_with_friction_converges_with_second_order) {
    expect_second_order(gentle_channel, 50);
}

TEST(SmoothFlow, mac_donald_channel_converges_with_second_order_from_its_exact_state) {
    for (exact::MacDonald const& flow : {exact::MacDonald{2.0, 0.0}, exact::MacDonald{1.0, 0.001}}) {
        expect_second_order([&](CaseOptions const& o) { return mac_donald(o, flow, FirstWater::exact); },
                            100);
    }
}

TEST(SmoothFlow, first_order_converges_with_first_order) {
    CaseOptions coarse = options_of(100), fine = options_of(200);
    coarse.scheme = fine.scheme = "first_order";
    auto const bump = exact::subcritical_bump(Shape::smooth);
    double const order =
        std::log2(smooth_bump(coarse, bump).error.depth / smooth_bump(fine, bump).error.depth);
    EXPECT_NEAR(order, 1.0, 0.1);
}

// Crest depths of the reference list of the flood cases (SWASHES).
TEST(ExactBump, crest_depths_are_the_references) {
    EXPECT_NEAR(exact::steady_water(exact::subcritical_bump(Shape::parabola), 10.0).h_m, 1.707347, 1e-6);
    EXPECT_NEAR(exact::steady_water(exact::subcritical_bump(Shape::parabola), 9.0).h_m, 1.787185, 1e-6);
    auto const transcritical = exact::transcritical_bump(Shape::parabola);
    EXPECT_NEAR(exact::steady_water(transcritical, 10.0).h_m, 0.6202564, 1e-6);
    EXPECT_NEAR(exact::steady_water(transcritical, 0.0).h_m, 1.0144468, 1e-6);
    EXPECT_NEAR(exact::steady_water(transcritical, 25.0).h_m, 0.4057809, 1e-6);
}

TEST(ExactSimpleWave, keeps_its_invariant_and_its_height) {
    exact::SimpleWave const wave;
    double highest = 0.0;
    for (double x = 60.0; x < 130.0; x += 0.01) highest = std::max(highest, wave.water(x, 15.0).h_m);
    EXPECT_NEAR(highest, wave.depth_m + wave.height_m, 1e-6);
}

TEST(ExactVortex, pressure_balances_the_turning) {
    exact::TravellingVortex const vortex;
    double const r = 0.1, d = 1e-5;
    auto const at = [&](double x) { return vortex.state(vortex.x_m + x, vortex.y_m, 0.0); };
    double const slope = (at(r + d).h_m - at(r - d).h_m) / (2.0 * d), turning = at(r).v_mps;
    EXPECT_NEAR(9.81 * slope, turning * turning / r, 1e-4 * turning * turning / r);
}

} // namespace
} // namespace jumelle::cases
