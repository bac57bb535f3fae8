// A run that is left after any step and gone on with by another simulation gives the same bits as one that is
// not: for each model with all it can have, and for all of them together.

#include <cstring>
#include <gtest/gtest.h>
#include <random>
#include <set>

#include "app/engine.hpp"
#include "core/base/state_snapshot.hpp"
#include "core/results/memory_results.hpp"
#include "core/run/simulation.hpp"
#include "io/yaml/scenario_reader.hpp"
#include "models/all_models.hpp"

namespace jumelle {
namespace {

constexpr unsigned seed = 20251130;
constexpr std::size_t stops = 5;

class Quiet : public ProgressListener {
  public:
    void advanced(Progress const&) override {}
};

/// Leaves a run after so many steps in all, its state in a snapshot.
class StopAfter : public RunControl {
  public:
    explicit StopAfter(std::int64_t steps) : left_(steps) {}
    Wish wish() override { return --left_ == 0 ? Wish::stop : Wish::go_on; }
    void keep(RunMoment const& at, FunctionRef<void(StateArchive&)> state) override {
        moment = at;
        SnapshotSaver saver(snapshot);
        state(saver);
    }
    RunMoment moment;
    StateSnapshot snapshot;

  private:
    std::int64_t left_;
};

/// A scenario with everything a simulation of it needs.
class Prepared {
  public:
    explicit Prepared(Scenario const& made)
        : scenario(made),
          territory(app::load_territory(scenario)),
          forcing(app::load_forcing(scenario, territory, models)),
          simulation(scenario, territory, models, forcing) {}
    Prepared(Prepared const&) = delete;
    Prepared& operator=(Prepared const&) = delete;

