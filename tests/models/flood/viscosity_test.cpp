#include <cmath>
#include <gtest/gtest.h>
#include <numbers>

#include "bench/cases/flood_run.hpp"
#include "bench/cases/local_step_cases.hpp"
#include "bench/cases/validation_cases.hpp"
#include "core/base/constants.hpp"
#include "core/base/error.hpp"
#include "models/flood/parameters.hpp"
#include "models/flood/terrain.hpp"
#include "models/flood/viscous_sweep.hpp"

namespace jumelle::flood {
namespace {

using cases::FloodCase;
using cases::FloodRun;

constexpr EddyViscosity all_terms{0.02, 0.6, 0.2};

/// Flow along a channel that is swifter on one side than on the other, u = U cos(k y) between smooth walls.
/// What leaves the middle cannot come back from the ends in time.
struct ShearFlow {
    static constexpr double width_m = 1.0, length_m = 5.0, swiftest_mps = 1e-3, viscosity_m2ps = 0.1;
    static constexpr double wave_number = 2.0 * std::numbers::pi / width_m;
    static constexpr double time_s = 0.25; // to 37 per cent
};

/// Largest error of the velocity in the middle of the channel, relative to the swiftest at the start.
double shear_error(Index cells_across, cases::Along along, char const* scheme) {
    double const cell_m = ShearFlow::width_m / static_cast<double>(cells_across);
    Index const cells_along = cells_across * static_cast<Index>(ShearFlow::length_m / ShearFlow::width_m);
    bool const east = along == cases::Along::columns;
    auto const swiftness = [=](Cell c) {
        double const y = (static_cast<double>(east ? c.row : c.column) + 0.5) * cell_m;
        return ShearFlow::swiftest_mps * std::cos(ShearFlow::wave_number * y);
    };
    FloodCase problem;
    problem.territory =
        cases::flat_territory(east ? cells_across : cells_along, east ? cells_along : cells_across, cell_m);
    cases::set_field(problem.territory, "initial_depth", [](Cell) { return 0.05; });
    cases::set_field(problem.territory, "manning", [](Cell) { return 0.0; });
    cases::set_field(problem.territory, east ? "initial_velocity_x" : "initial_velocity_y", swiftness);
    problem.parameters["scheme"] = Value::make_text(scheme);
    // The diffusion alone rules the step at each resolution, which then falls as the cell's square.
    problem.parameters["cfl"] = Value::make_quantity(0.4);
    cases::set_viscosity(problem, {ShearFlow::viscosity_m2ps, 0.0, 0.0});
    FloodRun run(std::move(problem));
    run.run_until(ShearFlow::time_s);
    auto const& velocity = run.field(east ? "velocity_x" : "velocity_y");
    double const left = std::exp(-ShearFlow::viscosity_m2ps * ShearFlow::wave_number *
                                 ShearFlow::wave_number * ShearFlow::time_s);
    double error = 0.0;
    for (Index i = 0; i < cells_across; ++i) {
        Cell const c = east ? Cell{i, cells_along / 2} : Cell{cells_along / 2, i};
        error = std::max(error, std::abs(velocity(c.row, c.column) - left * swiftness(c)));
    }
    return error / ShearFlow::swiftest_mps;
}

class Shear : public testing::TestWithParam<char const*> {};

TEST_P(Shear, decays_as_the_exponential_of_the_viscosity_with_second_order) {
    double const coarse = shear_error(8, cases::Along::columns, GetParam());
    double const middle = shear_error(16, cases::Along::columns, GetParam());
    double const fine = shear_error(32, cases::Along::columns, GetParam());
    EXPECT_LT(fine, 1e-3);
    EXPECT_GT(std::log2(coarse / middle), 1.9);
    EXPECT_GT(std::log2(middle / fine), 1.9);
}

TEST_P(Shear, is_the_same_along_rows_and_columns) {
    EXPECT_NEAR(shear_error(16, cases::Along::columns, GetParam()),
                shear_error(16, cases::Along::rows, GetParam()), 1e-12);
}

INSTANTIATE_TEST_SUITE_P(of_the_flood, Shear, testing::Values("second_order", "first_order"));

/// Water of uneven depth and velocity over even ground, dry in places.
Ground stirred(Index rows, Index columns) {
    Territory territory = cases::flat_territory(rows, columns, 1.0);
    cases::set_field(territory, "initial_depth", [](Cell c) {
        bool const is_dry = c.row % 7 == 3 && c.column % 5 < 2;
        return is_dry ? 0.0 : 1.0 + 0.9 * std::sin(0.7 * static_cast<double>(c.row * c.column % 23));
    });
    cases::set_field(territory, "initial_velocity_x",
                     [](Cell c) { return std::sin(1.3 * static_cast<double>(c.row + 2 * c.column)); });
    cases::set_field(territory, "initial_velocity_y",
                     [](Cell c) { return std::cos(2.1 * static_cast<double>(3 * c.row - c.column)); });
    return ground_from(territory.fields, {});
}

/// A grid that only exchanges momentum.
template <class T>
class Stirred {
  public:
    explicit Stirred(Ground const& ground)
        : state(ground),
          activity(ground.rows(), ground.columns()),
          largest(static_cast<std::size_t>(ground.rows()), 0.0) {
        for (Index r = 0; r < ground.rows(); ++r) activity.activate_row(r);
    }
    void step(EddyViscosity const& law, double dt_s, std::vector<RowRange> const& ranges) {
        ViscousStep<T> const step{state, activity, barriers, law, {dt_s, 1.0, 1e-5}, largest};
        std::vector<std::unique_ptr<ViscousSweep<T>>> sweeps;
        for (RowRange const range : ranges) {
            sweeps.push_back(std::make_unique<ViscousSweep<T>>(state.columns()));
            sweeps.back()->prepare(step, range);
        }
        for (auto const& sweep : sweeps) sweep->run(step);
    }
    template <class Body>
    void for_cells(Body const& body) {
        for (Index r = 0; r < state.rows(); ++r) {
            StateRow<T> const row = state.row(r);
            for (Index c = 0; c < state.columns(); ++c) body(row.h_m[c], row.u_mps[c], row.v_mps[c]);
        }
    }

