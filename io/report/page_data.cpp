#include "io/report/page_data.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "core/base/file_faults.hpp"
#include "core/base/version.hpp"
#include "core/compare/comparison.hpp"
#include "io/report/page_curves.hpp"
#include "io/report/page_indicators.hpp"

namespace jumelle::report {

namespace {

using Json = nlohmann::ordered_json;
using Error = Json::error_handler_t;

std::string text_of(RunDescription const& run, std::string const& name) {
    auto const found = run.texts.find(name);
    return found == run.texts.end() ? "" : found->second;
}

void check_run(ReportRun const& run, RunDescription const& base, RunDescription const& described) {
    if (auto const why = why_not_comparable(base, described); !why.empty())
        refuse_file(run.file, "cannot be in the same report: " + why,
                    "report runs of one territory over the same time; the first one is the baseline");
    auto const status = text_of(described, "status");
    if (status != "completed")
        refuse_file(run.file, fmt::format("the run {}", status.empty() ? "has not ended" : "is " + status),
                    "a report needs complete runs: let it run to its end first");
}

Json inputs_of(RunDescription const& run) {
    Json inputs = Json::array();
    for (std::size_t i = 0;; ++i) {
        std::string const prefix = fmt::format("input_{}_", i);
        if (text_of(run, prefix + "name").empty()) return inputs;
        Json input = Json::object();
        for (char const* key :
             {"name", "used_for", "licence", "date", "crs", "vertical_datum", "note", "sha256"})
            input[key] = text_of(run, prefix + key);
        inputs.push_back(std::move(input));
    }
}

/// model → in, out, stored, error_relative
Json balances_of(RunDescription const& run) {
    Json balances = Json::object();
    std::string const mark = "_balance_";
    for (auto const& [name, value] : run.numbers) {
        auto const at = name.find(mark);
        if (at == std::string::npos || name.starts_with("indicator_")) continue;
        balances[name.substr(0, at)][name.substr(at + mark.size())] = short_number(value);
    }
    return balances;
}

Json measures_json(std::vector<ReportMeasure> const& measures) {
    Json rows = Json::array();
    for (auto const& measure : measures) {
        Json changes = Json::object();
        for (auto const& change : measure.changes) changes[change.quantity] = short_number(change.value);
        rows.push_back({{"kind", measure.kind}, {"name", measure.name}, {"changes", std::move(changes)}});
    }
    return rows;
}

Json observations_json(std::vector<ReportObservation> const& observations) {
    Json rows = Json::array();
    for (auto const& row : observations)
        rows.push_back({{"gauge", row.gauge},
                        {"field", row.field},
                        {"unit", row.unit},
                        {"observed", short_number(row.observed)},
                        {"computed", short_number(row.computed)}});
    return rows;
}

std::string dumped(Json const& json) {
    return json.dump(-1, ' ', false, Error::replace);
}

Json run_json(ReportRun const& run, RunDescription const& described, BlobStore& blobs) {
    Json json = {
        {"variant", run.variant}, {"sample", run.sample}, {"file", run.file}, {"sha256", run.sha256}};
    for (char const* key : {"title", "source", "date_created", "scenario_sha256"})
        json[key] = text_of(described, key);
    json["scenario"] = blobs.add(packed_text(text_of(described, "scenario")));
    json["inputs"] = inputs_of(described);
    json["balances"] = balances_of(described);
    json["measures"] = measures_json(run.measures);
    json["observations"] = observations_json(run.observations);
    return json;
}

char const* to_text(Role role) {
    return role == Role::constant ? "constant" : role == Role::output ? "output" : "summary";
}

char const* to_text(Filter filter) {
    return filter == Filter::none ? "none" : filter == Filter::left ? "left" : "up";
}

Json layer_json(Layer const& layer, std::vector<std::vector<std::size_t>> const& frames) {
    Scale const& scale = layer.scale;
    return {{"name", layer.info.name},
            {"label", layer.info.long_name},
            {"unit", layer.info.unit},
            {"role", to_text(layer.role)},
            {"on", layer.info.location == Location::cell ? "cell" : "edge"},
            {"classes", layer.has_classes},
            {"scale",
             {{"kind", scale.kind == Scale::Kind::square ? "square" : "linear"},
              {"low", scale.low},
              {"high", scale.high},
              {"codes", scale.codes}}},
            {"colours", {layer.low, layer.high}},
            {"zero", layer.scale.low == 0.0 && layer.low == 0.0 && !layer.has_classes},
            {"factor", layer.factor},
            {"filter", to_text(layer.filter)},
            {"times", layer.times},
            {"frames", frames}};
}

/// 1 where an option has another ground, land cover, building or tree than the baseline.
Array2D<double> changes_of(ShownRun const& base, ShownRun const& option, std::vector<Layer> const& layers) {
    Grid const& grid = base.source->description().grid;
    Array2D<double> changed(grid.rows, grid.columns, 0.0);
    for (auto const& layer : layers) {
        if (layer.role != Role::constant || layer.info.location != Location::cell) continue;
        auto const before = read_layer(base, layer, 0), after = read_layer(option, layer, 0);
        if (!before || !after) continue;
        for (Index row = 0; row < grid.rows; ++row) {
            for (Index column = 0; column < grid.columns; ++column) {
                double const a = before->cells(row, column), b = after->cells(row, column);
                if (a != b && !(std::isnan(a) && std::isnan(b))) changed(row, column) = 1.0;
            }
        }
    }
    return changed;
}

/// A picture below or above all maps: one frame for each run.
struct Backdrop {
    Layer layer;
    std::vector<std::vector<std::size_t>> frames;
};

Layer backdrop_layer(char const* name, Scale const& scale, Grid const& grid) {
    constexpr Index most_cells_a_side = 2000;
    Layer layer;
    layer.info.name = name;
    layer.scale = scale;
    layer.times = {0};
    layer.filter = Filter::left;
    while (std::max(grid.rows, grid.columns) / layer.factor > most_cells_a_side) layer.factor *= 2;
    return layer;
}

std::size_t add_picture(Array2D<double> const& cells, Layer const& layer, BlobStore& blobs) {
    Field field;
    field.info = layer.info;
    field.cells = cells;
    return blobs.add(base64(deflated(frame_of(field, layer))));
}

Json relief_json(ReportInput const& input, Grid const& grid, BlobStore& blobs) {
    if (input.relief.empty()) return nullptr;
    Layer const layer = backdrop_layer("relief", {}, grid);
    return layer_json(layer, {{add_picture(input.relief, layer, blobs)}});
}

Json changes_json(ShownRuns const& shown, std::vector<Layer> const& layers, BlobStore& blobs) {
    Grid const& grid = shown.runs.front().source->description().grid;
    if (grid.size() == 0 || shown.runs.size() < 2) return nullptr;
    Scale scale;
    scale.high = scale.codes - 1; // 0 and 1 are codes of their own
    Layer const layer = backdrop_layer("changes", scale, grid);
    std::vector<std::vector<std::size_t>> frames;
    for (auto const& run : shown.runs)
        frames.push_back({add_picture(changes_of(shown.runs.front(), run, layers), layer, blobs)});
    return layer_json(layer, frames);
}

/// Maps that fit, tried again with less room where the estimate was too low.
Json layers_json(std::vector<Layer> layers, ShownRuns const& shown, BlobStore& blobs, std::size_t map_bytes) {
    constexpr int attempts = 4;
    double wanted = static_cast<double>(map_bytes) - static_cast<double>(blobs.bytes());
    double const most = wanted;
    for (int attempt = 1;; ++attempt) {
        fit_layers(layers, shown, wanted);
        BlobStore tried = blobs;
        Json made = Json::array();
        for (auto const& layer : layers) made.push_back(layer_json(layer, pack_layer(layer, shown, tried)));
        auto const taken = static_cast<double>(tried.bytes() - blobs.bytes());
        if (taken <= most || attempt == attempts) {
            blobs = std::move(tried);
            return made;
        }
        wanted *= most / taken;
    }
}

Json grid_json(Grid const& grid) {
    if (grid.size() == 0) return nullptr;
    return {{"rows", grid.rows},     {"columns", grid.columns}, {"cell_m", grid.cell_m},
            {"west_m", grid.west_m}, {"north_m", grid.north_m}, {"crs", grid.crs.name}};
}

Json shown_json(ShownRuns const& shown, BlobStore& blobs) {
    Json made = Json::array();
    for (auto const& run : shown.runs) {
        Json const roads = roads_of(*run.source);
        made.push_back(
            {{"run", run.run}, {"curves", blobs.add(packed_text(dumped(curves_of(*run.source))))}});
        if (!roads.is_null()) made.back()["roads"] = blobs.add(packed_text(dumped(roads)));
    }
    return made;
}

Json maps_json(ReportInput const& input, BlobStore& blobs) {
    ShownRuns const shown = open_shown(input);
    RunDescription const& base = shown.runs.front().source->description();
    Json made = {{"grid", grid_json(base.grid)}, {"start", to_text(base.start)}, {"times", Json::array()}};
    for (Duration const time : shown.times) made["times"].push_back(time.seconds());
    made["shown"] = shown_json(shown, blobs);
    made["relief"] = relief_json(input, base.grid, blobs);
    std::vector<Layer> const layers = find_layers(shown);
    made["changes"] = changes_json(shown, layers, blobs);
    made["layers"] = layers_json(layers, shown, blobs, input.map_bytes);
    return made;
}

/// `<` ends no script element any more. Source: HTML Living Standard, 4.12.1.3.
std::string safe_in_script(std::string const& json) {
    std::string made;
    for (char const c : json) made += c == '<' ? std::string("\\u003c") : std::string(1, c);
    return made;
}

} // namespace

std::string page_data(ReportInput const& input, BlobStore& blobs) {
    Json json = {{"title", input.title},
                 {"language", input.language},
                 {"engine", fmt::format("jumelle {} ({})", version(), git_revision())},
                 {"variants", input.variants},
                 {"samples", input.samples},
                 {"runs", Json::array()}};
    IndicatorTable table(input.variants.size(), input.samples.size());
    RunDescription const base = input.runs.front().open()->description();
    for (auto const& run : input.runs) {
        RunDescription const described = run.open()->description();
        check_run(run, base, described);
        table.add(run, described);
        json["runs"].push_back(run_json(run, described, blobs));
    }
    auto const rows = table.rows();
    json["indicators"] = indicators_json(rows);
    json["ranking"] = ranking_json(rows, input.weights);
    json["maps"] = maps_json(input, blobs);
    return safe_in_script(dumped(json));
}

} // namespace jumelle::report
