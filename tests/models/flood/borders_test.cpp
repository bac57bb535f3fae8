#include "models/flood/borders.hpp"

#include <cmath>
#include <gtest/gtest.h>

#include "bench/cases/flood_run.hpp"
#include "core/base/constants.hpp"
#include "models/flood/kernels/limits.hpp"

namespace jumelle::flood {
namespace {

using cases::Along;
using cases::ChannelShape;
using cases::FloodCase;
using cases::FloodRun;

SideState side_of(BorderKind kind) {
    SideState side;
    side.kind = kind;
    return side;
}

/// A border cell on ground at 2.5 m, or another level, with the ground going on beyond and nothing behind.
BorderCells cells_of(BorderWater const& first, double z_m = 2.5) {
    return {first, {}, z_m, z_m, z_m};
}

TEST(WaterBeyond, a_wall_is_none) {
    EXPECT_EQ(water_beyond(side_of(BorderKind::wall), cells_of({1.0, 2.0, 3.0})).h_m, 0.0);
}

TEST(WaterBeyond, an_open_side_mirrors_water_that_runs_inward_so_that_nothing_enters) {
    BorderWater const beyond = water_beyond(side_of(BorderKind::open), cells_of({1.0, 2.0, 3.0}));
    EXPECT_EQ(beyond.h_m, 1.0);
    EXPECT_EQ(beyond.inward_mps, -2.0);
    EXPECT_EQ(beyond.along_mps, 3.0);
}

TEST(WaterBeyond, an_open_side_is_the_same_as_inside) {
    BorderWater const beyond = water_beyond(side_of(BorderKind::open), cells_of({1.0, -2.0, 3.0}));
    EXPECT_EQ(beyond.h_m, 1.0);
    EXPECT_EQ(beyond.inward_mps, -2.0);
    EXPECT_EQ(beyond.along_mps, 3.0);
}

TEST(WaterBeyond, a_solid_cell_is_none) {
    EXPECT_EQ(water_beyond(side_of(BorderKind::open), cells_of({1.0, 0.0, 0.0}, solid_level_m)).h_m, 0.0);
}

TEST(WaterBeyond, a_level_lies_half_way_between_the_cell_and_the_one_beyond) {
    SideState side = side_of(BorderKind::level);
    side.level_m = 3.0;
    EXPECT_DOUBLE_EQ(water_beyond(side, cells_of({0.4, 0.0, 0.0})).h_m, 0.6);
    EXPECT_DOUBLE_EQ(water_beyond(side, cells_of({0.0, 0.0, 0.0})).h_m, 0.5);
    EXPECT_EQ(water_beyond(side, cells_of({0.0, 0.0, 0.0}, 3.5)).h_m, 0.0);
}

TEST(WaterBeyond, a_discharge_goes_on_with_the_slope_of_the_water_inside) {
    SideState side = side_of(BorderKind::discharge);
    side.unit_discharge_m2ps = 1.0;
    BorderCells const cells{{1.0, 0.5, 0.0}, {1.1, 0.4, 0.0}, 2.0, 1.8, 2.2};
    BorderWater const beyond = water_beyond(side, cells);
    EXPECT_NEAR(2.2 + beyond.h_m, 2.0 * 3.0 - 2.9, 1e-14);
    EXPECT_NEAR(beyond.inward_mps, 0.6, 1e-15);
}

TEST(GroundBeyond, goes_on_with_the_slope_inside) {
    EXPECT_DOUBLE_EQ(ground_beyond(BorderKind::level, 2.0, 1.9), 2.1);
    EXPECT_DOUBLE_EQ(ground_beyond(BorderKind::discharge, 2.0, 2.3), 1.7);
}

TEST(GroundBeyond, of_an_open_side_never_rises) {
    EXPECT_DOUBLE_EQ(ground_beyond(BorderKind::open, 2.0, 2.3), 1.7);
    EXPECT_DOUBLE_EQ(ground_beyond(BorderKind::open, 2.0, 1.9), 2.0);
}

TEST(GroundBeyond, is_solid_beyond_a_wall_and_flat_beside_a_solid_cell) {
    EXPECT_EQ(ground_beyond(BorderKind::wall, 2.0, 1.9), solid_level_m);
    EXPECT_EQ(ground_beyond(BorderKind::level, 2.0, solid_level_m), 2.0);
}

TEST(WaterOnFace, under_a_level_meets_the_wave_from_inside) {
    SideState side = side_of(BorderKind::level);
    side.level_m = 3.0;
    BorderWater const inside{0.8, -0.3, 0.2};
    BorderWater const face = water_on_face(side, inside, 2.0);
    EXPECT_EQ(face.h_m, 1.0);
    EXPECT_GT(face.inward_mps, 0.0);
    EXPECT_EQ(face.along_mps, 0.0); // what enters brings nothing along the side
    EXPECT_NEAR(face.inward_mps - 2.0 * std::sqrt(gravity_mps2 * face.h_m),
                inside.inward_mps - 2.0 * std::sqrt(gravity_mps2 * inside.h_m), 1e-14);
}

TEST(WaterOnFace, under_a_level_takes_its_velocity_along_where_it_leaves) {
    SideState side = side_of(BorderKind::level);
    side.level_m = 2.5;
    BorderWater const face = water_on_face(side, {0.8, -0.3, 0.2}, 2.0);
    EXPECT_LT(face.inward_mps, 0.0);
    EXPECT_EQ(face.along_mps, 0.2);
}

TEST(WaterOnFace, at_normal_depth_leaves_as_on_an_endless_slope) {
    SideState side = side_of(BorderKind::normal_depth);
    side.slope = 0.01;
    BorderWater inside{1.0, 0.0, 0.4};
    inside.friction = gravity_mps2 * 0.02 * 0.02;
    BorderWater const face = water_on_face(side, inside, 2.0);
    EXPECT_EQ(face.h_m, 1.0);
    EXPECT_NEAR(face.inward_mps, -0.1 / 0.02, 1e-12); // Manning: h^(2/3) sqrt(S) / n
    EXPECT_EQ(face.along_mps, 0.4);
    EXPECT_FALSE(prescribes(side, 0.0, 2.0));
}

TEST(WaterOnFace, under_a_level_enters_dry_land_no_faster_than_critical) {
    SideState side = side_of(BorderKind::level);
    side.level_m = 3.0;
    EXPECT_DOUBLE_EQ(water_on_face(side, {}, 2.0).inward_mps, std::sqrt(gravity_mps2));
    EXPECT_EQ(water_on_face(side, {}, 3.5).h_m, 0.0);
}

TEST(WaterOnFace, that_leaves_faster_than_waves_is_left_as_it_is) {
    SideState side = side_of(BorderKind::level);
    side.level_m = 3.0;
    BorderWater const face = water_on_face(side, {0.1, -2.0, 0.0}, 2.0);
    EXPECT_EQ(face.h_m, 0.1);
    EXPECT_EQ(face.inward_mps, -2.0);
}

TEST(WaterOnFace, of_a_discharge_meets_the_wave_from_inside) {
    SideState side = side_of(BorderKind::discharge);
    side.unit_discharge_m2ps = 1.2;
    BorderWater const inside{2.0, 0.5, 0.0};
    BorderWater const face = water_on_face(side, inside, 0.0);
    EXPECT_NEAR(face.h_m * face.inward_mps, 1.2, 1e-12);
    EXPECT_NEAR(face.inward_mps - 2.0 * std::sqrt(gravity_mps2 * face.h_m),
                inside.inward_mps - 2.0 * std::sqrt(gravity_mps2 * inside.h_m), 1e-10);
}

TEST(WaterOnFace, of_a_discharge_onto_dry_land_is_no_slower_than_critical) {
    SideState side = side_of(BorderKind::discharge);
    side.unit_discharge_m2ps = 2.0;
    EXPECT_NEAR(water_on_face(side, {}, 0.0).h_m, std::cbrt(4.0 / gravity_mps2), 1e-12);
}

FloodCase basin(Along along) {
    ChannelShape shape;
    shape.cells = 40;
    shape.length_m = 40.0;
    shape.along = along;
    shape.width = 3;
    shape.depth_m = [](double) { return 1.0; };
    return channel(shape);
}

TEST(Walls, keep_all_water) {
    FloodCase problem = basin(Along::columns);
    problem.territory.fields.at("initial_depth").cells(1, 5) = 4.0;
    FloodRun run(std::move(problem));
    run.run_until(20.0);
    Balance const balance = run.balance();
    EXPECT_EQ(balance.in, 0.0);
    EXPECT_EQ(balance.out, 0.0);
    EXPECT_NEAR(balance.stored, 123.0, 1e-11);
}

class EachWay : public testing::TestWithParam<Along> {};

TEST_P(EachWay, open_side_lets_a_wave_out) {
    FloodCase problem = basin(GetParam());
    auto& depth = problem.territory.fields.at("initial_depth").cells;
    for (Index i = 0; i < 3; ++i) (GetParam() == Along::columns ? depth(i, 20) : depth(20, i)) = 1.2;
    upstream(problem, GetParam()).kind = BorderKind::open;
    downstream(problem, GetParam()).kind = BorderKind::open;
    FloodRun run(std::move(problem));
    run.run_until(60.0);
    auto const& now = run.field("water_depth");
    for (Index r = 0; r < now.rows(); ++r) {
        for (Index c = 0; c < now.columns(); ++c) EXPECT_NEAR(now(r, c), 1.0, 2e-3);
    }
    EXPECT_NEAR(run.balance().out - run.balance().in, 0.6, 0.15);
    EXPECT_LT(run.balance().relative_error(), 1e-13);
}

TEST_P(EachWay, level_outside_fills_the_basin) {
    FloodCase problem = basin(GetParam());
    Border& border = upstream(problem, GetParam());
    border.kind = BorderKind::level;
    border.level_m = {{0.0, 20.0}, {1.0, 1.5}, Interpolation::linear};
    cases::set_field(problem.territory, "manning", [](Cell) { return 0.2; });
    FloodRun run(std::move(problem));
    run.run_until(600.0);
    auto const& now = run.field("water_depth");
    EXPECT_NEAR(now(0, 0), 1.5, 0.01);
    EXPECT_NEAR(now(now.rows() - 1, now.columns() - 1), 1.5, 0.01);
    EXPECT_NEAR(run.balance().in - run.balance().out, 60.0, 1.0);
    EXPECT_LT(run.balance().relative_error(), 1e-13);
}

TEST_P(EachWay, discharge_brings_exactly_its_volume) {
    FloodCase problem = basin(GetParam());
    Border& border = downstream(problem, GetParam());
    border.kind = BorderKind::discharge;
    border.discharge_m3ps = TimeSeries::constant(0.6);
    FloodRun run(std::move(problem));
    run.run_until(10.0);
    EXPECT_NEAR(run.balance().in, 6.0, 1e-12);
    EXPECT_NEAR(run.balance().stored, 126.0, 1e-11);
}

TEST_P(EachWay, discharge_onto_dry_land_wets_it) {
    FloodCase problem = basin(GetParam());
    cases::set_field(problem.territory, "initial_depth", [](Cell) { return 0.0; });
    Border& border = upstream(problem, GetParam());
    border.kind = BorderKind::discharge;
    border.discharge_m3ps = TimeSeries::constant(0.6);
    FloodRun run(std::move(problem));
    run.run_until(30.0);
    EXPECT_NEAR(run.balance().stored, 18.0, 1e-11);
}

INSTANTIATE_TEST_SUITE_P(along_the_grid, EachWay, testing::Values(Along::columns, Along::rows));

TEST(LevelBorder, wets_a_dry_beach_from_the_sea) {
    ChannelShape shape;
    shape.cells = 30;
    shape.length_m = 300.0;
    shape.bed_m = [](double x) { return 0.01 * x; };
    shape.depth_m = [](double) { return 0.0; };
    FloodCase problem = channel(shape);
    cases::set_field(problem.territory, "manning", [](Cell) { return 0.05; });
    problem.forcing.borders.west.kind = BorderKind::level;
    problem.forcing.borders.west.level_m = TimeSeries::constant(1.0);
    FloodRun run(std::move(problem));
    run.run_until(1800.0);
    auto const& level = run.field("water_level");
    EXPECT_NEAR(level(0, 0), 1.0, 0.01);
    EXPECT_NEAR(level(0, 8), 1.0, 0.01);
    EXPECT_EQ(run.field("water_depth")(0, 15), 0.0);
}

} // namespace
} // namespace jumelle::flood
