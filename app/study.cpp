#include "app/study.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <set>

#include "app/csv_cell.hpp"
#include "app/engine.hpp"
#include "app/json_text.hpp"
#include "core/base/version.hpp"
#include "io/checksum/sha256.hpp"
#include "io/yaml/scenario_reader.hpp"
#include "io/yaml/study_reader.hpp"

namespace jumelle::app {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_faults_told = 50; ///< of scenarios that are almost the same

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
    bool are_too_many() const { return faults_.size() >= most_faults_told; }
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

} // namespace

Study read_whole_study(fs::path const& file, fs::path const& folder, ModelRegistry const& registry) {
    Study study;
    study.file = file;
    study.folder = folder.empty() ? default_folder(file) : folder;
    study.spec = read_study(file);
    ChangedScenarios const scenarios(study.spec.base, language(registry));
    DistinctFaults faults;
    std::map<std::string, std::size_t> first_with;
    for (auto& plan : planned_runs(study.spec)) {
        StudyRun run;
        run.plan = std::move(plan);
        try {
            run.scenario_sha256 = sha256_of_text(scenarios.read(run.plan.changes).text);
        } catch (InputError const& error) {
            faults.add(error);
            if (faults.are_too_many()) break;
        }
        run.computed_as = first_with.emplace(run.scenario_sha256, study.runs.size()).first->second;
        study.runs.push_back(std::move(run));
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
