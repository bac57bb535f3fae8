#include "models/flood/kernels/barrier_flow.hpp"

#include <gtest/gtest.h>

#include "models/flood/kernels/face_flux.hpp"
#include "models/flood/kernels/limits.hpp"

namespace jumelle::flood {
namespace {

BarrierShape crest(double sill_m) {
    BarrierShape shape;
    shape.sill_m = sill_m;
    shape.coefficients.weir = broad_crest_coefficient;
    return shape;
}

/// A bridge 2 m to 3 m above ground at 0.
BarrierShape bridge() {
    BarrierShape shape = crest(0.0);
    shape.soffit_m = 2.0;
    shape.deck_m = 3.0;
    shape.coefficients.orifice = 0.8;
    return shape;
}

/// What a face carries that would otherwise carry `ordinary`.
double total(BarrierFlow const& flow, double ordinary) {
    return flow.open * ordinary + flow.mass_m2ps;
}

TEST(BarrierFlow, is_nothing_at_all_for_water_at_rest_below_the_crest) {
    BarrierFlow const flow = barrier_flow(crest(3.0), {0.0, 2.5, 0.0, 0.0}, {0.5, 0.1, 0.0, 0.0}, 0.1);
    EXPECT_EQ(flow.open, 0.0);
    EXPECT_EQ(flow.mass_m2ps, 0.0);
    EXPECT_EQ(flow.left_m3ps2, 0.0);
    EXPECT_EQ(flow.right_m3ps2, 0.0);
}

TEST(BarrierFlow, is_nothing_at_all_for_equal_levels_over_the_crest) {
    BarrierFlow const flow = barrier_flow(crest(1.0), {0.0, 2.0, 0.0, 0.0}, {-1.0, 3.0, 0.0, 0.0}, 0.1);
    EXPECT_EQ(flow.mass_m2ps, 0.0);
    EXPECT_EQ(flow.left_m3ps2, 0.0);
    EXPECT_EQ(flow.right_m3ps2, 0.0);
}

TEST(BarrierFlow, over_a_free_crest_is_the_weir_formula) {
    BarrierFlow const flow = barrier_flow(crest(1.0), {0.0, 1.4, 0.0, 0.0}, {0.0, 0.2, 0.0, 0.0}, 0.1);
    EXPECT_NEAR(flow.mass_m2ps, 1.705 * std::pow(0.4, 1.5), 1e-4);
    EXPECT_EQ(flow.open, 0.0);
}

TEST(BarrierFlow, counts_the_velocity_towards_the_crest) {
    double const head = 0.4 + 0.5 * 0.5 / 19.62;
    BarrierFlow const towards = barrier_flow(crest(1.0), {0.0, 1.4, 0.5, 0.0}, {0.0, 0.2, 0.0, 0.0}, 0.1);
    BarrierFlow const away = barrier_flow(crest(1.0), {0.0, 1.4, -0.5, 0.0}, {0.0, 0.2, 0.0, 0.0}, 0.1);
    EXPECT_NEAR(towards.mass_m2ps, free_weir_flow(broad_crest_coefficient, head), 1e-12);
    EXPECT_NEAR(away.mass_m2ps, free_weir_flow(broad_crest_coefficient, 0.4), 1e-12);
}

TEST(BarrierFlow, is_the_mirror_image_when_sides_change_places) {
    BarrierSide const a{0.0, 1.8, 0.4, 0.2}, b{0.3, 1.2, -0.1, 0.5};
    BarrierSide const a_mirrored{0.0, 1.8, -0.4, 0.2}, b_mirrored{0.3, 1.2, 0.1, 0.5};
    BarrierFlow const one = barrier_flow(crest(1.0), a, b, 0.05);
    BarrierFlow const other = barrier_flow(crest(1.0), b_mirrored, a_mirrored, 0.05);
    EXPECT_EQ(one.mass_m2ps, -other.mass_m2ps);
    EXPECT_EQ(one.left_m3ps2, other.right_m3ps2);
    EXPECT_EQ(one.right_m3ps2, other.left_m3ps2);
    EXPECT_EQ(one.tangent_m3ps2, -other.tangent_m3ps2);
    EXPECT_GT(one.mass_m2ps, 0.0);
}

TEST(BarrierFlow, pushes_back_like_a_wall_where_it_is_shut) {
    for (double const u : {-0.8, -0.1, 0.1, 0.8}) {
        BarrierFlow const flow = barrier_flow(crest(9.0), {0.0, 1.3, u, 0.0}, {0.0, 0.0, 0.0, 0.0}, 0.1);
        FaceFlux<double> const wall = face_flux<double>({1.3, u, 0.0}, {1.3, -u, 0.0}, 0.0);
        EXPECT_NEAR(flow.left_m3ps2, wall.left_m3ps2, 1e-12) << u;
    }
}

TEST(BarrierFlow, never_takes_levels_past_each_other_from_rest) {
    for (double const down : {0.0, 1.2, 1.9, 1.999, 1.9999999}) {
        for (double const step_per_cell : {0.01, 0.1, 0.16}) {
            BarrierFlow const flow =
                barrier_flow(crest(1.0), {0.0, 2.0, 0.0, 0.0}, {0.0, down, 0.0, 0.0}, step_per_cell);
            EXPECT_GE(flow.mass_m2ps, 0.0);
            EXPECT_LE(2.0 * step_per_cell * flow.mass_m2ps, 2.0 - down) << down << ' ' << step_per_cell;
        }
    }
}

TEST(BarrierFlow, damping_does_not_change_a_steady_flow) {
    // A drowned crest whose formula gives q: with q in both cells nothing is damped.
    BarrierSide up{0.0, 2.0, 0.0, 0.0}, down{0.0, 1.9, 0.0, 0.0};
    double q = 0.0;
    for (int i = 0; i < 200; ++i) {
        q = weir_flow(broad_crest_coefficient, 1.0 + up.normal_mps * up.normal_mps / 19.62, 0.9).q_m2ps;
        up.normal_mps = q / up.h_m;
        down.normal_mps = q / down.h_m;
    }
    EXPECT_NEAR(barrier_flow(crest(1.0), up, down, 0.15).mass_m2ps, q, 1e-12);
    EXPECT_GT(q, 0.5);
}

TEST(BarrierFlow, becomes_an_ordinary_face_as_the_crest_falls_to_the_ground) {
    BarrierSide const left{0.0, 1.0, 0.3, 0.0}, right{0.0, 0.8, 0.3, 0.0};
    double before = barrier_flow(crest(0.3), left, right, 0.1).open;
    for (int i = 299; i >= 0; --i) {
        double const open = barrier_flow(crest(0.001 * i), left, right, 0.1).open;
        EXPECT_GE(open, before);
        EXPECT_LT(open - before, 0.01);
        before = open;
    }
    BarrierFlow const fallen = barrier_flow(crest(0.0), left, right, 0.1);
    EXPECT_EQ(fallen.open, 1.0);
    EXPECT_EQ(fallen.mass_m2ps, 0.0);
    EXPECT_EQ(fallen.left_m3ps2, 0.0);
}

TEST(BarrierFlow, of_a_bridge_has_no_jump_from_free_flow_to_an_overtopped_deck) {
    double before = 0.0;
    bool first = true;
    for (int i = 0; i <= 3000; ++i) {
        double const h = 1.0 + 0.001 * i;
        BarrierSide const left{0.0, h, 0.4, 0.0}, right{0.0, 0.9 * h, 0.4, 0.0};
        double const ordinary = face_flux<double>({h, 0.4, 0.0}, {0.9 * h, 0.4, 0.0}, 0.0).mass_m2ps;
        double const q = total(barrier_flow(bridge(), left, right, 0.05), ordinary);
        if (!first) {
            EXPECT_LT(std::abs(q - before), 0.02) << h;
        }
        first = false;
        before = q;
    }
}

TEST(BarrierFlow, under_a_bridge_with_free_water_is_the_ordinary_face) {
    BarrierFlow const flow = barrier_flow(bridge(), {0.0, 1.5, 0.5, 0.0}, {0.0, 1.4, 0.5, 0.0}, 0.05);
    EXPECT_EQ(flow.open, 1.0);
    EXPECT_EQ(flow.mass_m2ps, 0.0);
}

TEST(BarrierFlow, under_a_drowned_bridge_is_the_orifice_formula) {
    BarrierFlow const flow = barrier_flow(bridge(), {0.0, 2.8, 0.0, 0.0}, {0.0, 2.5, 0.0, 0.0}, 1e-9);
    EXPECT_EQ(flow.open, 0.0);
    EXPECT_NEAR(flow.mass_m2ps, 0.8 * 2.0 * std::sqrt(19.62 * 0.3), 1e-6);
}

TEST(BarrierFlow, over_a_bridge_adds_the_deck) {
    BarrierFlow const below = barrier_flow(bridge(), {0.0, 3.0, 0.0, 0.0}, {0.0, 1.0, 0.0, 0.0}, 1e-9);
    BarrierFlow const above = barrier_flow(bridge(), {0.0, 3.4, 0.0, 0.0}, {0.0, 1.0, 0.0, 0.0}, 1e-9);
    double const under = 1.6 * (std::sqrt(19.62 * 1.8) - std::sqrt(19.62 * 1.4));
    EXPECT_NEAR(above.mass_m2ps - below.mass_m2ps, under + 1.705 * std::pow(0.4, 1.5), 1e-3);
}

TEST(BarrierFlow, piers_hold_the_free_flow_back) {
    BarrierShape shape = bridge();
    shape.blockage = 0.2; // K = (1 / 0.8 − 1)² = 0.0625
    BarrierFlow const flow = barrier_flow(shape, {0.0, 1.5, 0.5, 0.0}, {0.0, 1.5, 0.5, 0.0}, 0.05);
    EXPECT_NEAR(flow.drag_per_m, 0.0625 / 3.0, 1e-15);
}

TEST(BarrierFlow, notch_lets_its_share_through) {
    BarrierShape shape = crest(2.0);
    shape.notch_m = 1.0;
    shape.notch_share = 0.25;
    BarrierFlow const flow = barrier_flow(shape, {0.0, 1.5, 0.0, 0.0}, {0.0, 0.0, 0.0, 0.0}, 0.01);
    EXPECT_NEAR(flow.mass_m2ps, 0.25 * free_weir_flow(broad_crest_coefficient, 0.5), 1e-12);
}

TEST(BarrierFlow, leaves_the_face_of_a_building_alone) {
    BarrierFlow const flow =
        barrier_flow(crest(1.0), {0.0, 2.0, 0.0, 0.0}, {solid_level_m, 0.0, 0.0, 0.0}, 0.1);
    EXPECT_EQ(flow.open, 1.0);
    EXPECT_EQ(flow.mass_m2ps, 0.0);
}

TEST(BarrierFlow, brings_the_velocity_along_the_crest_from_where_the_water_comes) {
    BarrierFlow const flow = barrier_flow(crest(1.0), {0.0, 1.5, 0.0, 0.7}, {0.0, 0.2, 0.0, -0.3}, 0.05);
    EXPECT_NEAR(flow.tangent_m3ps2, 0.7 * flow.mass_m2ps, 1e-15);
}

TEST(BarrierFlow, leaves_most_of_a_shallow_cell_where_it_is) {
    BarrierFlow const flow = barrier_flow(crest(0.001), {0.0, 0.01, 0.0, 0.0}, {-3.0, 0.0, 0.0, 0.0}, 50.0);
    EXPECT_LE(50.0 * flow.mass_m2ps, 0.0025 + 1e-15);
}

} // namespace
} // namespace jumelle::flood
