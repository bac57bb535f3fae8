#pragma once

#include <vector>

#include "app/study.hpp"
#include "app/study_sensitivity.hpp"

namespace jumelle::app {

/// `study.sqlite`: tables `runs`, `changes` (what each run has otherwise than the base), `indicators` (one
/// line a value), `variants` (spread of each indicator) and `sensitivity`. Made from the files of the study
/// alone: it may be deleted and made again at any time.
/// @throws IoError
void write_study_database(Study const& study, std::vector<RunState> const& states,
                          std::vector<StudyRow> const& rows, std::vector<Sensitivity> const& sensitivities);

} // namespace jumelle::app
