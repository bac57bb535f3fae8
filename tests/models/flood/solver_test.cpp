#include "models/flood/solver.hpp"

#include <cmath>
#include <gtest/gtest.h>

#include "bench/cases/flood_run.hpp"
#include "core/parallel/loops.hpp"
#include "models/flood/terrain.hpp"

namespace jumelle::flood {
namespace {

/// Dry hills with a pond at one end, wide enough for several segments of columns.
Ground hills_with_pond(Index rows, Index columns) {
    Territory territory = cases::flat_territory(rows, columns, 1.0);
    cases::set_field(territory, "elevation", [](Cell c) {
        double const x = static_cast<double>(c.column), y = static_cast<double>(c.row);
        return 0.3 * std::sin(0.2 * x) + 0.2 * std::cos(0.3 * y);
    });
    cases::set_field(territory, "initial_depth",
                     [](Cell c) { return c.column < 20 && c.row < 9 ? 2.0 : 0.0; });
    return ground_from(territory.fields, {});
}

SolverSettings settings_of(DryLand dry_land, Scheme scheme) {
    SolverSettings settings;
    settings.dry_land = dry_land;
    settings.scheme = scheme;
    settings.wet = {1e-5, 0.05};
    return settings;
}

void run_until(Solver& solver, double time_s) {
    for (double t = 0.0; t < time_s;) {
        double const length = std::min(solver.longest_step_s({}), time_s - t);
        t += length;
        StepInput input;
        input.end_s = t;
        input.length_s = length;
        solver.step(input);
    }
}

class DrySegments : public testing::TestWithParam<Scheme> {};

TEST_P(DrySegments, left_out_change_no_bit) {
    Ground const ground = hills_with_pond(50, 300);
    auto const skipping =
        make_solver(Precision::binary64, ground, {}, settings_of(DryLand::skipped, GetParam()));
    auto const computing =
        make_solver(Precision::binary64, ground, {}, settings_of(DryLand::computed, GetParam()));
    run_until(*skipping, 12.0);
    run_until(*computing, 12.0);
    for (Index r = 0; r < 50; ++r) {
        for (Index c = 0; c < 300; ++c) {
            CellWater const a = skipping->water({r, c}), b = computing->water({r, c});
            ASSERT_EQ(a.h_m, b.h_m) << r << ' ' << c;
            ASSERT_EQ(a.u_mps, b.u_mps) << r << ' ' << c;
            ASSERT_EQ(a.v_mps, b.v_mps) << r << ' ' << c;
        }
        for (Index c = 0; c < 300; ++c) {
            ASSERT_EQ(skipping->maxima(r).arrival_s[c], computing->maxima(r).arrival_s[c]);
        }
    }
    EXPECT_LT(skipping->cell_updates(), 0.8 * computing->cell_updates());
}

INSTANTIATE_TEST_SUITE_P(of_the_flood, DrySegments,
                         testing::Values(Scheme::second_order, Scheme::first_order, Scheme::inertial));

TEST(Solver, may_have_more_threads_than_rows) {
    Ground const ground = hills_with_pond(2, 90);
    SolverSettings settings = settings_of(DryLand::computed, Scheme::second_order);
    auto const one = make_solver(Precision::binary64, ground, {}, settings);
    run_until(*one, 0.5);
    int const threads = loop_threads();
    set_loop_threads(3);
    settings.cells_per_thread = 1.0;
    auto const many = make_solver(Precision::binary64, ground, {}, settings);
    run_until(*many, 0.5);
    set_loop_threads(threads);
    for (Index c = 0; c < 90; ++c) {
        EXPECT_EQ(one->water({0, c}).h_m, many->water({0, c}).h_m);
        EXPECT_EQ(one->water({1, c}).u_mps, many->water({1, c}).u_mps);
    }
}

TEST(Solver, of_dry_land_may_step_for_ever) {
    Territory const territory = cases::flat_territory(3, 3, 1.0);
    auto const solver = make_solver(Precision::binary64, ground_from(territory.fields, {}), {},
                                    settings_of(DryLand::skipped, Scheme::second_order));
    EXPECT_TRUE(std::isinf(solver->longest_step_s({})));
}

TEST(Solver, step_follows_the_courant_number) {
    Territory territory = cases::flat_territory(3, 3, 2.0);
    cases::set_field(territory, "initial_depth", [](Cell) { return 2.5; });
    SolverSettings settings = settings_of(DryLand::skipped, Scheme::second_order);
    settings.cell_m = 2.0;
    settings.courant = 0.5;
    auto const solver = make_solver(Precision::binary64, ground_from(territory.fields, {}), {}, settings);
    EXPECT_NEAR(solver->longest_step_s({}), 0.5 * 2.0 / (2.0 * std::sqrt(9.81 * 2.5)), 1e-15);
}

TEST(Solver, added_water_has_no_momentum_of_its_own) {
    Territory territory = cases::flat_territory(1, 40, 1.0);
    cases::set_field(territory, "initial_depth", [](Cell c) { return c.column < 20 ? 1.0 : 0.5; });
    auto const solver = make_solver(Precision::binary64, ground_from(territory.fields, {}), {},
                                    settings_of(DryLand::skipped, Scheme::second_order));
    run_until(*solver, 1.0);
    CellWater const before = solver->water({0, 20});
    EXPECT_EQ(solver->add_water({0, 20}, before.h_m), before.h_m);
    CellWater const after = solver->water({0, 20});
    EXPECT_NEAR(after.h_m * after.u_mps, before.h_m * before.u_mps, 1e-15);
    EXPECT_GT(std::abs(before.u_mps), 0.1);
}

TEST(Solver, takes_away_only_what_is_there) {
    Territory territory = cases::flat_territory(2, 2, 1.0);
    cases::set_field(territory, "initial_depth", [](Cell) { return 0.25; });
    auto const solver = make_solver(Precision::binary32, ground_from(territory.fields, {}), {},
                                    settings_of(DryLand::skipped, Scheme::second_order));
    EXPECT_EQ(solver->add_water({0, 0}, -1.0), -0.25);
    EXPECT_EQ(solver->water({0, 0}).h_m, 0.0);
    EXPECT_NEAR(solver->stored_m3(), 0.75, 1e-15);
}

TEST(Solver, float_needs_less_memory_than_double) {
    Ground const ground = hills_with_pond(64, 256);
    auto const settings = settings_of(DryLand::skipped, Scheme::second_order);
    double const narrow = make_solver(Precision::binary32, ground, {}, settings)->bytes();
    double const wide = make_solver(Precision::binary64, ground, {}, settings)->bytes();
    EXPECT_LT(narrow, 0.8 * wide);
    EXPECT_LT(wide / (64.0 * 256.0), 80.0); // bytes per cell
}

} // namespace
} // namespace jumelle::flood
