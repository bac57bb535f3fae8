#include <cmath>
#include <cstring>
#include <functional>
#include <gtest/gtest.h>

#include "bench/cases/coarser.hpp"
#include "core/base/error.hpp"
#include "core/parallel/loops.hpp"

namespace jumelle::flood {
namespace {

using cases::FloodCase;
using cases::FloodRun;
using cases::with_fine_terrain;
using cases::with_mean_terrain;

double largest(Array2D<double> const& cells) {
    double most = 0.0;
    for (Index r = 0; r < cells.rows(); ++r) {
        for (Index c = 0; c < cells.columns(); ++c) most = std::max(most, std::abs(cells(r, c)));
    }
    return most;
}

double largest_difference(Array2D<double> const& a, Array2D<double> const& b) {
    Array2D<double> difference = a;
    for (Index r = 0; r < a.rows(); ++r) {
        for (Index c = 0; c < a.columns(); ++c) difference(r, c) -= b(r, c);
    }
    return largest(difference);
}

double hills(Cell c) {
    double const x = static_cast<double>(c.column), y = static_cast<double>(c.row);
    return 0.8 * std::sin(0.31 * x) * std::cos(0.27 * y) + 0.3 * std::sin(1.7 * x + 0.9 * y) + 0.01 * x;
}

FloodCase hilly(Index rows, Index columns, double level_m) {
    FloodCase made;
    made.territory = cases::flat_territory(rows, columns, 1.0);
    cases::set_field(made.territory, "elevation", hills);
    cases::set_field(made.territory, "initial_depth",
                     [=](Cell c) { return std::max(level_m - hills(c), 0.0); });
    return made;
}

/// Rain that ends, an inflow, houses, an open side and a tide over fine ground.
FloodCase busy(Index rows, Index columns) {
    FloodCase made = hilly(rows, columns, -0.2);
    cases::set_field(made.territory, "building_height",
                     [](Cell c) { return c.row % 12 > 7 && c.column % 14 > 8 ? 8.0 : 0.0; });
    made.forcing.rain_mps = {{0.0, 15.0}, {2e-5, 0.0}, Interpolation::steps};
    made.forcing.inflows.push_back({"burst main", {{4, 5}}, TimeSeries::constant(3.0), {}, ""});
    made.forcing.borders.west.kind = BorderKind::open;
    made.forcing.borders.east.kind = BorderKind::level;
    made.forcing.borders.east.level_m = TimeSeries::constant(0.9);
    return made;
}

class LakeOverFineGround : public testing::TestWithParam<double> {};

TEST_P(LakeOverFineGround, stays_at_rest) {
    FloodRun run(with_fine_terrain(hilly(40, 60, GetParam()), 5));
    run.run_until(60.0);
    EXPECT_GT(largest(run.field("water_depth")), 0.0);
    EXPECT_LE(largest(run.field("flow_speed")), 1e-12);
}

// In pits alone, over half of the ground, over most, above all of it.
INSTANTIATE_TEST_SUITE_P(at_a_level_of, LakeOverFineGround, testing::Values(-0.4, 0.2, 0.9, 3.0));

TEST(SubgridTerrain, of_one_fine_cell_in_a_cell_is_the_plain_inertial_scheme) {
    FloodCase problem = hilly(30, 40, -0.2);
    // Never just as deep as the dry depth, where a rounding decides whether water moves.
    problem.forcing.rain_mps = TimeSeries::constant(1.3e-5);
    problem.forcing.inflows.push_back({"spring", {{3, 4}}, TimeSeries::constant(0.5), {}, ""});
    problem.forcing.borders.west.kind = BorderKind::open;
    problem.parameters["longest_step"] = Value::make_quantity(0.05); // shorter than either asks for
    FloodRun plain(with_mean_terrain(problem, 1)), tables(with_fine_terrain(problem, 1));
    plain.run_until(20.0);
    tables.run_until(20.0);
    EXPECT_EQ(plain.steps(), tables.steps());
    EXPECT_LE(largest_difference(plain.field("water_depth"), tables.field("water_depth")), 1e-9);
    EXPECT_LE(largest_difference(plain.field("flow_speed"), tables.field("flow_speed")), 1e-6);
}

struct Slope {
    double fall, discharge_m3ps;
};
constexpr double manning = 0.03;

/// Straight channel eastward, of cross-section `bed` and even slope, fed at its upper end.
FloodCase sloping(Index rows, Index columns, Slope slope, std::function<double(double)> const& bed) {
    FloodCase made;
    made.territory = cases::flat_territory(rows, columns, 1.0);
    cases::set_field(made.territory, "elevation", [&](Cell c) {
        return bed(static_cast<double>(c.row) + 0.5) - slope.fall * static_cast<double>(c.column);
    });
    made.parameters["manning"] = Value::make_quantity(manning);
    made.forcing.borders.west.kind = BorderKind::discharge;
    made.forcing.borders.west.discharge_m3ps = TimeSeries::constant(slope.discharge_m3ps);
    made.forcing.borders.east.kind = BorderKind::open;
    return made;
}

TEST(SubgridTerrain, lets_a_channel_of_two_metres_in_cells_of_twenty_flow_at_normal_depth) {
    constexpr Slope slope{1e-3, 1.5};
    auto const bed = [](double y) { return y > 8.0 && y < 10.0 ? 0.0 : 3.0; };
    FloodRun run(with_fine_terrain(sloping(20, 400, slope, bed), 20));
    run.run_until(4000.0);
    double const normal_m = std::pow(slope.discharge_m3ps / 2.0 * manning / std::sqrt(slope.fall), 0.6);
    auto const& depth = run.field("water_depth");
    for (Index c = 4; c < 16; ++c) EXPECT_NEAR(depth(0, c) * 20.0 / 2.0, normal_m, 0.01 * normal_m) << c;
}

TEST(SubgridTerrain, lets_a_channel_like_a_v_flow_at_normal_depth) {
    constexpr Slope slope{1e-3, 20.0};
    constexpr double side = 0.1;
    auto const bed = [](double y) { return side * std::abs(y - 33.0); };
    FloodRun run(with_fine_terrain(sloping(60, 600, slope, bed), 20));
    run.run_until(4000.0);
    // Q n / sqrt(S) = 2 ∫ (h − s y)^(5/3) dy = (3/4) h^(8/3) / s
    double const section = slope.discharge_m3ps * manning / std::sqrt(slope.fall);
    double const normal_m = std::pow(section * side / 0.75, 3.0 / 8.0);
    auto const& level = run.field("water_level");
    for (Index c = 10; c < 25; ++c) {
        double const bed_m = -slope.fall * (static_cast<double>(c) * 20.0 + 9.5);
        EXPECT_NEAR(level(1, c) - bed_m, normal_m, 0.02 * normal_m) << c;
    }
}

TEST(SubgridTerrain, lets_a_narrow_channel_leave_at_normal_depth) {
    constexpr Slope slope{2e-3, 1.5};
    auto const bed = [](double y) { return y > 8.0 && y < 10.0 ? 0.0 : 3.0; };
    FloodCase problem = sloping(20, 200, slope, bed);
    problem.forcing.borders.east.kind = BorderKind::normal_depth;
    problem.forcing.borders.east.slope = slope.fall;
    FloodRun run(with_fine_terrain(problem, 20));
    run.run_until(3000.0);
    double const normal_m = std::pow(slope.discharge_m3ps / 2.0 * manning / std::sqrt(slope.fall), 0.6);
    EXPECT_NEAR(run.field("water_depth")(0, 9) * 20.0 / 2.0, normal_m, 0.01 * normal_m);
}

/// Two basins of one cell each, 1 m and 0 m high, with a crest of 2 m between them that has a gap at 1.4 m.
FloodCase two_basins(double level_m) {
    FloodCase made;
    made.territory = cases::flat_territory(10, 20, 1.0);
    auto const ground = [](Cell c) {
        if (c.column == 9) return c.row == 4 ? 1.4 : 2.0;
        return c.column < 9 ? 1.0 : 0.0;
    };
    cases::set_field(made.territory, "elevation", ground);
    cases::set_field(made.territory, "initial_depth",
                     [=](Cell c) { return c.column < 10 ? std::max(level_m - ground(c), 0.0) : 0.0; });
    return made;
}

TEST(SubgridTerrain, holds_water_below_the_gap_between_two_basins) {
    FloodRun run(with_fine_terrain(two_basins(1.399), 10));
    run.run_until(300.0);
    EXPECT_EQ(run.field("water_depth")(0, 1), 0.0);
    EXPECT_NEAR(run.field("water_level")(0, 0), 1.399, 1e-9);
}

TEST(SubgridTerrain, drains_a_basin_down_to_the_gap) {
    FloodRun run(with_fine_terrain(two_basins(1.9), 10));
    run.run_until(3000.0);
    EXPECT_NEAR(run.field("water_level")(0, 0), 1.4, 0.01);
    EXPECT_GT(run.field("water_depth")(0, 1), 0.3);
    EXPECT_LE(run.balance().relative_error(), 1e-14);
}

TEST(SubgridTerrain, sheds_rain_from_a_tilted_plane_at_the_rate_it_falls) {
    FloodCase plane;
    plane.territory = cases::flat_territory(40, 200, 1.0);
    cases::set_field(plane.territory, "elevation",
                     [](Cell c) { return 5.0 - 0.01 * static_cast<double>(c.column); });
    plane.forcing.rain_mps = TimeSeries::constant(1e-5);
    plane.forcing.borders.east.kind = BorderKind::open;
    FloodRun run(with_fine_terrain(plane, 10));
    run.run_until(3600.0);
    double const before = run.balance().out;
    run.run_until(3700.0);
    EXPECT_NEAR((run.balance().out - before) / 100.0, 40.0 * 200.0 * 1e-5, 8e-4);
    EXPECT_LE(run.balance().relative_error(), 1e-12);
}

/// A ditch of two metres that winds through ground a metre higher.
FloodCase winding_ditch() {
    FloodCase made;
    made.territory = cases::flat_territory(60, 160, 1.0);
    cases::set_field(made.territory, "elevation", [](Cell c) {
        double const x = static_cast<double>(c.column);
        double const middle = 30.0 + 12.0 * std::sin(0.06 * x);
        bool const in_ditch = std::abs(static_cast<double>(c.row) + 0.5 - middle) < 2.0;
        return (in_ditch ? 0.0 : 1.0) - 0.002 * x;
    });
    made.forcing.inflows.push_back({"spring", {{30, 2}}, TimeSeries::constant(0.8), {}, ""});
    made.forcing.borders.east.kind = BorderKind::open;
    made.parameters["scheme"] = Value::make_text("inertial");
    return made;
}

TEST(SubgridTerrain, keeps_water_in_a_winding_ditch_that_mean_ground_loses) {
    constexpr double time_s = 400.0;
    FloodRun fine(winding_ditch()), tables(with_fine_terrain(winding_ditch(), 10)),
        mean(with_mean_terrain(winding_ditch(), 10));
    for (FloodRun* run : {&fine, &tables, &mean}) run->run_until(time_s);
    double const stored = fine.balance().stored;
    EXPECT_NEAR(tables.balance().stored, stored, 0.15 * stored);
    // The water reaches the eastern end in the ditch, and does not spread over the mean of ditch and banks.
    EXPECT_GT(tables.balance().out, 0.5 * fine.balance().out);
    EXPECT_LT(mean.balance().out, 0.5 * fine.balance().out);
}

TEST(SubgridTerrain, publishes_the_level_of_the_water_and_its_depth_over_the_whole_cell) {
    FloodCase problem;
    problem.territory = cases::flat_territory(4, 4, 1.0);
    cases::set_field(problem.territory, "elevation", [](Cell c) { return c.column == 1 ? 2.0 : 5.0; });
    cases::set_field(problem.territory, "initial_depth", [](Cell c) { return c.column == 1 ? 0.8 : 0.0; });
    FloodRun run(with_fine_terrain(problem, 4));
    EXPECT_NEAR(run.field("water_level")(0, 0), 2.8, 1e-12);
    EXPECT_NEAR(run.field("water_depth")(0, 0), 0.2, 1e-12);
    EXPECT_NEAR(run.summary("max_water_level")(0, 0), 2.8, 1e-6);
}

TEST(SubgridTerrain, closes_the_account_with_rain_tide_houses_and_soil) {
    for (char const* const precision : {"double", "float"}) {
        FloodCase problem = with_fine_terrain(busy(40, 130), 5);
        problem.parameters["precision"] = Value::make_text(precision);
        problem.parameters["infiltration"] = Value::make_text("constant");
        problem.parameters["infiltration_rate"] = Value::make_quantity(2e-6);
        FloodRun run(problem);
        run.run_until(60.0);
        EXPECT_LE(run.balance().relative_error(), 1e-12) << precision;
        EXPECT_GT(run.balance().out, 0.0);
    }
}

TEST(SubgridTerrain, gives_nearly_the_same_in_single_precision) {
    FloodCase problem = with_fine_terrain(busy(40, 130), 5);
    FloodRun wide(problem);
    problem.parameters["precision"] = Value::make_text("float");
    FloodRun narrow(problem);
    wide.run_until(30.0);
    narrow.run_until(30.0);
    EXPECT_LE(largest_difference(wide.field("water_depth"), narrow.field("water_depth")), 1e-3);
}

TEST(SubgridTerrain, stays_above_nothing_where_a_flood_runs_dry_in_single_precision) {
    FloodCase problem = hilly(40, 60, 0.3);
    problem.forcing.borders.east.kind = BorderKind::open;
    problem.forcing.borders.west.kind = BorderKind::open;
    problem = with_fine_terrain(problem, 2);
    problem.parameters["precision"] = Value::make_text("float");
    FloodRun run(problem);
    EXPECT_NO_THROW(run.run_until(200.0));
    EXPECT_LE(run.balance().relative_error(), 1e-12);
}

class Threads {
  public:
    explicit Threads(int count) : before_(loop_threads()) { set_loop_threads(count); }
    ~Threads() { set_loop_threads(before_); }
    Threads(Threads const&) = delete;
    Threads& operator=(Threads const&) = delete;

