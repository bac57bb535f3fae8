#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/base/time_series.hpp"
#include "core/territory/drain_network.hpp"
#include "io/network/swmm_text.hpp"

namespace jumelle::swmm {

/// Factors from the file's units to SI.
struct Units {
    double length_m = 1.0, flow_m3ps = 1.0;
    double area_m2() const { return length_m * length_m; }
    double volume_m3() const { return area_m2() * length_m; }
};

enum class LinkOffsets { depth, elevation };

struct Curve {
    std::string type; ///< in capitals, `STORAGE`, `PUMP3`
    std::vector<CurvePoint> points;
    Line where;
};

/// What other sections refer to.
struct Tables {
    Units units;
    LinkOffsets offsets = LinkOffsets::depth;
    double start_h = 0.0; ///< of the run, since the first day of the calendar
    std::map<std::string, Curve> curves;
    std::map<std::string, TimeSeries> series; ///< time in seconds, values as in the file
};

/// Reads OPTIONS, CURVES and TIMESERIES.
Tables read_tables(Sections const& sections, FaultsOfFile& faults);

/// A series of the file by its name; constant 0 and a fault where there is none.
TimeSeries series_of(Tables const& tables, Line const& line, std::size_t word, FaultsOfFile& faults);
/// A curve of the file by its name; null and a fault where there is none.
Curve const* curve_of(Tables const& tables, Line const& line, std::size_t word, FaultsOfFile& faults);

} // namespace jumelle::swmm
