#include "app/study_run.hpp"

#include <atomic>
#include <chrono>
#include <cstdio>
#include <fmt/format.h>
#include <span>
#include <thread>

#include "app/checkpoints.hpp"
#include "app/engine.hpp"
#include "app/exit_code.hpp"
#include "app/run_scenario.hpp"
#include "app/stop_signal.hpp"
#include "app/study_members.hpp"
#include "app/territory_cache.hpp"
#include "core/base/log.hpp"
#include "core/parallel/task_pool.hpp"
#include "io/yaml/scenario_reader.hpp"

namespace jumelle::app {

namespace {

namespace fs = std::filesystem;

/// Before a run is tried again, for what keeps it from being computed to pass [s].
constexpr int retry_pause_s = 1;
/// For all ranks to come to the same fault [s].
constexpr double patience_s = 5.0;

/// How computing a run went.
struct RunEnd {
    std::string error;       ///< why it failed; empty where it did not
    bool may_pass = false;   ///< the reason lies outside of the scenario: trying again may help
    bool is_stopped = false; ///< at a checkpoint
};

/// How many runs failed, or were left out after a failure; how many were stopped or not begun.
struct RunsLeft {
    std::size_t failed = 0, stopped = 0;
};

/// Computes the runs of a study that are not done.
class Runner {
  public:
    Runner(Study const& study, ModelRegistry const& registry, std::vector<std::size_t> todo,
           StudyOptions const& options, Communicator& ranks)
        : study_(study),
          registry_(registry),
          options_(options),
          ranks_(ranks),
          rules_(stop_rules(options.stop)),
          scenarios_(study.spec.base, language(registry)),
          todo_(std::move(todo)),
          budget_(options.memory) {}

    RunsLeft run() {
        if (todo_.empty()) return {};
        if (ranks_.size() > 1) return run_with_ranks();
        int const cores = options_.threads > 0 ? options_.threads : available_cores();
        auto const split = split_cores(cores, static_cast<Index>(todo_.size()), study_.spec.threads_per_run);
        log_info("{} runs to compute, {} at a time with {} threads each, on cores {}, in {}", todo_.size(),
                 split.tasks_at_once, split.threads_per_task, cores_text(), budget_.text());
        threads_ = split.threads_per_task;
        TaskPool(split).run_all(static_cast<Index>(todo_.size()),
                                [this](Index i) { one(study_.runs[todo_[static_cast<std::size_t>(i)]]); });
        return {not_done_, stopped_};
    }

  private:
    /// One run after the other: their threads and memory are those of each rank.
    RunsLeft run_with_ranks() {
        threads_ =
            apply_threads(options_.threads > 0 ? options_.threads : study_.spec.threads_per_run, ranks_);
        log_info("{} runs to compute, one at a time by {} ranks with {} threads each", todo_.size(),
                 ranks_.size(), threads_);
        for (std::size_t const position : todo_) one(study_.runs[position]);
        return {not_done_, stopped_};
    }

    bool is_time_for_all_to_stop() { return ranks_.max(is_time_to_stop(rules_) ? 1.0 : 0.0) > 0.0; }

    void one(StudyRun const& run) {
        if (is_time_for_all_to_stop()) {
            ++stopped_;
            return;
        }
        if (stops_) {
            ++not_done_;
            return;
        }
        auto const began = std::chrono::steady_clock::now();
        RunEnd const end = end_after_tries(run);
        if (end.is_stopped) {
            ++stopped_;
            return;
        }
        std::chrono::duration<double> const took = std::chrono::steady_clock::now() - began;
        std::size_t const ended = ++ended_;
        if (end.error.empty()) {
            log_info("{} of {}: {} in {:.1f} s", ended, todo_.size(), label_of(study_, run), took.count());
            return;
        }
        ++not_done_;
        if (ranks_.rank() == 0)
            log_line(LogLevel::error, fmt::format("{} of {}: {} failed: {}", ended, todo_.size(),
                                                  label_of(study_, run), end.error));
        stops_ = stops_ || study_.spec.on_failure == OnFailure::stop;
    }

