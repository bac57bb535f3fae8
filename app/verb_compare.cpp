#include <cmath>
#include <cstdio>
#include <filesystem>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/compare_files.hpp"
#include "app/csv_cell.hpp"
#include "app/exit_code.hpp"
#include "app/json_text.hpp"
#include "app/options.hpp"
#include "app/ranking_text.hpp"
#include "app/run_scenario.hpp"
#include "app/text_table.hpp"
#include "app/weights.hpp"
#include "core/base/file_faults.hpp"
#include "core/compare/comparison.hpp"
#include "io/hdf5/hdf5_result_reader.hpp"

namespace jumelle::app {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

std::string title_of(RunDescription const& run) {
    auto const title = run.texts.find("title");
    return title == run.texts.end() ? "" : title->second;
}

/// Descriptions only: maps are read again two at a time, so that many runs fit in memory.
std::vector<RunDescription> described(std::vector<std::string> const& files) {
    std::vector<RunDescription> runs;
    for (auto const& file : files) {
        runs.push_back(Hdf5ResultReader(file).description());
        if (auto const why = why_not_comparable(runs.front(), runs.back()); !why.empty())
            refuse_file(file, "cannot be compared: " + why,
                        "compare runs of one territory over the same time; the first file is the baseline");
        auto const status = runs.back().texts.find("status");
        if (status != runs.back().texts.end() && status->second != "completed")
            refuse_file(file, fmt::format("the run is {}", status->second), "let it run to its end first");
    }
    return runs;
}

Json number(double value) {
    return std::isfinite(value) ? Json(value) : Json(nullptr);
}

std::string to_json(Comparison const& comparison, Ranking const& ranking,
                    std::vector<std::string> const& files) {
    Json json = {
        {"baseline", comparison.names[0]}, {"options", Json::array()}, {"indicators", Json::object()}};
    for (std::size_t i = 0; i < files.size(); ++i)
        json["options"].push_back({{"name", comparison.names[i]}, {"run", files[i]}});
    for (auto const& row : comparison.rows) {
        Json values = Json::array();
        for (std::size_t i = 0; i < row.values.size(); ++i) {
            values.push_back({{"option", comparison.names[i]},
                              {"value", number(row.values[i])},
                              {"difference", number(row.difference(i))},
                              {"share", number(row.share(i))}});
        }
        json["indicators"][row.indicator] = {{"unit", row.unit}, {"values", values}};
    }
    json["ranking"] = to_json(ranking);
    return json_text(json);
}

std::string change_text(ComparisonRow const& row, std::size_t option) {
    if (std::isnan(row.values[option])) return "–";
    std::string text = readable(row.values[option]);
    if (option == 0 || std::isnan(row.share(option))) return text;
    constexpr double percent = 100.0;
    return text + fmt::format(" ({:+.1f} %)", percent * row.share(option));
}

std::string to_text(Comparison const& comparison) {
    std::vector<std::string> headings = {"indicator", "unit"};
    headings.insert(headings.end(), comparison.names.begin(), comparison.names.end());
    std::vector<std::vector<std::string>> rows;
    for (auto const& row : comparison.rows) {
        std::vector<std::string> cells = {row.indicator, row.unit == "1" ? "" : row.unit};
        for (std::size_t i = 0; i < row.values.size(); ++i) cells.push_back(change_text(row, i));
        rows.push_back(std::move(cells));
    }
    return text_table(headings, rows);
}

std::string to_csv(Comparison const& comparison) {
    std::string text = "indicator,unit";
    for (auto const& name : comparison.names) text += "," + csv_cell(name);
    text += "\n";
    for (auto const& row : comparison.rows) {
        text += row.indicator + "," + csv_cell(row.unit);
        for (double const value : row.values) text += std::isnan(value) ? "," : fmt::format(",{}", value);
        text += "\n";
    }
    return text;
}

std::vector<fs::path> write_files(fs::path const& folder, NamedRuns const& runs, Comparison const& comparison,
                                  Ranking const& ranking) {
    make_folder(folder);
    std::vector<fs::path> written{folder / "comparison.csv"};
    write_text(written.back(), to_csv(comparison));
    if (!ranking.ranked.empty()) {
        written.push_back(folder / "ranking.csv");
        write_text(written.back(), to_csv(ranking));
    }
    for (auto const& path : write_cell_differences(folder, runs)) written.push_back(path);
    for (auto const& path : write_road_differences(folder, runs)) written.push_back(path);
    return written;
}

} // namespace

int compare_verb(CompareOptions const& options) {
    auto const weights = read_weights(options.weights);
    auto const runs = described(options.results);
    std::vector<std::string> titles;
    for (auto const& run : runs) titles.push_back(title_of(run));
    NamedRuns const named{options.results, names_of_runs(options.results, titles)};
    std::vector<ComparedRun> compared;
    for (std::size_t i = 0; i < runs.size(); ++i) compared.push_back({named.names[i], &runs[i]});
    Comparison const comparison = compare_runs(compared);
    if (comparison.rows.empty())
        refuse_file(options.results[0], "no run has an indicator", "compute some: indicators:");
    Ranking const ranking = ranking_of(named.names, one_sample(comparison), weights);
    bool const is_json = options.format == Format::json;
    std::string const told =
        is_json ? to_json(comparison, ranking, options.results) : to_text(comparison) + to_text(ranking);
    std::fputs(told.c_str(), stdout);
    if (options.output_dir.empty()) return exit_ok;
    for (auto const& path : write_files(options.output_dir, named, comparison, ranking)) {
        if (!is_json) std::printf("%s\n", path.c_str());
    }
    return exit_ok;
}

} // namespace jumelle::app
