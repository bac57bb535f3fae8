#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <fmt/format.h>
#include <set>

#include "core/scenario/from_value.hpp"

namespace jumelle::from_value {

namespace {

constexpr double default_town_m = 1000.0;
constexpr double default_town_cell_m = 5.0;
constexpr double most_fine_cells = 1000.0;  // a kilometre over a terrain of 1 m
constexpr double most_cells = 4294967296.0; // 2^32: 32 GiB a field in double precision

/// Adds a fault for each given key of `layer` that means nothing beside `kind`.
void refuse_others(Value const& layer, std::string const& kind, std::set<std::string> const& allowed,
                   FaultList& faults) {
    for (auto const& [key, value] : layer.map()) {
        if (value.is_absent() || key == kind || allowed.contains(key)) continue;
        faults.add(value.fault(fmt::format("does not go with '{}'", kind),
                               fmt::format("remove '{}', or make it another layer", key)));
    }
}

std::vector<std::string> flat_files(Value const& value) {
    std::vector<std::string> files;
    for (auto const& element : elements(value)) {
        if (element.is_text()) files.push_back(element.text());
        for (auto const& file : elements(element)) files.push_back(text_or(file, ""));
    }
    std::sort(files.begin(), files.end());
    files.erase(std::unique(files.begin(), files.end()), files.end());
    return files;
}

std::string stem(std::string const& file) {
    return std::filesystem::path(file).stem().string();
}

void leave_out(FieldLayer& layer, Value const& names, FaultList& faults) {
    std::vector<std::string> stems;
    for (auto const& file : layer.files) stems.push_back(stem(file));
    for (auto const& name : elements(names)) {
        if (!name.is_text() || stems.empty()) continue;
        if (std::find(stems.begin(), stems.end(), name.text()) == stems.end()) {
            faults.add(name.fault(fmt::format("no polygon file is named '{}'", name.text()),
                                  hint_for_name(name.text(), stems)));
        }
        std::erase_if(layer.files, [&](std::string const& file) { return stem(file) == name.text(); });
    }
}

std::string kind_of(Value const& value) {
    for (char const* kind : {"raster", "vector", "polygons"}) {
        if (given(value, kind)) return kind;
    }
    return given(value, "value") ? "value" : "";
}

FieldLayer file_layer(Value const& value, std::string const& kind, FaultList& faults) {
    FieldLayer layer;
    if (kind == "raster") {
        layer.kind = FieldLayer::Kind::raster;
        refuse_others(value, kind, {"band", "resample", "minus", "least", "unit", "crs", "missing"}, faults);
    } else if (kind == "vector") {
        layer.kind = FieldLayer::Kind::vector;
        refuse_others(value, kind, {"layer", "attribute", "value", "unit", "crs", "missing"}, faults);
        if (given(value, "attribute") == given(value, "value")) {
            faults.add(value.fault("needs either 'attribute' or 'value' beside 'vector'",
                                   "attribute: the one that holds the numbers; value: one number for all"));
        }
    } else {
        layer.kind = FieldLayer::Kind::polygons;
        refuse_others(value, kind, {"except", "value"}, faults);
        if (!given(value, "value")) {
            faults.add(value.fault("needs 'value' beside 'polygons'", "value: the number for all of them"));
        }
    }
    layer.file = text_or(value[kind], "");
    return layer;
}

FieldLayer layer_from(Value const& value, FaultList& faults) {
    FieldLayer layer;
    layer.where = value;
    layer.value = number_or(value, 0.0);
    if (!value.is_map()) return layer;
    std::string const kind = kind_of(value);
    if (kind.empty()) {
        faults.add(value.fault("says not where its numbers come from",
                               "give one of value, raster, vector, polygons"));
        return layer;
    }
    if (kind == "value") {
        refuse_others(value, kind, {}, faults);
    } else {
        layer = file_layer(value, kind, faults);
        layer.where = value;
    }
    layer.value = number_or(value["value"], 0.0);
    layer.files = flat_files(value["polygons"]);
    leave_out(layer, value["except"], faults);
    if (value["band"].kind() == Value::Kind::integer) layer.band = static_cast<int>(value["band"].integer());
    layer.minus = text_or(value["minus"], "");
    layer.least = number(value["least"]);
    layer.layer = text_or(value["layer"], "");
    layer.attribute = text_or(value["attribute"], "");
    layer.unit = text_or(value["unit"], "");
    layer.crs = text_or(value["crs"], "");
    layer.resample = text_or(value["resample"], "");
    layer.missing = number(value["missing"]);
    layer.missing_is_outside = value["missing"].is_text();
    return layer;
}

std::vector<FieldSpec> fields_from(Value const& value, FaultList& faults) {
    std::vector<FieldSpec> fields;
    if (!value.is_map()) return fields;
    for (auto const& [name, given] : value.map()) {
        if (given.is_absent()) continue;
        FieldSpec field{name, {}, given};
        if (!given.is_list()) field.layers.push_back(layer_from(given, faults));
        for (auto const& layer : elements(given)) field.layers.push_back(layer_from(layer, faults));
        fields.push_back(std::move(field));
    }
    return fields;
}

std::optional<TerritorySpec::Extent> extent_from(Value const& value, FaultList& faults) {
    std::array<std::optional<double>, 4> side;
    constexpr std::array<char const*, 4> names{"west", "south", "east", "north"};
    auto const& listed = elements(value);
    for (std::size_t i = 0; i < names.size(); ++i) {
        side[i] = i < listed.size() ? number(listed[i]) : number(member(value, names[i]));
        if (!side[i]) return std::nullopt;
    }
    TerritorySpec::Extent const extent{*side[0], *side[1], *side[2], *side[3]};
    if (extent.west_m >= extent.east_m) {
        faults.add(value.fault(
            fmt::format("is inside out: west {} is not less than east {}", extent.west_m, extent.east_m),
            "swap west and east; the order is west, south, east, north"));
    }
    if (extent.south_m >= extent.north_m) {
        faults.add(value.fault(
            fmt::format("is inside out: south {} is not less than north {}", extent.south_m, extent.north_m),
            "swap south and north; the order is west, south, east, north"));
    }
    return extent;
}

TownSpec town_from(Value const& value, FaultList& faults) {
    TownSpec town;
    town.where = value;
    Value const& seed = member(value, "seed");
    if (seed.kind() == Value::Kind::integer) town.seed = static_cast<std::uint64_t>(seed.integer());
    bool const has_size = value.has("size");
    bool const has_width = value.has("width");
    bool const has_height = value.has("height");
    if (has_size && (has_width || has_height)) {
        faults.add(value["size"].fault("does not go with width and height", "give the one or the other two"));
    }
    if (has_width != has_height) {
        faults.add(value.fault("needs both 'width' and 'height'", "or give 'size' for a square town"));
    }
    double const size_m = number_or(value["size"], default_town_m);
    town.width_m = number_or(value["width"], size_m);
    town.height_m = number_or(value["height"], size_m);
    return town;
}

DrainsSpec drains_from(Value const& value, FaultList& faults) {
    DrainsSpec drains;
    drains.where = value;
    drains.swmm = text_or(value["swmm"], "");
    drains.nodes = text_or(value["nodes"], "");
    drains.pipes = text_or(value["pipes"], "");
    if (given(value, "nodes") && !given(value, "pipes"))
        faults.add(
            value.fault("needs 'pipes' beside 'nodes'", "pipes: a table of the pipes between the nodes"));
    if (given(value, "swmm") && given(value, "pipes"))
        faults.add(value["pipes"].fault("does not go with 'swmm'", "remove it; the SWMM file has the pipes"));
    drains.slot_celerity_mps = number_or(value["slot_celerity"], 0.0);
    drains.cell_length_m = number_or(value["cell_length"], 0.0);
    Value const& inlets = value["inlets"];
    auto const of = [&](char const* key) { return number(member(inlets, key)); };
    drains.inlets = {of("perimeter"), of("area"), of("weir_coefficient"), of("orifice_coefficient"),
                     of("clogging")};
    return drains;
}

std::vector<FacilitySpec> facilities_from(Value const& value) {
    std::vector<FacilitySpec> facilities;
    for (Value const& element : elements(value)) {
        if (!element.is_map()) continue;
        FacilitySpec facility;
        facility.where = element;
        facility.kind = text_or(element["kind"], "");
        facility.name = text_or(element["name"], "");
        facility.at = position(member(element, "at"));
        facility.place = text_or(member(element, "at"), "");
        facility.node = text_or(member(element, "node"), "");
        facilities.push_back(std::move(facility));
    }
    return facilities;
}

bool has_raster(std::vector<FieldSpec> const& fields, std::string const& name) {
    return std::any_of(fields.begin(), fields.end(), [&](FieldSpec const& field) {
        return field.name == name &&
               std::any_of(field.layers.begin(), field.layers.end(),
                           [](FieldLayer const& layer) { return layer.kind == FieldLayer::Kind::raster; });
    });
}

Fault missing(Value const& territory, std::string const& key, std::string const& hint) {
    return {territory.place(), territory.path() + "." + key, "is missing", hint, FaultKind::configuration};
}

void check_town(Value const& value, FaultList& faults) {
    Value const& elevation = member(member(value, "fields"), "elevation");
    if (given(member(value, "fields"), "elevation")) {
        faults.add(elevation.fault("the synthetic town makes the elevation itself",
                                   "remove either 'synthetic_town' or 'elevation'"));
    }
    if (value.has("extent")) {
        faults.add(value["extent"].fault("a synthetic town has its own extent",
                                         "remove 'extent'; give the town 'width' and 'height'"));
    }
    for (char const* key : {"roads", "demand"}) {
        if (!given(value, key)) continue;
        faults.add(value[key].fault(fmt::format("the synthetic town makes its own {}",
                                                std::string(key) == "roads" ? "roads" : "trips"),
                                    fmt::format("remove either 'synthetic_town' or '{}'", key)));
    }
}

/// What a territory made from data needs and a town does not.
void check_data(Value const& value, TerritorySpec const& spec, FaultList& faults) {
    if (!given(value, "crs")) {
        faults.add(missing(value, "crs", "write for example crs: EPSG:2154, projected and in metres"));
    }
    if (!given(value, "resolution")) {
        faults.add(missing(value, "resolution", "write the side of a cell, for example resolution: 2 m"));
    }
    Value const& fields = member(value, "fields");
    if (!given(fields, "elevation")) {
        faults.add(missing(value, "fields.elevation",
                           "give a raster, elevation: {raster: dem.tif}, or a synthetic_town"));
    } else if (!given(value, "extent") && fields.has("elevation") && !has_raster(spec.fields, "elevation")) {
        faults.add(missing(value, "extent",
                           "only an elevation raster brings its own; write "
                           "extent: [west, south, east, north]"));
    }
}

/// A road network needs no grid under it.
bool is_network_alone(Value const& value) {
    if (!given(value, "roads")) return false;
    for (char const* key : {"synthetic_town", "resolution", "terrain_resolution", "extent"}) {
        if (given(value, key)) return false;
    }
    Value const& fields = member(value, "fields");
    return !fields.is_map() || fields.is_default() || fields.map().empty();
}

void check_network(Value const& value, FaultList& faults) {
    for (char const* key : {"structures", "drains"}) {
        Value const& part = member(value, key);
        if (!given(value, key) || part.is_default()) continue;
        faults.add(part.fault("needs a grid to lie on",
                              "give the territory a resolution and the field elevation, or remove it"));
    }
}

void check_size(Value const& value, TerritorySpec const& spec, FaultList& faults) {
    double width_m = spec.town ? spec.town->width_m : 0.0;
    double height_m = spec.town ? spec.town->height_m : 0.0;
    if (spec.extent) {
        width_m = spec.extent->east_m - spec.extent->west_m;
        height_m = spec.extent->north_m - spec.extent->south_m;
    }
    if (width_m <= 0.0 || height_m <= 0.0 || spec.resolution_m <= 0.0) return;
    Value const& where = value.has("resolution") ? value["resolution"] : value;
    double const cells = width_m / spec.resolution_m * (height_m / spec.resolution_m);
    if (cells > most_cells) {
        faults.add(where.fault(fmt::format("makes {:.3g} cells, more than {:.3g}", cells, most_cells),
                               "take larger cells or a smaller extent"));
    }
    if (spec.resolution_m > std::min(width_m, height_m)) {
        faults.add(where.fault("is larger than the extent", "take smaller cells or a larger extent"));
    }
}

/// How many cells of the terrain go into the side of a cell.
int fine_cells_from(Value const& value, double resolution_m, FaultList& faults) {
    auto const fine_m = number(member(value, "terrain_resolution"));
    if (!fine_m || *fine_m <= 0.0 || resolution_m <= 0.0) return 0;
    constexpr double rounding = 1e-5; // of a whole number: a third of a metre may be written 0.33333 m
    double const ratio = resolution_m / *fine_m, whole = std::round(ratio);
    Value const& where = value["terrain_resolution"];
    if (whole < 1.0) {
        faults.add(where.fault(fmt::format("{} m is coarser than the resolution {} m", *fine_m, resolution_m),
                               "make it the finer one of the two, or leave it out"));
    } else if (std::abs(ratio - whole) > rounding * ratio) {
        faults.add(
            where.fault(fmt::format("{} m does not go into the resolution {} m a whole number of times",
                                    *fine_m, resolution_m),
                        fmt::format("write {:.6g} m, which goes {} times", resolution_m / whole, whole)));
    } else if (whole > most_fine_cells) {
        faults.add(where.fault(
            fmt::format("goes into the resolution {} times, more than {}", whole, most_fine_cells),
            "take smaller cells or a coarser terrain"));
    } else {
        return static_cast<int>(whole);
    }
    return 0;
}

} // namespace

TerritorySpec territory(Value const& value, Value const& measures, FaultList& faults) {
    TerritorySpec spec;
    spec.where = value;
    if (!value.is_map()) return spec;
    spec.crs = text_or(value["crs"], "");
    spec.fields = fields_from(value["fields"], faults);
    spec.structures = structures(value["structures"], measures, faults);
    if (value.has("drains") && value["drains"].is_map()) spec.drains = drains_from(value["drains"], faults);
    if (value.has("roads") && value["roads"].is_map()) spec.roads = roads(value["roads"], faults);
    if (value.has("demand") && value["demand"].is_map()) spec.demand = demand(value["demand"], faults);
    if (spec.demand && !spec.roads && !given(value, "roads"))
        faults.add(value["demand"].fault("there are no roads for these trips", "name the network, roads:"));
    spec.facilities = facilities_from(value["facilities"]);
    if (!spec.facilities.empty() && !spec.roads && !given(value, "roads") && !given(value, "synthetic_town"))
        faults.add(
            value["facilities"].fault("there are no roads that lead to them", "name the network, roads:"));
    if (value.has("synthetic_town")) spec.town = town_from(value["synthetic_town"], faults);
    spec.resolution_m = number_or(value["resolution"], spec.town ? default_town_cell_m : 0.0);
    spec.fine_cells = fine_cells_from(value, spec.resolution_m, faults);
    spec.extent = extent_from(value["extent"], faults);
    if (spec.town) {
        check_town(value, faults);
    } else if (is_network_alone(value)) {
        spec.has_grid = false;
        check_network(value, faults);
    } else if (!given(value, "synthetic_town")) {
        check_data(value, spec, faults);
    }
    check_size(value, spec, faults);
    return spec;
}

} // namespace jumelle::from_value