    GridState<T> state;
    Activity activity;
    Barriers barriers;
    std::vector<double> largest;
};

struct Sums {
    double u = 0.0, v = 0.0, energy = 0.0, swiftest = 0.0;
};

template <class T>
Sums sums_of(Stirred<T>& water) {
    Sums made;
    water.for_cells([&](double h, double u, double v) {
        made.u += h * u;
        made.v += h * v;
        made.energy += h * (u * u + v * v);
        made.swiftest = std::max({made.swiftest, std::abs(u), std::abs(v)});
    });
    return made;
}

TEST(ViscousSweep, keeps_momentum_and_takes_energy) {
    Stirred<double> water(stirred(23, 31));
    Sums const before = sums_of(water);
    for (int i = 0; i < 20; ++i) water.step(all_terms, 1.0, {{0, 23}});
    Sums const after = sums_of(water);
    EXPECT_NEAR(after.u, before.u, 1e-12);
    EXPECT_NEAR(after.v, before.v, 1e-12);
    EXPECT_LT(after.energy, 0.8 * before.energy);
    EXPECT_LE(after.swiftest, before.swiftest);
}

TEST(ViscousSweep, keeps_momentum_in_floats_to_their_rounding) {
    Stirred<float> water(stirred(23, 31));
    Sums const before = sums_of(water);
    for (int i = 0; i < 20; ++i) water.step(all_terms, 1.0, {{0, 23}});
    Sums const after = sums_of(water);
    EXPECT_NEAR(after.u, before.u, 2e-5);
    EXPECT_NEAR(after.v, before.v, 2e-5);
}

TEST(ViscousSweep, makes_no_new_extremes_however_long_the_step) {
    Stirred<double> water(stirred(23, 31));
    double const swiftest = sums_of(water).swiftest;
    for (int i = 0; i < 5; ++i) {
        water.step({50.0, 0.0, 0.0}, 10.0, {{0, 23}});
        EXPECT_LE(sums_of(water).swiftest, swiftest * (1.0 + 1e-14));
    }
}

TEST(ViscousSweep, gives_the_same_bits_however_rows_are_shared_out) {
    Stirred<double> one(stirred(23, 31)), many(stirred(23, 31));
    for (int i = 0; i < 5; ++i) {
        one.step(all_terms, 1.0, {{0, 23}});
        many.step(all_terms, 1.0, {{0, 1}, {1, 2}, {2, 4}, {4, 11}, {11, 23}});
    }
    EXPECT_EQ(one.largest, many.largest);
    for (Index r = 0; r < 23; ++r) {
        for (Index c = 0; c < 31; ++c) {
            ASSERT_EQ(one.state.row(r).u_mps[c], many.state.row(r).u_mps[c]) << r << ' ' << c;
            ASSERT_EQ(one.state.row(r).v_mps[c], many.state.row(r).v_mps[c]) << r << ' ' << c;
        }
    }
}

TEST(ViscousSweep, leaves_a_cell_alone_that_dry_land_surrounds) {
    Territory territory = cases::flat_territory(3, 3, 1.0);
    cases::set_field(territory, "initial_depth", [](Cell c) { return c.row == 1 && c.column == 1; });
    cases::set_field(territory, "initial_velocity_x", [](Cell) { return 2.0; });
    Stirred<double> water(ground_from(territory.fields, {}));
    water.step(all_terms, 1.0, {{0, 3}});
    EXPECT_EQ(water.state.row(1).u_mps[1], 2.0);
}

/// Two cells that flow at 1 and 0 m/s along the face between them.
Stirred<double> two_streams() {
    Territory territory = cases::flat_territory(1, 2, 1.0);
    cases::set_field(territory, "initial_depth", [](Cell) { return 1.0; });
    cases::set_field(territory, "initial_velocity_y", [](Cell c) { return c.column == 0 ? -1.0 : 0.0; });
    return Stirred<double>(ground_from(territory.fields, {}));
}

TEST(ViscousSweep, passes_what_the_formula_says) {
    Stirred<double> water = two_streams();
    water.step({0.1, 0.0, 0.0}, 0.5, {{0, 1}});
    EXPECT_NEAR(water.state.row(0).v_mps[0], 1.0 - 0.5 * 0.1, 1e-15);
    EXPECT_NEAR(water.state.row(0).v_mps[1], 0.5 * 0.1, 1e-15);
}

TEST(ViscousSweep, passes_nothing_through_a_closed_barrier) {
    Stirred<double> water = two_streams();
    BarrierFace wall;
    wall.column = 1;
    wall.idle = false;
    wall.flow.open = 0.0;
    water.barriers = Barriers({wall}, 1, 2);
    water.step({0.1, 0.0, 0.0}, 0.5, {{0, 1}});
    EXPECT_EQ(water.state.row(0).v_mps[0], 1.0);
    EXPECT_EQ(water.state.row(0).v_mps[1], 0.0);
}

/// Viscosity in the middle of 5 x 5 cells of 2 m whose velocities are given functions of their centres.
double viscosity_in_the_middle(EddyViscosity const& law, std::array<double, 2> const& u_changes,
                               std::array<double, 2> const& v_changes) {
    constexpr Index n = 5;
    constexpr double cell_m = 2.0, h_m = 0.7, u_mps = 0.8, v_mps = 0.6, friction = gravity_mps2 * 0.03 * 0.03;
    std::vector<std::array<double, n>> h(3), u(3), v(3);
    std::array<double, n> frictions{}, found{};
    frictions.fill(friction);
    for (std::size_t r = 0; r < 3; ++r) {
        for (std::size_t c = 0; c < n; ++c) {
            double const x = (static_cast<double>(c) - 2.0) * cell_m,
                         y = (static_cast<double>(r) - 1.0) * cell_m;
            h[r][c] = h_m;
            u[r][c] = u_mps + u_changes[0] * x + u_changes[1] * y;
            v[r][c] = v_mps + v_changes[0] * x + v_changes[1] * y;
        }
    }
    auto const row = [&](std::size_t r) { return WaterRow<double>{h[r].data(), u[r].data(), v[r].data()}; };
    eddy_viscosities({row(0), row(1), row(2), frictions.data()}, law, found.data(), {1, n - 1},
                     {1.0, cell_m, 1e-5});
    return found[2];
}

TEST(EddyViscosity, of_the_bed_is_shear_velocity_times_depth) {
    double const shear_mps = std::sqrt(gravity_mps2) * 0.03 * std::pow(0.7, -1.0 / 6.0); // |u| = 1 m/s
    EXPECT_NEAR(viscosity_in_the_middle({0.0, 0.6, 0.0}, {}, {}), 0.6 * shear_mps * 0.7, 1e-13);
}

TEST(EddyViscosity, of_smagorinsky_is_the_rate_of_strain_times_a_length_squared) {
    double const square = 0.2 * 2.0 * 0.2 * 2.0;
    EddyViscosity const law{0.0, 0.0, 0.2};
    EXPECT_NEAR(viscosity_in_the_middle(law, {0.0, 0.3}, {}), square * 0.3, 1e-13);
    EXPECT_NEAR(viscosity_in_the_middle(law, {}, {0.3, 0.0}), square * 0.3, 1e-13);
    EXPECT_NEAR(viscosity_in_the_middle(law, {0.3, 0.0}, {}), square * 0.3 * std::sqrt(2.0), 1e-13);
    EXPECT_NEAR(viscosity_in_the_middle(law, {0.0, 0.3}, {-0.3, 0.0}), 0.0, 1e-13); // turns as a whole
}

TEST(EddyViscosity, is_the_sum_of_its_terms) {
    std::array<double, 2> const change{0.1, -0.2};
    auto const of = [&](EddyViscosity const& law) { return viscosity_in_the_middle(law, change, change); };
    EXPECT_NEAR(of({0.02, 0.6, 0.2}), of({0.02, 0.0, 0.0}) + of({0.0, 0.6, 0.0}) + of({0.0, 0.0, 0.2}),
                1e-14);
}

TEST(EddyViscosity, shortens_the_step_where_it_is_large) {
    Territory territory = cases::flat_territory(3, 3, 0.1);
    cases::set_field(territory, "initial_depth", [](Cell) { return 0.1; });
    SolverSettings settings;
    settings.cell_m = 0.1;
    settings.wet = {1e-5, 0.05};
    settings.viscosity.constant_m2ps = 1.0;
    auto const solver = make_solver(Precision::binary64, ground_from(territory.fields, {}), {}, settings);
    EXPECT_DOUBLE_EQ(solver->longest_step_s({}), usual_courant * 0.1 * 0.1 / 4.0);
}

TEST(EddyViscosity, leaves_a_lake_at_rest) {
    for (char const* const scheme : {"second_order", "first_order"}) {
        for (double const level_m : {0.5, 0.1}) {
            cases::CaseOptions options = cases::options_of(200);
            options.scheme = scheme;
            options.viscosity = all_terms;
            auto const lake = cases::lake_over_bump(options, level_m);
            EXPECT_LT(lake.largest_speed_mps, 1e-12) << scheme;
            EXPECT_LT(lake.largest_level_error_m, 1e-12) << scheme;
        }
    }
}

/// A dam break over hills, part of them dry.
class Hills : public testing::TestWithParam<char const*> {};

TEST_P(Hills, keep_their_water_under_viscosity) {
    for (char const* const scheme : {"second_order", "first_order"}) {
        FloodCase problem = cases::dam_break_on_hills();
        problem.parameters["scheme"] = Value::make_text(scheme);
        problem.parameters["precision"] = Value::make_text(GetParam());
        cases::set_viscosity(problem, {0.5, 1.0, 0.3});
        FloodRun run(std::move(problem));
        run.run_until(5.0);
        auto const& depth = run.field("water_depth");
        auto const& speed = run.field("flow_speed");
        for (Index r = 0; r < depth.rows(); ++r) {
            for (Index c = 0; c < depth.columns(); ++c) {
                ASSERT_GE(depth(r, c), 0.0);
                ASSERT_LT(speed(r, c), 30.0);
            }
        }
        EXPECT_LT(run.balance().relative_error(), std::string(GetParam()) == "float" ? 1e-6 : 1e-13);
    }
}

INSTANTIATE_TEST_SUITE_P(of_the_flood, Hills, testing::Values("double", "float"));

/// The hills again, with the solver alone.
std::unique_ptr<Solver> solver_on_hills(DryLand dry_land, double cells_per_thread) {
    FloodCase const problem = cases::dam_break_on_hills();
    SolverSettings settings;
    settings.cell_m = problem.territory.grid.cell_m;
    settings.wet = {1e-5, 0.05};
    settings.dry_land = dry_land;
    settings.cells_per_thread = cells_per_thread;
    settings.viscosity = {0.5, 1.0, 0.3};
    return make_solver(Precision::binary64, ground_from(problem.territory.fields, {}), {}, settings);
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

void expect_same_bits(Solver const& one, Solver const& other, Grid const& grid) {
    for (Index r = 0; r < grid.rows; ++r) {
        for (Index c = 0; c < grid.columns; ++c) {
            CellWater const a = one.water({r, c}), b = other.water({r, c});
            ASSERT_EQ(a.h_m, b.h_m) << r << ' ' << c;
            ASSERT_EQ(a.u_mps, b.u_mps) << r << ' ' << c;
            ASSERT_EQ(a.v_mps, b.v_mps) << r << ' ' << c;
        }
    }
}

TEST(EddyViscosity, has_the_same_bits_where_dry_land_is_left_out_and_rows_are_shared) {
    constexpr double time_s = 4.0, usual = SolverSettings::usual_cells_per_thread;
    Grid const grid = cases::dam_break_on_hills().territory.grid;
    auto const computing = solver_on_hills(DryLand::computed, usual);
    auto const skipping = solver_on_hills(DryLand::skipped, usual);
    run_until(*computing, time_s);
    run_until(*skipping, time_s);
    expect_same_bits(*computing, *skipping, grid);
    int const threads = loop_threads();
    set_loop_threads(3);
    auto const shared = solver_on_hills(DryLand::skipped, 1.0);
    run_until(*shared, time_s);
    set_loop_threads(threads);
    expect_same_bits(*computing, *shared, grid);
}

Value said(std::map<std::string, Value> others) {
    others["eddy_viscosity"] = Value::make_map({{"bed_friction", Value::make_quantity(0.6)}});
    return Value::make_map(std::move(others));
}

TEST(EddyViscosity, is_read_from_the_parameters_and_off_unless_given) {
    EXPECT_FALSE(parameters_from(Value::make_map({})).viscosity.acts());
    EddyViscosity const made = parameters_from(said({})).viscosity;
    EXPECT_EQ(made.bed_friction, 0.6);
    EXPECT_EQ(made.constant_m2ps, 0.0);
    EXPECT_EQ(made.smagorinsky, 0.0);
}

TEST(EddyViscosity, is_refused_where_it_has_no_place) {
    EXPECT_THROW(parameters_from(said({{"scheme", Value::make_text("inertial")}})), InputError);
    EXPECT_THROW(parameters_from(said({{"time_step", Value::make_text("local")}})), InputError);
}

} // namespace
} // namespace jumelle::flood
