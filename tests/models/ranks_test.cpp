// A run by several ranks gives the same bits as one by a single process, also where it is left on the way and
// gone on with by other numbers of ranks: heat, and all models together.

#include "core/parallel/thread_ranks.hpp"
#include "tests/models/whole_runs.hpp"

namespace jumelle {
namespace {

using test::Ended;
using test::expect_same;
using test::gallery;
using test::Loaded;
using test::Prepared;
using test::Quiet;
using test::steps_of;
using test::StopAfter;
using test::town;
using test::with_scheme;

/// A part of a run: by so many ranks, until so many steps are done; -1: to the end.
struct Piece {
    int ranks = 1;
    std::int64_t until = -1;
};

/// What lies between two pieces, and in the end the answer.
struct OnTheWay {
    Ended ended;
    StateSnapshot state;
    std::int64_t done = 0;
};

/// What each rank does; rank 0 keeps results and state.
void compute(Loaded const& loaded, Piece const& piece, Communicator& ranks, OnTheWay& way) {
    bool const is_first = ranks.rank() == 0;
    Prepared run(loaded, ranks);
    MemoryResults unused;
    MemoryResults& sink = is_first ? way.ended.results : unused;
    if (way.done == 0 || !is_first) sink.begin(run.simulation.header(), run.territory.fields);
    if (way.done > 0) {
        if (is_first) {
            SnapshotLoader loader(way.state);
            loader("results", sink);
            loader("run", run.simulation);
            loader.expect_all_used();
            sink.resume(run.simulation.header());
        }
        run.simulation.share_resumed_state();
    }
    StopAfter control(is_first && piece.until >= 0 ? piece.until - way.done : -1);
    Quiet quiet;
    RunOutcome outcome = run.simulation.run({sink, quiet, control});
    EXPECT_EQ(outcome.is_complete, piece.until < 0);
    if (!is_first) return;
    way.ended.outcome = std::move(outcome);
    way.state = std::move(control.snapshot);
    if (piece.until < 0) sink.finish({"completed", {}, {}}, run.territory.fields);
}

Ended run_in(std::vector<Piece> const& pieces, Loaded const& loaded) {
    OnTheWay way;
    for (Piece const& piece : pieces) {
        run_as_ranks(piece.ranks, [&](Communicator& ranks) { compute(loaded, piece, ranks, way); });
        way.done = piece.until;
    }
    return std::move(way.ended);
}

void expect_same_for_any_ranks(Scenario const& scenario) {
    Loaded const loaded(scenario);
    Ended const one = run_in({{1}}, loaded);
    std::int64_t const steps = steps_of(one.outcome);
    ASSERT_GT(steps, 20);
    for (int const ranks : {2, 3, 4}) {
        SCOPED_TRACE(std::to_string(ranks) + " ranks");
        expect_same(one, run_in({{ranks}}, loaded));
    }
    SCOPED_TRACE("left twice");
    expect_same(one, run_in({{3, steps / 3}, {1, steps / 2}, {4, -1}}, loaded));
    expect_same(one, run_in({{1, 7}, {2, -1}}, loaded));
}

TEST(Ranks, give_the_same_bits_with_the_heat_of_a_morning) {
    expect_same_for_any_ranks(
        gallery("04_hot_day_in_a_grid_town",
                {"territory.synthetic_town.size=200 m", "territory.resolution=8 m", "models.heat.spin_up=1 h",
                 "time.start=2025-07-01T06:00+01:00", "time.duration=6 h",
                 "outputs.fields=[utci, pet, wbgt, air_temperature, "
                 "relative_humidity, surface_temperature]"}));
}

TEST(Ranks, give_the_same_bits_with_heat_under_the_air_of_the_weather) {
    expect_same_for_any_ranks(
        gallery("04_hot_day_in_a_grid_town",
                {"territory.synthetic_town.size=200 m", "territory.resolution=8 m", "models.heat.spin_up=1 h",
                 "models.heat.air=weather", "time.start=2025-07-01T14:00+01:00", "time.duration=8 h"}));
}

TEST(Ranks, give_the_same_bits_with_drains_soil_and_evaporation) {
    expect_same_for_any_ranks(
        gallery("09_storm_drains", {"time.duration=10 min", "territory.resolution=10 m"}));
}

TEST(Ranks, give_the_same_bits_with_all_models_together) {
    expect_same_for_any_ranks(town(with_scheme("scheme: second_order")));
}

TEST(Ranks, give_the_same_bits_with_all_models_together_in_single_precision) {
    expect_same_for_any_ranks(town(with_scheme("scheme: inertial, precision: float")));
}

} // namespace
} // namespace jumelle
