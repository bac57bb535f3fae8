#include <array>
#include <cmath>
#include <gtest/gtest.h>
#include <limits>
#include <vector>

#include "core/base/constants.hpp"
#include "models/flood/inertial_border.hpp"
#include "models/flood/kernels/inertial.hpp"
#include "models/flood/kernels/inertial_advection.hpp"
#include "models/flood/kernels/limits.hpp"
#include "models/flood/kernels/maxima.hpp"

namespace jumelle::flood {
namespace {

StepNumbers const tenth{0.1, 2.0, 1e-5};

/// One face between two cells.
struct OneFace {
    double h_left = 1.0, h_right = 1.0, z_left = 0.0, z_right = 0.0, friction = 0.0;
    double before = 0.0, here = 0.0, after = 0.0;
    InertialFaces<double> faces() const {
        return {{&h_left, &z_left, &friction}, {&h_right, &z_right, &friction}, &before, &here, &after};
    }
    double discharge(InertialForm const& form = {}, double const* gained = nullptr) const {
        InertialFaces<double> with = faces();
        with.gained = gained;
        double q = 0.0;
        inertial_discharges(with, &q, {0, 1}, tenth, form);
        return q;
    }
    double velocity(FaceGround ground) const {
        double u = 0.0;
        face_velocities(faces(), &u, {0, 1}, tenth, ground);
        return u;
    }
};

TEST(InertialDischarge, is_pushed_by_the_slope_of_the_level) {
    OneFace face;
    face.h_left = 1.2;
    EXPECT_NEAR(face.discharge(), gravity_mps2 * 1.2 * 0.1 * 0.2 / 2.0, 1e-15);
}

TEST(InertialDischarge, is_zero_over_level_water_whatever_the_bed) {
    OneFace face;
    face.z_right = 0.5;
    face.h_right = 0.5;
    EXPECT_EQ(face.discharge(), 0.0);
}

TEST(InertialDischarge, flows_over_a_step_with_the_depth_above_it) {
    OneFace face;
    face.z_right = 0.75;
    face.h_right = 0.0;
    EXPECT_NEAR(face.discharge(), gravity_mps2 * 0.25 * 0.1 * 0.25 / 2.0, 1e-15);
    face.z_right = 1.0; // up to the level: nothing flows over
    EXPECT_EQ(face.discharge(), 0.0);
}

TEST(InertialDischarge, stops_at_solid_cells) {
    for (bool const left : {true, false}) {
        OneFace face;
        face.here = 3.0;
        (left ? face.z_left : face.z_right) = solid_level_m;
        (left ? face.h_left : face.h_right) = 0.0;
        EXPECT_EQ(face.discharge(), 0.0);
    }
}

TEST(InertialDischarge, starts_from_a_mean_with_its_neighbours) {
    OneFace face;
    face.before = 1.0;
    face.here = 2.0;
    face.after = 5.0;
    EXPECT_NEAR(face.discharge(), inertial_theta * 2.0 + 0.5 * (1.0 - inertial_theta) * 6.0, 1e-15);
}

TEST(InertialDischarge, starts_from_itself_alone_where_theta_is_one) {
    OneFace face;
    face.before = 1.0;
    face.here = 2.0;
    face.after = 5.0;
    EXPECT_EQ(face.discharge({.theta = 1.0}), 2.0);
}

TEST(InertialDischarge, flows_over_the_mean_ground_where_water_stands_over_the_higher_one) {
    InertialForm const mean{.face_ground = FaceGround::mean};
    OneFace face;
    face.h_left = 2.0;
    face.z_right = 0.5;
    face.h_right = 1.3;
    EXPECT_NEAR(face.discharge(mean), gravity_mps2 * (2.0 - 0.25) * 0.1 * 0.2 / 2.0, 1e-15);
    face.h_left = 0.4; // below the higher ground, which is dry
    face.h_right = 0.0;
    EXPECT_EQ(face.discharge(mean), 0.0);
}

TEST(InertialDischarge, takes_up_what_advection_brings_before_friction) {
    OneFace face;
    face.here = 1.0;
    double const gained = 0.25;
    EXPECT_EQ(face.discharge({.theta = 1.0}, &gained), 1.25);
}

TEST(FaceVelocity, is_the_discharge_over_the_depth_of_the_face_within_bounds) {
    OneFace face;
    face.h_left = 2.0;
    face.z_right = 0.5;
    face.h_right = 1.5;
    face.here = 3.0;
    EXPECT_EQ(face.velocity(FaceGround::highest), 3.0 / 1.5);
    EXPECT_EQ(face.velocity(FaceGround::mean), 3.0 / 1.75);
    face.here = -1000.0;
    EXPECT_NEAR(face.velocity(FaceGround::highest), -swiftest_froude * std::sqrt(gravity_mps2 * 1.5), 1e-14);
    face.z_right = 2.0; // up to the level
    face.h_right = 0.0;
    EXPECT_EQ(face.velocity(FaceGround::mean), 0.0);
}

/// Faces along the flow with what crosses on either side.
struct Advected {
    double q[3], u[3], u_low, u_high, low, high;
    double gained() const {
        AdvectedFaces<double> const faces{&q[0],  &q[1],   &q[2], &u[0], &u[1], &u[2],
                                          &u_low, &u_high, &low,  &low,  &high, &high};
        double made = 0.0;
        advected_momentum(faces, &made, {0, 1}, tenth);
        return made;
    }
};

TEST(AdvectedMomentum, comes_from_where_the_water_comes_from) {
    double const k = 0.1 / 2.0;
    Advected flow{{1.0, 2.0, 4.0}, {0.5, 1.0, 3.0}, 0.25, 7.0, 0.0, 0.0};
    EXPECT_NEAR(flow.gained(), k * (0.5 - 2.0), 1e-15);
    flow = {{-1.0, -2.0, -4.0}, {-0.5, -1.0, -3.0}, 0.25, 7.0, 0.0, 0.0};
    EXPECT_NEAR(flow.gained(), k * (2.0 - 12.0), 1e-15);
    flow = {{0.0, 0.0, 0.0}, {0.0, 1.0, 0.0}, 0.25, 7.0, 2.0, 4.0};
    EXPECT_NEAR(flow.gained(), k * 2.0 * (0.25 - 1.0), 1e-15);
    flow = {{0.0, 0.0, 0.0}, {0.0, 1.0, 0.0}, 0.25, 7.0, -2.0, -4.0};
    EXPECT_NEAR(flow.gained(), k * -4.0 * (1.0 - 7.0), 1e-15);
}

TEST(AdvectedMomentum, of_an_even_flow_is_nothing) {
    Advected const flow{{2.0, 2.0, 2.0}, {1.5, 1.5, 1.5}, 1.5, 1.5, 3.0, 3.0};
    EXPECT_EQ(flow.gained(), 0.0);
}

TEST(InertialDischarge, solves_friction_exactly) {
    OneFace face;
    face.friction = gravity_mps2 * 0.05 * 0.05;
    face.h_left = face.h_right = 0.3;
    face.before = face.here = face.after = 0.9;
    double const q = face.discharge(), k = face.friction / std::pow(0.3, 7.0 / 3.0);
    EXPECT_NEAR(q * (1.0 + 0.1 * k * q), 0.9, 1e-13);
}

struct OneCell {
    double west = 0.0, east = 0.0, north = 0.0, south = 0.0, h = 1.0;
    CellDischarges<double> faces() { return {&west, &east, &north, &south}; }
    ChunkPeaks peaks;
    AdvanceReport advance() {
        return advance_depths({.faces = faces(), .h_m = &h, .peaks = &peaks}, {0, 1}, tenth);
    }
};

TEST(InertialDepth, changes_by_what_passes_the_faces) {
    OneCell cell;
    cell.west = 2.0;
    cell.south = 0.5;
    AdvanceReport const report = cell.advance();
    EXPECT_NEAR(cell.h, 1.0 + 0.1 / 2.0 * 1.5, 1e-15);
    EXPECT_FALSE(report.broken);
    EXPECT_NEAR(report.fastest_mps, std::sqrt(gravity_mps2 * cell.h), 1e-12);
}

TEST(InertialDepth, tells_of_what_is_negative_or_no_number) {
    OneCell cell;
    cell.east = 30.0;
    EXPECT_TRUE(cell.advance().broken);
    for (double const odd :
         {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()}) {
        OneCell other;
        other.h = odd;
        EXPECT_TRUE(other.advance().broken) << odd;
    }
    OneCell minus_zero;
    minus_zero.h = -0.0;
    EXPECT_FALSE(minus_zero.advance().broken);
}

TEST(InertialVelocity, is_the_mean_discharge_over_the_depth_up_to_a_froude_number) {
    OneCell cell;
    cell.west = 1.0;
    cell.east = 2.0;
    cell.north = -0.4;
    double u = 0.0, v = 0.0, z = 0.0;
    StateRow<double> const row{&cell.h, &u, &v, &z};
    cell_velocities(cell.faces(), row, {0, 1}, tenth);
    EXPECT_DOUBLE_EQ(u, 1.5);
    EXPECT_DOUBLE_EQ(v, -0.2);
    cell.h = 1e-3; // thinner than the faces that feed it
    cell_velocities(cell.faces(), row, {0, 1}, tenth);
    EXPECT_NEAR(u, swiftest_froude * std::sqrt(0.5 * gravity_mps2 * cell.h), 1e-12);
    EXPECT_NEAR(std::hypot(u, v), swiftest_froude * std::sqrt(gravity_mps2 * cell.h), 1e-12);
    cell.h = 1e-6; // below the dry depth
    cell_velocities(cell.faces(), row, {0, 1}, tenth);
    EXPECT_EQ(u, 0.0);
}

BorderFace<double> sloping_border() {
    return {0.5, 9.0, 0.0, 0.5, 9.1, 0.0, 0.0}; // the cell next inward lies 0.1 m higher
}

SideStates only(Side side, BorderKind kind) {
    SideStates sides;
    sides[side].kind = kind;
    return sides;
}

TEST(InertialBorder, open_goes_on_with_the_slope_of_the_level) {
    double const east =
        border_discharge(only(Side::east, BorderKind::open), Side::east, sloping_border(), tenth);
    EXPECT_NEAR(east, gravity_mps2 * 0.5 * 0.1 * 0.1 / 2.0, 1e-14);
    double const west =
        border_discharge(only(Side::west, BorderKind::open), Side::west, sloping_border(), tenth);
    EXPECT_NEAR(west, -east, 1e-14);
}

TEST(InertialBorder, open_lets_nothing_in) {
    BorderFace<double> face = sloping_border();
    face.inner_z_m = 8.0; // falls inward
    EXPECT_EQ(border_discharge(only(Side::east, BorderKind::open), Side::east, face, tenth), 0.0);
}

TEST(InertialBorder, walls_and_dry_discharge_cells_let_nothing_through) {
    EXPECT_EQ(border_discharge(only(Side::east, BorderKind::wall), Side::east, sloping_border(), tenth), 0.0);
    SideStates sides = only(Side::north, BorderKind::discharge);
    sides[Side::north].unit_discharge_m2ps = 3.0;
    sides[Side::north].deeper_than_m = 1.0;
    EXPECT_EQ(border_discharge(sides, Side::north, sloping_border(), tenth), 0.0);
    sides[Side::north].deeper_than_m = 0.1;
    EXPECT_EQ(border_discharge(sides, Side::north, sloping_border(), tenth), 3.0);
}

TEST(InertialBorder, higher_level_outside_flows_in) {
    SideStates sides = only(Side::south, BorderKind::level);
    sides[Side::south].level_m = 10.0;
    EXPECT_LT(border_discharge(sides, Side::south, sloping_border(), tenth), 0.0);
    sides[Side::south].level_m = 9.2;
    EXPECT_GT(border_discharge(sides, Side::south, sloping_border(), tenth), 0.0);
}

/// Chunks in which nothing exceeds what was kept are not written; the numbers must not tell.
TEST(MaximaOfLongRows, are_those_of_each_cell) {
    constexpr Index columns = 200;
    std::vector<float> h(columns), u(columns), v(columns), z(columns);
    std::array<std::vector<float>, 5> kept;
    kept.fill(std::vector<float>(columns, 0.0F));
    kept[4].assign(columns, never_s);
    MaximaRow const maxima{kept[0].data(), kept[1].data(), kept[2].data(), kept[3].data(), kept[4].data()};
    std::vector<float> deepest(columns, 0.0F), when(columns, 0.0F), arrival(columns, never_s);
    for (int step = 1; step <= 12; ++step) {
        for (Index i = 0; i < columns; ++i) {
            auto const at = static_cast<std::size_t>(i);
            h[at] = static_cast<float>(std::max(0.0, 0.2 * std::sin(0.05 * static_cast<double>(i) + step)));
            if (h[at] > deepest[at]) when[at] = static_cast<float>(step);
            deepest[at] = std::max(deepest[at], h[at]);
            if (arrival[at] == never_s && h[at] >= 0.05F) arrival[at] = static_cast<float>(step);
        }
        keep_maxima(StateRow<float>{h.data(), u.data(), v.data(), z.data()}, maxima, {0, columns}, step,
                    {1e-5, 0.05});
    }
    EXPECT_EQ(kept[0], deepest);
    EXPECT_EQ(kept[3], when);
    EXPECT_EQ(kept[4], arrival);
}

} // namespace
} // namespace jumelle::flood
