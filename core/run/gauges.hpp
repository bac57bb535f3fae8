#pragma once

#include "core/results/result_sink.hpp"
#include "core/scenario/scenario.hpp"

namespace jumelle {

/// Finds the cells that each gauge is read from. Adds a fault for each gauge outside the grid, on cells
/// outside the territory (elevation NaN), or observing a field that is not among `outputs`.
std::vector<Gauge> place_gauges(OutputSpec const& outputs, std::vector<FieldInfo> const& output_fields,
                                Territory const& territory, FaultList& faults);

/// Mean of `field` over those of the gauge's cells that have a value; NaN where none has.
double read_gauge(Gauge const& gauge, Field const& field);

/// An observed value beside the computed one.
struct GaugeComparison {
    std::string name, field, unit;
    double observed = 0.0, computed = 0.0; ///< at the end of the run
    double error() const { return computed - observed; }
};

/// Every observation that the scenario gives, compared with the fields as they are now.
std::vector<GaugeComparison> compare_gauges(OutputSpec const& outputs, std::vector<Gauge> const& gauges,
                                            FieldStore const& fields);

} // namespace jumelle
