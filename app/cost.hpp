#pragma once

#include <string>

#include "core/results/result_sink.hpp"
#include "core/scenario/scenario.hpp"

namespace jumelle::app {

/// What a run will need, estimated before it starts.
struct Cost {
    Index cells = 0;
    Index outputs = 0;         ///< output times
    double memory_bytes = 0.0; ///< fields and model state
    double file_bytes = 0.0;   ///< of run.nc if nothing could be compressed
};

/// Counts cells, fields and output times.
Cost estimate_cost(Scenario const& scenario, Territory const& territory, RunHeader const& header);

/// Memory that a run takes beside the program itself [bytes], known before its models are made.
double memory_needed(Scenario const& scenario, Territory const& territory);

/// `133 536 cells, 31 output times, about 45 MB of memory, at most 80 MB of results`
std::string to_text(Cost const& cost);

} // namespace jumelle::app
