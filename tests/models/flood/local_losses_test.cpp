#include <cmath>
#include <cstring>
#include <gtest/gtest.h>

#include "bench/cases/local_step_cases.hpp"
#include "core/parallel/loops.hpp"

namespace jumelle::flood {
namespace {

using cases::FloodCase;
using cases::FloodRun;

/// Tiles that take steps of their own over ground and under air that take water.
class LocalLosses : public testing::TestWithParam<char const*> {
  protected:
    LocalLosses() : threads_(loop_threads()) { set_loop_threads(1); }
    ~LocalLosses() override { set_loop_threads(threads_); }

    /// A dam breaks over hills in the rain; the ground takes water in the way of the parameter.
    static FloodCase dam_break(char const* time_step, char const* precision = "double") {
        FloodCase made = cases::dam_break_on_hills();
        made.parameters["time_step"] = Value::make_text(time_step);
        made.parameters["precision"] = Value::make_text(precision);
        made.parameters["infiltration"] = Value::make_text(GetParam());
        made.parameters["soil"] = Value::make_text("sand");
        made.parameters["infiltration_rate"] = Value::make_quantity(1e-4);
        made.parameters["horton_decay"] = Value::make_quantity(0.05);
        made.forcing.rain_mps = {{0.0, 4.0, 8.0}, {5e-5, 0.0, 5e-5}, Interpolation::steps};
        made.forcing.evaporation_mps = TimeSeries::constant(2e-5);
        return made;
    }

  private:
    int threads_;
};
INSTANTIATE_TEST_SUITE_P(Ways, LocalLosses,
                         testing::Values("none", "constant", "green_ampt", "horton", "curve_number"));

double term(Balance const& balance, std::string const& name) {
    for (auto const& term : balance.terms) {
        if (term.name == name) return term.value;
    }
    return 0.0;
}

TEST_P(LocalLosses, take_what_they_take_with_one_step_for_all) {
    FloodRun global(dam_break("global")), local(dam_break("local"));
    global.run_until(12.0);
    local.run_until(12.0);
    EXPECT_LT(local.model().cell_updates(), 0.9 * global.model().cell_updates());
    for (std::string const name : {"infiltration", "evaporation"}) {
        double const expected = term(global.balance(), name);
        EXPECT_NEAR(term(local.balance(), name), expected, 0.005 * std::abs(expected)) << name;
        bool const takes = name == "evaporation" || GetParam() != std::string("none");
        EXPECT_LT(expected, takes ? -1.0 : 1e-9) << name;
    }
}

TEST_P(LocalLosses, close_the_account_and_leave_no_depth_below_zero) {
    for (auto const& [precision, limit] : {std::pair{"double", 1e-12}, std::pair{"float", 1e-6}}) {
        FloodRun run(dam_break("local", precision));
        double lowest = 0.0;
        for (double t = 1.0; t <= 20.0; t += 1.0) {
            run.run_until(t);
            auto const& depth = run.field("water_depth");
            for (Index r = 0; r < depth.rows(); ++r) {
                for (Index c = 0; c < depth.columns(); ++c) lowest = std::min(lowest, depth(r, c));
            }
        }
        EXPECT_GE(lowest, 0.0) << precision;
        EXPECT_LT(run.balance().relative_error(), limit) << precision;
    }
}

TEST_P(LocalLosses, have_the_same_bits_for_any_number_of_threads) {
    Array2D<double> depth, taken;
    for (int const threads : {1, 2, 3}) {
        set_loop_threads(threads);
        FloodRun run(dam_break("local"));
        run.run_until(5.0);
        auto const& now = run.field("water_depth");
        auto const& now_taken =
            run.summary(GetParam() == std::string("none") ? "max_water_depth" : "infiltration_depth");
        if (threads == 1) {
            depth = now;
            taken = now_taken;
        }
        auto const bytes = static_cast<std::size_t>(now.columns()) * sizeof(double);
        for (Index r = 0; r < now.rows(); ++r) {
            ASSERT_EQ(std::memcmp(depth.row(r), now.row(r), bytes), 0) << threads << " threads, row " << r;
            ASSERT_EQ(std::memcmp(taken.row(r), now_taken.row(r), bytes), 0)
                << threads << " threads, row " << r;
        }
    }
}

} // namespace
} // namespace jumelle::flood
