#include <atomic>
#include <chrono>
#include <cstdio>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/checkpoints.hpp"
#include "app/engine.hpp"
#include "app/exit_code.hpp"
#include "app/json_text.hpp"
#include "app/options.hpp"
#include "app/run_scenario.hpp"
#include "app/stop_signal.hpp"
#include "app/study.hpp"
#include "app/study_collect.hpp"
#include "core/base/log.hpp"
#include "core/parallel/task_pool.hpp"
#include "io/yaml/scenario_reader.hpp"
#include "models/all_models.hpp"

namespace jumelle::app {

namespace {

namespace fs = std::filesystem;

/// State of each run; runs that are the same have the same.
std::vector<RunState> states_of(Study const& study) {
    StateFinder finder;
    std::vector<RunState> states;
    for (auto const& run : study.runs) {
        bool const is_first = run.computed_as == states.size();
        states.push_back(is_first ? finder.state_of(study, run) : states[run.computed_as]);
    }
    return states;
}

std::map<std::string, std::size_t> counted(std::vector<RunState> const& states) {
    std::map<std::string, std::size_t> counts;
    for (RunState const state : states) ++counts[to_text(state)];
    return counts;
}

std::string counts_text(std::vector<RunState> const& states) {
    std::string text = fmt::format("{} runs", states.size());
    for (auto const& [name, count] : counted(states)) text += fmt::format(", {} {}", count, name);
    return text;
}

std::string label(Study const& study, StudyRun const& run) {
    std::string const& sample = study.sample_of(run);
    return sample.empty() ? study.variant_of(run) : study.variant_of(run) + ", " + sample;
}

void write_plan(Study const& study) {
    make_folder(study.folder);
    write_text(study.folder / "design.csv", design_csv(study));
    write_text(study.folder / "study.lock", lock_json(study));
}

/// Computes the runs of a study that are not done.
class Runner {
  public:
    Runner(Study const& study, ModelRegistry const& registry, StopRules const& rules,
           std::vector<std::size_t> todo)
        : study_(study),
          rules_(rules),
          registry_(registry),
          scenarios_(study.spec.base, language(registry)),
          todo_(std::move(todo)) {}

    /// How many runs failed, or were left out after a failure; how many were stopped or not begun.
    struct Left {
        std::size_t failed = 0, stopped = 0;
    };
    Left run(int threads) {
        if (todo_.empty()) return {};
        int const cores = threads > 0 ? threads : available_cores();
        auto const split = split_cores(cores, static_cast<Index>(todo_.size()), study_.spec.threads_per_run);
        log_info("{} runs to compute, {} at a time with {} threads each", todo_.size(), split.tasks_at_once,
                 split.threads_per_task);
        threads_ = split.threads_per_task;
        TaskPool(split).run_all(static_cast<Index>(todo_.size()),
                                [this](Index i) { one(study_.runs[todo_[static_cast<std::size_t>(i)]]); });
        return {not_done_, stopped_};
    }

  private:
    void one(StudyRun const& run) {
        if (is_time_to_stop(rules_)) {
            ++stopped_;
            return;
        }
        if (stops_) {
            ++not_done_;
            return;
        }
        auto const began = std::chrono::steady_clock::now();
        bool is_complete = true;
        std::string const error = error_of(run, is_complete);
        if (!is_complete) {
            ++stopped_;
            return;
        }
        std::chrono::duration<double> const took = std::chrono::steady_clock::now() - began;
        std::size_t const ended = ++ended_;
        if (error.empty()) {
            log_info("{} of {}: {} in {:.1f} s", ended, todo_.size(), label(study_, run), took.count());
            return;
        }
        ++not_done_;
        log_line(LogLevel::error,
                 fmt::format("{} of {}: {} failed: {}", ended, todo_.size(), label(study_, run), error));
        stops_ = stops_ || study_.spec.on_failure == OnFailure::stop;
    }

