#include "models/flood/local_steps.hpp"

#include <cmath>
#include <cstring>
#include <gtest/gtest.h>

#include "bench/cases/local_step_cases.hpp"
#include "core/base/error.hpp"
#include "core/parallel/loops.hpp"
#include "models/flood/terrain.hpp"

namespace jumelle::flood {
namespace {

using cases::dam_break_on_hills;
using cases::FloodCase;
using cases::FloodRun;
using cases::lake_with_pit;

/// One thread: the cases are small, and what threads change has a test of its own.
class LocalStepsTest : public testing::Test {
  protected:
    LocalStepsTest() : threads_(loop_threads()) { set_loop_threads(1); }
    ~LocalStepsTest() override { set_loop_threads(threads_); }

  private:
    int threads_;
};

FloodCase with_steps(FloodCase problem, char const* time_step, char const* precision = "double") {
    problem.parameters["time_step"] = Value::make_text(time_step);
    problem.parameters["precision"] = Value::make_text(precision);
    return problem;
}

struct Difference {
    double mean = 0.0, largest = 0.0, lowest = 0.0; ///< mean relative to the mean depth
};

Difference difference(FloodRun& one, FloodRun& other) {
    Array2D<double> const& a = one.field("water_depth");
    Array2D<double> const& b = other.field("water_depth");
    Difference made;
    double sum = 0.0, scale = 0.0;
    for (Index r = 0; r < a.rows(); ++r) {
        for (Index c = 0; c < a.columns(); ++c) {
            double const error = std::abs(a(r, c) - b(r, c));
            sum += error;
            scale += a(r, c);
            made.largest = std::max(made.largest, error);
            made.lowest = std::min({made.lowest, a(r, c), b(r, c)});
        }
    }
    made.mean = sum / scale;
    return made;
}

TEST_F(LocalStepsTest, dam_break_is_that_of_one_step_for_all) {
    FloodRun global(with_steps(dam_break_on_hills(), "global"));
    FloodRun local(with_steps(dam_break_on_hills(), "local"));
    global.run_until(15.0);
    local.run_until(15.0);
    Difference const found = difference(global, local);
    EXPECT_LT(found.mean, 2e-3);
    EXPECT_GT(found.mean, 0.0); // tiles did take steps of their own
    EXPECT_LT(found.largest, 0.03);
    EXPECT_GE(found.lowest, 0.0);
    EXPECT_LT(local.model().cell_updates(), 0.85 * global.model().cell_updates());
}

TEST_F(LocalStepsTest, volume_is_kept_to_rounding) {
    for (auto const& [precision, limit] : {std::pair{"double", 1e-12}, std::pair{"float", 1e-6}}) {
        FloodRun run(with_steps(dam_break_on_hills(), "local", precision));
        double const before = run.balance().stored;
        run.run_until(20.0);
        EXPECT_NEAR(run.balance().stored / before, 1.0, limit) << precision;
    }
}

TEST_F(LocalStepsTest, lake_at_rest_stays_at_rest) {
    for (char const* const precision : {"double", "float"}) {
        FloodRun run(with_steps(lake_with_pit(256, 512, 0.0), "local", precision));
        Array2D<double> const before = run.field("water_depth");
        run.run_until(5.0);
        double fastest = 0.0, moved = 0.0;
        auto const& depth = run.field("water_depth");
        auto const& speed = run.field("flow_speed");
        for (Index r = 0; r < depth.rows(); ++r) {
            for (Index c = 0; c < depth.columns(); ++c) {
                fastest = std::max(fastest, speed(r, c));
                moved = std::max(moved, std::abs(depth(r, c) - before(r, c)));
            }
        }
        double const rounding = precision[0] == 'd' ? 1e-14 : 1e-5;
        EXPECT_LT(fastest, 10.0 * rounding) << precision;
        EXPECT_LT(moved, rounding) << precision;
    }
}

TEST_F(LocalStepsTest, one_bad_spot_does_not_rule_the_whole_grid) {
    FloodRun global(with_steps(lake_with_pit(256, 512, 0.05), "global"));
    FloodRun local(with_steps(lake_with_pit(256, 512, 0.05), "local"));
    global.run_until(3.0);
    local.run_until(3.0);
    EXPECT_LT(local.model().cell_updates(), 0.6 * global.model().cell_updates());
    EXPECT_LT(difference(global, local).mean, 1e-5);
    EXPECT_NEAR(local.balance().stored / global.balance().stored, 1.0, 1e-12);
}

TEST_F(LocalStepsTest, smooth_wave_is_as_exact_as_with_one_step_for_all) {
    constexpr double time_s = 8.0;
    exact::SimpleWave const wave;
    auto const error_m = [&](char const* time_step) {
        return cases::wave_error_m(wave, time_s, {{"time_step", Value::make_text(time_step)}});
    };
    EXPECT_LT(error_m("local"), 1.1 * error_m("global"));
}

/// Rain, an inflow, blocks, an open side and a tide.
FloodCase busy_town() {
    FloodCase made;
    made.territory = cases::flat_territory(90, 330, 2.0);
    cases::set_field(made.territory, "elevation", [](Cell c) {
        double const x = static_cast<double>(c.column), y = static_cast<double>(c.row);
        return 3.0 + 0.02 * x + 0.02 * y + 0.4 * std::sin(0.3 * x) * std::cos(0.23 * y);
    });
    cases::set_field(made.territory, "building_height",
                     [](Cell c) { return c.row % 12 > 6 && c.column % 14 > 7 ? 8.0 : 0.0; });
    cases::set_field(made.territory, "initial_depth", [](Cell c) { return c.column > 310 ? 5.0 : 0.0; });
    made.forcing.rain_mps = {{0.0, 3.0}, {2e-5, 0.0}, Interpolation::steps};
    made.forcing.inflows.push_back({"burst main", {{4, 5}, {5, 5}}, TimeSeries::constant(3.0)});
    made.forcing.borders.west.kind = BorderKind::open;
    made.forcing.borders.north.kind = BorderKind::open;
    made.forcing.borders.south.kind = BorderKind::level;
    made.forcing.borders.south.level_m = TimeSeries::constant(9.0);
    made.parameters["thresholds"] = Value::make_list({Value::make_quantity(0.1)});
    return made;
}

bool same_bits(Array2D<double> const& a, Array2D<double> const& b) {
    for (Index r = 0; r < a.rows(); ++r) {
        if (std::memcmp(a.row(r), b.row(r), static_cast<std::size_t>(a.columns()) * sizeof(double)) != 0)
            return false;
    }
    return true;
}

struct Outcome {
    Array2D<double> depth, u, above;
    Balance balance;
};

Outcome outcome_with(int threads) {
    int const before = loop_threads();
    set_loop_threads(threads);
    FloodRun run(with_steps(busy_town(), "local"));
    run.run_until(6.0);
    Outcome made{run.field("water_depth"), run.field("velocity_x"), run.summary("duration_above_0p10m"),
                 run.balance()};
    set_loop_threads(before);
    return made;
}

TEST_F(LocalStepsTest, same_bits_for_any_number_of_threads) {
    Outcome const one = outcome_with(1);
    for (int const threads : {2, 3}) {
        Outcome const many = outcome_with(threads);
        EXPECT_TRUE(same_bits(one.depth, many.depth)) << threads;
        EXPECT_TRUE(same_bits(one.u, many.u)) << threads;
        EXPECT_TRUE(same_bits(one.above, many.above)) << threads;
        EXPECT_EQ(one.balance.stored, many.balance.stored);
        EXPECT_EQ(one.balance.out, many.balance.out);
    }
}

TEST_F(LocalStepsTest, borders_rain_and_inflows_add_up) {
    FloodRun global(with_steps(busy_town(), "global"));
    FloodRun local(with_steps(busy_town(), "local"));
    global.run_until(6.0);
    local.run_until(6.0);
    Balance const balance = local.balance();
    EXPECT_NEAR(balance.stored - balance.stored_at_start, balance.in - balance.out, 1e-11 * balance.stored);
    for (std::size_t i = 0; i < balance.terms.size(); ++i) {
        double const expected = global.balance().terms[i].value;
        EXPECT_NEAR(balance.terms[i].value, expected, 0.03 * std::abs(expected) + 0.1)
            << balance.terms[i].name;
    }
    EXPECT_LT(local.model().cell_updates(), global.model().cell_updates());
}

TEST_F(LocalStepsTest, each_row_is_watched_for_the_time_that_it_was_stepped) {
    FloodCase problem = lake_with_pit(256, 512, 0.05);
    problem.parameters["thresholds"] = Value::make_list({Value::make_quantity(0.05)});
    FloodRun run(with_steps(std::move(problem), "local"));
    run.run_until(2.0);
    auto const& above = run.summary("duration_above_0p05m");
    for (Cell const cell : {Cell{0, 0}, Cell{100, 200}, Cell{128, 256}, Cell{255, 511}}) {
        EXPECT_NEAR(above(cell.row, cell.column), 2.0, 1e-9) << cell.row << ' ' << cell.column;
    }
}

TEST_F(LocalStepsTest, water_taken_after_a_step_counts_with_the_last_step_of_its_tile) {
    FloodCase const problem = lake_with_pit(256, 512, 0.0);
    SolverSettings settings;
    settings.cell_m = 2.0;
    settings.wet = {1e-5, 0.05};
    settings.time_step = TimeStep::local;
    auto const ground = ground_from(problem.territory.fields, {});
    auto const solver = make_solver(Precision::binary64, ground, {}, settings);
    Thresholds thresholds({0.05}, 256, 512);
    solver->watch({&thresholds, nullptr});
    StepInput input;
    input.end_s = input.length_s = solver->longest_step_s({});
    solver->step(input);
    Cell const far{2, 2}, beside_pit{144, 296};
    for (Cell const cell : {far, beside_pit}) {
        EXPECT_NEAR(thresholds.value(1, cell.row, cell.column), input.length_s, 1e-12);
        solver->add_water(cell, -100.0);
    }
    EXPECT_NEAR(thresholds.value(1, far.row, far.column), 0.0, 1e-12);
    double const still = thresholds.value(1, beside_pit.row, beside_pit.column);
    EXPECT_GT(still, 0.7 * input.length_s); // all but the last of many short steps
    EXPECT_LT(still, input.length_s);
}

TEST_F(LocalStepsTest, section_between_two_levels_counts_what_passes) {
    for (Index const column : {Index{32}, Index{64}, Index{160}, Index{192}, Index{256}}) {
        FloodCase problem = dam_break_on_hills();
        Section section;
        section.name = "cut";
        for (Index r = 0; r < 100; ++r) section.faces.push_back({GridFace::Axis::columns, r, column, 1.0});
        problem.sections.push_back(section);
        FloodRun run(with_steps(std::move(problem), "local"));
        auto const east_of = [&] {
            auto const& depth = run.field("water_depth");
            double sum = 0.0;
            for (Index r = 0; r < depth.rows(); ++r) {
                for (Index c = column; c < depth.columns(); ++c) sum += 4.0 * depth(r, c);
            }
            return sum;
        };
        double const before = east_of();
        run.run_until(12.0);
        std::vector<double> values;
        run.model().read_series(run.now(), values);
        EXPECT_NEAR(std::abs(values.at(1)), std::abs(east_of() - before), 1e-8 * before) << column;
        EXPECT_NE(values.at(1), 0.0);
    }
}

/// A lake behind a weir that stands on the faces between two columns of tiles, and a deep pit.
std::unique_ptr<Solver> weir_on_tile_edge(TimeStep time_step, Index column) {
    Territory territory = cases::flat_territory(64, 384, 2.0);
    cases::set_field(territory, "elevation", [](Cell c) { return c.row < 6 && c.column < 10 ? -30.0 : 0.0; });
    cases::set_field(territory, "initial_depth", [=](Cell c) {
        return c.row < 6 && c.column < 10 ? 31.0 : (c.column < column ? 1.0 : 0.1);
    });
    SolverSettings settings;
    settings.cell_m = 2.0;
    settings.wet = {1e-5, 0.05};
    settings.time_step = time_step;
    auto solver = make_solver(Precision::binary64, ground_from(territory.fields, {}), {}, settings);
    std::vector<BarrierFace> faces(64);
    for (Index r = 0; r < 64; ++r) {
        BarrierFace& face = faces[static_cast<std::size_t>(r)];
        face.row = r;
        face.column = column;
        face.shape.sill_m = 0.7;
    }
    solver->barriers() = Barriers(std::move(faces), 64, 384);
    return solver;
}

/// @returns what passed the weir by its own account [m³]
double flow_over_weir(Solver& solver, double time_s) {
    constexpr double cell_m = 2.0;
    double passed = 0.0;
    for (double t = 0.0; t < time_s;) {
        StepInput input;
        input.length_s = std::min(solver.longest_step_s({}), time_s - t);
        input.end_s = t += input.length_s;
        solver.step(input);
        for (auto const& face : solver.barriers().faces()) passed += face.mass_m2ps * input.length_s * cell_m;
    }
    return passed;
}

TEST_F(LocalStepsTest, weir_between_two_levels_counts_what_passes) {
    for (Index const column : {Index{128}, Index{160}, Index{192}}) {
        auto const local = weir_on_tile_edge(TimeStep::local, column);
        auto const global = weir_on_tile_edge(TimeStep::global, column);
        double const before = local->stored_m3();
        double const passed = flow_over_weir(*local, 8.0), expected = flow_over_weir(*global, 8.0);
        EXPECT_NEAR(local->stored_m3(), before, 1e-12 * before);
        double east = 0.0;
        for (Index r = 0; r < 64; ++r) {
            for (Index c = column; c < 384; ++c) east += 4.0 * (local->water({r, c}).h_m - 0.1);
        }
        EXPECT_NEAR(passed, east, 1e-9 * before) << column;
        EXPECT_NEAR(passed, expected, 0.02 * expected) << column;
        EXPECT_LT(local->cell_updates(), 0.7 * global->cell_updates());
    }
}

TEST_F(LocalStepsTest, thin_films_on_slopes_never_fall_below_nothing) {
    for (char const* const precision : {"double", "float"}) {
        FloodCase problem;
        problem.territory = cases::flat_territory(100, 400, 1.0);
        cases::set_field(problem.territory, "elevation", [](Cell c) {
            double const x = static_cast<double>(c.column), y = static_cast<double>(c.row);
            return 0.2 * x + 3.0 * std::sin(0.11 * x) * std::sin(0.13 * y) + (c.column < 8 ? -15.0 : 0.0);
        });
        cases::set_field(problem.territory, "initial_depth",
                         [](Cell c) { return c.column < 8 ? 12.0 : (c.row % 7 == 0 ? 0.05 : 0.001); });
        FloodRun run(with_steps(std::move(problem), "local", precision));
        double const before = run.balance().stored;
        ASSERT_NO_THROW(run.run_until(10.0)) << precision; // a depth below 0 stops a run
        EXPECT_NEAR(run.balance().stored / before, 1.0, precision[0] == 'd' ? 1e-12 : 1e-6) << precision;
    }
}

TEST_F(LocalStepsTest, step_of_any_length_is_split_as_far_as_needed) {
    Territory territory = cases::flat_territory(64, 320, 1.0);
    cases::set_field(territory, "initial_depth", [](Cell c) { return c.column < 60 ? 4.0 : 0.5; });
    SolverSettings settings;
    settings.wet = {1e-5, 0.05};
    settings.time_step = TimeStep::local;
    auto const solver = make_solver(Precision::binary64, ground_from(territory.fields, {}), {}, settings);
    StepInput input;
    input.end_s = input.length_s = 3.0 * solver->longest_step_s({});
    double const before = solver->stored_m3();
    solver->step(input);
    EXPECT_FALSE(solver->broken_cell());
    EXPECT_NEAR(solver->stored_m3(), before, 1e-12 * before);
    EXPECT_GT(solver->cell_updates(), 3.0 * 64.0 * 320.0);
}

TEST_F(LocalStepsTest, first_order_scheme_takes_them_too) {
    auto const run_of = [](char const* time_step) {
        FloodCase problem = with_steps(dam_break_on_hills(), time_step);
        problem.parameters["scheme"] = Value::make_text("first_order");
        auto run = std::make_unique<FloodRun>(std::move(problem));
        run->run_until(10.0);
        return run;
    };
    auto const global = run_of("global"), local = run_of("local");
    EXPECT_LT(difference(*global, *local).mean, 3e-3);
    EXPECT_LT(local->model().cell_updates(), global->model().cell_updates());
}

TEST_F(LocalStepsTest, inertial_scheme_has_none) {
    FloodCase problem = with_steps(dam_break_on_hills(), "local");
    problem.parameters["scheme"] = Value::make_text("inertial");
    EXPECT_THROW(FloodRun{std::move(problem)}, InputError);
}

TEST(TimeLevels, neighbours_differ_by_one_halving_at_most) {
    TimeLevels levels(10 * tile_rows, 9 * segment_columns);
    for (Index t = 0; t < 10; ++t) {
        for (Index s = 0; s < 9; ++s) levels.set_speed(t, s, 1.0);
    }
    levels.set_speed(2, 3, 30.0);
    levels.find(0, 1.0);
    EXPECT_EQ(levels.level(2, 3), 5);
    EXPECT_EQ(levels.level(3, 4), 5); // waves get there within the step
    EXPECT_EQ(levels.level(4, 3), 4);
    EXPECT_EQ(levels.level(9, 3), 0);
    for (Index t = 0; t + 1 < 10; ++t) {
        for (Index s = 0; s + 1 < 9; ++s) {
            EXPECT_LE(std::abs(levels.level(t, s) - levels.level(t + 1, s + 1)), 1);
            EXPECT_LE(std::abs(levels.level(t, s) - levels.level(t, s + 1)), 1);
        }
    }
}

TEST(TimeLevels, tiles_that_have_gone_ahead_keep_their_level) {
    TimeLevels levels(4 * tile_rows, segment_columns);
    levels.set_speed(0, 0, 4.0);
    for (Index t = 1; t < 4; ++t) levels.set_speed(t, 0, 0.5);
    levels.find(0, 1.0);
    ASSERT_EQ(levels.level(3, 0), 0);
    levels.raise_speed(3, 0, 100.0);
    levels.find(1, 1.0);
    EXPECT_EQ(levels.level(3, 0), 0);
    EXPECT_EQ(levels.level(2, 0), 7);
}

TEST(TimeLevels, whole_step_is_worth_its_work) {
    TimeLevels levels(20 * tile_rows, 20 * segment_columns);
    EXPECT_EQ(levels.fastest_mps(), 0.0);
    for (Index t = 0; t < 20; ++t) {
        for (Index s = 0; s < 20; ++s) levels.set_speed(t, s, 3.0);
    }
    EXPECT_EQ(levels.best_ratio(), 1.0); // all alike
    levels.set_speed(10, 10, 18.0);
    EXPECT_GT(levels.best_ratio(), 4.0);
    EXPECT_LE(levels.best_ratio(), 6.0);
    levels.set_speed(10, 10, 3000.0);
    EXPECT_LE(levels.best_ratio(), 32.0);
}

} // namespace
} // namespace jumelle::flood
