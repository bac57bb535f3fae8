#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/compare/ranking.hpp"
#include "core/results/result_source.hpp"

namespace jumelle {

/// A number that a measure changed: `area_m2`, 1200.
struct ReportNumber {
    std::string quantity;
    double value = 0.0;
};

/// What one measure of a run changed.
struct ReportMeasure {
    std::string kind, name;
    std::vector<ReportNumber> changes;
};

/// An observed value beside the computed one, at the end of the run.
struct ReportObservation {
    std::string gauge, field, unit;
    double observed = 0.0, computed = 0.0;
};

/// One run that a report tells of.
struct ReportRun {
    std::size_t variant = 0, sample = 0; ///< positions in the report's lists
    std::string file;                    ///< where its results lie, for people
    std::string sha256;                  ///< of that file; empty where it is not known
    std::function<std::unique_ptr<ResultSource>()> open;
    std::vector<ReportMeasure> measures;
    std::vector<ReportObservation> observations;
};

/// What a report tells of.
struct ReportInput {
    /// Leaves two of the promised 15 MB for libraries, tables and curves [bytes].
    static constexpr std::size_t usual_map_bytes = 12'000'000;
    std::string title;
    std::string language = "en";       ///< in which the page opens: `en` or `fr`
    std::vector<std::string> variants; ///< planning options; the first is the baseline
    std::vector<std::string> samples;  ///< climates; one without a name where there are none
    std::vector<ReportRun> runs; ///< at most one for each variant and sample, the baseline's first among them
    std::vector<Weight> weights; ///< by which options are ranked; empty: nothing is ranked
    Array2D<double> relief;      ///< brightness of the ground below maps, 0 … 1; may be empty
    std::size_t map_bytes = usual_map_bytes; ///< that all maps together may take in the page
};

/// Makes one self-contained HTML page of runs: maps over time, tables, curves, provenance. What does not fit
/// into `map_bytes` is shown on larger cells and at fewer times; the page says so.
/// @throws InputError where a run did not complete or cannot be compared with the baseline, IoError where
///         results cannot be read
std::string report_page(ReportInput const& input);

} // namespace jumelle
