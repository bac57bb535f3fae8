#include "app/study_collect.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fmt/format.h>
#include <fstream>
#include <nlohmann/json.hpp>

#include "app/csv_cell.hpp"
#include "app/exit_code.hpp"
#include "app/json_text.hpp"
#include "app/ranking_text.hpp"
#include "app/run_scenario.hpp"
#include "app/study_crate.hpp"
#include "app/study_database.hpp"
#include "app/study_maps.hpp"
#include "app/study_sensitivity.hpp"
#include "app/text_table.hpp"
#include "app/weights.hpp"
#include "core/base/log.hpp"
#include "core/compare/study_table.hpp"

namespace jumelle::app {

namespace {

using Json = nlohmann::ordered_json;

void refuse_incomplete(Study const& study, std::vector<RunState> const& states, StudyOptions const& options) {
    auto const done = static_cast<std::size_t>(std::count(states.begin(), states.end(), RunState::done));
    bool const is_enough = options.takes_incomplete && done > 0;
    if (done == states.size() || is_enough) return;
    Fault fault;
    fault.place.file = study.folder.string();
    fault.message = fmt::format("{} of {} runs are not done", states.size() - done, states.size());
    bool const has_indices = study.spec.uncertain && (study.spec.uncertain->method == DesignMethod::sobol ||
                                                      study.spec.uncertain->method == DesignMethod::morris);
    fault.hint = has_indices
                     ? "sensitivity indices need whole blocks of the design: call jumelle study resume, or "
                       "add --incomplete to leave out the blocks with holes"
                     : "call jumelle study resume, or add --incomplete to do without them";
    fault.kind = FaultKind::data;
    throw InputError(fault);
}

/// The row of an indicator, made where there is none yet.
StudyRow& row_of(std::vector<StudyRow>& rows, std::string const& indicator, StudySpec const& spec) {
    for (auto& row : rows)
        if (row.indicator == indicator) return row;
    StudyRow row;
    row.indicator = indicator;
    row.values.assign(spec.variants.size(), std::vector<double>(spec.samples.size(), StudyRow::none));
    rows.push_back(std::move(row));
    return rows.back();
}

std::vector<StudyRow> rows_of(Study const& study, std::vector<RunState> const& states) {
    std::vector<StudyRow> rows;
    for (std::size_t i = 0; i < study.runs.size(); ++i) {
        if (states[i] != RunState::done) continue;
        StudyRun const& run = study.runs[i];
        std::ifstream stream(study.folder_of(run) / "run.json");
        Json const told = Json::parse(stream);
        for (auto const& [name, indicator] : told.at("indicators").items()) {
            StudyRow& row = row_of(rows, name, study.spec);
            row.unit = indicator.at("unit").get<std::string>();
            if (indicator.at("value").is_number())
                row.values[run.plan.variant][run.plan.sample] = indicator.at("value").get<double>();
        }
    }
    return rows;
}

std::string to_csv(Study const& study, std::vector<StudyRow> const& rows) {
    std::string text = "run,variant,sample";
    for (auto const& row : rows)
        text +=
            "," + csv_cell(row.unit == "1" ? row.indicator : fmt::format("{} [{}]", row.indicator, row.unit));
    text += "\n";
    for (std::size_t i = 0; i < study.runs.size(); ++i) {
        StudyRun const& run = study.runs[i];
        text += fmt::format("{},{},{}", i, csv_cell(study.variant_of(run)), csv_cell(study.sample_of(run)));
        for (auto const& row : rows) {
            double const value = row.values[run.plan.variant][run.plan.sample];
            text += std::isnan(value) ? "," : fmt::format(",{}", value);
        }
        text += "\n";
    }
    return text;
}

Json number(double value) {
    return std::isfinite(value) ? Json(value) : Json(nullptr);
}

Json variant_json(Study const& study, StudyRow const& row, std::size_t variant) {
    Spread const spread = spread_of(row, variant);
    Json json = {{"variant", study.spec.variants[variant].name},
                 {"count", spread.count},
                 {"mean", number(spread.mean)},
                 {"deviation", number(spread.deviation)},
                 {"low", number(spread.low)},
                 {"high", number(spread.high)},
                 {"difference", number(paired_difference(row, variant))},
                 {"share", number(paired_share(row, variant))},
                 {"values", Json::array()}};
    for (double const value : row.values[variant]) json["values"].push_back(number(value));
    return json;
}

Json to_json(Study const& study, std::vector<StudyRow> const& rows, Ranking const& ranking) {
    Json json = {{"study", study.spec.name},
                 {"baseline", study.spec.variants[0].name},
                 {"samples", Json::array()},
                 {"indicators", Json::object()}};
    for (auto const& sample : study.spec.samples) json["samples"].push_back(sample.name);
    for (auto const& row : rows) {
        Json variants = Json::array();
        for (std::size_t v = 0; v < row.values.size(); ++v) variants.push_back(variant_json(study, row, v));
        json["indicators"][row.indicator] = {{"unit", row.unit}, {"variants", variants}};
    }
    json["ranking"] = to_json(ranking);
    return json;
}

/// As `readable`, millions with an M: four options fit side by side.
std::string brief(double value) {
    constexpr double million = 1e6;
    return std::abs(value) < million ? readable(value) : fmt::format("{:.4g} M", value / million);
}

/// An end of a range: three digits say enough.
std::string range_end(double value) {
    constexpr double four_digits = 999.5; // from here three would be told as 1e+03
    return std::abs(value) < four_digits ? fmt::format("{:.3g}", value + 0.0) : brief(value);
}

/// `12.3 (−5.1 %)`: the mean, and its paired change against the baseline.
std::string mean_text(StudyRow const& row, std::size_t variant) {
    constexpr double percent = 100.0;
    Spread const spread = spread_of(row, variant);
    if (spread.count == 0) return "–";
    double const share = paired_share(row, variant);
    std::string const change =
        variant == 0 || std::isnan(share) ? "" : fmt::format(" ({:+.1f} %)", percent * share);
    return brief(spread.mean) + change;
}

std::string range_text(StudyRow const& row, std::size_t variant) {
    Spread const spread = spread_of(row, variant);
    return spread.count == 0 ? "–" : fmt::format("{} … {}", range_end(spread.low), range_end(spread.high));
}

std::string to_text(Study const& study, std::vector<StudyRow> const& rows) {
    std::vector<std::string> headings = {"indicator", "unit"};
    for (auto const& variant : study.spec.variants) headings.push_back(variant.name);
    bool const has_spread = study.spec.samples.size() > 1;
    std::vector<std::vector<std::string>> lines;
    for (auto const& row : rows) {
        lines.push_back({row.indicator, row.unit == "1" ? "" : row.unit});
        for (std::size_t v = 0; v < row.values.size(); ++v) lines.back().push_back(mean_text(row, v));
        if (!has_spread) continue;
        lines.push_back({"", ""});
        for (std::size_t v = 0; v < row.values.size(); ++v) lines.back().push_back(range_text(row, v));
    }
    std::string const note = has_spread
                                 ? fmt::format("mean over {} samples (change against {}), lowest … highest\n",
                                               study.spec.samples.size(), study.spec.variants[0].name)
                                 : "";
    return text_table(headings, lines) + note;
}

/// What a study's runs tell together.
struct Collected {
    std::vector<StudyRow> rows;
    Ranking ranking;
    std::vector<Sensitivity> sensitivities;
};

Collected collected(Study const& study, std::vector<RunState> const& states, StudyOptions const& options) {
    auto const weights = read_weights(options.weights);
    Collected made;
    made.rows = rows_of(study, states);
    std::vector<std::string> names;
    for (auto const& variant : study.spec.variants) names.push_back(variant.name);
    made.ranking = ranking_of(names, made.rows, weights);
    made.sensitivities = sensitivities_of(study, made.rows);
    return made;
}

void write_tables(Study const& study, std::vector<RunState> const& states, Collected const& found) {
    write_text(study.folder / "indicators.csv", to_csv(study, found.rows));
    if (!found.ranking.ranked.empty()) {
        write_text(study.folder / "ranking.csv", to_csv(found.ranking));
        write_text(study.folder / "regrets.csv", regrets_csv(found.ranking));
    }
    if (!found.sensitivities.empty())
        write_text(study.folder / "sensitivity.csv", sensitivity_csv(study, found.sensitivities));
    write_study_database(study, states, found.rows, found.sensitivities);
}

std::string told_as_json(Study const& study, Collected const& found, StudyMaps const& maps) {
    Json json = to_json(study, found.rows, found.ranking);
    if (!found.sensitivities.empty()) json["sensitivity"] = sensitivity_json(study, found.sensitivities);
    json["maps"] = {{"fields", maps.fields}, {"quantile_rank_error", maps.largest_quantile_rank_error}};
    return json_text(json);
}

std::string told_as_text(Study const& study, Collected const& found) {
    return to_text(study, found.rows) + sensitivity_text(study, found.sensitivities) +
           to_text(found.ranking) + (study.folder / "indicators.csv").string() + "\n";
}

} // namespace

int collect(Study const& study, std::vector<RunState> const& states, ModelRegistry const& registry,
            StudyOptions const& options) {
    refuse_incomplete(study, states, options);
    Collected const found = collected(study, states, options);
    write_tables(study, states, found);
    StudyMaps const maps = write_study_maps(study, states, registry);
    for (auto const& sentence : maps.left_out) log_line(LogLevel::warning, "maps: " + sentence);
    write_text(study.folder / "ro-crate-metadata.json",
               ro_crate_json(study, states)); // names the files above
    bool const is_json = options.format == Format::json;
    std::string const told = is_json ? told_as_json(study, found, maps) : told_as_text(study, found);
    std::fputs(told.c_str(), stdout);
    return exit_ok;
}

} // namespace jumelle::app
