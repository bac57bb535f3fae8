#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "core/model/model.hpp"
#include "core/scenario/study.hpp"

namespace jumelle::app {

/// A run of a study, with the hash that tells whether results belong to it.
struct StudyRun {
    PlannedRun plan;
    std::string scenario_sha256; ///< of the scenario's text with the changes of this run
    std::size_t computed_as =
        0; ///< position of the first run with the same hash: its own where there is none
};

/// A study whose scenarios are all without faults.
struct Study {
    std::filesystem::path file, folder;
    StudySpec spec;
    std::vector<StudyRun> runs;

    std::string const& variant_of(StudyRun const& run) const { return spec.variants[run.plan.variant].name; }
    std::string const& sample_of(StudyRun const& run) const { return spec.samples[run.plan.sample].name; }
    /// Where the results of a run lie.
    std::filesystem::path folder_of(StudyRun const& run) const {
        return folder / runs[run.computed_as].plan.folder;
    }
};

/// Reads a study and the scenario of each of its runs.
/// @param folder of the results; empty: `out/` and the name of the study's folder or file
/// @throws InputError with the faults of the study and of all scenarios, each once
Study read_whole_study(std::filesystem::path const& file, std::filesystem::path const& folder,
                       ModelRegistry const& registry);

/// `design.csv`: one line a run with what is changed in it, and where its results are.
std::string design_csv(Study const& study);
/// `study.lock`: what was computed from what, as JSON.
std::string lock_json(Study const& study);

/// How far a run of a study is, as its files say.
enum class RunState {
    missing, ///< not computed, or killed on the way
    stopped, ///< at a checkpoint; can be resumed
    done,    ///< complete, of this scenario, checksum right
    failed,  ///< went wrong
    stale,   ///< of another scenario, or an input file has changed since
    damaged  ///< the results are not those that were written
};

std::string to_text(RunState state);

/// Finds the states of runs; files that several runs read are hashed once.
class StateFinder {
  public:
    RunState state_of(Study const& study, StudyRun const& run);

  private:
    bool has_changed_input(std::filesystem::path const& results);
    std::map<std::string, std::string> sha256_of_input_;
};

} // namespace jumelle::app
