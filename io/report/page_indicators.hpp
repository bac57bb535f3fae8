#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "core/compare/ranking.hpp"
#include "io/report/report.hpp"

namespace jumelle::report {

/// The indicators of all runs of a report, gathered run by run.
class IndicatorTable {
  public:
    IndicatorTable(std::size_t variants, std::size_t samples) : variants_(variants), samples_(samples) {}

    void add(ReportRun const& run, RunDescription const& described);
    /// Those that some run has, in the order of `indicators()`.
    std::vector<StudyRow> rows() const;

  private:
    std::size_t variants_, samples_;
    std::map<std::string, StudyRow> rows_; // by indicator
};

/// Each with its group, definition and source, and for each option its values, mean, spread and change.
nlohmann::ordered_json indicators_json(std::vector<StudyRow> const& rows);

/// Options by stated weights, and those that no other one beats: `{"weights": {indicator: number},
/// "incomplete": [indicator], "criteria": number, "options": [{"score", "lowest", "regret", "rank",
/// "efficient"}]}`; null for a single option or without criteria.
/// @throws InputError where no run has an indicator that a weight names
nlohmann::ordered_json ranking_json(std::vector<StudyRow> const& rows, std::vector<Weight> const& weights);

} // namespace jumelle::report
