#pragma once

#include <memory>

#include "core/model/model.hpp"
#include "core/results/result_sink.hpp"
#include "core/run/gauges.hpp"
#include "core/run/schedule.hpp"
#include "core/run/sections.hpp"
#include "core/run/timeline.hpp"
#include "core/scenario/scenario.hpp"

namespace jumelle {

/// What one model did in a run.
struct ModelAccount {
    std::string name;
    Balance balance;
    double relative_error = 0.0;
    std::int64_t steps = 0;
    double cell_updates = 0.0;
    double wall_s = 0.0, cpu_s = 0.0; ///< inside the model; CPU seconds of all threads of the process
};

/// How far a run is; told after each window.
struct Progress {
    Duration elapsed, duration; ///< model time
    Duration last_step;         ///< of the first model of the schedule
    double cell_updates = 0.0;  ///< since the start, all models
    double wall_s = 0.0;        ///< since the start of the loop
    double largest_balance_error = 0.0;
};

class ProgressListener {
  public:
    virtual ~ProgressListener() = default;
    virtual void advanced(Progress const& progress) = 0;
};

/// The last value of a series that a model tells beside its account.
struct SeriesValue {
    SeriesInfo info;
    double value = 0.0;
};

/// What is known when a run has ended.
struct RunOutcome {
    std::vector<ModelAccount> models;
    std::vector<GaugeComparison> gauges;
    std::vector<SeriesValue> series;
    double wall_s = 0.0, cpu_s = 0.0;
};

/// One scenario on one territory: made once, checked before the first step, run once.
class Simulation {
  public:
    /// Chooses and orders the models, places gauges, makes every model. Where there are several ranks each has
    /// its own simulation of the same scenario; all give the same results.
    /// @throws InputError with all faults. All references must outlive the simulation.
    Simulation(Scenario const& scenario, Territory& territory, ModelRegistry const& registry,
               Forcing const& forcing, Communicator& ranks = alone());

    /// What a sink needs to know; the caller adds its own provenance to `attributes`.
    RunHeader header() const;

    /// Runs from start to end. Between `begin` and the footer the results so far are kept by the sink, so an
    /// exception leaves them readable.
    /// @throws RunError where a model fails or a balance does not close; whatever the sink throws
    RunOutcome run(ResultSink& sink, ProgressListener& listener);

  private:
    struct Part {
        std::unique_ptr<Model> model;
        ModelDescription const* description;
        ModelAccount account;
        std::vector<Balance::Term> terms; ///< of the account, known once the model is made
        Duration last_step;
        std::vector<SeriesValue> series; ///< that the model tells, with their last values
    };
    void choose_models(ModelRegistry const& registry, Forcing const& forcing);
    void choose_outputs(FaultList& faults);
    void add_part(ModelEntry const& entry, ModelSetup const& setup);
    std::vector<std::string> requested_of(ModelDescription const& description) const;
    void run_window(Part& part, Window const& window);
    void note_balance(Part& part) const;
    void check_balance(Part const& part, Duration elapsed) const;
    /// Gauges and series of this moment.
    void record(ResultSink& sink, Duration elapsed);
    void write_gauges(ResultSink& sink, Duration elapsed) const;
    void write_series(ResultSink& sink, Duration elapsed);
    Progress progress_at(Duration elapsed) const;
    RunOutcome outcome() const;

    Scenario const& scenario_;
    Territory& territory_;
    Communicator& ranks_;
    std::vector<Part> parts_;
    std::vector<Gauge> gauges_;
    std::vector<Section> sections_;
    std::vector<SeriesInfo> series_; ///< of all parts, one after the other
    std::vector<FieldInfo> outputs_, summaries_, constants_;
};

} // namespace jumelle
