#include "app/study.hpp"

#include <algorithm>
#include <atomic>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <unordered_map>

#include "app/csv_cell.hpp"
#include "app/engine.hpp"
#include "app/json_text.hpp"
#include "core/base/version.hpp"
#include "core/parallel/task_pool.hpp"
#include "io/checksum/sha256.hpp"
#include "io/yaml/scenario_reader.hpp"
#include "io/yaml/study_reader.hpp"

namespace jumelle::app {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_faults_told = 50;  ///< of scenarios that are almost the same
constexpr std::size_t most_faulty_runs = 500; ///< after which no more are read

/// `scenarios/07/study.yaml` → `out/07`; `plan_2050.yaml` → `out/plan_2050`.
fs::path default_folder(fs::path const& file) {
    fs::path const absolute = fs::absolute(file);
    bool const plain_name = absolute.stem() == "study";
    return fs::path("out") / (plain_name ? absolute.parent_path().filename() : absolute.stem());
}

/// Faults of many scenarios that come from one file: each is told once.
class DistinctFaults {
  public:
    void add(InputError const& error) {
        for (auto const& fault : error.faults())
            if (faults_.size() < most_faults_told && known_.insert(to_text(fault)).second)
                faults_.push_back(fault);
    }
    void throw_if_any() {
        if (!faults_.empty()) throw InputError(std::move(faults_));
    }

  private:
    std::vector<Fault> faults_;
    std::set<std::string> known_;
};

/// Paths that runs change, in the order of the file; measures are told by their variant's name.
std::vector<std::string> changed_paths(StudySpec const& spec) {
    std::vector<std::string> paths;
    for (auto const* sets : {&spec.samples, &spec.variants}) {
        for (auto const& set : *sets) {
            for (auto const& change : set.changes) {
                bool const is_known = std::find(paths.begin(), paths.end(), change.path) != paths.end();
                if (change.kind == ScenarioChange::Kind::set && !is_known) paths.push_back(change.path);
            }
        }
    }
    return paths;
}

/// What a run sets `path` to: the last change counts. Empty where it leaves it as in the base.
std::string value_of(StudyRun const& run, std::string const& path) {
    std::string value;
    for (auto const& change : run.plan.changes)
        if (change.path == path) value = change.yaml;
    return value;
}

/// What reading the scenario of a run gave: its hash, or its faults.
struct ReadRun {
    std::string sha256;
    std::optional<InputError> error;
};

ReadRun read_run(ChangedScenarios const& scenarios, PlannedRun const& plan) {
    ReadRun run;
    try {
        run.sha256 = sha256_of_text(scenarios.read(plan.changes).text);
    } catch (InputError const& error) {
        run.error = error;
    }
    return run;
}

/// Reads the scenarios of all runs, many at a time on all cores, until too many faults are found.
std::vector<ReadRun> read_runs(ChangedScenarios const& scenarios, std::vector<PlannedRun> const& plans) {
    constexpr std::size_t at_once = 64; ///< in one task: reading a scenario takes a fraction of a millisecond
    std::vector<ReadRun> runs(plans.size());
    auto const tasks = static_cast<Index>((plans.size() + at_once - 1) / at_once);
    std::atomic<std::size_t> faulty = 0;
    TaskPool(split_cores(available_cores(), tasks, 1)).run_all(tasks, [&](Index task) {
        std::size_t const begin = static_cast<std::size_t>(task) * at_once;
        for (std::size_t i = begin; i < std::min(begin + at_once, plans.size()); ++i) {
            if (faulty >= most_faulty_runs) return;
            runs[i] = read_run(scenarios, plans[i]);
            if (runs[i].error) ++faulty;
        }
    });
    return runs;
}

} // namespace

Study read_whole_study(fs::path const& file, fs::path const& folder, ModelRegistry const& registry) {
    Study study;
    study.file = file;
    study.folder = folder.empty() ? default_folder(file) : folder;
    study.spec = read_study(file);
    ChangedScenarios const scenarios(study.spec.base, language(registry));
    auto plans = planned_runs(study.spec);
    auto const read = read_runs(scenarios, plans);
    DistinctFaults faults;
    std::unordered_map<std::string, std::size_t> first_with;
    study.runs.resize(plans.size());
    for (std::size_t i = 0; i < plans.size(); ++i) {
        StudyRun& run = study.runs[i];
        if (read[i].error) faults.add(*read[i].error);
        run.plan = std::move(plans[i]);
        run.scenario_sha256 = read[i].sha256;
        run.computed_as = first_with.emplace(run.scenario_sha256, i).first->second;
    }
    faults.throw_if_any();
    return study;
}

std::string design_csv(Study const& study) {
    auto const paths = changed_paths(study.spec);
    std::string text = "run,variant,sample";
    for (auto const& path : paths) text += "," + csv_cell(path);
    text += ",results,scenario_sha256\n";
    for (std::size_t i = 0; i < study.runs.size(); ++i) {
        StudyRun const& run = study.runs[i];
        text += fmt::format("{},{},{}", i, csv_cell(study.variant_of(run)), csv_cell(study.sample_of(run)));
        for (auto const& path : paths) text += "," + csv_cell(value_of(run, path));
        text += fmt::format(",{}/run.nc,{}\n", study.runs[run.computed_as].plan.folder, run.scenario_sha256);
    }
    return text;
}

std::string lock_json(Study const& study) {
    nlohmann::ordered_json json = {{"study", study.spec.name},
                                   {"file", study.file.string()},
                                   {"study_sha256", sha256_of_file(study.file)},
                                   {"base", study.spec.base.string()},
                                   {"base_sha256", sha256_of_file(study.spec.base)},
                                   {"jumelle", version()},
                                   {"revision", git_revision()},
                                   {"runs", study.runs.size()}};
    return json_text(json);
}

} // namespace jumelle::app
