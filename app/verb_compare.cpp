#include <algorithm>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/csv_cell.hpp"
#include "app/exit_code.hpp"
#include "app/json_text.hpp"
#include "app/options.hpp"
#include "app/text_table.hpp"
#include "core/base/error.hpp"
#include "core/compare/comparison.hpp"
#include "io/hdf5/hdf5_result_reader.hpp"
#include "io/raster/export.hpp"

namespace jumelle::app {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

[[noreturn]] void refuse(std::string const& file, std::string message, std::string hint) {
    Fault fault;
    fault.place.file = file;
    fault.message = std::move(message);
    fault.hint = std::move(hint);
    fault.kind = FaultKind::data;
    throw InputError(fault);
}

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
            refuse(file, "cannot be compared: " + why,
                   "compare runs of one territory over the same time; the first file is the baseline");
        auto const status = runs.back().texts.find("status");
        if (status != runs.back().texts.end() && status->second != "completed")
            refuse(file, fmt::format("the run is {}", status->second), "let it run to its end first");
    }
    return runs;
}

Json number(double value) {
    return std::isfinite(value) ? Json(value) : Json(nullptr);
}

std::string to_json(Comparison const& comparison, std::vector<std::string> const& files) {
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

/// Letters, digits and lines of a name, for the name of a file.
std::string file_name(std::string const& name) {
    std::string made;
    for (char const c : name) {
        bool const keeps = std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_';
        made += keeps ? c : '_';
    }
    return made;
}

/// Option − baseline of every summary on cells that both have, one GeoTIFF each.
/// @param written gets their paths
void write_differences(fs::path const& folder, std::vector<std::string> const& files,
                       Comparison const& comparison, std::vector<fs::path>& written) {
    Hdf5ResultReader const base(files[0]);
    for (std::size_t i = 1; i < files.size(); ++i) {
        Hdf5ResultReader const option(files[i]);
        auto const& known = option.description().summaries;
        for (auto const& info : base.description().summaries) {
            bool const is_shared = std::any_of(
                known.begin(), known.end(), [&](FieldInfo const& other) { return other.name == info.name; });
            if (info.location != Location::cell || !is_shared) continue;
            Field difference = option.read_field(info.name);
            Field const before = base.read_field(info.name);
            for (Index r = 0; r < before.cells.rows(); ++r)
                for (Index c = 0; c < before.cells.columns(); ++c)
                    difference.cells(r, c) -= before.cells(r, c);
            fs::path const path =
                folder / fmt::format("{}_{}.tif", info.name, file_name(comparison.names[i]));
            write_geotiff(path, base.description().grid, difference.cells, difference.info);
            written.push_back(path);
        }
    }
}

std::vector<fs::path> write_files(fs::path const& folder, std::vector<std::string> const& files,
                                  Comparison const& comparison) {
    std::error_code error;
    fs::create_directories(folder, error);
    if (error) throw IoError(fmt::format("cannot make folder {}: {}", folder.string(), error.message()));
    fs::path const table = folder / "comparison.csv";
    std::ofstream stream(table);
    stream << to_csv(comparison);
    stream.close();
    if (!stream) throw IoError(fmt::format("cannot write {}", table.string()));
    std::vector<fs::path> written{table};
    write_differences(folder, files, comparison, written);
    return written;
}

} // namespace

int compare_verb(CompareOptions const& options) {
    auto const runs = described(options.results);
    std::vector<std::string> titles;
    for (auto const& run : runs) titles.push_back(title_of(run));
    auto const names = names_of_runs(options.results, titles);
    std::vector<ComparedRun> compared;
    for (std::size_t i = 0; i < runs.size(); ++i) compared.push_back({names[i], &runs[i]});
    Comparison const comparison = compare_runs(compared);
    if (comparison.rows.empty())
        refuse(options.results[0], "no run has an indicator", "compute some: indicators:");
    bool const is_json = options.format == Format::json;
    std::fputs((is_json ? to_json(comparison, options.results) : to_text(comparison)).c_str(), stdout);
    if (options.output_dir.empty()) return exit_ok;
    for (auto const& path : write_files(options.output_dir, options.results, comparison)) {
        if (!is_json) std::printf("%s\n", path.c_str());
    }
    return exit_ok;
}

} // namespace jumelle::app
