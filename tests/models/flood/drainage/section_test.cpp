#include <cmath>
#include <gtest/gtest.h>
#include <numbers>

#include "core/base/constants.hpp"
#include "tests/models/flood/drainage/networks.hpp"

namespace jumelle::flood {
namespace {

using std::numbers::pi;

TEST(Rising, inverts_areas_to_the_last_digits) {
    Rising const rising({0.0, 0.5, 1.0, 1.2}, {0.0, 2.0, 2.0, 0.1});
    for (double h : {1e-9, 0.01, 0.3, 0.5, 0.77, 1.0, 1.1, 1.2, 3.0})
        EXPECT_NEAR(rising.depth(rising.area(h)), h, 1e-14 * std::max(1.0, h)) << h;
    EXPECT_EQ(rising.depth(0.0), 0.0);
}

TEST(Rising, sums_its_own_widths_and_areas) {
    Rising const rising({0.0, 1.0, 2.0}, {1.0, 3.0, 1.0});
    EXPECT_DOUBLE_EQ(rising.area(1.0), 2.0);
    EXPECT_DOUBLE_EQ(rising.area(2.0), 4.0);
    EXPECT_DOUBLE_EQ(rising.area(3.0), 5.0);
    double sum = 0.0;
    for (int i = 0; i < 3000; ++i) sum += rising.area((i + 0.5) * 1e-3) * 1e-3;
    EXPECT_NEAR(rising.at(3.0).integral, sum, 1e-6);
}

TEST(PipeSection, of_a_circle_has_its_area_and_radius) {
    PipeSection const section(test::round_pipe(2.0), 100.0);
    EXPECT_NEAR(section.area_m2(1.0), pi / 2.0, 1e-4);
    EXPECT_NEAR(section.area_m2(2.0), pi, 3e-4);
    double const quarter = std::acos(0.5); // half the angle that the water sees at a depth of 0.5
    EXPECT_NEAR(section.area_m2(0.5), quarter - std::sin(2.0 * quarter) / 2.0, 1e-4);
    // Half full and full, the hydraulic radius is D / 4: friction g n² / (A² R^(4/3)).
    double const full = gravity_mps2 * 1e-4 / (pi * pi * std::pow(0.5, 4.0 / 3.0));
    EXPECT_NEAR(section.friction(1.0, {0.01, 0.0}), 4.0 * full, 1e-3 * full);
    EXPECT_NEAR(section.friction(9.0, {0.01, 0.0}), full, 1e-3 * full);
}

TEST(PipeSection, above_its_crown_carries_waves_at_the_chosen_celerity) {
    for (auto const& shape : {test::round_pipe(1.2), test::box_pipe(1.0, 2.0)}) {
        PipeSection const section(shape, 50.0);
        EXPECT_NEAR(section.celerity_mps(1.3), 50.0, 0.1);
        EXPECT_NEAR(section.swiftest_mps(1.0), 50.0, 1e-9);
    }
}

TEST(PipeSection, of_a_box_holds_no_more_than_the_box_when_full) {
    PipeSection const section(test::box_pipe(1.0, 2.0), 100.0);
    EXPECT_NEAR(section.area_m2(1.05), 2.0, 2e-3);
    EXPECT_NEAR(section.area_m2(0.9), 1.8, 1e-12);
}

TEST(PipeSection, of_an_open_channel_has_no_slot) {
    PipeSection const channel(test::open_channel(1.0, 2.0), 100.0);
    EXPECT_NEAR(channel.area_m2(5.0), 10.0, 1e-12);
    EXPECT_NEAR(channel.celerity_mps(5.0), std::sqrt(gravity_mps2 * 5.0), 1e-12);
    EXPECT_FALSE(channel.is_closed());
}

TEST(PipeSection, of_a_trapezoid_follows_its_banks) {
    PipeSection const ditch({PipeShape::trapezoidal, 2.0, 1.0, 1.5, 0.5, 1.0}, 100.0);
    EXPECT_NEAR(ditch.area_m2(1.5), 1.5 + 1.5 * 1.5, 1e-12);
    EXPECT_NEAR(ditch.celerity_mps(1.5), std::sqrt(gravity_mps2 * 3.75 / 4.0), 1e-12);
}

TEST(PipeSection, of_a_box_has_the_invariant_2c) {
    PipeSection const section(test::box_pipe(2.0, 1.0), 100.0);
    for (double h : {0.1, 0.5, 1.5})
        EXPECT_NEAR(section.invariant_mps(h), 2.0 * std::sqrt(gravity_mps2 * h), 2e-3);
    // Still water falls off an edge at 4/9 of its depth.
    EXPECT_NEAR(section.depth_of_fall_m(2.0 * std::sqrt(gravity_mps2)), 4.0 / 9.0, 1e-3);
    // The critical depth is 2/3 of the energy head.
    EXPECT_NEAR(section.critical_depth_m(1.2), 0.8, 1e-3);
}

TEST(PipeSection, counts_all_its_barrels) {
    PipeShapeSizes twin = test::round_pipe(1.0);
    twin.barrels = 2.0;
    PipeSection const one(test::round_pipe(1.0), 30.0), two(twin, 30.0);
    EXPECT_DOUBLE_EQ(two.area_m2(0.7), 2.0 * one.area_m2(0.7));
    EXPECT_DOUBLE_EQ(two.celerity_mps(0.7), one.celerity_mps(0.7));
    EXPECT_NEAR(two.friction(0.7, {0.013, 0.0}), one.friction(0.7, {0.013, 0.0}) / 4.0, 1e-12);
}

TEST(PipeSection, finds_normal_depth_by_manning) {
    PipeSection const section(test::box_pipe(2.0, 1.0), 100.0);
    double const q = 0.5 * std::pow(0.5 / 2.0, 2.0 / 3.0) * std::sqrt(0.004) / 0.015;
    EXPECT_NEAR(section.normal_depth_m(q, 0.015, 0.004), 0.5, 1e-9);
}

} // namespace
} // namespace jumelle::flood
