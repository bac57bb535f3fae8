#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "core/base/time.hpp"
#include "core/territory/field.hpp"
#include "core/territory/grid.hpp"
#include "core/territory/series_info.hpp"

namespace jumelle {

/// What the gauges of a run kept.
struct GaugeRecord {
    std::vector<std::string> names;
    std::vector<Point> places;
    std::vector<FieldInfo> fields;
    std::vector<Duration> times;                          ///< since the start of the run
    std::vector<std::vector<std::vector<double>>> values; ///< [time][gauge][field]; NaN: dry, undefined
};

/// The numbers over time of a run that are no fields.
struct SeriesRecord {
    std::vector<SeriesInfo> series;
    std::vector<Duration> times;             ///< since the start of the run
    std::vector<std::vector<double>> values; ///< [time][series]; NaN: no value
};

/// Everything about a run that its results say besides numbers on fields and gauges.
struct RunDescription {
    Grid grid; ///< without cells where the run had only a graph
    Instant start;
    std::vector<Duration> times; ///< of the output steps, since the start
    std::vector<FieldInfo> constants, outputs, summaries;
    std::map<std::string, std::string> texts; ///< `title`, `scenario`, `status`, `input_0_name` …
    std::map<std::string, double> numbers;    ///< balances, indicators: `flood_balance_error_relative`
};

/// The road network of a run, as far as its results say.
struct RoadRecord {
    std::vector<std::string> edge_id;
    std::vector<std::int32_t> from, to; ///< nodes of each edge
    std::vector<Point> node;            ///< positions; empty where the network has none
    std::vector<Field> attributes;      ///< of the edges, once: length, free speed, capacity, lanes
};

/// The results of one run, to be read: the counterpart of ResultSink.
class ResultSource {
  public:
    virtual ~ResultSource() = default;
    virtual RunDescription const& description() const = 0;
    /// An output at position `step` of `times`. @pre 0 <= step < number of times
    /// @throws InputError where the run has no such output, IoError where its numbers cannot be read
    virtual Field read_field(std::string const& name, Index step) const = 0;
    /// A constant or a summary. @throws as above
    virtual Field read_field(std::string const& name) const = 0;
    virtual GaugeRecord read_gauges() const = 0;
    virtual SeriesRecord read_series() const = 0;
    /// Without edges where the run had no roads.
    virtual RoadRecord read_roads() const = 0;
};

} // namespace jumelle
