#include "io/hdf5/result_layout.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <limits>

#include "core/territory/cf_grid_mapping.hpp"
#include "io/hdf5/cell_methods.hpp"
#include "io/hdf5/result_names.hpp"
#include "io/hdf5/road_layout.hpp"
#include "io/hdf5/series_layout.hpp"

namespace jumelle::hdf5 {

namespace {

constexpr unsigned deflate_level = 1;
/// Longest chunk of gauge values [values]: 64 KiB of float64.
constexpr hsize_t gauge_chunk_values = 8192;
constexpr hsize_t gauge_chunk_rows = 512;
constexpr double no_value = std::numeric_limits<double>::quiet_NaN();

void define_time(NetcdfDraft& draft, std::string const& name, Instant start) {
    draft.add_coordinate(name, std::nullopt);
    DraftVariable& variable = draft.variable(name);
    put_text(variable, "standard_name", "time");
    put_text(variable, "long_name", "time (UTC)");
    put_text(variable, "units", seconds_since + to_text(start));
    put_text(variable, "calendar", "proleptic_gregorian");
    if (name == "time") put_text(variable, "axis", "T");
}

/// One horizontal axis: its cell centres.
struct Axis {
    std::string name, standard_name, letter;
    Index length;
    double first_m, step_m;
};

void define_axis(NetcdfDraft& draft, Axis const& axis) {
    draft.add_coordinate(axis.name, static_cast<hsize_t>(axis.length));
    std::vector<double> centres(static_cast<std::size_t>(axis.length));
    for (std::size_t i = 0; i < centres.size(); ++i)
        centres[i] = axis.first_m + (static_cast<double>(i) + 0.5) * axis.step_m;
    draft.write(axis.name, centres);
    DraftVariable& variable = draft.variable(axis.name);
    put_text(variable, "standard_name", axis.standard_name);
    put_text(variable, "units", "m");
    put_text(variable, "axis", axis.letter);
}

CfGridMapping mapping_of(Crs const& crs, SharedWork* layouts) {
    auto const ask = [&] { return cf_grid_mapping(crs); };
    return layouts == nullptr ? ask() : *layouts->answer<CfGridMapping>(crs, ask);
}

void define_crs(NetcdfDraft& draft, Grid const& grid, SharedWork* layouts) {
    VariableSpec spec;
    spec.name = "crs";
    spec.type = ElementType::int32;
    draft.add_variable(spec);
    draft.write("crs", std::vector<std::int32_t>{0});
    DraftVariable& variable = draft.variable("crs");
    CfGridMapping const mapping = mapping_of(grid.crs, layouts);
    put_text(variable, "grid_mapping_name", mapping.name);
    for (auto const& [name, numbers] : mapping.numbers) put_numbers(variable, name, numbers);
    put_text(variable, "long_name", grid.crs.name);
    put_text(variable, "crs_wkt", grid.crs.wkt);
    put_text(variable, "spatial_ref", grid.crs.wkt1);
    put_text(variable, "wkt", grid.crs.wkt1);
    if (grid.crs.epsg != 0) put_integer(variable, "epsg", grid.crs.epsg);
    if (grid.size() == 0) return;
    put_text(variable, "GeoTransform",
             fmt::format("{} {} 0 {} 0 {}", grid.west_m, grid.cell_m, grid.north_m, -grid.cell_m));
}

std::vector<std::string> dimensions_of(FieldInfo const& info, FieldRole role) {
    std::vector<std::string> names;
    if (role == FieldRole::output) names.push_back("time");
    if (info.location == Location::cell) names.insert(names.end(), {"y", "x"});
    if (info.location == Location::node) names.push_back("road_node");
    if (info.location == Location::edge) names.push_back("road_edge");
    return names;
}

void describe_meaning(DraftVariable& variable, FieldInfo const& info) {
    put_text(variable, "long_name", info.long_name);
    put_text(variable, "standard_name", info.standard_name);
    put_text(variable, "units", info.unit);
    put_text(variable, "cell_methods", cell_methods(info.meaning));
}

/// A network may lie nowhere, or in a system that nobody named.
bool has_crs(Territory const& territory) {
    return territory.grid.size() > 0 || !territory.grid.crs.name.empty();
}

void describe_place(DraftVariable& variable, Location location, Territory const& territory) {
    if (has_crs(territory)) put_text(variable, "grid_mapping", "crs");
    if (location == Location::cell) return;
    std::string const where = location == Location::node ? "node" : "edge";
    put_text(variable, "location", where);
    if (!territory.roads.has_positions) return; // no mesh
    put_text(variable, "mesh", "road");
    put_text(variable, "coordinates", fmt::format("road_{0}_x road_{0}_y", where));
}

void describe_numbers(DraftVariable& variable, FieldInfo const& info) {
    put_number(variable, background_attribute, info.background);
    put_number(variable, precision_attribute, info.precision);
    if (info.precision <= 0.0) return;
    double const digits = -std::log10(info.precision);
    constexpr double tolerance = 1e-9;
    bool const power_of_ten = std::abs(digits - std::round(digits)) < tolerance;
    if (power_of_ten)
        put_integer(variable, "least_significant_digit", static_cast<std::int32_t>(std::lround(digits)));
}

void define_field(NetcdfDraft& draft, FieldInfo const& info, FieldRole role, Territory const& territory) {
    Tiling const tiling = tiling_for(info, territory);
    VariableSpec spec;
    spec.name = info.name;
    spec.dimensions = dimensions_of(info, role);
    if (role == FieldRole::output) spec.chunk.push_back(1);
    if (info.location == Location::cell) spec.chunk.push_back(static_cast<hsize_t>(tiling.tile_rows));
    spec.chunk.push_back(static_cast<hsize_t>(tiling.tile_columns));
    spec.fill = no_value;
    spec.deflate_level = deflate_level;
    draft.add_variable(spec);
    DraftVariable& variable = draft.variable(info.name);
    describe_meaning(variable, info);
    describe_place(variable, info.location, territory);
    describe_numbers(variable, info);
    put_text(variable, role_attribute, to_text(role));
}

void define_gauge_places(NetcdfDraft& draft, std::vector<Gauge> const& gauges) {
    std::vector<double> x_m, y_m;
    std::vector<std::string> names;
    for (auto const& gauge : gauges) {
        x_m.push_back(gauge.at.x_m);
        y_m.push_back(gauge.at.y_m);
        names.push_back(gauge.name);
    }
    draft.add_dimension("gauge", gauges.size());
    add_position(draft, "gauge_x", "gauge", x_m, "crs");
    add_position(draft, "gauge_y", "gauge", y_m, "crs");
    add_texts(draft, "gauge_name", "gauge", names);
    put_text(draft.variable("gauge_name"), "long_name", "name of the gauge");
    put_text(draft.variable("gauge_name"), "cf_role", "timeseries_id");
}

void define_gauges(NetcdfDraft& draft, RunHeader const& header) {
    define_gauge_places(draft, header.gauges);
    hsize_t const gauges = header.gauges.size();
    hsize_t const wide = std::min<hsize_t>(gauges, gauge_chunk_values);
    for (auto const& info : header.gauge_fields) {
        VariableSpec spec;
        spec.name = gauge_prefix + info.name;
        spec.type = ElementType::float64;
        spec.dimensions = {"gauge_time", "gauge"};
        spec.chunk = {std::clamp<hsize_t>(gauge_chunk_values / wide, 1, gauge_chunk_rows), wide};
        spec.fill = no_value;
        draft.add_variable(spec);
        DraftVariable& variable = draft.variable(spec.name);
        describe_meaning(variable, info);
        put_text(variable, "coordinates", "gauge_x gauge_y gauge_name");
        put_text(variable, "grid_mapping", "crs");
    }
}

} // namespace

char const* to_text(FieldRole role) {
    switch (role) {
    case FieldRole::constant:
        return "constant";
    case FieldRole::output:
        return "output";
    case FieldRole::summary:
        return "summary";
    }
    return "";
}

Tiling tiling_for(FieldInfo const& info, Territory const& territory) {
    if (info.location == Location::cell) return tiling_of(territory.grid.rows, territory.grid.columns);
    if (info.location == Location::node) return tiling_of(1, territory.roads.nodes());
    return tiling_of(1, territory.roads.edges());
}

NetcdfDraft layout_of(RunHeader const& header, SharedWork* layouts) {
    NetcdfDraft draft;
    Territory const& territory = *header.territory;
    Grid const& grid = territory.grid;
    define_time(draft, "time", header.start);
    if (grid.size() > 0) {
        define_axis(draft, {"y", "projection_y_coordinate", "Y", grid.rows, grid.north_m, -grid.cell_m});
        define_axis(draft, {"x", "projection_x_coordinate", "X", grid.columns, grid.west_m, grid.cell_m});
    }
    if (has_crs(territory)) define_crs(draft, grid, layouts);
    if (!territory.roads.empty()) define_roads(draft, territory.roads, has_crs(territory) ? "crs" : "");
    for (auto const& info : header.constants) define_field(draft, info, FieldRole::constant, territory);
    for (auto const& info : header.outputs) define_field(draft, info, FieldRole::output, territory);
    for (auto const& info : header.summaries) define_field(draft, info, FieldRole::summary, territory);
    if (!header.gauges.empty() || !header.series.empty()) define_time(draft, "gauge_time", header.start);
    if (!header.gauges.empty()) define_gauges(draft, header);
    define_series(draft, series_variables(header.series));
    return draft;
}

} // namespace jumelle::hdf5
