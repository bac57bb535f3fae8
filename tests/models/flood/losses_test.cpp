#include "models/flood/losses.hpp"

#include <cmath>
#include <gtest/gtest.h>

#include "bench/cases/flood_run.hpp"
#include "core/territory/soil.hpp"

namespace jumelle::flood {
namespace {

using cases::FloodCase;
using cases::FloodRun;

constexpr double mps_per_mmph = 0.001 / 3600.0;

double term(Balance const& balance, std::string const& name) {
    for (auto const& candidate : balance.terms) {
        if (candidate.name == name) return candidate.value;
    }
    ADD_FAILURE() << "no term " << name;
    return 0.0;
}

/// A level field of 4 × 5 cells of 1 m², 0.5 m deep.
FloodCase pond(std::string const& method, double depth_m = 0.5) {
    FloodCase made;
    made.territory = cases::flat_territory(4, 5, 1.0);
    cases::set_field(made.territory, "initial_depth", [=](Cell) { return depth_m; });
    made.parameters["infiltration"] = Value::make_text(method);
    made.parameters["longest_step"] = Value::make_quantity(2.0);
    return made;
}

double infiltrated_depth(FloodRun& run) {
    return -term(run.balance(), "infiltration") / 20.0;
}

/// F of Green & Ampt under a pond that it draws down, by small explicit steps of its own differential
/// equation from the early solution F² = 2 K S t.
double green_ampt_by_small_steps(SoilClass const& soil, double deficit, double pond_m, double end_s) {
    constexpr double first_s = 1e-3, step_s = 1e-2;
    double const k = soil.conductivity_mps;
    double f = std::sqrt(2.0 * k * (soil.suction_m + pond_m) * deficit * first_s);
    for (double t = first_s; t < end_s; t += step_s) {
        auto const rate = [&](double at) {
            return k * (1.0 + (soil.suction_m + pond_m - at) * deficit / at);
        };
        double const half = f + 0.5 * step_s * rate(f);
        f += std::min(step_s, end_s - t) * rate(half);
    }
    return f;
}

TEST(GreenAmpt, follows_its_differential_equation_under_a_pond) {
    FloodCase problem = pond("green_ampt");
    problem.parameters["soil"] = Value::make_text("sandy_loam");
    problem.parameters["soil_saturation"] = Value::make_quantity(0.4);
    FloodRun run(std::move(problem));
    run.run_until(3600.0);
    SoilClass const& soil = *find_soil(std::string("sandy_loam"));
    double const expected = green_ampt_by_small_steps(soil, 0.6 * soil.porosity, 0.5, 3600.0);
    EXPECT_NEAR(infiltrated_depth(run), expected, 1e-3 * expected);
    EXPECT_LT(run.balance().relative_error(), 1e-13);
}

// Chow, Maidment & Mays 1988, Applied Hydrology, example 4.3.1: silt loam, effective saturation 30 %, ponded:
// F = 3.17 cm after one hour, f = 1.81 cm/h then.
TEST(GreenAmpt, gives_the_text_books_example) {
    SoilClass const& soil = *find_soil(std::string("silt_loam"));
    float const conductivity = static_cast<float>(soil.conductivity_mps), no_head = 0.0F, no_recovery = 0.0F;
    float const suction = static_cast<float>(soil.suction_m * 0.7 * soil.porosity);
    double infiltrated = 0.0, taken = 0.0;
    double const plenty = 1.0;
    for (int second = 0; second < 3600; ++second) {
        green_ampt_row({&conductivity, &no_head, &suction, &no_recovery, &infiltrated}, {&plenty, &taken},
                       {0, 1}, 1.0);
    }
    EXPECT_NEAR(infiltrated, 0.0317, 0.00005);
    EXPECT_NEAR(taken * 3600.0, 0.0181, 0.0001);
}

TEST(GreenAmpt, takes_weak_rain_whole) {
    FloodCase problem = pond("green_ampt", 0.0);
    problem.forcing.rain_mps = TimeSeries::constant(1.0 * mps_per_mmph);
    FloodRun run(std::move(problem));
    run.run_until(1800.0);
    EXPECT_NEAR(-term(run.balance(), "infiltration"), term(run.balance(), "rain"), 1e-9);
}

TEST(Infiltration, of_all_cells_is_the_account_after_many_small_steps) {
    FloodCase problem = pond("green_ampt", 0.0);
    problem.parameters["longest_step"] = Value::make_quantity(0.02);
    problem.forcing.rain_mps = TimeSeries::constant(1.0 * mps_per_mmph);
    FloodRun run(std::move(problem));
    run.run_until(200.0);
    auto const& depth = run.summary("infiltration_depth");
    double sum = 0.0;
    for (Index r = 0; r < depth.rows(); ++r) {
        for (Index c = 0; c < depth.columns(); ++c) sum += depth(r, c);
    }
    double const taken = -term(run.balance(), "infiltration");
    EXPECT_GE(run.steps(), 10000);
    EXPECT_NEAR(sum, taken, 1e-10 * taken);
}

TEST(GreenAmpt, leaves_sealed_ground_dry) {
    FloodCase problem = pond("green_ampt");
    cases::set_field(problem.territory, "land_cover", [](Cell cell) { return cell.row < 2 ? 2.0 : 4.0; });
    FloodRun run(std::move(problem));
    run.run_until(60.0);
    FloodRun open(pond("green_ampt"));
    open.run_until(60.0);
    EXPECT_NEAR(infiltrated_depth(run), 0.5 * infiltrated_depth(open), 0.02 * infiltrated_depth(open));
}

TEST(Horton, follows_its_curve_under_a_pond) {
    FloodCase problem = pond("horton");
    double const first = 76.0 * mps_per_mmph, last = 6.0 * mps_per_mmph, k = 4.0 / 3600.0;
    problem.parameters["horton_first_rate"] = Value::make_quantity(first);
    problem.parameters["horton_final_rate"] = Value::make_quantity(last);
    problem.parameters["horton_decay"] = Value::make_quantity(k);
    FloodRun run(std::move(problem));
    run.run_until(1800.0);
    double const expected = last * 1800.0 + (first - last) / k * (1.0 - std::exp(-k * 1800.0));
    EXPECT_NEAR(infiltrated_depth(run), expected, 1e-9);
}

TEST(Horton, loses_less_of_its_rate_where_water_is_short) {
    auto const after_weak_rain = [](double rain_mmph) {
        FloodCase problem = pond("horton", 0.0);
        problem.forcing.rain_mps = {
            {0.0, 1800.0}, {rain_mmph * mps_per_mmph, 200.0 * mps_per_mmph}, Interpolation::steps};
        FloodRun run(std::move(problem));
        run.run_until(1800.0);
        double const before = infiltrated_depth(run);
        run.run_until(2100.0);
        return infiltrated_depth(run) - before;
    };
    EXPECT_GT(after_weak_rain(5.0), 1.05 * after_weak_rain(60.0));
}

TEST(Horton, dries_between_storms) {
    FloodCase problem = pond("horton", 0.0);
    problem.parameters["drying_time"] = Value::make_quantity(3600.0);
    double const storm = 100.0 * mps_per_mmph;
    problem.forcing.rain_mps = {{0.0, 900.0, 9000.0, 9900.0}, {storm, 0.0, storm, 0.0}, Interpolation::steps};
    problem.parameters["longest_step"] = Value::make_quantity(10.0);
    auto const second_storm = [&](char const* recovery) {
        FloodCase copy = problem;
        copy.parameters["soil_recovery"] = Value::make_text(recovery);
        FloodRun run(std::move(copy));
        run.run_until(9000.0);
        double const before = infiltrated_depth(run);
        run.run_until(9900.0);
        return infiltrated_depth(run) - before;
    };
    EXPECT_GT(second_storm("on"), 1.05 * second_storm("off"));
}

TEST(CurveNumber, gives_the_runoff_of_the_method) {
    FloodCase problem = pond("curve_number", 0.0);
    problem.parameters["curve_number"] = Value::make_quantity(80.0);
    problem.forcing.rain_mps = TimeSeries::constant(50.0 * mps_per_mmph);
    FloodRun run(std::move(problem));
    run.run_until(7200.0);
    // S = 63.5 mm, P = 100 mm: runoff (P - 0.2 S)² / (P + 0.8 S) = 50.54 mm.
    double const s = 63.5, p = 100.0;
    double const runoff = (p - 0.2 * s) * (p - 0.2 * s) / (p + 0.8 * s);
    EXPECT_NEAR(infiltrated_depth(run) * 1000.0, p - runoff, 0.01);
}

TEST(CurveNumber, begins_anew_after_dry_days) {
    auto const kept_of_second_storm = [](double gap_s) {
        FloodCase problem = pond("curve_number", 0.0);
        problem.parameters["curve_number"] = Value::make_quantity(75.0);
        problem.parameters["soil"] = Value::make_text("sand");
        problem.parameters["longest_step"] = Value::make_quantity(600.0);
        double const storm = 60.0 * mps_per_mmph;
        problem.forcing.rain_mps = {
            {0.0, 3600.0, 3600.0 + gap_s, 7200.0 + gap_s}, {storm, 0.0, storm, 0.0}, Interpolation::steps};
        for (Border* border : {&problem.forcing.borders.north, &problem.forcing.borders.south})
            border->kind = BorderKind::open;
        FloodRun run(std::move(problem));
        run.run_until(3600.0 + gap_s);
        double const before = infiltrated_depth(run);
        run.run_until(7200.0 + gap_s);
        return infiltrated_depth(run) - before;
    };
    EXPECT_GT(kept_of_second_storm(12.0 * 3600.0), 1.2 * kept_of_second_storm(600.0));
}

TEST(ConstantLoss, is_the_rate_times_the_time) {
    FloodCase problem = pond("constant");
    problem.parameters["infiltration_rate"] = Value::make_quantity(12.0 * mps_per_mmph);
    FloodRun run(std::move(problem));
    run.run_until(600.0);
    EXPECT_NEAR(infiltrated_depth(run), 0.002, 1e-10);
}

TEST(ConstantLoss, comes_from_the_map_where_there_is_one) {
    FloodCase problem = pond("constant");
    cases::set_field(problem.territory, "infiltration_rate",
                     [](Cell cell) { return cell.column == 0 ? 36.0 * mps_per_mmph : 0.0; });
    FloodRun run(std::move(problem));
    run.run_until(100.0);
    EXPECT_NEAR(-term(run.balance(), "infiltration"), 4.0 * 0.001, 1e-9);
}

TEST(Losses, never_take_more_than_there_is) {
    FloodCase problem = pond("constant", 0.001);
    problem.parameters["infiltration_rate"] = Value::make_quantity(900.0 * mps_per_mmph);
    problem.forcing.evaporation_mps = TimeSeries::constant(10.0 * mps_per_mmph);
    FloodRun run(std::move(problem));
    run.run_until(600.0);
    EXPECT_NEAR(run.balance().stored, 0.0, 1e-12);
    EXPECT_GE(run.balance().stored, 0.0);
    EXPECT_NEAR(term(run.balance(), "infiltration") + term(run.balance(), "evaporation"), -0.02, 1e-12);
}

TEST(Evaporation, is_the_rate_times_the_time_on_open_water) {
    FloodCase problem = pond("none");
    problem.forcing.evaporation_mps = TimeSeries::constant(6.0 * mps_per_mmph);
    FloodRun run(std::move(problem));
    run.run_until(1800.0);
    EXPECT_NEAR(-term(run.balance(), "evaporation"), 20.0 * 0.003, 1e-10);
}

TEST(SoilTable, refuses_a_class_that_is_not_known) {
    FloodCase problem = pond("green_ampt");
    cases::set_field(problem.territory, "soil", [](Cell cell) { return cell.column == 3 ? 14.0 : 4.0; });
    try {
        FloodRun run(std::move(problem));
        FAIL() << "soil class 14 was taken";
    } catch (InputError const& error) {
        std::string const message = error.what();
        EXPECT_NE(message.find("soil class 14 in cell (row 0, column 3) is not known"), std::string::npos)
            << message;
        EXPECT_NE(message.find("11 clay"), std::string::npos) << message;
    }
}

TEST(RainMaps, fall_where_and_when_they_say) {
    FloodCase problem;
    problem.territory = cases::flat_territory(2, 70, 10.0);
    for (double const factor : {1.0, 2.0}) {
        Array2D<float> map(2, 70, 0.0F);
        map(0, 0) = static_cast<float>(factor * 1e-5);
        problem.forcing.rain_maps.intensity_mps.push_back(std::move(map));
    }
    problem.forcing.rain_maps.begin_s = {100.0, 200.0};
    problem.forcing.rain_maps.end_s = 250.0;
    FloodRun run(std::move(problem));
    run.run_until(100.0);
    EXPECT_EQ(run.balance().stored, 0.0);
    run.run_until(150.0);
    EXPECT_NEAR(run.balance().stored, 50.0 * 1e-5 * 100.0, 1e-8);
    run.run_until(400.0);
    EXPECT_NEAR(term(run.balance(), "rain"), (100.0 + 2.0 * 50.0) * 1e-5 * 100.0, 1e-8);
    EXPECT_LT(run.balance().relative_error(), 1e-12);
}

} // namespace
} // namespace jumelle::flood
