#include "app/report_input.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "core/base/file_faults.hpp"
#include "core/compare/comparison.hpp"
#include "io/checksum/sha256.hpp"
#include "io/hdf5/hdf5_result_reader.hpp"
#include "io/raster/hillshade.hpp"
#include "io/weather/csv_table.hpp"

namespace jumelle::app {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

/// What `run.json` in a folder says; no object where there is none.
Json told_in(fs::path const& folder) {
    std::ifstream stream(folder / "run.json");
    return stream ? Json::parse(stream, nullptr, false) : Json();
}

std::string text_of(Json const& json, char const* key) {
    auto const found = json.is_object() ? json.find(key) : json.end();
    return json.is_object() && found != json.end() && found->is_string() ? found->get<std::string>() : "";
}

std::vector<ReportMeasure> measures_of(Json const& told) {
    std::vector<ReportMeasure> measures;
    for (auto const& row : told.value("measures", Json::array())) {
        ReportMeasure measure{text_of(row, "kind"), text_of(row, "name"), {}};
        for (auto const& [key, value] : row.items())
            if (value.is_number()) measure.changes.push_back({key, value.get<double>()});
        measures.push_back(std::move(measure));
    }
    return measures;
}

std::vector<ReportObservation> observations_of(Json const& told) {
    std::vector<ReportObservation> rows;
    for (auto const& row : told.value("gauges", Json::array())) {
        if (!row.at("observed").is_number() || !row.at("computed").is_number()) continue;
        rows.push_back({text_of(row, "name"), text_of(row, "field"), text_of(row, "unit"),
                        row.at("observed").get<double>(), row.at("computed").get<double>()});
    }
    return rows;
}

/// A run that went wrong leaves `run.nc.part` and says why; there is no `run.nc` then.
void check_is_there(fs::path const& file) {
    fs::path part = file;
    part += ".part";
    if (fs::exists(file) || !fs::exists(part)) return;
    Json const told = told_in(file.parent_path());
    std::string const error = text_of(told, "error");
    refuse_file(file.string(),
                text_of(told, "status") == "failed"
                    ? fmt::format("the run failed: {}", error)
                    : "the run has not ended: there is only " + part.filename().string(),
                "a report needs complete runs: let it run to its end first");
}

ReportRun run_of(fs::path const& file) {
    check_is_there(file);
    ReportRun run;
    run.file = file.string();
    run.open = [file] { return std::make_unique<Hdf5ResultReader>(file); };
    run.open(); // whatever is wrong with it is told first
    run.sha256 = sha256_of_file(file);
    Json const told = told_in(file.parent_path());
    if (text_of(told, "sha256") != run.sha256) return run; // it tells of another run
    run.measures = measures_of(told);
    run.observations = observations_of(told);
    return run;
}

Array2D<double> const* read_constant(ResultSource const& source, std::string const& name, FieldStore& store) {
    auto const& constants = source.description().constants;
    bool const is_there = std::any_of(constants.begin(), constants.end(), [&](FieldInfo const& info) {
        return info.name == name && info.location == Location::cell;
    });
    return is_there ? &store.put(source.read_field(name)).cells : nullptr;
}

/// Shaded relief with the shadows of buildings: what lies below maps. Empty where the run has no heights.
Array2D<double> relief_of(ResultSource const& source) {
    FieldStore store;
    auto const* const ground = read_constant(source, "elevation", store);
    if (ground == nullptr) return {};
    auto const* const buildings = read_constant(source, "building_height", store);
    double const cell_m = source.description().grid.cell_m;
    MapLight light;
    Array2D<double> surface = *ground;
    for (Index row = 0; buildings != nullptr && row < surface.rows(); ++row)
        for (Index column = 0; column < surface.columns(); ++column)
            surface(row, column) += std::max(0.0, (*buildings)(row, column));
    Array2D<double> const lit = cast_light(surface.view(), cell_m, light);
    light.exaggeration = readable_exaggeration(ground->view(), cell_m);
    Array2D<double> made = hillshade(ground->view(), cell_m, light);
    constexpr double brightest = 1.2, in_shadow = 0.72; // light of the sky that is left in a shadow
    for (Index row = 0; row < made.rows(); ++row) {
        for (Index column = 0; column < made.columns(); ++column) {
            double const light_here = in_shadow + (1.0 - in_shadow) * lit(row, column);
            made(row, column) = std::min(1.0, made(row, column) / brightest) * light_here;
        }
    }
    return made;
}

std::size_t position_of(std::string const& name, std::vector<std::string>& names) {
    auto const found = std::find(names.begin(), names.end(), name);
    if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
    names.push_back(name);
    return names.size() - 1;
}

/// One line of a study's design.
struct DesignRow {
    std::string variant, sample, results, scenario_sha256;
};

std::string read_text(fs::path const& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

std::vector<DesignRow> read_design(fs::path const& folder) {
    fs::path const file = folder / "design.csv";
    if (!fs::is_regular_file(file))
        refuse_file(folder.string(), "is no folder of a study: it has no design.csv",
                    "give the folder that 'jumelle study run' wrote, or results files");
    weather::CsvTable const table = weather::read_csv(read_text(file), file.string());
    auto const column = [&](char const* name) {
        for (std::size_t i = 0; i < table.heading.cells.size(); ++i)
            if (table.heading.cells[i].text == name) return i;
        refuse_file(file.string(), fmt::format("has no column '{}'", name),
                    "make it again with 'jumelle study plan'");
    };
    std::size_t const variant = column("variant"), sample = column("sample"), results = column("results"),
                      sha256 = column("scenario_sha256");
    std::vector<DesignRow> rows;
    for (auto const& row : table.rows) {
        if (row.cells.size() != table.heading.cells.size())
            refuse_file(file.string(),
                        fmt::format("line {} has {} cells, the heading {}", row.line, row.cells.size(),
                                    table.heading.cells.size()),
                        "make it again with 'jumelle study plan'");
        rows.push_back({row.cells[variant].text, row.cells[sample].text, row.cells[results].text,
                        row.cells[sha256].text});
    }
    return rows;
}

bool is_done(fs::path const& results, DesignRow const& row) {
    Json const told = told_in(results.parent_path());
    return fs::is_regular_file(results) && text_of(told, "status") == "completed" &&
           text_of(told, "scenario_sha256") == row.scenario_sha256;
}

std::string name_of_study(fs::path const& folder) {
    std::ifstream stream(folder / "study.lock");
    std::string const name = stream ? text_of(Json::parse(stream, nullptr, false), "study") : "";
    return name.empty() ? folder.filename().string() : name;
}

} // namespace

ReportInput report_of_runs(std::vector<std::string> const& files) {
    ReportInput input;
    std::vector<std::string> titles;
    for (auto const& file : files) {
        ReportRun run = run_of(file);
        auto const texts = run.open()->description().texts;
        auto const title = texts.find("title");
        titles.push_back(title == texts.end() ? "" : title->second);
        run.variant = input.runs.size();
        input.runs.push_back(std::move(run));
    }
    input.title = titles.front().empty() ? files.front() : titles.front();
    input.variants = names_of_runs(files, titles);
    input.samples = {""};
    input.relief = relief_of(*input.runs.front().open());
    return input;
}

ReportInput report_of_study(fs::path const& folder, Missing missing) {
    ReportInput input;
    input.title = name_of_study(folder);
    auto const rows = read_design(folder);
    std::size_t missed = 0;
    for (auto const& row : rows) {
        std::size_t const variant = position_of(row.variant, input.variants);
        std::size_t const sample = position_of(row.sample, input.samples);
        fs::path const results = folder / row.results;
        if (!is_done(results, row)) {
            ++missed;
            continue;
        }
        ReportRun run = run_of(results);
        run.variant = variant;
        run.sample = sample;
        input.runs.push_back(std::move(run));
    }
    bool const has_baseline = !input.runs.empty() && input.runs.front().variant == 0;
    if (missed > 0 && (missing == Missing::refused || !has_baseline))
        refuse_file(folder.string(), fmt::format("{} of {} runs are not done", missed, rows.size()),
                    "call jumelle study resume, or add --incomplete to do without them");
    input.relief = relief_of(*input.runs.front().open());
    return input;
}

} // namespace jumelle::app
