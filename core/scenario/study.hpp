#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/scenario/schema.hpp"
#include "core/scenario/uncertainty.hpp"

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

/// How runs are computed on a cluster: what its job scripts ask for.
struct ClusterSpec {
    std::string account, partition, qos, constraint; ///< empty: as the cluster has it
    double time_s = 0.0;                             ///< time limit of a task; 0: as the cluster has it
    double memory_bytes = 0.0;                       ///< of a task; 0: as the cluster has it
    int runs_per_task = 0;                           ///< 0: as many as keep an array below 1000 tasks
    int tasks_at_a_time = 0;                         ///< 0: as many as the cluster lets run
    int restarts = usual_restarts;                   ///< of a task that stopped at a checkpoint
    std::vector<std::string> setup;                  ///< lines of shell before the program: `module load …`
    std::string launcher; ///< that starts the ranks of a run; empty: as is usual for the batch system

    static constexpr int usual_restarts = 20;
};

/// Numbers above which a field is counted.
struct ExceedanceSpec {
    std::string field;
    std::vector<Value> thresholds; ///< texts with units
};

/// Which maps over all samples are made.
struct StudyMapSpec {
    std::vector<Value> fields;     ///< names of summaries; empty: all
    std::vector<double> quantiles; ///< in (0, 1)
    std::vector<ExceedanceSpec> exceedance;
};

/// Base scenario × variants × samples. Source of the two axes: Lempert et al. 2003, "Shaping the next one
/// hundred years" (levers and uncertainties).
struct StudySpec {
    std::string name;
    std::filesystem::path base;      ///< the scenario that all runs begin from
    std::vector<ChangeSet> variants; ///< in the order of the file: the first is the baseline
    std::vector<ChangeSet> samples;  ///< in the order of the file; one without changes where none are given
    /// Where given, `samples` are the cases and combinations of the matrix, each with all points, the points
    /// changing fastest.
    std::optional<UncertainDesign> uncertain;
    OnFailure on_failure = OnFailure::go_on;
    int retries = 0; ///< of a run that failed for a reason outside of its scenario
    ClusterSpec cluster;
    StudyMapSpec maps;
    int threads_per_run = 0; ///< 0: as the number of runs makes best; of each rank where there are several
    int ranks_per_run = 1;   ///< processes that compute each run together
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

/// Each of `outer` with every point of the design, the points changing fastest; points are called `p0001` …
/// @pre outer is not empty
std::vector<ChangeSet> with_points(std::vector<ChangeSet> const& outer, UncertainDesign const& design);

/// Every set of the first with every one of the second, the second changing fastest.
std::vector<ChangeSet> combined(std::vector<ChangeSet> const& first, std::vector<ChangeSet> const& second);

/// Bytes in `4 GB` (10^9), `4 GiB` (2^30), `500 MB`, `800 KB`; nothing where the text is no such amount above
/// 0.
std::optional<double> bytes_in(std::string const& text);

/// The language of study files. Values of the scenario stand in it as text: the reader has put their YAML
/// on one line.
Schema study_schema();

/// A checked tree as a study; the order of names is that of their places in the file. Measures are list
/// elements on one line, as the reader found them inline or in files.
StudySpec study_from(Value const& root, FaultList& faults);

} // namespace jumelle