    RunEnd end_after_tries(StudyRun const& run) {
        RunEnd end = end_of(run);
        for (int tries = 0; end.may_pass && tries < study_.spec.retries; ++tries) {
            log_line(LogLevel::warning, fmt::format("{}: {}; trying again, {} of {}", label_of(study_, run),
                                                    end.error, tries + 1, study_.spec.retries));
            std::this_thread::sleep_for(std::chrono::seconds(retry_pause_s));
            end = end_of(run);
        }
        return end;
    }

    /// @returns whether the run is complete, and was not stopped
    bool compute(StudyRun const& run) {
        Scenario const scenario = scenarios_.read(run.plan.changes);
        RunSettings settings;
        settings.folder = study_.folder_of(run);
        settings.threads = threads_;
        settings.level = LogLevel::debug;
        settings.territories = &territories_;
        settings.shared = &shared_;
        settings.layouts = &layouts_;
        settings.territory_key = scenarios_.territory_key(run.plan.changes);
        settings.budget = ranks_.size() == 1 ? &budget_ : nullptr;
        settings.ranks = &ranks_;
        settings.stop = rules_;
        settings.resume = Resume::if_it_can;
        return run_scenario(scenario, registry_, settings).outcome.is_complete;
    }

    RunEnd end_of(StudyRun const& run) {
        RunEnd end;
        try {
            end.is_stopped = !compute(run);
            return end;
        } catch (RunError const& error) {
            expect_all_to_fail();
            return {error.what()}; // run.json tells of it
        } catch (InputError const& error) {
            expect_all_to_fail();
            note_failure(run, error.what());
            return {error.what()};
        } catch (std::exception const& error) {
            if (ranks_.size() > 1) throw; // the others wait for this rank: nothing goes on
            note_failure(run, error.what());
            return {error.what(), true};
        }
    }

    /// A fault of the scenario meets all ranks. Within a `catch`: else the fault goes on, and ends all.
    void expect_all_to_fail() {
        if (ranks_.size() > 1 && !ranks_.all_give_up(patience_s)) throw;
    }

    /// Writes why a run failed where its results would be; where even that fails, the log alone tells.
    void note_failure(StudyRun const& run, std::string const& error) const {
        if (ranks_.rank() != 0) return;
        fs::path const folder = study_.folder_of(run);
        RunReport report;
        report.run = (folder / "run.nc").string();
        report.status = "failed";
        report.error = error;
        report.scenario_sha256 = run.scenario_sha256;
        try {
            make_folder(folder);
            write_text(folder / "run.json", to_json(report));
        } catch (IoError const& second) {
            log_line(LogLevel::warning, second.what());
        }
    }