    ModelRegistry const models = all_models();
    Scenario const scenario;
    Territory territory;
    Forcing const forcing;
    Simulation simulation;
};

struct Ended {
    MemoryResults results;
    RunOutcome outcome;
};

Ended run_through(Scenario const& scenario) {
    Prepared run(scenario);
    Ended made;
    Quiet quiet;
    made.results.begin(run.simulation.header(), run.territory.fields);
    made.outcome = run.simulation.run(made.results, quiet);
    made.results.finish({"completed", {}, {}}, run.territory.fields);
    return made;
}

std::int64_t steps_of(RunOutcome const& outcome) {
    std::int64_t steps = 0;
    for (auto const& model : outcome.models) steps += model.steps;
    return steps;
}

std::set<std::int64_t> random_steps(std::int64_t all) {
    std::mt19937 random(seed);
    std::set<std::int64_t> chosen;
    while (chosen.size() < std::min(stops, static_cast<std::size_t>(all - 1)))
        chosen.insert(1 + static_cast<std::int64_t>(random() % static_cast<unsigned long>(all - 1)));
    return chosen;
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

bool same_bits(std::vector<double> const& a, std::vector<double> const& b) {
    return a.size() == b.size() &&
           (a.empty() || std::memcmp(a.data(), b.data(), a.size() * sizeof(double)) == 0);
}

bool same_bits(Array2D<double> const& a, Array2D<double> const& b) {
    if (a.rows() != b.rows() || a.columns() != b.columns()) return false;
    for (Index r = 0; r < a.rows(); ++r) {
        if (std::memcmp(a.row(r), b.row(r), static_cast<std::size_t>(a.columns()) * sizeof(double)) != 0)
            return false;
    }
    return true;
}

void expect_same_fields(FieldStore const& a, FieldStore const& b) {
    ASSERT_EQ(a.all().size(), b.all().size());
    for (auto const& [name, field] : a.all()) {
        EXPECT_TRUE(same_bits(field.cells, b.at(name).cells)) << name;
        EXPECT_TRUE(same_bits(field.values, b.at(name).values)) << name;
    }
}

void expect_same_account(ModelAccount const& a, ModelAccount const& b) {
    EXPECT_EQ(a.steps, b.steps) << a.name;
    EXPECT_EQ(a.cell_updates, b.cell_updates) << a.name;
    EXPECT_EQ(a.balance.stored_at_start, b.balance.stored_at_start) << a.name;
    EXPECT_EQ(a.balance.stored, b.balance.stored) << a.name;
    EXPECT_EQ(a.balance.in, b.balance.in) << a.name;
    EXPECT_EQ(a.balance.out, b.balance.out) << a.name;
    ASSERT_EQ(a.balance.terms.size(), b.balance.terms.size());
    for (std::size_t i = 0; i < a.balance.terms.size(); ++i)
        EXPECT_EQ(a.balance.terms[i].value, b.balance.terms[i].value) << a.balance.terms[i].name;
}

void expect_same(Ended const& a, Ended const& b) {
    ASSERT_EQ(a.results.times, b.results.times);
    for (std::size_t step = 0; step < a.results.steps.size(); ++step)
        expect_same_fields(a.results.steps[step], b.results.steps[step]);
    expect_same_fields(a.results.summaries, b.results.summaries);
    ASSERT_EQ(a.results.series_times, b.results.series_times);
    for (std::size_t i = 0; i < a.results.series_values.size(); ++i)
        EXPECT_TRUE(same_bits(a.results.series_values[i], b.results.series_values[i])) << "moment " << i;
    ASSERT_EQ(a.results.gauge_times, b.results.gauge_times);
    for (std::size_t i = 0; i < a.results.gauge_values.size(); ++i) {
        for (std::size_t g = 0; g < a.results.gauge_values[i].size(); ++g)
            EXPECT_TRUE(same_bits(a.results.gauge_values[i][g], b.results.gauge_values[i][g]))
                << i << ' ' << g;
    }
    ASSERT_EQ(a.outcome.models.size(), b.outcome.models.size());
    for (std::size_t m = 0; m < a.outcome.models.size(); ++m)
        expect_same_account(a.outcome.models[m], b.outcome.models[m]);
    ASSERT_EQ(a.outcome.matrices.size(), b.outcome.matrices.size());
    for (std::size_t m = 0; m < a.outcome.matrices.size(); ++m)
        EXPECT_TRUE(same_bits(a.outcome.matrices[m].values, b.outcome.matrices[m].values)) << m;
}

void expect_resumes(Scenario const& scenario) {
    Ended const whole = run_through(scenario);
    auto const at = random_steps(steps_of(whole.outcome));
    ASSERT_GE(at.size(), 2U);
    expect_same(whole, run_in_pieces(scenario, at));
}

Scenario gallery(std::string const& folder, std::vector<std::string> const& changes) {
    static ModelRegistry const models = all_models();
    return read_scenario(std::string(JUMELLE_SOURCE_DIR) + "/scenarios/" + folder + "/scenario.yaml",
                         app::language(models), changes);
}

Scenario town(std::string const& text) {
    static ModelRegistry const models = all_models();
    return read_scenario_text({text, "town.yaml", std::string(JUMELLE_SOURCE_DIR) + "/scenarios"},
                              app::language(models));
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

constexpr char const* coupled_town = R"(
jumelle: 1
name: A cloudburst on a hot afternoon
territory:
  synthetic_town: {seed: 7, size: 200 m}
  resolution: 8 m
forcing:
  rain: {design_storm: {depth: 50 mm, duration: 20 min, shape: chicago, peak: 0.4}}
  weather: {epw: 04_hot_day_in_a_grid_town/data/three_hot_days.epw}
  inflows: [{name: river, at: river_inflow, discharge: 2 m3/s}]
  borders: {north: open, east: open, south: open, west: open}
time: {start: 2025-07-01T15:00+01:00, duration: 30 min, exchange_every: 5 min}
models:
  flood: {SCHEME, infiltration: green_ampt, thresholds: [10 cm]}
  heat: {spin_up: 1 h}
  traffic: {demand_factor: 3, gap: 1e-7}
outputs:
  every: 10 min
  fields: [water_depth, flow_speed, road_flow, road_time, utci, surface_temperature]
  gauges: [{name: bridge, at: bridge_1, radius: 5 m}]
)";

std::string with_scheme(std::string const& scheme) {
    std::string text = coupled_town;
    return text.replace(text.find("SCHEME"), std::strlen("SCHEME"), scheme);
}

TEST(ARunThatIsLeft, goes_on_with_the_same_bits_with_all_models_together) {
    expect_resumes(town(with_scheme("scheme: second_order")));
}

TEST(ARunThatIsLeft, goes_on_with_the_same_bits_with_all_models_together_in_single_precision) {
    expect_resumes(town(with_scheme("scheme: inertial, precision: float")));
}

} // namespace
} // namespace jumelle
