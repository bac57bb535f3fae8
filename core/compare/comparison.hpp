#pragma once

#include <limits>
#include <string>
#include <vector>

#include "core/compare/indicator.hpp"
#include "core/results/result_source.hpp"

namespace jumelle {

/// One of the runs that are compared, by the name that tables give it.
struct ComparedRun {
    std::string name;
    RunDescription const* run = nullptr;
};

/// One indicator over all runs; NaN where a run does not have it.
struct ComparisonRow {
    static constexpr double none = std::numeric_limits<double>::quiet_NaN();
    std::string indicator, unit;
    std::vector<double> values; ///< the first is the baseline's

    /// value − baseline
    double difference(std::size_t option) const { return values[option] - values[0]; }
    /// difference / |baseline|, NaN where the baseline is 0
    double share(std::size_t option) const;
};

/// Indicators of several runs beside each other; the first run is the baseline.
struct Comparison {
    std::vector<std::string> names; ///< of the runs, all different
    std::vector<ComparisonRow> rows;
};

/// Why two runs cannot be compared: other grid, CRS, start, length or output times; empty where they can.
std::string why_not_comparable(RunDescription const& base, RunDescription const& other);

/// Names of runs that differ: the scenario's title where all titles do, else the folder, else the file.
std::vector<std::string> names_of_runs(std::vector<std::string> const& files,
                                       std::vector<std::string> const& titles);

/// The indicators that at least one run has, in the order of `indicators()`.
/// @pre at least one run
Comparison compare_runs(std::vector<ComparedRun> const& runs);

} // namespace jumelle
