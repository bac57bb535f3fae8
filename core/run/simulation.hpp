#pragma once

#include <memory>

#include "core/model/model.hpp"
#include "core/results/result_sink.hpp"
#include "core/run/gauges.hpp"
#include "core/run/observed.hpp"
#include "core/run/run_control.hpp"
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
    void archive_state(StateArchive& archive) { archive("value", value); }
};

/// Time that a run has taken, with what went before a resume.
class RunClock {
  public:
    void start();
    double wall_s() const;
    double cpu_s() const; ///< of all threads of the process
    /// For a state that holds the time of all ranks; collective.
    void gather_state(Communicator& ranks) { cpu_of_others_s_ = sum_of_ranks(ranks, cpu_s()) - cpu_s(); }
    void archive_state(StateArchive& archive);
    /// What went before a resume is another rank's to count.
    void forget_before() { cpu_before_s_ = 0.0; }

  private:
    double wall_before_s_ = 0.0, cpu_before_s_ = 0.0, cpu_of_others_s_ = 0.0;
    double wall_start_s_ = 0.0, cpu_start_s_ = 0.0;
};

/// What is known when a run has ended.
struct RunOutcome {
    std::vector<ModelAccount> models;
    std::vector<GaugeComparison> gauges;
    std::vector<SeriesFit> fits; ///< of what was observed over time
    std::vector<SeriesValue> series;
    std::vector<ZoneMatrix> matrices; ///< between zones; none where the run was left before its end
    double wall_s = 0.0, cpu_s = 0.0; ///< with what went before a resume
    bool is_complete = true;          ///< false: stopped where its control wished so
    Duration elapsed;                 ///< model time that was reached
    int ranks = 1;                    ///< that have computed it; the CPU seconds are of all of them
    SentCounts sent;                  ///< between all ranks since they began
};

/// Whom a run talks to.
struct RunPorts {
    ResultSink& sink;
    ProgressListener& listener;
    RunControl& control;
};

/// Who computes beside it.
struct RunCompany {
    Communicator& ranks = alone(); ///< the same run, together
    SharedWork* shared =
        nullptr; ///< other runs of the process, from the same long calculations; null: nobody
};

/// One scenario on one territory: made once, checked before the first step, run once.
///
/// A run may be left after any step of any model, and gone on with by another simulation of the same
/// scenario: what comes out is the same, bit for bit.
class Simulation {
  public:
    /// Chooses and orders the models, places gauges, makes every model. Where there are several ranks each
    /// has its own simulation of the same scenario; all give the same results.
    /// @throws InputError with all faults. All references must outlive the simulation.
    Simulation(Scenario const& scenario, Territory& territory, ModelRegistry const& registry,
               Forcing const& forcing, RunCompany const& company = {});

    /// What a sink needs to know; the caller adds its own provenance to `attributes`.
    RunHeader header() const;

    /// Runs from start to end. Between `begin` and the footer the results so far are kept by the sink, so an
    /// exception leaves them readable.
    /// @throws RunError where a model fails or a balance does not close; whatever the sink throws
    RunOutcome run(RunPorts const& ports);
    RunOutcome run(ResultSink& sink, ProgressListener& listener);

    /// Passes the state of the run through the archive, that of its results apart. Put back, before `run`, it
    /// makes the run go on there, whatever number of ranks has kept it.
    /// @throws IoError where a model of this program keeps its state in another version
    void archive_state(StateArchive& archive);
    bool is_resumed() const { return is_resumed_; }
    /// Lets all ranks go on where rank 0 does; collective. @pre rank 0 has put a state back
    void share_resumed_state();

  private:
    struct Part {
        std::unique_ptr<Model> model;
        ModelDescription const* description;
        ModelAccount account;
        std::vector<Balance::Term> terms; ///< of the account, known once the model is made
        Duration last_step;
        std::vector<SeriesValue> series; ///< that the model tells, with their last values
        void archive_state(StateArchive& archive);
    };
    /// Between two steps: how far the model is that goes on.
    struct Position {
        std::int64_t window = 0, part = 0;
        Duration now;
    };
    void choose_models(ModelRegistry const& registry, Forcing const& forcing);
    void choose_outputs(FaultList& faults);
    void choose_gauges(Forcing const& forcing, FaultList& faults);
    void add_part(ModelEntry const& entry, ModelSetup const& setup);
    /// Fields on request that the outputs name, or that another model reads.
    std::vector<std::string> requested_of(ModelDescription const& description,
                                          std::vector<ChosenModel> const& models) const;
    void begin(ResultSink& sink);
    void show_resumed();
    void step(Part& part, Window const& window);
    /// @returns whether the run goes on
    bool run_part(Part& part, Window const& window, RunPorts const& ports);
    bool run_window(Window const& window, RunPorts const& ports);
    void end_window(Window const& window, RunPorts const& ports);
    RunControl::Wish wish_of_all(RunControl& control) const;
    bool heed(RunPorts const& ports);
    RunMoment moment() const;
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
    SharedWork* shared_;
    std::vector<Part> parts_;
    std::vector<Gauge> gauges_;
    ObservedGauges observed_;
    std::vector<Section> sections_;
    std::vector<SeriesInfo> series_; ///< of all parts, one after the other
    std::vector<FieldInfo> outputs_, summaries_, constants_;
    Position position_;
    bool is_resumed_ = false;
    RunClock clock_;
};

} // namespace jumelle
