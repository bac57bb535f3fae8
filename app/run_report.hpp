#pragma once

#include <string>
#include <vector>

#include "core/compare/indicator.hpp"
#include "core/run/simulation.hpp"

namespace jumelle::app {

/// All that is told about a run when it has ended.
struct RunReport {
    std::string run;                     ///< path of run.nc
    std::string matrices;                ///< path of matrices.omx; empty where there are none
    std::string status;                  ///< `completed`, `stopped`, `failed`
    std::vector<MeasureRecord> measures; ///< that changed the territory
    RunOutcome outcome;
    std::vector<IndicatorValue> indicators;
    int threads = 1;
    long peak_memory_bytes = 0;
    std::string data_sha256;     ///< of the fields in it, whatever the threads and the date
    std::string scenario_sha256; ///< of the scenario's text with all changes
    std::string sha256;          ///< of run.nc; empty where there is none
    std::string error;           ///< why it failed
};

/// The object of `run --json` and of `run.json` (docs/command.md).
std::string to_json(RunReport const& report);

/// Tables for people: balances, observed and computed values, indicators.
std::string to_text(RunReport const& report);

/// Largest resident set of this process so far [bytes].
long peak_memory_bytes();

} // namespace jumelle::app
