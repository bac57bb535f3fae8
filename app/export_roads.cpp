#include <cmath>
#include <fmt/format.h>
#include <fstream>

#include <nlohmann/json.hpp>

#include "app/export_roads.hpp"
#include "core/base/error.hpp"

namespace jumelle::app {

namespace {

using Json = nlohmann::ordered_json;

/// Results hold numbers of 32 bits: more digits than these say nothing.
double readable(double value) {
    constexpr double digits = 1e7;
    if (value == 0.0) return 0.0;
    double const scale = std::pow(10.0, std::floor(std::log10(std::abs(value))));
    return std::round(value / scale * digits) / digits * scale;
}

Json line_of(RoadRecord const& roads, std::size_t edge) {
    if (roads.node.empty()) return nullptr;
    Json corners = Json::array();
    for (auto const node : {roads.from[edge], roads.to[edge]}) {
        Point const& at = roads.node[static_cast<std::size_t>(node)];
        if (!std::isfinite(at.x_m) || !std::isfinite(at.y_m)) return nullptr;
        corners.push_back({at.x_m, at.y_m});
    }
    return {{"type", "LineString"}, {"coordinates", corners}};
}

Json properties_of(RoadRecord const& roads, std::vector<Field> const& fields, std::size_t edge) {
    Json properties = {{"id", roads.edge_id[edge]}, {"from", roads.from[edge]}, {"to", roads.to[edge]}};
    for (auto const& field : fields) {
        double const value = field.values[edge];
        properties[field.info.name] = std::isfinite(value) ? Json(readable(value)) : Json(nullptr);
    }
    return properties;
}

} // namespace

void write_roads_geojson(std::filesystem::path const& path, RoadRecord const& roads,
                         std::vector<Field> const& fields, int epsg) {
    std::ofstream stream(path, std::ios::binary);
    stream << "{\"type\": \"FeatureCollection\",\n";
    if (epsg != 0) {
        Json const crs = {{"type", "name"},
                          {"properties", {{"name", fmt::format("urn:ogc:def:crs:EPSG::{}", epsg)}}}};
        stream << "\"crs\": " << crs.dump() << ",\n";
    }
    stream << "\"features\": [\n";
    for (std::size_t edge = 0; edge < roads.edge_id.size(); ++edge) {
        Json const feature = {{"type", "Feature"},
                              {"geometry", line_of(roads, edge)},
                              {"properties", properties_of(roads, fields, edge)}};
        stream << (edge == 0 ? "" : ",\n") << feature.dump(-1, ' ', false, Json::error_handler_t::replace);
    }
    stream << "\n]}\n";
    stream.close();
    if (!stream) throw IoError(fmt::format("cannot write {}", path.string()));
}

} // namespace jumelle::app
