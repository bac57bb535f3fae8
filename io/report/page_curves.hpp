#pragma once

#include <nlohmann/json.hpp>

#include "core/results/result_source.hpp"

namespace jumelle::report {

/// Gauges and numbers over time of a run, at no more than `most_curve_times` moments each.
/// `{"gauges": [{"name", "x", "y", "times", "fields": [{"name", "label", "unit", "values"}]}], "series":
/// [{"group", "name", "quantity", "label", "unit", "values"}], "series_times"}`
nlohmann::ordered_json curves_of(ResultSource const& source);

/// Nodes and edges of a run's roads, places in metres from the south-west corner of the grid; null where it
/// has none.
nlohmann::ordered_json roads_of(ResultSource const& source);

inline constexpr std::size_t most_curve_times = 240;

/// A number with so many digits as a curve or a table needs; null for NaN and infinity.
nlohmann::ordered_json short_number(double value);

} // namespace jumelle::report
