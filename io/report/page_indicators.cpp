#include "io/report/page_indicators.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "core/base/error.hpp"
#include "core/compare/indicator.hpp"
#include "io/report/page_curves.hpp"

namespace jumelle::report {

namespace {

using Json = nlohmann::ordered_json;

char const* to_text(Better better) {
    if (better == Better::neither) return "neither";
    return better == Better::less ? "less" : "more";
}

Json option_json(StudyRow const& row, std::size_t variant) {
    Spread const spread = spread_of(row, variant);
    Json values = Json::array();
    for (double const value : row.values[variant]) values.push_back(short_number(value));
    return {{"values", std::move(values)},
            {"mean", short_number(spread.mean)},
            {"low", short_number(spread.low)},
            {"high", short_number(spread.high)},
            {"difference", short_number(paired_difference(row, variant))},
            {"share", short_number(paired_share(row, variant))}};
}

Json row_json(std::string const& group, Indicator const& indicator, StudyRow const& row) {
    Json options = Json::array();
    for (std::size_t v = 0; v < row.values.size(); ++v) options.push_back(option_json(row, v));
    return {{"group", group},
            {"name", indicator.name},
            {"unit", indicator.unit},
            {"definition", indicator.definition},
            {"source", indicator.source},
            {"better", to_text(indicator.better)},
            {"options", std::move(options)}};
}

StudyRow const* find(std::vector<StudyRow> const& rows, std::string const& indicator) {
    auto const found = std::find_if(rows.begin(), rows.end(),
                                    [&](StudyRow const& row) { return row.indicator == indicator; });
    return found == rows.end() ? nullptr : &*found;
}

void expect_all_known(std::vector<StudyRow> const& rows, std::vector<Weight> const& weights) {
    std::vector<std::string> names;
    for (auto const& row : rows) names.push_back(row.indicator);
    FaultList faults;
    for (auto const& weight : weights) {
        if (find(rows, weight.indicator) != nullptr) continue;
        Fault fault;
        fault.message = fmt::format("no run has a value of '{}', which has a weight", weight.indicator);
        fault.hint = hint_for_name(weight.indicator, names);
        faults.add(fault);
    }
    faults.throw_if_any();
}

} // namespace

void IndicatorTable::add(ReportRun const& run, RunDescription const& described) {
    for (auto const& indicator : indicators()) {
        auto const found = described.numbers.find("indicator_" + indicator.name);
        if (found == described.numbers.end()) continue;
        StudyRow& row = rows_[indicator.name];
        if (row.values.empty()) row.values.assign(variants_, std::vector<double>(samples_, StudyRow::none));
        row.values[run.variant][run.sample] = found->second;
    }
}

std::vector<StudyRow> IndicatorTable::rows() const {
    std::vector<StudyRow> made;
    for (auto const& indicator : indicators()) {
        auto const row = rows_.find(indicator.name);
        if (row != rows_.end()) made.push_back({indicator.name, indicator.unit, row->second.values});
    }
    return made;
}

Json indicators_json(std::vector<StudyRow> const& rows) {
    Json made = Json::array();
    for (auto const& group : indicator_groups()) {
        for (auto const& indicator : group.indicators) {
            StudyRow const* const row = find(rows, indicator.name);
            if (row != nullptr) made.push_back(row_json(group.title, indicator, *row));
        }
    }
    return made;
}

Json ranking_json(std::vector<StudyRow> const& rows, std::vector<Weight> const& weights) {
    expect_all_known(rows, weights);
    Criteria const criteria = criteria_of(rows, weights);
    bool const has_options = !criteria.kept.empty() && criteria.kept.front().values.size() > 1;
    if (!has_options) return nullptr;
    Json json = {{"weights", Json::object()}, {"incomplete", criteria.incomplete}};
    json["criteria"] = criteria.kept.size();
    for (auto const& weight : weights) json["weights"][weight.indicator] = weight.value;
    json["options"] = Json::array();
    for (auto const& option : rank_options(criteria.kept))
        json["options"].push_back({{"score", short_number(option.score)},
                                   {"lowest", short_number(option.lowest_score)},
                                   {"regret", short_number(option.largest_regret)},
                                   {"rank", option.rank},
                                   {"efficient", option.is_efficient}});
    return json;
}

} // namespace jumelle::report
