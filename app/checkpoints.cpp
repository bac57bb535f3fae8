#include "app/checkpoints.hpp"

#include <fmt/format.h>

#include "app/duration_option.hpp"
#include "app/stop_signal.hpp"
#include "core/base/error.hpp"
#include "core/base/log.hpp"
#include "core/base/version.hpp"

namespace jumelle::app {

namespace {

namespace fs = std::filesystem;

Clock::time_point after(Clock::time_point now, std::optional<double> seconds) {
    if (!seconds) return Clock::time_point::max();
    return now + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(*seconds));
}

/// Why a run cannot go on from a checkpoint; empty where it can.
std::string misfit(CheckpointHead const& found, RunHeader const& header) {
    if (found.scenario_sha256 != header.scenario_sha256) return "belongs to another scenario";
    if (found.engine != engine_name())
        return fmt::format("was written by jumelle {}, and this is {}: another program may round otherwise",
                           found.engine, engine_name());
    return "";
}

[[noreturn]] void refuse(fs::path const& results, std::string const& why) {
    Fault fault;
    fault.place.file = results.parent_path().string();
    fault.message = "the checkpoint " + why;
    fault.hint = "run it without --resume to begin anew, or choose another folder with -o";
    throw InputError(fault);
}

/// A run that ended between giving its results their name and telling so has them under that name.
void take_finished_results_back(fs::path const& results) {
    fs::path const part = Hdf5ResultWriter::part_path(results);
    std::error_code unimportant;
    if (!fs::exists(part, unimportant)) fs::rename(results, part, unimportant);
}

/// @returns null, and why, where the results that belong to the checkpoint are not there any more
std::unique_ptr<Hdf5ResultWriter> resumed_from(CheckpointReader const& checkpoint, Simulation& simulation,
                                               RunHeader const& header, fs::path const& results,
                                               std::string& problem) {
    auto sink = std::make_unique<Hdf5ResultWriter>(results);
    bool are_results_there = false;
    try {
        checkpoint.read([&](StateArchive& archive) {
            archive("results", *sink);
            sink->resume(header);
            are_results_there = true;
            archive("run", simulation);
        });
        return sink;
    } catch (IoError const& error) {
        if (are_results_there) throw;
        problem = error.what();
        return nullptr;
    }
}

} // namespace

StopRules stop_rules(StopOptions const& options) {
    StopRules rules;
    if (!options.checkpoint_every.empty()) rules.checkpoint_every_s = seconds_of(options.checkpoint_every);
    if (auto const seconds = seconds_of(options.walltime)) rules.stop_at = after(Clock::now(), *seconds);
    return rules;
}

bool is_time_to_stop(StopRules const& rules) {
    return stop_is_asked() || (rules.stop_at && Clock::now() >= *rules.stop_at);
}

CheckpointKeeper::CheckpointKeeper(CheckpointPair& pair, StopRules const& rules, CheckpointHead head)
    : pair_(pair),
      rules_(rules),
      head_(std::move(head)),
      next_(after(Clock::now(), rules.checkpoint_every_s)) {}

RunControl::Wish CheckpointKeeper::wish() {
    if (is_time_to_stop(rules_)) {
        is_stopping_ = true;
        return Wish::stop;
    }
    return Clock::now() >= next_ ? Wish::keep : Wish::go_on;
}

void CheckpointKeeper::keep(RunMoment const& moment, FunctionRef<void(StateArchive&)> state) {
    head_.steps = moment.steps;
    head_.time_ticks = moment.elapsed.ticks();
    head_.step_ticks = moment.last_step.ticks();
    try {
        pair_.write(head_, state);
    } catch (IoError const& error) {
        if (is_stopping_) throw;
        log_warning("{}; the run goes on, and the checkpoint before it stays", error.what());
    }
    next_ = after(Clock::now(), rules_.checkpoint_every_s);
}

RunControl::Wish SignalListener::wish() {
    return stop_is_asked() ? Wish::stop : Wish::go_on;
}

std::string engine_name() {
    return fmt::format("{} ({})", version(), git_revision());
}

std::unique_ptr<Hdf5ResultWriter> resume_run(CheckpointPair& pair, Simulation& simulation,
                                             RunHeader const& header, fs::path const& results, Resume how) {
    if (how == Resume::never || !pair.any()) return nullptr;
    take_finished_results_back(results);
    std::vector<std::string> problems;
    for (auto const& checkpoint : pair.newest_first(problems)) {
        std::string problem = misfit(checkpoint.head(), header);
        bool const fits = problem.empty();
        if (!fits && how == Resume::strictly) refuse(results, problem);
        std::unique_ptr<Hdf5ResultWriter> sink;
        if (fits) sink = resumed_from(checkpoint, simulation, header, results, problem);
        if (sink) {
            for (auto const& told : problems) log_warning("{}; the checkpoint before it is taken", told);
            pair.continue_after(checkpoint.head());
            return sink;
        }
        problems.push_back(fits ? problem : "the checkpoint " + problem);
    }
    for (auto const& told : problems) log_warning("{}", told);
    log_warning("{} begins anew: there is no checkpoint to go on from", header.title);
    return nullptr;
}

} // namespace jumelle::app
