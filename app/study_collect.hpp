#pragma once

#include <vector>

#include "app/options.hpp"
#include "app/study.hpp"

namespace jumelle::app {

/// Tells the indicators of all variants over the samples, and writes `indicators.csv` (one line a run),
/// `sensitivity.csv` where the design has indices, `study.sqlite`, the maps `study.nc`, and
/// `ro-crate-metadata.json`.
/// @throws InputError where runs are not done and `options` does not say to go on without them
int collect(Study const& study, std::vector<RunState> const& states, ModelRegistry const& registry,
            StudyOptions const& options);

} // namespace jumelle::app
