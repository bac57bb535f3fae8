#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/scenario/schema.hpp"

namespace jumelle {

/// One value of the scenario that a run of a study has otherwise than the base has it.
struct ScenarioChange {
    enum class Kind { set, append };
    Kind kind = Kind::set; ///< put in place of what stands there, or behind the last element of a list
    std::string path;      ///< `forcing.rain.design_storm.depth`
    std::string yaml;      ///< the value as YAML on one line
    Place where;           ///< for faults
};

/// A named set of changes: a variant (what one decides) or a sample (what one does not).
struct ChangeSet {
    std::string name;
    std::vector<ScenarioChange> changes;
};

/// What a study does when one of its runs fails.
enum class OnFailure { go_on, stop };

/// Base scenario × variants × samples. Source of the two axes: Lempert et al. 2003, "Shaping the next one
/// hundred years" (levers and uncertainties).
struct StudySpec {
    std::string name;
    std::filesystem::path base;      ///< the scenario that all runs begin from
    std::vector<ChangeSet> variants; ///< in the order of the file: the first is the baseline
    std::vector<ChangeSet> samples;  ///< in the order of the file; one without changes where none are given
    OnFailure on_failure = OnFailure::go_on;
    int threads_per_run = 0; ///< 0: as the number of runs makes best
};

/// One run of a study.
struct PlannedRun {
    std::size_t variant = 0, sample = 0; ///< positions in the study's lists
    std::vector<ScenarioChange> changes; ///< of the sample, then of the variant: what is decided goes last
    std::string folder;                  ///< of its results, below the study's: `runs/trees/wet`
};

/// All runs, variant by variant, so that a variant added at the end leaves the earlier ones as they are.
/// @pre at least one variant and one sample, names distinct within each list
std::vector<PlannedRun> planned_runs(StudySpec const& study);

/// Every combination of one value of each factor, the last factor changing fastest; named after the values,
/// `40 mm, 2050.epw`. @pre every factor has a value
std::vector<ChangeSet> matrix_of(std::vector<std::vector<ScenarioChange>> const& factors);

/// The language of study files. Values of the scenario stand in it as text: the reader has put their YAML
/// on one line.
Schema study_schema();

/// A checked tree as a study; the order of names is that of their places in the file. Measures are list
/// elements on one line, as the reader found them inline or in files.
StudySpec study_from(Value const& root, FaultList& faults);

} // namespace jumelle
