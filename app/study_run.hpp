#pragma once

#include <vector>

#include "app/options.hpp"
#include "app/study.hpp"

namespace jumelle::app {

/// State of each run; runs that are the same have the same.
std::vector<RunState> states_of(Study const& study);

/// `6 runs, 5 done, 1 missing`
std::string counts_text(std::vector<RunState> const& states);

/// `trees, 60 mm/h`
std::string label_of(Study const& study, StudyRun const& run);

/// Writes `design.csv` and `study.lock`.
void write_plan(Study const& study);

/// Computes the runs of a study that are not done, those that `options` choose: several at a time, or one
/// after the other by several ranks together, of which rank 0 chooses, writes and talks.
/// @returns an exit code, the same on all ranks
int run_missing(Study const& study, ModelRegistry const& registry, StudyOptions const& options,
                Communicator& ranks);

} // namespace jumelle::app
