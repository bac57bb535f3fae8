#include <cmath>
#include <gtest/gtest.h>

#include "bench/cases/exact_shallow_water.hpp"

// The numbers compared with are reference values of the flood references (SWASHES, ANUGA, worked out apart).
namespace jumelle::exact {
namespace {

TEST(ExactDamBreak, middle_state_is_stokers) {
    DamBreakMiddle const middle = dam_break_middle(10.0, 1.0);
    EXPECT_NEAR(middle.h_m, 3.961748, 1e-6);
    EXPECT_NEAR(middle.u_mps, 7.340769, 1e-6);
    EXPECT_NEAR(middle.shock_mps, 9.819295, 1e-6);
}

TEST(ExactDamBreak, keeps_its_volume) {
    double sum = 0.0;
    for (int i = 0; i < 100000; ++i) sum += 0.01 * dam_break(10.0, 1.0, -500.0 + 0.01 * (i + 0.5), 20.0).h_m;
    EXPECT_NEAR(sum, 500.0 * 11.0, 0.05);
}

TEST(ExactDamBreak, dry_front_and_dam_are_ritters) {
    EXPECT_NEAR(dam_break(10.0, 0.0, 0.0, 3.0).h_m, 4.444444, 1e-6);
    EXPECT_NEAR(dam_break(10.0, 0.0, 0.0, 3.0).u_mps, 6.603030, 1e-6);
    EXPECT_GT(dam_break(10.0, 0.0, 19.80, 1.0).h_m, 0.0);
    EXPECT_EQ(dam_break(10.0, 0.0, 19.81, 1.0).h_m, 0.0);
}

TEST(ExactBump, shock_and_upstream_depth_are_the_references) {
    BumpWithShock const flow = bump_with_shock();
    EXPECT_NEAR(flow.shock_x_m, 11.6655, 2e-4);
    EXPECT_NEAR(steady_water(flow, 1.0).h_m, 0.4137357, 1e-6);
    EXPECT_NEAR(steady_water(flow, 11.6654).h_m, 0.07596, 1e-4);
    EXPECT_NEAR(steady_water(flow, 11.6657).h_m, 0.25940, 1e-4);
}

TEST(ExactMacDonald, bed_falls_to_zero_at_the_outlet) {
    MacDonald const channel{2.0, 0.0};
    EXPECT_EQ(bed(channel, 1000.0), 0.0);
    EXPECT_NEAR(bed(channel, 2.5), 6.92, 0.03); // the table of others is integrated to first order
}

TEST(ExactMacDonald, rain_raises_the_discharge) {
    MacDonald const channel{1.0, 0.001};
    EXPECT_NEAR(steady_water(channel, 1000.0).momentum_m2ps(), 2.0, 1e-12);
    EXPECT_NEAR(bed(channel, 2.5), 4.59, 0.03);
}

TEST(ExactBowls, periods_are_the_references) {
    EXPECT_NEAR(PlanarBowl{}.period_s(), 7.092517, 1e-6);
    EXPECT_NEAR(RadialBowl{}.period_s(), 56.0713, 1e-4);
}

TEST(ExactBowls, water_is_back_after_a_period) {
    PlanarBowl const planar;
    RadialBowl const radial;
    EXPECT_NEAR(planar.water(3.0, 1.0).h_m, planar.water(3.0, 1.0 + planar.period_s()).h_m, 1e-12);
    EXPECT_NEAR(radial.water(900.0, 5.0).h_m, radial.water(900.0, 5.0 + radial.period_s()).h_m, 1e-9);
}

TEST(ExactBowls, radial_velocity_carries_the_volume_change) {
    RadialBowl const bowl;
    double const r = 800.0, t = 9.0, dt = 1e-4;
    double outside_before = 0.0, outside_after = 0.0;
    for (int i = 0; i < 80000; ++i) {
        double const radius = (i + 0.5) * 0.01;
        outside_before += 0.01 * radius * bowl.water(radius, t - dt).h_m;
        outside_after += 0.01 * radius * bowl.water(radius, t + dt).h_m;
    }
    double const loss = -(outside_after - outside_before) / (2.0 * dt);
    EXPECT_NEAR(loss, r * bowl.water(r, t).momentum_m2ps(), 1e-3 * std::abs(loss));
}

} // namespace
} // namespace jumelle::exact
