#pragma once

#include "app/cost.hpp"
#include "app/study.hpp"

namespace jumelle::app {

/// What all runs of a study will take, from some that were tried.
struct StudyEstimate {
    std::size_t runs = 0;    ///< that differ
    std::size_t probed = 0;  ///< runs that were tried; 0: nothing is known
    std::size_t partial = 0; ///< of those, cut off where the time was up, and reckoned up
    Index cells = 0;         ///< of the first run that was tried
    double steps_a_run = 0.0;
    double core_s_a_run = 0.0, bytes_a_run = 0.0; ///< means
    MemoryNeed memory_a_run;                      ///< of the run that needs most
    double core_hours() const;
    double bytes() const { return bytes_a_run * static_cast<double>(runs); }
};

/// Tries runs that lie spread over the design, one after the other, until `seconds` have passed. A run that
/// is not through by then counts as far as it came, by model time. Results go to a folder that is gone
/// afterwards.
StudyEstimate probe_study(Study const& study, ModelRegistry const& registry, double seconds);

/// Lines for people; empty where nothing was tried.
std::string to_text(StudyEstimate const& estimate);

} // namespace jumelle::app