  private:
    int before_;
};

bool same_bits(Array2D<double> const& a, Array2D<double> const& b) {
    for (Index r = 0; r < a.rows(); ++r) {
        auto const bytes = static_cast<std::size_t>(a.columns()) * sizeof(double);
        if (std::memcmp(a.row(r), b.row(r), bytes) != 0) return false;
    }
    return true;
}

TEST(SubgridTerrain, gives_the_same_bits_for_any_number_of_threads) {
    // More than two times the cells that are worth another thread.
    FloodCase problem = with_fine_terrain(busy(240, 400), 2);
    auto const outcome = [&](int count) {
        Threads const threads(count);
        FloodRun run(problem);
        run.run_until(8.0);
        return std::pair{run.field("water_depth"), run.field("velocity_x")};
    };
    auto const one = outcome(1), three = outcome(3);
    EXPECT_TRUE(same_bits(one.first, three.first));
    EXPECT_TRUE(same_bits(one.second, three.second));
}

TEST(SubgridTerrain, needs_the_inertial_scheme) {
    FloodCase problem = with_fine_terrain(hilly(10, 10, 0.0), 5);
    problem.parameters["scheme"] = Value::make_text("second_order");
    try {
        FloodRun const run(problem);
        FAIL() << "no fault";
    } catch (InputError const& error) {
        EXPECT_NE(std::string(error.what()).find("needs scheme: inertial"), std::string::npos);
    }
}

TEST(SubgridTerrain, of_a_wholly_built_cell_is_solid_and_sheds_its_rain) {
    FloodCase problem;
    problem.territory = cases::flat_territory(8, 16, 1.0);
    cases::set_field(problem.territory, "building_height",
                     [](Cell c) { return c.column >= 4 && c.column < 8 ? 6.0 : 0.0; });
    problem.forcing.rain_mps = TimeSeries::constant(1e-4);
    FloodRun run(with_fine_terrain(problem, 4));
    run.run_until(10.0);
    EXPECT_EQ(run.field("water_depth")(0, 1), 0.0);
    EXPECT_NEAR(run.balance().stored, 8.0 * 16.0 * 1e-3, 1e-6);
}

} // namespace
} // namespace jumelle::flood
