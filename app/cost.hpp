#pragma once

#include <string>

#include "core/results/result_sink.hpp"
#include "core/scenario/scenario.hpp"

namespace jumelle::app {

/// What a run holds while it computes, and where [bytes].
struct MemoryNeed {
    double in_memory = 0.0;
    double in_files = 0.0; ///< of the folder that keeps large arrays; 0 where there is none

    /// Memory with which a run goes well: of the files the system keeps in memory what it has room for, and
    /// reads the rest again and again.
    /// Source: measured, docs/performance.md, section "Larger than the memory".
    double to_go_well() const;
};

/// What a run will need, estimated before it starts.
struct Cost {
    Index cells = 0;
    Index outputs = 0;       ///< output times
    MemoryNeed memory;       ///< with the program itself
    double file_bytes = 0.0; ///< of run.nc if nothing could be compressed
};

/// Counts cells, fields and output times.
Cost estimate_cost(Scenario const& scenario, Territory const& territory, RunHeader const& header);

/// What a run holds beside the program itself, known before its models are made; arrays lie where those lie
/// that are made now.
MemoryNeed memory_needed(Scenario const& scenario, Territory const& territory);

/// `97 MB of memory`, `97 MB of memory and 558 MB in files`
std::string to_text(MemoryNeed const& need);

/// `133 536 cells, 31 output times, about 45 MB of memory, at most 80 MB of results`
std::string to_text(Cost const& cost);

} // namespace jumelle::app
