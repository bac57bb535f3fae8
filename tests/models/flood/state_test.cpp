// The flood with every process at once, left after some steps and gone on with by a model made anew.

#include <gtest/gtest.h>

#include "bench/cases/coarser.hpp"
#include "tests/models/flood/everything.hpp"
#include "tests/models/flood/stepped.hpp"

namespace jumelle::flood {
namespace {

using cases::FloodCase;
using test::Stepped;

void expect_nothing_is_missing(FloodCase const& problem) {
    constexpr int before = 25, after = 15;
    Stepped whole(problem), first(problem), second(problem);
    whole.step(before + after);
    first.step(before);
    second.take(first.state());
    EXPECT_TRUE(second.state() == first.state());
    second.step(after);
    StateSnapshot const expected = whole.state(), found = second.state();
    for (auto const& [name, block] : expected.blocks) {
        if (test::has_gaps(name)) continue;
        ASSERT_EQ(found.blocks.count(name), 1U) << name;
        EXPECT_TRUE(found.blocks.at(name) == block) << name;
    }
}

struct Choice {
    char const *scheme, *precision, *infiltration, *time_step;
};

class AFloodState : public testing::TestWithParam<Choice> {
  protected:
    static FloodCase town() {
        FloodCase made = test::everything(60, 90);
        cases::set_scheme(made, GetParam().scheme);
        made.parameters["precision"] = Value::make_text(GetParam().precision);
        made.parameters["time_step"] = Value::make_text(GetParam().time_step);
        if (std::string(GetParam().infiltration) == "none") {
            made.forcing.evaporation_mps = TimeSeries::constant(0.0); // else all cells take the same step
        }
        made.parameters["infiltration"] = Value::make_text(GetParam().infiltration);
        return made;
    }
};

TEST_P(AFloodState, holds_all_that_later_steps_depend_on) {
    FloodCase problem = town();
    bool const has_viscosity = std::string(GetParam().infiltration) != "none" &&
                               !std::string(GetParam().scheme).starts_with("inertial");
    if (has_viscosity) cases::set_viscosity(problem, {0.01, 0.6, 0.2});
    expect_nothing_is_missing(problem);
}

TEST(ASubgridState, holds_all_that_later_steps_depend_on) {
    for (char const* const precision : {"double", "float"}) {
        FloodCase fine = test::everything(60, 90);
        fine.territory.drains.reset();
        fine.territory.structures = {};
        fine.forcing.rain_maps = {};
        FloodCase problem = cases::with_fine_terrain(fine, 3);
        problem.parameters["scheme"] = Value::make_text("inertial");
        problem.parameters["precision"] = Value::make_text(precision);
        problem.parameters.erase("shallow_roughness"); // sub-grid terrain does without
        expect_nothing_is_missing(problem);
    }
}

INSTANTIATE_TEST_SUITE_P(of_every_kind, AFloodState,
                         testing::Values(Choice{"second_order", "double", "green_ampt", "global"},
                                         Choice{"second_order", "float", "horton", "global"},
                                         Choice{"first_order", "double", "curve_number", "global"},
                                         Choice{"inertial", "double", "constant", "global"},
                                         Choice{"inertial", "float", "green_ampt", "global"},
                                         Choice{"inertial_upwind", "float", "green_ampt", "global"},
                                         Choice{"second_order", "double", "none", "local"},
                                         Choice{"second_order", "float", "none", "local"}),
                         [](auto const& choice) {
                             return std::string(choice.param.scheme) + "_" + choice.param.precision + "_" +
                                    choice.param.infiltration + "_" + choice.param.time_step;
                         });

} // namespace
} // namespace jumelle::flood
