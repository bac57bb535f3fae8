// What several ranks keep of a flood is what one would keep, and any number of ranks goes on from it.

#include <gtest/gtest.h>

#include "core/parallel/thread_ranks.hpp"
#include "tests/models/flood/everything.hpp"
#include "tests/models/flood/stepped.hpp"
#include "tests/models/flood/works_across_bands.hpp"

namespace jumelle::flood {
namespace {

using cases::FloodCase;
using test::Stepped;

struct Kept {
    StateSnapshot state;
    std::vector<double> series;
    double cell_updates = 0.0;
};

/// What is kept after `steps` steps of so many ranks, from the start or from what others have kept.
Kept kept_by(int ranks, FloodCase const& problem, int steps, Kept const* from = nullptr) {
    std::vector<Kept> kept(static_cast<std::size_t>(ranks));
    run_as_ranks(ranks, [&](Communicator& communicator) {
        Stepped run(problem, communicator);
        if (from != nullptr) run.take(from->state);
        run.step(steps);
        auto& mine = kept[static_cast<std::size_t>(communicator.rank())];
        mine.state = run.state();
        mine.series = run.series();
        run.step(1); // keeping changes nothing
        mine.cell_updates = run.cell_updates();
    });
    for (Kept const& of_rank : kept) EXPECT_EQ(of_rank.cell_updates, kept.front().cell_updates);
    return kept.front();
}

void expect_same(Kept const& found, Kept const& expected) {
    EXPECT_EQ(found.cell_updates, expected.cell_updates);
    EXPECT_EQ(found.series, expected.series);
    EXPECT_EQ(found.state.blocks.size(), expected.state.blocks.size());
    for (auto const& [name, block] : expected.state.blocks) {
        if (test::has_gaps(name)) continue;
        ASSERT_EQ(found.state.blocks.count(name), 1U) << name;
        EXPECT_TRUE(found.state.blocks.at(name) == block) << name;
    }
}

void expect_any_number_of_ranks_goes_on(FloodCase const& problem) {
    constexpr int before = 25, after = 15;
    Kept const half = kept_by(1, problem, before), whole = kept_by(1, problem, before + after);
    struct Change {
        int from, to;
    };
    for (Change const ranks : {Change{1, 3}, Change{3, 1}, Change{2, 4}, Change{4, 3}}) {
        SCOPED_TRACE(std::to_string(ranks.from) + " ranks, then " + std::to_string(ranks.to));
        Kept const kept = kept_by(ranks.from, problem, before);
        expect_same(kept, half);
        expect_same(kept_by(ranks.to, problem, after, &kept), whole);
    }
}

struct Choice {
    char const *scheme, *precision, *infiltration;
};

class RanksThatKeep : public testing::TestWithParam<Choice> {};

TEST_P(RanksThatKeep, keep_what_one_would_and_any_number_goes_on_from_it) {
    FloodCase problem = test::everything(60, 60);
    cases::set_scheme(problem, GetParam().scheme);
    test::add_works_across_bands(problem);
    problem.parameters["precision"] = Value::make_text(GetParam().precision);
    problem.parameters["infiltration"] = Value::make_text(GetParam().infiltration);
    if (!std::string(GetParam().scheme).starts_with("inertial"))
        cases::set_viscosity(problem, {0.01, 0.6, 0.2});
    expect_any_number_of_ranks_goes_on(problem);
}

INSTANTIATE_TEST_SUITE_P(the_state_of_a_flood, RanksThatKeep,
                         testing::Values(Choice{"second_order", "double", "green_ampt"},
                                         Choice{"second_order", "float", "horton"},
                                         Choice{"inertial", "double", "constant"},
                                         Choice{"inertial", "float", "curve_number"},
                                         Choice{"inertial_upwind", "double", "constant"}),
                         [](auto const& choice) {
                             return std::string(choice.param.scheme) + "_" + choice.param.precision + "_" +
                                    choice.param.infiltration;
                         });

TEST(RanksThatKeep, keep_which_land_is_dry) {
    FloodCase dry;
    dry.territory = cases::flat_territory(60, 200, 2.0);
    cases::set_field(dry.territory, "elevation", [](Cell c) { return 0.02 * static_cast<double>(c.column); });
    dry.forcing.inflows.push_back({"spring", {{20, 5}, {44, 120}}, TimeSeries::constant(0.5)});
    dry.forcing.borders.west.kind = BorderKind::open;
    expect_any_number_of_ranks_goes_on(dry);
}

TEST(RanksThatKeep, keep_the_time_steps_of_tiles) {
    FloodCase made = test::everything(60, 60);
    made.parameters["infiltration"] = Value::make_text("none");
    made.forcing.evaporation_mps = TimeSeries::constant(0.0);
    made.parameters["time_step"] = Value::make_text("local");
    expect_any_number_of_ranks_goes_on(made);
}

} // namespace
} // namespace jumelle::flood