    Study const& study_;
    ModelRegistry const& registry_;
    StudyOptions const& options_;
    Communicator& ranks_;
    StopRules rules_;
    ChangedScenarios scenarios_;
    std::vector<std::size_t> todo_;
    TerritoryCache territories_;
    SharedWork shared_, layouts_;
    RunBudget budget_;
    int threads_ = 1;
    std::atomic<std::size_t> ended_ = 0, not_done_ = 0, stopped_ = 0;
    std::atomic<bool> stops_ = false;
};

/// Runs that are chosen, are not done, and are the first of those that are the same.
std::vector<std::size_t> runs_to_compute(Study const& study, std::vector<RunState> const& states,
                                         std::vector<bool> const& chosen) {
    std::vector<std::size_t> todo;
    for (std::size_t i = 0; i < study.runs.size(); ++i)
        if (chosen[i] && study.runs[i].computed_as == i && states[i] != RunState::done) todo.push_back(i);
    return todo;
}

/// Those of the chosen runs; others are told as missing, and their files are not read.
std::vector<RunState> states_of(Study const& study, std::vector<bool> const& chosen) {
    StateFinder finder;
    std::vector<RunState> states(study.runs.size(), RunState::missing);
    for (std::size_t i = 0; i < states.size(); ++i) {
        StudyRun const& run = study.runs[i];
        if (run.computed_as != i)
            states[i] = states[run.computed_as];
        else if (chosen[i])
            states[i] = finder.state_of(study, run);
    }
    return states;
}

/// Writes the plan where it is not there, and takes away what killed runs have left. @returns runs to compute
std::vector<std::size_t> prepared(Study const& study, StudyOptions const& options) {
    auto const chosen = chosen_runs(options.members, options.shard, study.runs.size());
    bool const is_whole = options.members.empty() && options.shard.empty();
    // Tasks of an array begin at the same moment: the plan was written when they were submitted.
    std::error_code error;
    if (is_whole || !fs::exists(study.folder / "study.lock", error)) write_plan(study);
    auto const before = states_of(study, chosen);
    auto todo = runs_to_compute(study, before, chosen);
    // A kill between the end of a run and the end of its checkpoints leaves these.
    for (std::size_t i = 0; i < before.size(); ++i)
        if (chosen[i] && before[i] == RunState::done) CheckpointPair(study.folder_of(study.runs[i])).remove();
    if (is_whole && todo.size() < study.runs.size()) log_info("{}", counts_text(before));
    return todo;
}

/// What rank 0 says; on all ranks.
std::vector<std::size_t> told_to_all(std::vector<std::size_t> numbers, Communicator& ranks) {
    std::size_t count = numbers.size();
    tell_all(ranks, std::as_writable_bytes(std::span(&count, 1)));
    numbers.resize(count);
    tell_all(ranks, std::as_writable_bytes(std::span(numbers)));
    return numbers;
}

int exit_code_of(RunsLeft const& left) {
    if (left.stopped > 0) return exit_stopped; // so that a job script starts it again
    return left.failed > 0 ? exit_run_failed : exit_ok;
}

void expect_planned_ranks(Study const& study, Communicator& ranks) {
    int const planned = study.spec.ranks_per_run;
    if (planned > 1 && planned != ranks.size())
        log_line(LogLevel::warning,
                 fmt::format("run.ranks_per_run is {}, but {} computes: start it with mpirun -n {}", planned,
                             ranks.size() == 1 ? "one process" : fmt::format("{} ranks", ranks.size()),
                             planned));
}

} // namespace

std::vector<RunState> states_of(Study const& study) {
    return states_of(study, std::vector<bool>(study.runs.size(), true));
}

std::string counts_text(std::vector<RunState> const& states) {
    std::map<std::string, std::size_t> counts;
    for (RunState const state : states) ++counts[to_text(state)];
    std::string text = fmt::format("{} runs", states.size());
    for (auto const& [name, count] : counts) text += fmt::format(", {} {}", count, name);
    return text;
}

std::string label_of(Study const& study, StudyRun const& run) {
    std::string const& sample = study.sample_of(run);
    return sample.empty() ? study.variant_of(run) : study.variant_of(run) + ", " + sample;
}

void write_plan(Study const& study) {
    make_folder(study.folder);
    write_text(study.folder / "design.csv", design_csv(study));
    write_text(study.folder / "study.lock", lock_json(study));
}

int run_missing(Study const& study, ModelRegistry const& registry, StudyOptions const& options,
                Communicator& ranks) {
    stop_on_signals();
    expect_planned_ranks(study, ranks);
    bool const is_first = ranks.rank() == 0;
    auto const todo = told_to_all(is_first ? prepared(study, options) : std::vector<std::size_t>(), ranks);
    auto const on_disk = arrays_in(options.scratch);
    RunsLeft const left = Runner(study, registry, todo, options, ranks).run();
    if (!is_first) return exit_code_of(left);
    std::printf("%s: %zu runs computed, %zu failed; results: %s\n", study.spec.name.c_str(),
                todo.size() - left.failed - left.stopped, left.failed, study.folder.c_str());
    if (left.stopped > 0)
        std::printf("stopped: %zu runs are left; go on with jumelle study resume\n", left.stopped);
    return exit_code_of(left);
}

} // namespace jumelle::app