    /// Why the run failed; empty where it did not. A run that was stopped is not complete.
    std::string error_of(StudyRun const& run, bool& is_complete) {
        fs::path const folder = study_.folder_of(run);
        try {
            Scenario const scenario = scenarios_.read(run.plan.changes);
            RunSettings settings;
            settings.folder = folder;
            settings.threads = threads_;
            settings.level = LogLevel::debug;
            settings.stop = rules_;
            settings.resume = Resume::if_it_can;
            is_complete = run_scenario(scenario, registry_, settings).outcome.is_complete;
            return "";
        } catch (RunError const& error) {
            return error.what(); // run.json tells of it
        } catch (std::exception const& error) {
            RunReport report;
            report.run = (folder / "run.nc").string();
            report.status = "failed";
            report.error = error.what();
            report.scenario_sha256 = run.scenario_sha256;
            make_folder(folder);
            write_text(folder / "run.json", to_json(report));
            return error.what();
        }
    }

    Study const& study_;
    StopRules rules_;
    ModelRegistry const& registry_;
    ChangedScenarios scenarios_;
    std::vector<std::size_t> todo_;
    int threads_ = 1;
    std::atomic<std::size_t> ended_ = 0, not_done_ = 0, stopped_ = 0;
    std::atomic<bool> stops_ = false;
};

int run_missing(Study const& study, ModelRegistry const& registry, StudyOptions const& options) {
    stop_on_signals();
    StopRules const rules = stop_rules(options.stop);
    write_plan(study);
    auto const before = states_of(study);
    std::vector<std::size_t> todo;
    for (std::size_t i = 0; i < study.runs.size(); ++i) {
        if (study.runs[i].computed_as != i) continue;
        if (before[i] != RunState::done) todo.push_back(i);
        // A kill between the end of a run and the end of its checkpoints leaves these.
        if (before[i] == RunState::done) CheckpointPair(study.folder_of(study.runs[i])).remove();
    }
    if (todo.size() < study.runs.size()) log_info("{}", counts_text(before));
    auto const left = Runner(study, registry, rules, todo).run(options.threads);
    std::printf("%s: %zu runs computed, %zu failed; results: %s\n", study.spec.name.c_str(),
                todo.size() - left.failed - left.stopped, left.failed, study.folder.c_str());
    if (left.stopped > 0)
        std::printf("stopped: %zu runs are left; go on with jumelle study resume\n", left.stopped);
    if (left.stopped > 0) return exit_stopped; // so that a job script starts it again
    return left.failed > 0 ? exit_run_failed : exit_ok;
}

int tell_status(Study const& study, Format format) {
    auto const states = states_of(study);
    if (format == Format::json) {
        nlohmann::ordered_json json = {{"study", study.spec.name}, {"runs", states.size()}};
        json["states"] = counted(states);
        json["list"] = nlohmann::ordered_json::array();
        for (std::size_t i = 0; i < states.size(); ++i) {
            auto const& run = study.runs[i];
            json["list"].push_back({{"run", i},
                                    {"variant", study.variant_of(run)},
                                    {"sample", study.sample_of(run)},
                                    {"state", to_text(states[i])},
                                    {"results", (study.folder_of(run) / "run.nc").string()}});
        }
        std::fputs(json_text(json).c_str(), stdout);
        return exit_ok;
    }
    std::printf("%s: %s\n", study.spec.name.c_str(), counts_text(states).c_str());
    for (std::size_t i = 0; i < states.size(); ++i) {
        if (states[i] == RunState::done || states[i] == RunState::missing) continue;
        std::printf("  %s: %s (%s)\n", label(study, study.runs[i]).c_str(), to_text(states[i]).c_str(),
                    study.folder_of(study.runs[i]).c_str());
    }
    return exit_ok;
}

int tell_plan(Study const& study) {
    write_plan(study);
    std::size_t computed = 0;
    for (std::size_t i = 0; i < study.runs.size(); ++i) computed += study.runs[i].computed_as == i ? 1 : 0;
    std::printf("%s: %zu variants × %zu samples: %zu runs, %zu of them different\n", study.spec.name.c_str(),
                study.spec.variants.size(), study.spec.samples.size(), study.runs.size(), computed);
    std::printf("%s\n", (study.folder / "design.csv").c_str());
    return exit_ok;
}

} // namespace

int study_verb(StudyOptions const& options) {
    ModelRegistry const registry = all_models();
    Study const study = read_whole_study(options.study, options.output_dir, registry);
    if (options.action == "plan") return tell_plan(study);
    if (options.action == "status") return tell_status(study, options.format);
    if (options.action == "collect") return collect(study, states_of(study), registry, options);
    return run_missing(study, registry, options);
}

} // namespace jumelle::app
