#pragma once

#include <string>
#include <utility>
#include <vector>

#include "core/base/state_archive.hpp"
#include "core/base/time.hpp"
#include "core/territory/series_info.hpp"
#include "core/territory/territory.hpp"

namespace jumelle {

/// A place at which values are kept over time.
struct Gauge {
    std::string name;
    Point at;
    double radius_m = 0.0;   ///< 0: the cell it lies in; else the mean over the wet (defined) cells within
    std::vector<Cell> cells; ///< that it is read from
};

/// Everything about a run that is known before its first step.
struct RunHeader {
    std::string title;
    std::string scenario_text; ///< resolved, verbatim
    std::string scenario_sha256;
    Instant start;
    Territory const* territory = nullptr; ///< grid, roads, inputs; outlives the sink
    std::vector<FieldInfo> constants;     ///< fields of the territory to be stored once (elevation …)
    std::vector<FieldInfo> outputs;       ///< over time
    std::vector<FieldInfo> summaries;     ///< at the end
    std::vector<FieldInfo> gauge_fields;  ///< what each gauge keeps
    std::vector<Gauge> gauges;
    std::vector<SeriesInfo> series; ///< numbers over time that are no fields
    std::vector<std::pair<std::string, std::string>>
        attributes; ///< further provenance: threads, compiler, host
};

/// How a run ended; written last.
struct RunFooter {
    std::string status; ///< `completed`, `stopped`, `failed`
    std::vector<std::pair<std::string, std::string>> attributes;
    std::vector<std::pair<std::string, double>>
        numbers; ///< balances, indicators: `flood_balance_error_relative`
};

/// Where a run's results go. Calls come from one thread, in the order begin, steps and gauges, finish. A sink
/// copies what it is given before it returns, so the run may go on at once.
class ResultSink {
  public:
    virtual ~ResultSink() = default;
    virtual void begin(RunHeader const& header, FieldStore const& fields) = 0;
    /// The header's outputs at `elapsed` since the start.
    virtual void write_step(Duration elapsed, FieldStore const& fields) = 0;
    /// values[gauge][gauge_field] at `elapsed`; NaN where a gauge is dry and the field is undefined there.
    virtual void write_gauges(Duration elapsed, std::vector<std::vector<double>> const& values) = 0;
    /// The header's series at `elapsed`, in their order; called after the gauges of the same moment. NaN
    /// where there is no value.
    virtual void write_series(Duration elapsed, std::vector<double> const& values) = 0;
    /// Makes sure that what was given so far outlives the process and a loss of power, and notes what it
    /// takes to come back to here. Called before the state of a run is saved.
    virtual void settle() = 0;
    /// Passes what the last `settle` has noted.
    virtual void archive_state(StateArchive& archive) = 0;
    /// In place of `begin`, once the state is put back: goes on behind what was there when it was saved. What
    /// was written later is cut off. @throws IoError where the results are not there any more
    virtual void resume(RunHeader const& header) = 0;
    /// The header's summaries, the footer; after this the results are complete and under their final name.
    virtual void finish(RunFooter const& footer, FieldStore const& fields) = 0;
};

} // namespace jumelle
