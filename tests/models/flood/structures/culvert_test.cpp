#include "models/flood/kernels/culvert.hpp"

#include <cmath>
#include <gtest/gtest.h>

#include "core/base/constants.hpp"

namespace jumelle::flood {
namespace {

constexpr double foot_m = 0.3048, cubic_foot_m3 = foot_m * foot_m * foot_m;

struct Inlet {
    double k, m, c, y;
};

BarrelShape pipe(double diameter_m, Inlet const& inlet) {
    BarrelShape shape;
    shape.width_m = shape.height_m = diameter_m;
    shape.length_m = 30.0;
    shape.manning = 0.012;
    shape.entrance_loss = 0.5;
    shape.exit_loss = 1.0;
    shape.k = inlet.k;
    shape.m = inlet.m;
    shape.c = inlet.c;
    shape.y = inlet.y;
    shape.slope_share = -0.5;
    return shape;
}

BarrelShape box(double width_m, double height_m, Inlet const& inlet) {
    BarrelShape shape = pipe(height_m, inlet);
    shape.section = BarrelShape::Section::box;
    shape.width_m = width_m;
    return shape;
}

constexpr Inlet square_edge{0.0098, 2.0, 0.0398, 0.67}, groove_end{0.0018, 2.0, 0.0292, 0.74};
constexpr Inlet wingwall_30{0.026, 1.0, 0.0347, 0.81}, wingwall_90{0.061, 0.75, 0.0400, 0.80};

/// Worked example on chart 1B of HDS-5: 42 inches, 120 cubic feet a second; read off 2.5, 2.1 diameters.
TEST(Culvert, example_of_chart_1_of_hds_5) {
    double const d = 3.5 * foot_m, q = 120.0 * cubic_foot_m3;
    EXPECT_NEAR(Barrel(pipe(d, square_edge)).inlet_headwater(q) / d, 2.5, 0.1);
    EXPECT_NEAR(Barrel(pipe(d, groove_end)).inlet_headwater(q) / d, 2.1, 0.1);
    // The equation itself, in feet: 0.0398 (120 / (9.6211 · 3.5^0.5))² + 0.67 = 2.4391
    EXPECT_NEAR(Barrel(pipe(d, square_edge)).inlet_headwater(q) / d, 2.4391, 2e-3);
}

/// Worked example on chart 8B of HDS-5: 5 ft by 2 ft, 75 cubic feet a second; read off 1.75 and 1.90.
TEST(Culvert, example_of_chart_8_of_hds_5) {
    double const q = 75.0 * cubic_foot_m3, d = 2.0 * foot_m;
    EXPECT_NEAR(Barrel(box(5.0 * foot_m, d, wingwall_30)).inlet_headwater(q) / d, 1.75, 0.05);
    EXPECT_NEAR(Barrel(box(5.0 * foot_m, d, wingwall_90)).inlet_headwater(q) / d, 1.90, 0.05);
}

TEST(Culvert, unsubmerged_inlet_adds_the_critical_head) {
    // box 2 m wide: q = 1 m²/s, d_c = (1/g)^(1/3) = 0.46717 m, H_c = 1.5 d_c = 0.70076 m;
    // x = 1.811 · 2 / (4 · 2^0.5) = 0.64029, K x = 0.016648; HW = 0.70076 + 2 · 0.016648
    Barrel const barrel(box(2.0, 2.0, wingwall_30));
    EXPECT_NEAR(barrel.critical_depth(2.0), 0.46717, 1e-4);
    EXPECT_NEAR(barrel.inlet_headwater(2.0), 0.73406, 2e-4);
}

TEST(Culvert, second_form_needs_no_critical_head) {
    BarrelShape shape = box(2.0, 2.0, {0.510, 0.667, 0.0309, 0.80});
    shape.inlet_form = 2;
    EXPECT_NEAR(Barrel(shape).inlet_headwater(2.0), 2.0 * 0.510 * std::pow(0.640285, 0.667), 1e-4);
}

TEST(Culvert, inlet_discharge_is_the_inverse_of_its_headwater) {
    Barrel const barrel(pipe(1.2, square_edge));
    for (double const q : {0.05, 0.5, 2.0, 2.7, 3.0, 6.0}) {
        EXPECT_NEAR(barrel.inlet_discharge(barrel.inlet_headwater(q)), q, 1e-6 * q) << q;
    }
}

TEST(Culvert, that_flows_full_follows_its_losses) {
    // 1 m pipe, 30 m, n = 0.012: R = 0.25 m, friction 19.62 · 0.000144 · 30 / 0.25^(4/3) = 0.53819;
    // losses 2.03819; head 0.3 m: V = sqrt(19.62 · 0.3 / 2.03819) = 1.69937 m/s
    Barrel const barrel(pipe(1.0, groove_end));
    double const area = 0.25 * 3.14159265358979;
    EXPECT_NEAR(barrel.outlet_discharge(2.3, 2.0), 1.69937 * area, 1e-4);
    EXPECT_NEAR(barrel.discharge(2.3, 2.0), 1.69937 * area, 1e-4); // the inlet would let more through
}

TEST(Culvert, lower_of_the_two_controls_governs) {
    Barrel const barrel(pipe(1.0, square_edge));
    double const by_inlet = barrel.inlet_discharge(3.0), by_outlet = barrel.outlet_discharge(3.0, 0.0);
    EXPECT_LT(by_inlet, by_outlet);
    EXPECT_EQ(barrel.discharge(3.0, 0.0), by_inlet);
}

TEST(Culvert, carries_more_the_higher_the_water_and_less_against_tailwater) {
    Barrel const barrel(pipe(1.0, square_edge));
    double before = 0.0;
    for (int i = 1; i <= 300; ++i) {
        double const q = barrel.discharge(0.01 * i, 0.0);
        EXPECT_GE(q, before) << i;
        before = q;
    }
    EXPECT_GT(before, 1.0);
    for (int i = 0; i <= 300; ++i) {
        double const q = barrel.discharge(3.0, 0.01 * i);
        EXPECT_LE(q, before + 1e-12) << i;
        before = q;
    }
    EXPECT_EQ(barrel.discharge(3.0, 3.0), 0.0);
}

TEST(Culvert, dry_inlet_carries_nothing) {
    EXPECT_EQ(Barrel(pipe(1.0, square_edge)).discharge(0.0, -1.0), 0.0);
    EXPECT_EQ(Barrel(pipe(1.0, square_edge)).discharge(-2.0, -3.0), 0.0);
}

TEST(Culvert, circular_section_is_half_at_half_depth) {
    BarrelSection const half = Barrel(pipe(2.0, square_edge)).section(1.0);
    EXPECT_NEAR(half.area_m2, 0.5 * 3.14159265358979, 1e-12);
    EXPECT_NEAR(half.top_m, 2.0, 1e-12);
    EXPECT_NEAR(half.perimeter_m, 3.14159265358979, 1e-12);
}

} // namespace
} // namespace jumelle::flood
