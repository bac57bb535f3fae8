#include <array>
#include <cmath>
#include <gtest/gtest.h>
#include <limits>
#include <vector>

#include "core/base/constants.hpp"
#include "models/flood/kernels/advance.hpp"
#include "models/flood/kernels/drain.hpp"
#include "models/flood/kernels/faces.hpp"
#include "models/flood/kernels/limits.hpp"
#include "models/flood/kernels/maxima.hpp"
#include "models/flood/kernels/rain.hpp"
#include "models/flood/kernels/reconstruct.hpp"

namespace jumelle::flood {
namespace {

constexpr Index cells = 6, pad = 2;

/// One row of numbers with two columns on either side.
template <class T>
struct Line {
    std::array<T, cells + 2 * pad> numbers{};
    T* at() { return numbers.data() + pad; }
};

template <class T>
struct TestRow {
    Line<T> h, u, v, z;
    StateRow<T> view() { return {h.at(), u.at(), v.at(), z.at()}; }
};

template <class T>
struct TestFaces {
    Line<T> mass, left, right, tangent;
    FaceRow<T> view() { return {mass.at(), left.at(), right.at(), tangent.at()}; }
};

struct TestPrediction {
    TestRow<double> middle;
    std::array<Line<double>, 10> lines;
    PredictedRow<double> view() {
        auto const at = [&](std::size_t i) { return lines[i].at(); };
        return {middle.view(), {at(0), at(1), at(2), at(3)}, {at(4), at(5), at(6), at(7)}, at(8), at(9)};
    }
};

StepNumbers const one_second{1.0, 10.0, 1e-5};

TEST(ReconstructRow, finds_the_slope_of_a_plane_and_its_push) {
    TestRow<double> row;
    Line<double> friction;
    for (Index i = -pad; i < cells + pad; ++i) {
        row.h.at()[i] = 2.0;
        row.z.at()[i] = 0.1 * static_cast<double>(i);
    }
    TestPrediction out;
    reconstruct_row({row.view(), row.view(), row.view(), friction.at()}, out.view(), {0, cells}, one_second);
    PredictedRow<double> const p = out.view();
    for (Index i = 0; i < cells; ++i) {
        EXPECT_NEAR(p.x.z_m[i], 0.1, 1e-15);
        EXPECT_NEAR(p.x.h_m[i], 0.0, 1e-15);
        EXPECT_NEAR(p.slope_x_m3ps2[i], gravity_mps2 * 2.0 * 0.1, 1e-13);
        EXPECT_EQ(p.slope_y_m3ps2[i], 0.0);
        EXPECT_NEAR(p.middle.u_mps[i], -0.5 * gravity_mps2 * 0.1 / 10.0, 1e-15); // half a step down the slope
    }
}

TEST(ReconstructRow, is_flat_beside_solid_cells) {
    TestRow<double> row;
    Line<double> friction;
    for (Index i = -pad; i < cells + pad; ++i) row.h.at()[i] = 1.0 + 0.1 * static_cast<double>(i);
    row.h.at()[3] = 0.0;
    row.z.at()[3] = solid_level_m;
    TestPrediction out;
    reconstruct_row({row.view(), row.view(), row.view(), friction.at()}, out.view(), {0, cells}, one_second);
    EXPECT_NEAR(out.view().x.h_m[1], 0.1, 1e-15);
    EXPECT_EQ(out.view().x.h_m[2], 0.0);
    EXPECT_EQ(out.view().x.h_m[4], 0.0);
}

TEST(ReconstructRow, gives_a_film_less_velocity_the_thinner_it_is) {
    TestRow<double> row;
    Line<double> friction;
    for (Index i = -pad; i < cells + pad; ++i) {
        row.h.at()[i] = 0.25 * one_second.dry_depth_m;
        row.z.at()[i] = 0.1 * static_cast<double>(i);
    }
    TestPrediction out;
    reconstruct_row({row.view(), row.view(), row.view(), friction.at()}, out.view(), {0, cells}, one_second);
    EXPECT_NEAR(out.view().middle.u_mps[2], -0.25 * 0.5 * gravity_mps2 * 0.1 / 10.0, 1e-15);
}

TEST(ReconstructRow, shares_the_momentum_of_a_flow_with_the_rain) {
    TestRow<double> row;
    Line<double> friction;
    for (Index i = -pad; i < cells + pad; ++i) {
        row.h.at()[i] = 0.3;
        row.u.at()[i] = 2.0;
    }
    StepNumbers rainy = one_second;
    rainy.rain_m = 0.2;
    TestPrediction out;
    reconstruct_row({row.view(), row.view(), row.view(), friction.at()}, out.view(), {0, cells}, rainy);
    EXPECT_NEAR(out.view().middle.h_m[2], 0.4, 1e-15);
    EXPECT_NEAR(out.view().middle.u_mps[2], 1.5, 1e-15);
}

TEST(FirstOrderFluxes, let_nothing_into_solid_cells) {
    TestRow<double> row;
    for (Index i = -pad; i < cells + pad; ++i) {
        row.h.at()[i] = 1.0;
        row.u.at()[i] = 2.0;
    }
    row.h.at()[3] = row.u.at()[3] = 0.0;
    row.z.at()[3] = solid_level_m;
    TestFaces<double> faces;
    auto const left = cells_along_x(row.view().shifted(-1), {}), right = cells_along_x(row.view(), {});
    first_order_fluxes({left, right}, faces.view(), {0, cells});
    EXPECT_NEAR(faces.mass.at()[2], 2.0, 1e-14);
    EXPECT_EQ(faces.mass.at()[3], 0.0);
    EXPECT_EQ(faces.mass.at()[4], 0.0);
    EXPECT_EQ(faces.tangent.at()[3], 0.0);
}

struct DrainSetup {
    TestFaces<double> x, north, south;
    Line<double> h, factor, ones;
    CellFaces<double> faces() { return {x.view(), x.view().shifted(1), north.view(), south.view()}; }
};

TEST(Drain, sees_only_cells_that_give_more_than_they_hold) {
    DrainSetup setup;
    setup.h.at()[2] = 0.5;
    setup.x.mass.at()[3] = 4.0; // times dt/dx = 0.1: 0.4 m
    EXPECT_FALSE(gives_too_much(setup.faces(), setup.h.at(), {0, cells}, one_second));
    setup.south.mass.at()[2] = 2.0; // together 0.6 m
    EXPECT_TRUE(gives_too_much(setup.faces(), setup.h.at(), {0, cells}, one_second));
}

TEST(Drain, leaves_exactly_nothing_behind_and_no_less) {
    DrainSetup setup;
    setup.h.at()[2] = 0.3;
    setup.x.mass.at()[3] = 4.0;
    setup.x.mass.at()[2] = -2.0;
    setup.north.mass.at()[2] = 5.0; // inflow does not count
    outflow_factors(setup.faces(), setup.h.at(), setup.factor.at(), {0, cells}, one_second);
    EXPECT_NEAR(setup.factor.at()[2], 0.5, 1e-12);
    double const left = 0.3 - 0.1 * setup.factor.at()[2] * 6.0;
    EXPECT_GE(left, 0.0);
    EXPECT_LT(left, 1e-14);
}

/// A share of the smallest number rounds to all of it, and two shares to more: depth fell below zero.
TEST(Drain, takes_nothing_from_cells_that_are_too_thin_to_flow) {
    DrainSetup setup;
    setup.h.at()[2] = still_depth_m;
    setup.x.mass.at()[3] = 1e-12; // times dt/dx = 0.1: less than there is
    EXPECT_TRUE(gives_too_much(setup.faces(), setup.h.at(), {0, cells}, one_second));
    outflow_factors(setup.faces(), setup.h.at(), setup.factor.at(), {0, cells}, one_second);
    EXPECT_EQ(setup.factor.at()[2], 0.0);
    setup.h.at()[2] = 2.0 * still_depth_m;
    EXPECT_FALSE(gives_too_much(setup.faces(), setup.h.at(), {0, cells}, one_second));
}

TEST(Drain, scales_each_face_by_the_cell_that_gives) {
    TestFaces<double> faces;
    Line<double> left_factor, right_factor, normal;
    left_factor.at()[1] = 0.25;
    right_factor.at()[1] = 1.0;
    right_factor.at()[2] = 0.5;
    left_factor.at()[2] = 1.0;
    normal.at()[1] = 3.0;
    faces.mass.at()[1] = 8.0;
    faces.tangent.at()[1] = 4.0;
    faces.mass.at()[2] = -8.0;
    faces.left.at()[1] = 24.0;
    scale_fluxes({left_factor.at(), right_factor.at(), normal.at(), normal.at()}, faces.view(), {1, 3});
    EXPECT_EQ(faces.mass.at()[1], 2.0);
    EXPECT_EQ(faces.tangent.at()[1], 1.0);
    EXPECT_EQ(faces.left.at()[1], 6.0); // 24 − 0.75 · 8 · 3
    EXPECT_EQ(faces.mass.at()[2], -4.0);
}

template <class T>
struct AdvanceSetup {
    TestFaces<T> x, north, south;
    Line<T> slope_x, slope_y, friction, rest;
    Line<double> gain;
    TestRow<T> row;
    AdvanceInput<T> input() {
        return {{x.view(), x.view().shifted(1), north.view(), south.view()},
                slope_x.at(),
                slope_y.at(),
                friction.at(),
                gain.at(),
                rest.at()};
    }
};

TEST(AdvanceRow, moves_what_one_face_gives_to_the_next_cell) {
    AdvanceSetup<double> setup;
    setup.x.mass.at()[2] = 3.0;
    depth_gain(setup.input().faces, setup.gain.at(), {0, cells}, one_second);
    EXPECT_DOUBLE_EQ(setup.gain.at()[1], -0.3);
    EXPECT_DOUBLE_EQ(setup.gain.at()[2], 0.3);
}

TEST(AdvanceRow, accelerates_down_the_slope) {
    AdvanceSetup<double> setup;
    setup.row.h.at()[1] = 2.0;
    setup.slope_x.at()[1] = -4.0; // level falls eastward
    advance_row(setup.input(), setup.row.view(), {0, cells}, one_second);
    EXPECT_DOUBLE_EQ(setup.row.u.at()[1], 0.1 * 4.0 / 2.0);
    EXPECT_EQ(setup.row.v.at()[1], 0.0);
}

TEST(AdvanceRow, reports_the_fastest_wave) {
    AdvanceSetup<double> setup;
    setup.row.h.at()[4] = 1.0;
    setup.row.u.at()[4] = -2.0;
    auto const report = advance_row(setup.input(), setup.row.view(), {0, cells}, one_second);
    EXPECT_NEAR(report.fastest_mps, 2.0 + 2.0 * std::sqrt(gravity_mps2), 1e-14);
    EXPECT_FALSE(report.broken);
}

TEST(AdvanceRow, sees_numbers_that_are_none) {
    for (double const bad :
         {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()}) {
        AdvanceSetup<double> setup;
        setup.gain.at()[3] = bad;
        EXPECT_TRUE(advance_row(setup.input(), setup.row.view(), {0, cells}, one_second).broken);
    }
}

TEST(AdvanceRow, sees_negative_depths) {
    AdvanceSetup<double> setup;
    setup.gain.at()[3] = -1e-9;
    EXPECT_TRUE(advance_row(setup.input(), setup.row.view(), {0, cells}, one_second).broken);
    AdvanceSetup<float> narrow;
    narrow.gain.at()[3] = -1e-9;
    EXPECT_TRUE(advance_row(narrow.input(), narrow.row.view(), {0, cells}, one_second).broken);
}

TEST(AdvanceRow, in_float_loses_no_weak_rain) {
    AdvanceSetup<float> setup;
    setup.row.h.at()[0] = 10.0F;
    std::fill_n(setup.gain.at(), cells, 1e-8); // a fiftieth of the last place of 10 m
    for (int i = 0; i < 1000; ++i) advance_row(setup.input(), setup.row.view(), {0, cells}, one_second);
    double const depth = static_cast<double>(setup.row.h.at()[0]) + static_cast<double>(setup.rest.at()[0]);
    EXPECT_NEAR(depth, 10.0 + 1e-5, 1e-10);
}

TEST(AddRain, follows_the_shares) {
    Line<double> gain;
    Line<float> share;
    share.at()[1] = 1.0F;
    share.at()[2] = 3.0F;
    add_rain({0.002, nullptr, 0.0, share.at()}, gain.at(), {0, cells});
    EXPECT_EQ(gain.at()[0], 0.0);
    EXPECT_DOUBLE_EQ(gain.at()[1], 0.002);
    EXPECT_DOUBLE_EQ(gain.at()[2], 0.006);
}

TEST(AddRain, adds_what_the_map_says) {
    Line<double> gain;
    Line<float> share, mapped;
    share.at()[0] = 1.0F;
    share.at()[1] = 2.0F;
    mapped.at()[0] = mapped.at()[1] = 0.25F;
    add_rain({0.5, mapped.at(), 2.0, share.at()}, gain.at(), {0, cells});
    EXPECT_EQ(gain.at()[0], 1.0);
    EXPECT_EQ(gain.at()[1], 2.0);
    EXPECT_EQ(gain.at()[2], 0.0);
}

struct MaximaSetup {
    Line<float> depth, speed, hazard, time, arrival;
    TestRow<double> row;
    MaximaSetup() { arrival.numbers.fill(never_s); }
    MaximaRow view() { return {depth.at(), speed.at(), hazard.at(), time.at(), arrival.at()}; }
    void keep(double time_s) { keep_maxima(row.view(), view(), {0, cells}, time_s, {1e-5, 0.05}); }
};

TEST(Maxima, keep_the_largest_depth_and_its_time) {
    MaximaSetup setup;
    double* const h = &setup.row.h.at()[2];
    for (auto const& [time, depth] : {std::pair{1.0, 0.1}, {2.0, 0.7}, {3.0, 0.4}}) {
        *h = depth;
        setup.keep(time);
    }
    EXPECT_FLOAT_EQ(setup.depth.at()[2], 0.7F);
    EXPECT_EQ(setup.time.at()[2], 2.0F);
}

TEST(Maxima, keep_the_first_arrival) {
    MaximaSetup setup;
    double* const h = &setup.row.h.at()[2];
    for (auto const& [time, depth] : {std::pair{1.0, 0.04}, {2.0, 0.06}, {3.0, 0.0}, {4.0, 0.9}}) {
        *h = depth;
        setup.keep(time);
    }
    EXPECT_EQ(setup.arrival.at()[2], 2.0F);
    EXPECT_EQ(setup.arrival.at()[1], never_s);
}

TEST(Maxima, hazard_is_depth_times_speed_and_a_half_plus_debris) {
    MaximaSetup setup;
    setup.row.h.at()[0] = 0.2;
    setup.row.u.at()[0] = 3.0;
    setup.row.v.at()[0] = 4.0;
    setup.row.h.at()[1] = 0.5;
    setup.keep(1.0);
    EXPECT_FLOAT_EQ(setup.hazard.at()[0], 0.2F * 5.5F);
    EXPECT_FLOAT_EQ(setup.hazard.at()[1], 0.5F * 0.5F + 1.0F);
    EXPECT_EQ(setup.hazard.at()[2], 0.0F);
}

TEST(AnyMoving, ignores_what_is_too_thin_to_flow) {
    Line<double> h;
    h.at()[3] = still_depth_m;
    EXPECT_FALSE(any_moving(h.at(), {0, cells}));
    h.at()[3] = 2.0 * still_depth_m;
    EXPECT_TRUE(any_moving(h.at(), {0, cells}));
    EXPECT_FALSE(any_moving(h.at(), {0, 3}));
}

} // namespace
} // namespace jumelle::flood
