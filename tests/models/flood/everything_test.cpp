#include "tests/models/flood/everything.hpp"

#include <cstring>
#include <gtest/gtest.h>

#include "core/parallel/loops.hpp"

namespace jumelle::flood {
namespace {

using cases::FloodCase;
using cases::FloodRun;

struct Outcome {
    Array2D<double> depth, x, y, infiltrated;
    std::vector<double> series;
    Balance balance;
};

Outcome outcome_of(FloodCase problem, int threads, double time_s) {
    int const before = loop_threads();
    set_loop_threads(threads);
    FloodRun run(std::move(problem));
    run.run_until(time_s);
    Outcome made{run.field("water_depth"),
                 run.field("velocity_x"),
                 run.field("velocity_y"),
                 run.summary("infiltration_depth"),
                 {},
                 run.balance()};
    run.model().read_series(run.now(), made.series);
    set_loop_threads(before);
    return made;
}

bool same_bits(Array2D<double> const& a, Array2D<double> const& b) {
    for (Index r = 0; r < a.rows(); ++r) {
        if (std::memcmp(a.row(r), b.row(r), static_cast<std::size_t>(a.columns()) * sizeof(double)) != 0)
            return false;
    }
    return true;
}

double term(Balance const& balance, std::string const& name) {
    for (auto const& candidate : balance.terms) {
        if (candidate.name == name) return candidate.value;
    }
    ADD_FAILURE() << "no term " << name;
    return 0.0;
}

struct Choice {
    char const *scheme, *precision;
};

class Everything : public testing::TestWithParam<Choice> {
  protected:
    FloodCase town(Index rows, Index columns) const {
        FloodCase made = test::everything(rows, columns);
        cases::set_scheme(made, GetParam().scheme);
        made.parameters["precision"] = Value::make_text(GetParam().precision);
        bool const has_viscosity = !std::string(GetParam().scheme).starts_with("inertial");
        if (has_viscosity) cases::set_viscosity(made, {0.01, 0.6, 0.2});
        return made;
    }
};

TEST_P(Everything, has_the_same_bits_for_any_number_of_threads) {
    // Wide enough that the solver finds work for three threads.
    Outcome const one = outcome_of(town(200, 200), 1, 12.0);
    for (int const threads : {2, 3}) {
        Outcome const more = outcome_of(town(200, 200), threads, 12.0);
        EXPECT_TRUE(same_bits(one.depth, more.depth)) << threads;
        EXPECT_TRUE(same_bits(one.x, more.x)) << threads;
        EXPECT_TRUE(same_bits(one.y, more.y)) << threads;
        EXPECT_TRUE(same_bits(one.infiltrated, more.infiltrated)) << threads;
        EXPECT_EQ(one.series, more.series) << threads;
        for (std::size_t i = 0; i < one.balance.terms.size(); ++i) {
            EXPECT_EQ(one.balance.terms[i].value, more.balance.terms[i].value) << one.balance.terms[i].name;
        }
    }
}

TEST_P(Everything, stands_in_one_account) {
    Outcome const run = outcome_of(town(60, 60), 2, 120.0);
    double const mark = std::string(GetParam().precision) == "float" ? 1e-6 : 1e-12;
    EXPECT_LT(run.balance.relative_error(), mark);
    for (char const* name : {"rain", "inflow", "border_east"})
        EXPECT_GT(term(run.balance, name), 0.0) << name;
    for (char const* name : {"infiltration", "evaporation", "pumped_out"}) {
        EXPECT_LT(term(run.balance, name), 0.0) << name;
    }
    double swiftest_mps = 0.0; // the water falls five metres at most
    for (Index r = 0; r < 60; ++r) {
        for (Index c = 0; c < 60; ++c)
            swiftest_mps = std::max(swiftest_mps, std::hypot(run.x(r, c), run.y(r, c)));
    }
    EXPECT_LT(swiftest_mps, 20.0);
    EXPECT_GT(term(run.balance, "drains_stored") - term(run.balance, "drain_outfall"), 0.0);
}

INSTANTIATE_TEST_SUITE_P(of_the_flood, Everything,
                         testing::Values(Choice{"second_order", "double"}, Choice{"second_order", "float"},
                                         Choice{"first_order", "double"}, Choice{"inertial", "double"},
                                         Choice{"inertial", "float"}, Choice{"inertial_upwind", "double"},
                                         Choice{"inertial_upwind", "float"}),
                         [](auto const& choice) {
                             return std::string(choice.param.scheme) + "_" + choice.param.precision;
                         });

} // namespace
} // namespace jumelle::flood
