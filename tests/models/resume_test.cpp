// A run that is left after any step and gone on with by another simulation gives the same bits as one that is
// not: for each model with all it can have, and for all of them together.

#include "tests/models/whole_runs.hpp"

namespace jumelle {
namespace {

using test::Ended;
using test::expect_same;
using test::gallery;
using test::Prepared;
using test::Quiet;
using test::random_steps;
using test::steps_of;
using test::StopAfter;
using test::town;
using test::with_scheme;

Ended run_through(Scenario const& scenario) {
    Prepared run(scenario);
    Ended made;
    Quiet quiet;
    made.results.begin(run.simulation.header(), run.territory.fields);
    made.outcome = run.simulation.run(made.results, quiet);
    made.results.finish({"completed", {}, {}}, run.territory.fields);
    return made;
}

/// The state that is saved right after it was put back.
StateSnapshot saved_again(Simulation& simulation, MemoryResults& results) {
    StateSnapshot snapshot;
    SnapshotSaver saver(snapshot);
    saver("run", simulation);
    saver("results", results);
    return snapshot;
}

/// All but the clock, which goes on.
StateSnapshot without_clock(StateSnapshot snapshot) {
    std::erase_if(snapshot.blocks, [](auto const& block) {
        return block.first.ends_with("/wall") || block.first.ends_with("/cpu");
    });
    return snapshot;
}

/// The run in pieces, each by a simulation of its own, left at all these steps.
Ended run_in_pieces(Scenario const& scenario, std::set<std::int64_t> const& at) {
    Ended made;
    StateSnapshot state;
    std::int64_t done = 0;
    std::vector<std::int64_t> ends(at.begin(), at.end());
    ends.push_back(-1);
    for (auto const end : ends) {
        Prepared run(scenario);
        StopAfter control(end < 0 ? -1 : end - done);
        Quiet quiet;
        if (done == 0) {
            made.results.begin(run.simulation.header(), run.territory.fields);
        } else {
            SnapshotLoader loader(state);
            loader("results", made.results);
            loader("run", run.simulation);
            loader.expect_all_used();
            EXPECT_EQ(without_clock(saved_again(run.simulation, made.results)), without_clock(state));
            made.results.resume(run.simulation.header());
        }
        made.outcome = run.simulation.run({made.results, quiet, control});
        EXPECT_EQ(made.outcome.is_complete, end < 0);
        if (end < 0) made.results.finish({"completed", {}, {}}, run.territory.fields);
        EXPECT_TRUE(end < 0 || control.moment.steps == end);
        state = std::move(control.snapshot);
        done = end;
        // What would have been written after the checkpoint by a run that was killed later.
        if (end >= 0) made.results.write_step(Duration::from_seconds(-1.0), run.territory.fields);
    }
    return made;
}

void expect_resumes(Scenario const& scenario) {
    Ended const whole = run_through(scenario);
    auto const at = random_steps(steps_of(whole.outcome));
    ASSERT_GE(at.size(), 2U);
    expect_same(whole, run_in_pieces(scenario, at));
}

TEST(ARunThatIsLeft, goes_on_with_the_same_bits_with_drains_soil_evaporation_and_thresholds) {
    expect_resumes(gallery("09_storm_drains", {"time.duration=25 min", "territory.resolution=10 m"}));
}

TEST(ARunThatIsLeft, goes_on_with_the_same_bits_with_a_breach_a_pump_and_a_culvert) {
    expect_resumes(gallery("08_dike_breach", {"time.duration=45 min", "territory.resolution=20 m"}));
}

TEST(ARunThatIsLeft, goes_on_with_the_same_bits_with_local_time_steps) {
    expect_resumes(gallery("08_dike_breach", {"time.duration=40 min", "models.flood.time_step=local"}));
}

TEST(ARunThatIsLeft, goes_on_with_the_same_bits_with_the_heat_of_a_day_and_a_night) {
    expect_resumes(gallery("04_hot_day_in_a_grid_town",
                           {"territory.synthetic_town.size=200 m", "territory.resolution=10 m",
                            "models.heat.spin_up=1 h", "time.duration=20 h"}));
}

TEST(ARunThatIsLeft, goes_on_with_the_same_bits_with_the_air_of_the_town) {
    expect_resumes(gallery("04_hot_day_in_a_grid_town",
                           {"territory.synthetic_town.size=200 m", "territory.resolution=10 m",
                            "models.heat.spin_up=1 h", "models.heat.air=transported", "time.duration=14 h"}));
}

TEST(ARunThatIsLeft, goes_on_with_the_same_bits_in_a_decaying_pile) {
    expect_resumes(gallery("01_first_steps_decay", {}));
}

TEST(ARunThatIsLeft, goes_on_with_the_same_bits_in_traffic_over_the_time_of_day) {
    expect_resumes(town(R"(
jumelle: 1
name: A morning
territory: {synthetic_town: {seed: 7, size: 600 m}, resolution: 10 m}
time: {start: 2025-07-01T07:00Z, duration: 40 min, exchange_every: 5 min}
models:
  traffic:
    demand_factor: 4
    profile: [{from: 0 min, factor: 0.5}, {from: 12 min, factor: 1.5}, {from: 30 min, factor: 0}]
    dynamics: {step: 5 s, routes: anew}
    closures:
      - {edges: [bridge/1], from: 10 min, until: 25 min}
outputs: {every: 5 min, fields: [road_flow, road_time, road_queue, road_nox]}
indicators: [lost_vehicle_hours, co2]
)"));
}

TEST(ARunThatIsLeft, goes_on_with_the_same_bits_in_traffic_from_one_equilibrium_to_the_next) {
    expect_resumes(town(R"(
jumelle: 1
name: Sioux Falls with works
territory:
  roads: {csv: 10_sioux_falls/data/links.csv, nodes: 10_sioux_falls/data/nodes.csv, time_unit: 0.6 min}
  demand: {csv: 10_sioux_falls/data/trips.csv}
time: {duration: 4 h, exchange_every: 20 min}
models:
  traffic:
    assignment: equilibrium
    gap: 1e-9
    distribution: {sensitivity: 0.2 1/min, change: 1e-4}
    classes:
      - {name: car, share: 85 %}
      - {name: lorry, share: 15 %, car_units: 2.5, banned: [6-8]}
    closures:
      - {edges: [2-6], from: 30 min, until: 90 min}
      - {edges: [10-15], from: 70 min, until: 2 h}
      - {edges: [5-4], from: 110 min, until: 190 min}
    analysis:
      at: 100 min
      matrices: [time, toll, cost, trips]
      select_links: [{name: south, edges: [10-15]}]
      turns: ["10", "2"]
      accessibility: {of: trips, within: 8 min}
outputs: {every: 1 h}
)"));
}

TEST(ARunThatIsLeft, goes_on_with_the_same_bits_in_traffic_that_some_do_without) {
    expect_resumes(town(R"(
jumelle: 1
name: Works that keep people at home
territory:
  roads: {csv: 10_sioux_falls/data/links.csv, nodes: 10_sioux_falls/data/nodes.csv, time_unit: 0.6 min}
  demand: {csv: 10_sioux_falls/data/trips.csv}
time: {duration: 4 h, exchange_every: 20 min}
models:
  traffic:
    gap: 1e-9
    elastic_demand: {elasticity: -0.4}
    profile: [{from: 0 min, factor: 0.6}, {from: 100 min, factor: 0.8}]
    closures:
      - {edges: [10-15], from: 70 min, until: 3 h}
outputs: {every: 1 h}
)"));
}

TEST(ARunThatIsLeft, goes_on_with_the_same_bits_in_traffic_of_those_who_do_not_know_exactly) {
    expect_resumes(town(R"(
jumelle: 1
name: Works, and drivers who do not know exactly
territory:
  roads: {csv: 10_sioux_falls/data/links.csv, nodes: 10_sioux_falls/data/nodes.csv, time_unit: 0.6 min}
  demand: {csv: 10_sioux_falls/data/trips.csv}
time: {duration: 4 h, exchange_every: 20 min}
models:
  traffic:
    assignment: stochastic
    perception: 1 1/min
    closures:
      - {edges: [10-15], from: 70 min, until: 3 h}
outputs: {every: 1 h}
)"));
}

TEST(ARunThatIsLeft, goes_on_with_the_same_bits_with_all_models_together) {
    expect_resumes(town(with_scheme("scheme: second_order")));
}

TEST(ARunThatIsLeft, goes_on_with_the_same_bits_with_all_models_together_in_single_precision) {
    expect_resumes(town(with_scheme("scheme: inertial, precision: float")));
}

} // namespace
} // namespace jumelle
