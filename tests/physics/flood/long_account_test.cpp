#include <gtest/gtest.h>

#include "tests/models/flood/everything.hpp"

namespace jumelle::flood {
namespace {

constexpr double day_s = 86400.0, steps = 1e6;

class WeakRain : public testing::TestWithParam<char const*> {};

// A day of 1 mm/h on a small slope with soil and a sewer, in a million steps of 0.0864 s: each step brings
// 2.4e-8 m, far below what a float depth of a centimetre can hold.
TEST_P(WeakRain, of_a_day_in_a_million_steps_is_found_again) {
    cases::FloodCase problem;
    problem.territory = cases::flat_territory(6, 6, 5.0);
    auto const ground = [](Cell c) { return 2.0 + 0.02 * static_cast<double>(c.row + c.column); };
    cases::set_field(problem.territory, "elevation", ground);
    cases::set_field(problem.territory, "land_cover", [](Cell c) { return c.column < 4 ? 2.0 : 9.0; });
    Grid const& grid = problem.territory.grid;
    problem.territory.drains =
        test::short_sewer(grid.centre({3, 1}), ground({3, 1}), grid.centre({0, 0}), ground({0, 0}));
    problem.forcing.rain_mps = TimeSeries::constant(1.0 * test::mps_per_mmph);
    problem.parameters["infiltration"] = Value::make_text("green_ampt");
    problem.parameters["soil"] = Value::make_text("clay");
    problem.parameters["longest_step"] = Value::make_quantity(day_s / steps);
    problem.parameters["precision"] = Value::make_text(GetParam());
    cases::FloodRun run(std::move(problem));
    run.run_until(day_s);
    Balance const balance = run.balance();
    EXPECT_GE(run.steps(), 1'000'000);
    EXPECT_NEAR(balance.terms.front().value, 0.024 * 36.0 * 25.0, 1e-6);
    EXPECT_LT(balance.relative_error(), std::string(GetParam()) == "float" ? 1e-6 : 1e-12);
    RecordProperty("relative_error", std::to_string(balance.relative_error()));
    std::printf("%s: relative error of the volume %.2e after %td steps\n", GetParam(),
                balance.relative_error(), run.steps());
}

INSTANTIATE_TEST_SUITE_P(in_each_precision, WeakRain, testing::Values("double", "float"),
                         [](auto const& chosen) { return std::string(chosen.param); });

} // namespace
} // namespace jumelle::flood
