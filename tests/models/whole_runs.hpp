#pragma once

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

/// Whole runs of scenarios in memory, left after some step and compared bit by bit.
namespace jumelle::test {

inline constexpr unsigned seed = 20251130;
inline constexpr std::size_t stops = 5;

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

/// A scenario with its data.
struct Loaded {
    explicit Loaded(Scenario const& made)
        : scenario(made),
          territory(app::load_territory(scenario)),
          forcing(app::load_forcing(scenario, territory, models)) {}

    ModelRegistry const models = all_models();
    Scenario const scenario;
    Territory territory;
    Forcing const forcing;
};

/// A scenario with everything a simulation of it needs.
class Prepared {
  public:
    explicit Prepared(Scenario const& made) : Prepared(Loaded(made), alone()) {}
    /// One rank's own.
    Prepared(Loaded const& loaded, Communicator& ranks)
        : scenario(loaded.scenario),
          territory(loaded.territory),
          forcing(loaded.forcing),
          simulation(scenario, territory, models, forcing, ranks) {}
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

inline std::int64_t steps_of(RunOutcome const& outcome) {
    std::int64_t steps = 0;
    for (auto const& model : outcome.models) steps += model.steps;
    return steps;
}

inline std::set<std::int64_t> random_steps(std::int64_t all) {
    std::mt19937 random(seed);
    std::set<std::int64_t> chosen;
    while (chosen.size() < std::min(stops, static_cast<std::size_t>(all - 1)))
        chosen.insert(1 + static_cast<std::int64_t>(random() % static_cast<unsigned long>(all - 1)));
    return chosen;
}

inline bool same_bits(std::vector<double> const& a, std::vector<double> const& b) {
    return a.size() == b.size() &&
           (a.empty() || std::memcmp(a.data(), b.data(), a.size() * sizeof(double)) == 0);
}

inline bool same_bits(Array2D<double> const& a, Array2D<double> const& b) {
    if (a.rows() != b.rows() || a.columns() != b.columns()) return false;
    for (Index r = 0; r < a.rows(); ++r) {
        if (std::memcmp(a.row(r), b.row(r), static_cast<std::size_t>(a.columns()) * sizeof(double)) != 0)
            return false;
    }
    return true;
}

inline void expect_same_fields(FieldStore const& a, FieldStore const& b) {
    ASSERT_EQ(a.all().size(), b.all().size());
    for (auto const& [name, field] : a.all()) {
        EXPECT_TRUE(same_bits(field.cells, b.at(name).cells)) << name;
        EXPECT_TRUE(same_bits(field.values, b.at(name).values)) << name;
    }
}

inline void expect_same_account(ModelAccount const& a, ModelAccount const& b) {
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

inline void expect_same(Ended const& a, Ended const& b) {
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

inline Scenario gallery(std::string const& folder, std::vector<std::string> const& changes) {
    static ModelRegistry const models = all_models();
    return read_scenario(std::string(JUMELLE_SOURCE_DIR) + "/scenarios/" + folder + "/scenario.yaml",
                         app::language(models), changes);
}

inline Scenario town(std::string const& text) {
    static ModelRegistry const models = all_models();
    return read_scenario_text({text, "town.yaml", std::string(JUMELLE_SOURCE_DIR) + "/scenarios"},
                              app::language(models));
}

inline constexpr char const* coupled_town = R"(
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

inline std::string with_scheme(std::string const& scheme) {
    std::string text = coupled_town;
    return text.replace(text.find("SCHEME"), std::strlen("SCHEME"), scheme);
}

} // namespace jumelle::test
