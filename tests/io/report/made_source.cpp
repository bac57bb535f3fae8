#include "tests/io/report/made_source.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace jumelle {

namespace {

FieldInfo info_of(char const* name, char const* unit, Location location, double background = 0.0) {
    FieldInfo info;
    info.name = name;
    info.unit = unit;
    info.long_name = std::string("long name of ") + name;
    info.location = location;
    info.background = background;
    return info;
}

/// −0.5 … 0.5, other for each cell and step.
double noise(Index row, Index column, Index step) {
    auto bits = static_cast<std::uint64_t>(row * 73856093 ^ column * 19349663 ^ step * 83492791);
    bits = (bits ^ (bits >> 31)) * 0x9E3779B97F4A7C15ULL;
    return static_cast<double>(bits >> 11) * 0x1p-53 - 0.5;
}

} // namespace

MadeSource::MadeSource(MadeRun run) : run_(std::move(run)) {
    description_.texts = {{"title", run_.title},
                          {"scenario", "name: " + run_.title},
                          {"source", "jumelle 0"},
                          {"input_0_name", "ground.tif"},
                          {"input_0_licence", "Licence Ouverte 2.0"}};
    if (!run_.status.empty()) description_.texts["status"] = run_.status;
    description_.numbers = {{"indicator_flooded_area", 2.0 * run_.wetness},
                            {"indicator_max_depth", run_.wetness},
                            {"flood_balance_in", 10.0},
                            {"flood_balance_error_relative", 1e-15}};
    for (int i = 0; i < run_.times; ++i) description_.times.push_back(Duration::from_seconds(600.0 * i));
    if (run_.has_cells) {
        description_.grid.rows = run_.rows;
        description_.grid.columns = run_.columns;
        description_.grid.cell_m = 5.0;
        description_.grid.north_m = 1000.0;
        description_.grid.west_m = 500.0;
        description_.constants = {info_of("elevation", "m", Location::cell),
                                  info_of("land_cover", "1", Location::cell)};
        description_.outputs = {info_of("water_depth", "m", Location::cell),
                                info_of("utci", "degC", Location::cell)};
        description_.summaries = {info_of("max_water_depth", "m", Location::cell)};
    }
    if (run_.has_roads) description_.outputs.push_back(info_of("road_flow", "h-1", Location::edge));
}

double MadeSource::depth_m(Index row, Index column, Index step) const {
    double const reach = 0.8 * static_cast<double>(std::max(run_.rows, run_.columns));
    double const depth = 1.0 + static_cast<double>(step) / 4.0 -
                         2.0 * std::hypot(static_cast<double>(row), static_cast<double>(column)) / reach;
    return std::max(0.0, run_.wetness * depth);
}

Field MadeSource::cells_of(FieldInfo const& info, Index step) const {
    Field field;
    field.info = info;
    field.cells = Array2D<double>(run_.rows, run_.columns);
    for (Index row = 0; row < run_.rows; ++row) {
        for (Index column = 0; column < run_.columns; ++column) {
            double& value = field.cells(row, column);
            if (info.name == "elevation") value = 100.0 + 0.1 * static_cast<double>(row + column);
            if (info.name == "land_cover") value = 1.0 + static_cast<double>((row / 2 + column) % 9);
            if (info.name == "utci") value = 35.0 + run_.cell_noise * noise(row, column, step);
            if (info.name.ends_with("water_depth")) value = depth_m(row, column, step);
        }
    }
    if (info.name == "elevation") field.cells(0, 0) -= run_.dug_m;
    if (info.name == "utci") field.cells(run_.rows - 1, run_.columns - 1) = std::nan("");
    return field;
}

Field MadeSource::read_field(std::string const& name, Index step) const {
    for (auto const& info : description_.outputs) {
        if (info.name != name) continue;
        if (info.location == Location::cell) return cells_of(info, step);
        Field field;
        field.info = info;
        field.values = {100.0 * static_cast<double>(step + 1), 0.0};
        return field;
    }
    return {};
}

Field MadeSource::read_field(std::string const& name) const {
    for (auto const* infos : {&description_.constants, &description_.summaries})
        for (auto const& info : *infos)
            if (info.name == name) return cells_of(info, run_.times - 1);
    return {};
}

GaugeRecord MadeSource::read_gauges() const {
    GaugeRecord record;
    if (!run_.has_gauges) return record;
    record.names = {"bridge"};
    record.places = {{510.0, 990.0}};
    record.fields = {info_of("water_depth", "m", Location::cell)};
    record.times = description_.times;
    for (Index i = 0; i < run_.times; ++i) record.values.push_back({{depth_m(1, 2, i)}});
    return record;
}

RoadRecord MadeSource::read_roads() const {
    RoadRecord roads;
    if (!run_.has_roads) return roads;
    roads.edge_id = {"there", "back"};
    roads.from = {0, 1};
    roads.to = {1, 0};
    roads.node = {{502.0, 998.0}, {520.0, 985.0}};
    Field length;
    length.info = info_of("length", "m", Location::edge);
    length.values = {22.0, 22.0};
    roads.attributes = {length};
    return roads;
}

ReportInput report_of(std::vector<MadeRun> const& runs) {
    ReportInput input;
    input.title = runs.front().title;
    input.samples = {""};
    for (auto const& made : runs) {
        ReportRun run;
        run.variant = input.variants.size();
        run.file = made.title + "/run.nc";
        run.open = [made] { return std::make_unique<MadeSource>(made); };
        input.variants.push_back(made.title);
        input.runs.push_back(std::move(run));
    }
    return input;
}

} // namespace jumelle
