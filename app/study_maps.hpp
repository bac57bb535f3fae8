#pragma once

#include <vector>

#include "app/study.hpp"

namespace jumelle::app {

/// What became of the maps over all samples.
struct StudyMaps {
    std::size_t fields = 0;                   ///< in the file; 0: none was written
    std::vector<std::string> left_out;        ///< sentences that say what could not be put into it, and why
    double largest_quantile_rank_error = 0.0; ///< 0: exact
};

/// Checks what `maps` of a study asks for against the summaries of a run.
/// @throws InputError where a field is no summary, or a threshold is no number in a unit of it
void check_maps(StudyMapSpec const& spec, std::vector<FieldInfo> const& summaries);

/// Writes `study.nc`: mean, deviation, quantiles and exceedance of summaries over the samples of each
/// variant, on cells and roads, as fields `<summary>_<statistic>_<variant>`. Runs are read one after the
/// other; memory does not grow with their number.
StudyMaps write_study_maps(Study const& study, std::vector<RunState> const& states,
                           ModelRegistry const& registry);

} // namespace jumelle::app
