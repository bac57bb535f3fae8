#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/state_archive.hpp"
#include "core/base/time.hpp"
#include "core/model/forcing.hpp"
#include "core/model/shared_work.hpp"
#include "core/parallel/communicator.hpp"
#include "core/scenario/schema.hpp"
#include "core/territory/section.hpp"
#include "core/territory/series_info.hpp"
#include "core/territory/territory.hpp"
#include "core/territory/zone_matrix.hpp"

namespace jumelle {

/// A field that a model needs.
struct FieldNeed {
    std::string name, unit;
    Location location = Location::cell;
    bool required = true; ///< false: used where somebody provides it
};

/// Account of the conserved quantity of a model since the start of the run: stored − stored at start = in −
/// out up to the error.
struct Balance {
    struct Term {
        std::string name;   ///< `rain`, `inflow`, `border_north`
        double value = 0.0; ///< positive into the territory
    };
    std::string quantity, unit; ///< `water`, `m3`
    double stored_at_start = 0.0, in = 0.0, out = 0.0, stored = 0.0;
    std::vector<Term> terms; ///< what `in` and `out` are made of

    /// stored − stored_at_start − in + out
    double error() const { return stored - stored_at_start - in + out; }
    /// |error| / max(in, out, stored, stored_at_start), 0 where all are 0.
    double relative_error() const;
};

/// Relative balance error at which a run is stopped, unless a model is stricter.
inline constexpr double default_balance_limit = 1e-6;

/// What a model is, known without running it.
struct ModelDescription {
    std::string name, sentence;
    Schema parameters;
    std::vector<FieldNeed> reads;
    std::vector<FieldInfo> writes;          ///< change over time
    std::vector<FieldInfo> summaries;       ///< written once, at the end: maxima, first arrival
    std::vector<FieldInfo> on_request = {}; ///< change over time; written where `outputs.fields` names them
    double balance_limit = default_balance_limit; ///< relative error at which a run is stopped
    int state_version = 1;                        ///< of what `Model::archive_state` passes
};

/// Everything a model is made from. All references outlive the model.
struct ModelSetup {
    Territory const& territory;
    FieldStore& fields; ///< holds the territory's fields and, once made, those of all models
    Forcing const& forcing;
    Value const& parameters;
    Duration duration;                       ///< of the whole run
    std::vector<std::string> requested = {}; ///< fields of `on_request` that must be published
    std::vector<Section> sections = {};      ///< across which flow is counted
    Communicator& ranks = alone();           ///< that compute this run together
    SharedWork* shared = nullptr;            ///< with other runs of the process; null: there are none
};

/// A process that changes fields over time. `core/run` calls, for each exchange window:
/// `longest_step`, `step` until the window is full, then `publish`.
///
/// Where several ranks compute a run, each has its own copy of the model, of which all members are called in
/// the same order. All copies give the same answers: either each does all the work, or they share it
/// (`GridShare`) and `publish` puts the fields together.
class Model {
  public:
    virtual ~Model() = default;
    /// Work at the start of the run that is too long for a check of the scenario; called once before the
    /// first step, then `publish`. Until then the model publishes a state in which nothing has begun.
    virtual void begin() {}
    /// The longest stable step from the present state; at least one tick.
    virtual Duration longest_step() = 0;
    /// Advances the state from `now` (since the start of the run) by `length`. @pre length <= longest_step()
    virtual void step(Duration now, Duration length) = 0;
    /// Puts the fields it declares in `writes` into the store, with the present state; called first right
    /// after the model is made.
    virtual void publish(FieldStore& fields) = 0;
    /// Puts the fields it declares in `summaries` and `more_summaries` into the store; called once, at the
    /// end.
    virtual void publish_summaries(FieldStore& fields) = 0;
    /// Summaries that its parameters ask for, beside those of the description.
    virtual std::vector<FieldInfo> more_summaries() const { return {}; }
    /// Numbers over time that are no fields; the same ones during the whole run.
    virtual std::vector<SeriesInfo> series() const { return {}; }
    /// Appends the value of each of `series` at `now`; called at the start and then once at each exchange, so
    /// that means and sums since the last call can be told.
    virtual void read_series(Duration /*now*/, std::vector<double>& /*values*/) {}
    /// Numbers between zones that its parameters ask for; called once, at the end. All have the same zones.
    virtual std::vector<ZoneMatrix> matrices() const { return {}; }
    /// Relative balance error at which the run is stopped, where the scenario chooses it.
    virtual std::optional<double> balance_limit() const { return std::nullopt; }
    virtual Balance balance() const = 0;
    /// Cells worked on since the start (cells × steps), for the speed figure.
    virtual double cell_updates() const = 0;
    /// Where ranks share the work of the model: puts together, on all of them, what `archive_state` passes,
    /// so that any number of ranks can go on from what one of them keeps.
    virtual void gather_state() {}
    /// Passes through the archive all that it remembers from step to step: what a model made from the same
    /// setup lacks for going on with the same bits. Put back it takes the place of `begin`. Whoever changes
    /// what is passed, or what it means, raises `ModelDescription::state_version`.
    virtual void archive_state(StateArchive& archive) = 0;
};

struct ModelEntry {
    ModelDescription description;
    std::unique_ptr<Model> (*make)(ModelSetup const&) = nullptr;
};

/// The models of this build, by name. A plain value: nothing registers itself.
class ModelRegistry {
  public:
    /// @pre no model of that name yet
    void add(ModelEntry entry);
    ModelEntry const* find(std::string const& name) const;
    std::vector<ModelEntry> const& all() const { return entries_; }
    std::vector<std::string> names() const;

  private:
    std::vector<ModelEntry> entries_;
};

} // namespace jumelle
