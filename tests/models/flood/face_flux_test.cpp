#include "models/flood/kernels/face_flux.hpp"

#include <array>
#include <cmath>
#include <gtest/gtest.h>

namespace jumelle::flood {
namespace {

using Side = FaceSide<double>;

double pressure(double h) {
    return 0.5 * gravity_mps2 * h * h;
}

TEST(FaceFlux, of_equal_states_is_the_physical_flux) {
    Side const side{1.5, 0.7, -0.4};
    auto const flux = face_flux(side, side, 0.0);
    EXPECT_NEAR(flux.mass_m2ps, 1.5 * 0.7, 1e-15);
    EXPECT_NEAR(flux.left_m3ps2, 1.5 * 0.7 * 0.7, 1e-14); // without still-water pressure
    EXPECT_EQ(flux.left_m3ps2, flux.right_m3ps2);
    EXPECT_NEAR(flux.tangent_m3ps2, 1.5 * 0.7 * -0.4, 1e-15);
}

TEST(FaceFlux, of_still_water_is_exactly_zero) {
    auto const flux = face_flux(Side{3.3, 0.0, 0.0}, Side{3.3, 0.0, 0.0}, 0.0);
    EXPECT_EQ(flux.mass_m2ps, 0.0);
    EXPECT_EQ(flux.left_m3ps2, 0.0);
    EXPECT_EQ(flux.right_m3ps2, 0.0);
}

TEST(FaceFlux, of_a_lake_over_a_step_is_exactly_zero) {
    auto const flux = face_flux(Side{2.0, 0.0, 0.0}, Side{1.5, 0.0, 0.0}, 0.5);
    EXPECT_EQ(flux.mass_m2ps, 0.0);
    EXPECT_EQ(flux.left_m3ps2, 0.0);
    EXPECT_EQ(flux.right_m3ps2, 0.0);
}

TEST(FaceFlux, of_a_lake_against_a_dry_bank_is_exactly_zero) {
    auto const flux = face_flux(Side{0.4, 0.0, 0.0}, Side{0.0, 0.0, 0.0}, 1.7);
    EXPECT_EQ(flux.mass_m2ps, 0.0);
    EXPECT_EQ(flux.left_m3ps2, 0.0);
}

TEST(FaceFlux, between_dry_cells_is_exactly_zero) {
    auto const flux = face_flux(Side{0.0, 0.0, 0.0}, Side{0.0, 0.0, 0.0}, -0.3);
    EXPECT_EQ(flux.mass_m2ps, 0.0);
    EXPECT_EQ(flux.left_m3ps2, 0.0);
    EXPECT_EQ(flux.tangent_m3ps2, 0.0);
}

TEST(FaceFlux, of_mirrored_states_is_mirrored) {
    Side const a{2.0, 0.8, 0.1}, b{1.2, -0.3, 0.6};
    auto const there = face_flux(a, b, 0.25);
    auto const back = face_flux(Side{b.h_m, -b.normal_mps, b.tangent_mps},
                                Side{a.h_m, -a.normal_mps, a.tangent_mps}, -0.25);
    EXPECT_NEAR(there.mass_m2ps, -back.mass_m2ps, 1e-14);
    EXPECT_NEAR(there.left_m3ps2, back.right_m3ps2, 1e-13);
    EXPECT_NEAR(there.tangent_m3ps2, -back.tangent_m3ps2, 1e-14);
}

TEST(FaceFlux, of_supercritical_flow_comes_from_upstream_alone) {
    Side const fast{1.0, 8.0, 0.5}; // wave speed 3.1 m/s
    auto const one = face_flux(fast, Side{0.7, 7.0, 0.0}, 0.0);
    EXPECT_NEAR(one.mass_m2ps, 8.0, 1e-13);
    EXPECT_NEAR(one.left_m3ps2, 64.0, 1e-12);
    EXPECT_NEAR(one.right_m3ps2, 64.0 + pressure(1.0) - pressure(0.7), 1e-12);
}

TEST(FaceFlux, carries_the_tangential_velocity_of_the_giving_side) {
    auto const right = face_flux(Side{2.0, 1.0, 0.3}, Side{2.0, 1.0, -9.0}, 0.0);
    EXPECT_NEAR(right.tangent_m3ps2, right.mass_m2ps * 0.3, 1e-15);
    auto const left = face_flux(Side{2.0, -1.0, 0.3}, Side{2.0, -1.0, -9.0}, 0.0);
    EXPECT_NEAR(left.tangent_m3ps2, left.mass_m2ps * -9.0, 1e-14);
}

TEST(FaceFlux, of_a_dam_break_onto_dry_land_has_ritters_order_of_size) {
    double const c = std::sqrt(gravity_mps2 * 10.0);
    auto const flux = face_flux(Side{10.0, 0.0, 0.0}, Side{0.0, 0.0, 0.0}, 0.0);
    double const exact = 8.0 / 27.0 * 10.0 * c;
    EXPECT_GT(flux.mass_m2ps, exact);
    EXPECT_LT(flux.mass_m2ps, 2.5 * exact); // two waves smear the fan, never by more
}

TEST(FaceFlux, of_a_wall_image_lets_nothing_through) {
    auto const flux = face_flux(Side{1.3, 0.9, 0.2}, Side{1.3, -0.9, 0.2}, 0.0);
    EXPECT_NEAR(flux.mass_m2ps, 0.0, 1e-15);
    EXPECT_GT(flux.left_m3ps2, 1.3 * 0.9 * 0.9); // the water that is stopped pushes
}

TEST(FaceFlux, pulls_a_film_down_a_high_step) {
    double const film = 0.001, step = -0.5;
    auto const flux = face_flux(Side{film, 0.0, 0.0}, Side{film, 0.0, 0.0}, step);
    EXPECT_GT(flux.mass_m2ps, 0.0);
    // Source term g h (dz − h) of Chen & Noelle, not the g h² / 2 of the original reconstruction.
    EXPECT_LT(flux.left_m3ps2, -0.9 * gravity_mps2 * film * (0.5 - film));
}

TEST(CommonBedOfSteps, leaves_a_uniform_film_its_depth_on_both_sides_of_a_step) {
    auto const bed = common_bed_of_steps(0.001, 0.001, -0.5);
    EXPECT_NEAR(bed.left_m, 0.001, 1e-15);
    EXPECT_NEAR(bed.right_m, 0.001, 1e-15);
    EXPECT_NEAR(bed.left_gap_m, -0.5, 1e-15); // the whole step pulls
    EXPECT_EQ(bed.right_gap_m, 0.0);
}

TEST(CommonBedOfSteps, is_the_common_bed_where_both_levels_lie_above_both_beds_or_one_side_is_dry) {
    for (auto const& [left, right, step] :
         {std::array{1.0, 0.8, 0.3}, std::array{1.0, 1.4, -0.3}, std::array{0.4, 0.0, 0.9},
          std::array{0.0, 0.2, -0.7}, std::array{0.5, 0.0, -0.7}}) {
        auto const steps = common_bed_of_steps(left, right, step), usual = common_bed(left, right, step);
        EXPECT_EQ(steps.left_m, usual.left_m);
        EXPECT_EQ(steps.right_m, usual.right_m);
        EXPECT_EQ(steps.left_gap_m, usual.left_gap_m);
        EXPECT_EQ(steps.right_gap_m, usual.right_gap_m);
    }
}

TEST(CommonBed, keeps_depths_between_zero_and_their_own) {
    for (double const step : {-2.0, -0.3, 0.0, 0.3, 2.0}) {
        for (double const left : {0.0, 0.1, 1.0}) {
            for (double const right : {0.0, 0.1, 1.0}) {
                auto const bed = common_bed(left, right, step);
                EXPECT_GE(bed.left_m, 0.0);
                EXPECT_LE(bed.left_m, left);
                EXPECT_GE(bed.right_m, 0.0);
                EXPECT_LE(bed.right_m, right);
            }
        }
    }
}

TEST(FaceFlux, in_float_agrees_with_double) {
    auto const wide = face_flux(Side{2.0, 0.8, 0.1}, Side{1.2, -0.3, 0.6}, 0.25);
    auto const narrow =
        face_flux(FaceSide<float>{2.0F, 0.8F, 0.1F}, FaceSide<float>{1.2F, -0.3F, 0.6F}, 0.25F);
    EXPECT_NEAR(narrow.mass_m2ps, wide.mass_m2ps, 1e-5);
    EXPECT_NEAR(narrow.left_m3ps2, wide.left_m3ps2, 1e-5);
}

} // namespace
} // namespace jumelle::flood
