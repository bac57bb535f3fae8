#pragma once

#include <memory>
#include <vector>

#include "io/report/report.hpp"

namespace jumelle::report {

/// A run whose maps and curves are in the page.
struct ShownRun {
    std::size_t run = 0;     ///< position in the report's runs
    std::size_t variant = 0; ///< that it is of
    std::unique_ptr<ResultSource> source;
    std::vector<Index> steps; ///< position in the run's outputs of each of the report's times
};

/// The runs that maps show, and the times that all of them have.
struct ShownRuns {
    std::vector<ShownRun> runs; ///< the baseline's first
    std::vector<Duration> times;
};

/// Options and climates beyond these have numbers in the tables, and no maps.
inline constexpr std::size_t most_shown_variants = 8;
inline constexpr std::size_t most_shown_samples = 3;

/// Opens the runs of the first options under the first, the middle and the last climate.
/// @throws InputError, IoError as report_page
ShownRuns open_shown(ReportInput const& input);

} // namespace jumelle::report
