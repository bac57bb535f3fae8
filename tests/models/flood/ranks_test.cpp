// The same flood by one rank and by several that share the grid: every bit is the same.

#include <cstring>
#include <gtest/gtest.h>

#include "core/parallel/thread_ranks.hpp"
#include "models/flood/description.hpp"
#include "tests/models/flood/everything.hpp"
#include "tests/models/flood/works_across_bands.hpp"

namespace jumelle::flood {
namespace {

using cases::FloodCase;
using cases::FloodRun;

struct Outcome {
    std::map<std::string, Array2D<double>> fields;
    std::vector<double> series;
    Balance balance;
    double cell_updates = 0.0;
    Index steps = 0;
};

/// Runs in two windows, as a run that exchanges fields does.
Outcome outcome_of(FloodCase problem, double time_s, Communicator& ranks) {
    FloodRun run(std::move(problem), ranks);
    Outcome made;
    for (double const until_s : {0.5 * time_s, time_s}) {
        run.run_until(until_s);
        for (char const* name : {"water_depth", "water_level", "velocity_x", "velocity_y", "flow_speed"})
            made.fields[name] = run.field(name);
        made.balance = run.balance();
        run.model().read_series(run.now(), made.series);
    }
    run.summary("max_water_depth");
    std::vector<FieldInfo> summaries = description().summaries;
    for (auto& info : run.model().more_summaries()) summaries.push_back(std::move(info));
    for (auto const& info : summaries) made.fields[info.name] = run.summary(info.name);
    made.cell_updates = run.model().cell_updates();
    made.steps = run.steps();
    return made;
}

std::vector<Outcome> outcomes_of(FloodCase const& problem, double time_s, int ranks) {
    std::vector<Outcome> made(static_cast<std::size_t>(ranks));
    run_as_ranks(ranks, [&](Communicator& communicator) {
        made[static_cast<std::size_t>(communicator.rank())] = outcome_of(problem, time_s, communicator);
    });
    return made;
}

bool same_bits(Array2D<double> const& a, Array2D<double> const& b) {
    for (Index r = 0; r < a.rows(); ++r) {
        if (std::memcmp(a.row(r), b.row(r), static_cast<std::size_t>(a.columns()) * sizeof(double)) != 0)
            return false;
    }
    return a.rows() == b.rows();
}

void expect_same(Outcome const& one, Outcome const& other) {
    EXPECT_EQ(one.steps, other.steps);
    EXPECT_EQ(one.cell_updates, other.cell_updates);
    ASSERT_FALSE(one.fields.empty());
    for (auto const& [name, cells] : one.fields) EXPECT_TRUE(same_bits(cells, other.fields.at(name))) << name;
    ASSERT_EQ(one.series.size(), other.series.size());
    EXPECT_EQ(std::memcmp(one.series.data(), other.series.data(), one.series.size() * sizeof(double)), 0);
    EXPECT_EQ(one.balance.stored, other.balance.stored);
    for (std::size_t i = 0; i < one.balance.terms.size(); ++i) {
        EXPECT_EQ(one.balance.terms[i].value, other.balance.terms[i].value) << one.balance.terms[i].name;
    }
}

/// All ranks of each number of ranks give what one rank gives.
void expect_same_for_any_ranks(FloodCase const& problem, double time_s) {
    Outcome const alone_has = outcome_of(problem, time_s, alone());
    for (int const ranks : {2, 3, 4}) {
        auto const all = outcomes_of(problem, time_s, ranks);
        for (int rank = 0; rank < ranks; ++rank) {
            SCOPED_TRACE(std::to_string(rank) + " of " + std::to_string(ranks));
            expect_same(alone_has, all[static_cast<std::size_t>(rank)]);
        }
    }
}

struct Choice {
    char const *scheme, *precision;
};

class Ranks : public testing::TestWithParam<Choice> {
  protected:
    FloodCase town(Index rows, Index columns) const {
        FloodCase made = test::everything(rows, columns);
        cases::set_scheme(made, GetParam().scheme);
        test::add_works_across_bands(made);
        made.parameters["precision"] = Value::make_text(GetParam().precision);
        return made;
    }
};

TEST_P(Ranks, give_the_same_bits_with_everything_that_acts_on_water) {
    expect_same_for_any_ranks(town(60, 60), 16.0);
}

TEST_P(Ranks, give_the_same_bits_where_they_sweep_while_messages_are_under_way) {
    expect_same_for_any_ranks(town(300, 44), 6.0);
}

TEST_P(Ranks, give_the_same_bits_where_sides_bring_water_and_most_land_is_dry) {
    FloodCase dry = town(80, 70);
    dry.forcing.rain_mps = TimeSeries::constant(0.0);
    dry.forcing.rain_maps = {};
    dry.forcing.evaporation_mps = TimeSeries::constant(0.0);
    dry.parameters.erase("infiltration");
    dry.forcing.borders.west.kind = BorderKind::discharge;
    dry.forcing.borders.west.discharge_m3ps = TimeSeries::constant(4.0);
    dry.forcing.borders.south.kind = BorderKind::level;
    dry.forcing.borders.south.level_m = TimeSeries::constant(5.5);
    expect_same_for_any_ranks(dry, 30.0);
}

INSTANTIATE_TEST_SUITE_P(of_the_flood, Ranks,
                         testing::Values(Choice{"second_order", "double"}, Choice{"second_order", "float"},
                                         Choice{"first_order", "double"}, Choice{"inertial", "double"},
                                         Choice{"inertial", "float"}, Choice{"inertial_upwind", "double"},
                                         Choice{"inertial_upwind", "float"}),
                         [](auto const& choice) {
                             return std::string(choice.param.scheme) + "_" + choice.param.precision;
                         });

TEST(RanksOfTheFlood, give_the_same_bits_with_eddy_viscosity) {
    FloodCase made = test::everything(60, 60);
    cases::set_viscosity(made, {0.01, 0.6, 0.2});
    expect_same_for_any_ranks(made, 10.0);
}

TEST(RanksOfTheFlood, give_the_same_bits_where_tiles_have_their_own_time_steps) {
    FloodCase made = test::everything(60, 60);
    made.parameters.erase("infiltration");
    made.forcing.evaporation_mps = TimeSeries::constant(0.0);
    made.parameters["time_step"] = Value::make_text("local");
    expect_same_for_any_ranks(made, 6.0);
}

TEST(RanksOfTheFlood, may_be_more_than_there_are_rows_for) {
    FloodCase made = test::everything(60, 60);
    FloodCase flat;
    flat.territory = cases::flat_territory(9, 30, 2.0);
    cases::set_field(flat.territory, "elevation", [](Cell c) { return 0.01 * static_cast<double>(c.row); });
    flat.forcing.inflows.push_back({"spring", {{1, 5}, {8, 20}}, TimeSeries::constant(0.2)});
    flat.forcing.borders.east.kind = BorderKind::open;
    expect_same_for_any_ranks(flat, 20.0);
}

/// What each rank says where the water breaks in one of them.
std::vector<std::string> told_by(int ranks) {
    std::vector<std::string> told(static_cast<std::size_t>(ranks));
    run_as_ranks(ranks, [&](Communicator& communicator) {
        FloodCase broken;
        broken.territory = cases::flat_territory(40, 20, 2.0);
        cases::set_field(broken.territory, "elevation", [](Cell) { return 0.0; });
        cases::set_field(broken.territory, "initial_depth",
                         [](Cell c) { return c.row == 33 ? std::numeric_limits<double>::max() : 0.1; });
        FloodRun run(std::move(broken), communicator);
        try {
            run.run_until(1.0);
        } catch (RunError const& error) {
            told[static_cast<std::size_t>(communicator.rank())] = error.what();
        }
    });
    return told;
}

TEST(RanksOfTheFlood, all_tell_of_the_same_broken_cell) {
    std::string const expected = told_by(1).front();
    EXPECT_NE(expected.find("is broken"), std::string::npos) << expected;
    EXPECT_EQ(told_by(3), std::vector<std::string>(3, expected));
}

} // namespace
} // namespace jumelle::flood
