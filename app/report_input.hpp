#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "io/report/report.hpp"

namespace jumelle::app {

/// Gathers runs for a report, the first the baseline; what `run.json` beside each says of measures and
/// observations.
/// @throws InputError, IoError where a file is missing, failed or no results
ReportInput report_of_runs(std::vector<std::string> const& files);

/// What becomes of runs of a study that are not done.
enum class Missing { refused, left_out };

/// Gathers the runs of a study from its `design.csv`.
/// @throws InputError where it is no folder of a study, or where runs are missing and refused, or the
/// baseline is
ReportInput report_of_study(std::filesystem::path const& folder, Missing missing);

} // namespace jumelle::app
