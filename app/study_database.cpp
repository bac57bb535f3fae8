#include "app/study_database.hpp"

#include <cmath>

#include "io/sqlite/write_tables.hpp"

namespace jumelle::app {

namespace {

std::int64_t whole(std::size_t number) {
    return static_cast<std::int64_t>(number);
}

DatabaseTable runs_table(Study const& study, std::vector<RunState> const& states) {
    DatabaseTable table{
        "runs", {"run", "variant", "sample", "state", "results", "scenario_sha256"}, {"run"}, {}};
    for (std::size_t i = 0; i < study.runs.size(); ++i) {
        StudyRun const& run = study.runs[i];
        table.rows.push_back({whole(i), study.variant_of(run), study.sample_of(run), to_text(states[i]),
                              study.runs[run.computed_as].plan.folder + "/run.nc", run.scenario_sha256});
    }
    return table;
}

DatabaseTable changes_table(Study const& study) {
    DatabaseTable table{"changes", {"run", "key", "value"}, {"run", "key"}, {}};
    for (std::size_t i = 0; i < study.runs.size(); ++i)
        for (auto const& change : study.runs[i].plan.changes)
            table.rows.push_back({whole(i), change.path, change.yaml});
    return table;
}

DatabaseTable indicators_table(Study const& study, std::vector<StudyRow> const& rows) {
    DatabaseTable table{"indicators", {"run", "indicator", "unit", "value"}, {"run", "indicator"}, {}};
    for (std::size_t i = 0; i < study.runs.size(); ++i) {
        PlannedRun const& plan = study.runs[i].plan;
        for (auto const& row : rows) {
            double const value = row.values[plan.variant][plan.sample];
            if (!std::isnan(value)) table.rows.push_back({whole(i), row.indicator, row.unit, value});
        }
    }
    return table;
}

DatabaseTable variants_table(Study const& study, std::vector<StudyRow> const& rows) {
    DatabaseTable table{
        "variants",
        {"variant", "indicator", "unit", "count", "mean", "deviation", "low", "high", "difference", "share"},
        {"variant", "indicator"},
        {}};
    for (auto const& row : rows) {
        for (std::size_t v = 0; v < row.values.size(); ++v) {
            Spread const spread = spread_of(row, v);
            table.rows.push_back({study.spec.variants[v].name, row.indicator, row.unit, whole(spread.count),
                                  spread.mean, spread.deviation, spread.low, spread.high,
                                  paired_difference(row, v), paired_share(row, v)});
        }
    }
    return table;
}

DatabaseTable sensitivity_table(Study const& study, std::vector<Sensitivity> const& sensitivities) {
    DatabaseTable table{"sensitivity",
                        {"variant", "case_name", "indicator", "key", "name", "value", "low", "high"},
                        {"indicator"},
                        {}};
    for (auto const& s : sensitivities) {
        auto const& factors = study.spec.uncertain->factors;
        for (std::size_t f = 0; f < factors.size(); ++f)
            for (auto const& [name, index] : indices_of(s, f))
                table.rows.push_back({study.spec.variants[s.variant].name, s.outer, s.indicator,
                                      factors[f].path, std::string(name), index.value, index.low,
                                      index.high});
    }
    return table;
}

} // namespace

void write_study_database(Study const& study, std::vector<RunState> const& states,
                          std::vector<StudyRow> const& rows, std::vector<Sensitivity> const& sensitivities) {
    write_tables(study.folder / "study.sqlite",
                 {runs_table(study, states), changes_table(study), indicators_table(study, rows),
                  variants_table(study, rows), sensitivity_table(study, sensitivities)});
}

} // namespace jumelle::app
