#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <ogrsf_frmts.h>

#include "core/base/error.hpp"
#include "io/raster/gdal/raster_file.hpp"
#include "io/raster/gdal/vector_file.hpp"

namespace jumelle {

namespace {

struct VectorFile {
    GDALDatasetUniquePtr data;
    OGRLayer* layer = nullptr; ///< owned by `data`
    int attribute = -1;        ///< column of the table; -1 where none is wanted
    OGRSpatialReference reference;
};

std::vector<std::string> layer_names(GDALDataset& data) {
    std::vector<std::string> names;
    for (auto* const layer : data.GetLayers()) names.emplace_back(layer->GetName());
    return names;
}

OGRLayer* choose_layer(GDALDataset& data, VectorSource const& source) {
    auto const names = layer_names(data);
    if (names.empty()) throw GisTrouble(fmt::format("{} holds no vector layer", source.file));
    if (source.layer.empty()) {
        if (names.size() > 1)
            throw GisTrouble(fmt::format("{} holds {} layers", source.file, names.size()),
                             fmt::format("say which, layer: {}", fmt::join(names, " or ")));
        return data.GetLayer(0);
    }
    OGRLayer* const layer = data.GetLayerByName(source.layer.c_str());
    if (layer == nullptr)
        throw GisTrouble(fmt::format("{} holds no layer '{}'", source.file, source.layer),
                         hint_for_name(source.layer, names));
    return layer;
}

/// Names of a layer's attributes.
std::vector<std::string> attribute_names(OGRLayer& layer) {
    OGRFeatureDefn* const table = layer.GetLayerDefn();
    std::vector<std::string> names;
    for (int i = 0; i < table->GetFieldCount(); ++i) names.emplace_back(table->GetFieldDefn(i)->GetNameRef());
    return names;
}

int choose_attribute(OGRLayer& layer, VectorSource const& source) {
    if (source.attribute.empty()) return -1;
    OGRFeatureDefn* const table = layer.GetLayerDefn();
    int const column = table->GetFieldIndex(source.attribute.c_str());
    if (column < 0) {
        auto const names = attribute_names(layer);
        throw GisTrouble(fmt::format("layer '{}' of {} has no attribute '{}'", layer.GetName(), source.file,
                                     source.attribute),
                         names.empty() ? "it has no attributes" : hint_for_name(source.attribute, names));
    }
    OGRFieldType const type = table->GetFieldDefn(column)->GetType();
    if (type != OFTInteger && type != OFTInteger64 && type != OFTReal)
        throw GisTrouble(fmt::format("attribute '{}' of {} is not a number but {}", source.attribute,
                                     source.file, OGRFieldDefn::GetFieldTypeName(type)));
    return column;
}

VectorFile open_vector(VectorSource const& source, GdalErrors& errors) {
    VectorFile file;
    file.data = open_dataset(source.file, GDAL_OF_VECTOR, "vector file", errors);
    file.layer = choose_layer(*file.data, source);
    file.attribute = choose_attribute(*file.layer, source);
    file.reference = reference_of_file(source.file, source.crs, file.layer->GetSpatialRef());
    return file;
}

/// Null after the last one.
/// @throws GisTrouble where the file breaks off before
OGRFeatureUniquePtr next_feature(VectorFile const& file, GdalErrors& errors) {
    errors.forget(); // a shape that has no place in the other CRS is no broken file
    OGRFeatureUniquePtr feature(file.layer->GetNextFeature());
    if (!feature && !errors.told().empty())
        throw GisTrouble(
            fmt::format("{} cannot be read to its end{}", file.data->GetDescription(), errors.told()),
            "the file may be cut off; get it again");
    return feature;
}

template <class Curve>
std::vector<Point> corners(Curve const& curve) {
    std::vector<Point> points;
    points.reserve(static_cast<std::size_t>(curve.getNumPoints()));
    for (int i = 0; i < curve.getNumPoints(); ++i) points.push_back({curve.getX(i), curve.getY(i)});
    return points;
}

void add_polygon(OGRPolygon const& polygon, VectorFeature& feature) {
    std::vector<Ring> rings;
    for (auto const* ring : polygon) rings.push_back(corners(*ring));
    if (!rings.empty()) feature.polygons.push_back(std::move(rings));
}

/// Takes a geometry without curves apart into polygons, lines and points.
void add_parts(OGRGeometry const& geometry, VectorFeature& feature) {
    switch (wkbFlatten(geometry.getGeometryType())) {
    case wkbPolygon:
    case wkbTriangle:
        add_polygon(*geometry.toPolygon(), feature);
        break;
    case wkbLineString:
        feature.lines.push_back(corners(*geometry.toLineString()));
        break;
    case wkbPoint:
        if (!geometry.IsEmpty())
            feature.points.push_back({geometry.toPoint()->getX(), geometry.toPoint()->getY()});
        break;
    case wkbMultiPoint:
    case wkbMultiLineString:
    case wkbMultiPolygon:
    case wkbGeometryCollection:
        for (auto const* part : *geometry.toGeometryCollection()) add_parts(*part, feature);
        break;
    case wkbPolyhedralSurface:
    case wkbTIN:
        for (auto const* part : *geometry.toPolyhedralSurface()) add_parts(*part, feature);
        break;
    default:
        break;
    }
}

/// The feature's geometry without curves in the other CRS; null where it has none that can be shown there.
OGRGeometryUniquePtr flat_geometry(OGRFeature& feature, Transformation const& way) {
    OGRGeometry const* const own = feature.GetGeometryRef();
    if (own == nullptr || own->IsEmpty()) return nullptr;
    OGRGeometryUniquePtr geometry(own->getLinearGeometry());
    if (!geometry) return nullptr;
    geometry->flattenTo2D();
    if (!way.is_identity() && geometry->transform(way.way()) != OGRERR_NONE) return nullptr;
    return geometry;
}

void look_only_at(OGRLayer& layer, Grid const& grid, OGRSpatialReference const& file_crs) {
    Transformation const back(reference_of(grid.crs), file_crs);
    double west = grid.west_m, south = grid.south_m(), east = grid.east_m(), north = grid.north_m;
    constexpr int points_per_side = 21; // GDAL's own default for curved borders
    if (!back.is_identity()) {
        bool const seen =
            back.way()->TransformBounds(grid.west_m, grid.south_m(), grid.east_m(), grid.north_m, &west,
                                        &south, &east, &north, points_per_side) != FALSE;
        // Across the date line the smallest is east of the largest: read everything rather than nothing.
        if (!seen || west > east) return;
    }
    layer.SetSpatialFilterRect(west, south, east, north);
}

/// A cell of a table of text, in quotes where it has to be.
std::string cell_of(std::string const& text) {
    if (text.find_first_of(",;\t\"\n\r") == std::string::npos) return text;
    std::string quoted = "\"";
    for (char const letter : text) {
        if (letter == '\n' || letter == '\r') continue;
        quoted += letter == '"' ? "\"\"" : std::string(1, letter);
    }
    return quoted + "\"";
}

/// What the shape of a feature says of the columns `x`, `y` and `length [m]`.
std::array<std::string, 3> measures_of(OGRGeometry const* geometry) {
    VectorFeature parts;
    if (geometry != nullptr) add_parts(*geometry, parts);
    std::array<std::string, 3> cells;
    if (parts.points.size() == 1) {
        cells[0] = fmt::format("{}", parts.points[0].x_m);
        cells[1] = fmt::format("{}", parts.points[0].y_m);
    }
    double length_m = 0.0;
    for (auto const& line : parts.lines) {
        for (std::size_t i = 1; i < line.size(); ++i)
            length_m += std::hypot(line[i].x_m - line[i - 1].x_m, line[i].y_m - line[i - 1].y_m);
    }
    if (!parts.lines.empty()) cells[2] = fmt::format("{}", length_m);
    return cells;
}

/// A layer of the name asked for, or the only one there is.
VectorSource with_only_layer(VectorSource source, GdalErrors& errors) {
    auto const data = open_dataset(source.file, GDAL_OF_VECTOR, "vector file", errors);
    if (layer_names(*data).size() == 1) source.layer.clear();
    return source;
}

} // namespace

std::string read_table(VectorSource const& source, Crs const& target, GdalErrors& errors) {
    VectorFile const file = open_vector(with_only_layer(source, errors), errors);
    Transformation const way(file.reference, reference_of(target));
    auto const names = attribute_names(*file.layer);
    // What an attribute says already is not measured.
    constexpr std::array<std::string_view, 3> measured{"x", "y", "length [m]"};
    auto const is_said = [&](std::string_view column) {
        std::string_view const name = column.substr(0, column.find(' '));
        return std::any_of(names.begin(), names.end(), [&](std::string const& own) {
            return own == name || own.starts_with(std::string(name) + " [");
        });
    };
    std::vector<std::string> cells;
    for (auto const& name : names) cells.push_back(cell_of(name));
    for (auto const column : measured) {
        if (!is_said(column)) cells.emplace_back(column);
    }
    std::string text = fmt::format("{}\n", fmt::join(cells, ","));
    while (auto const feature = next_feature(file, errors)) {
        cells.clear();
        for (int i = 0; i < static_cast<int>(names.size()); ++i) {
            bool const has_value = feature->IsFieldSetAndNotNull(i) != FALSE;
            cells.push_back(has_value ? cell_of(feature->GetFieldAsString(i)) : std::string());
        }
        auto const own = measures_of(flat_geometry(*feature, way).get());
        for (std::size_t i = 0; i < measured.size(); ++i) {
            if (!is_said(measured[i])) cells.push_back(own[i]);
        }
        text += fmt::format("{}\n", fmt::join(cells, ","));
    }
    return text;
}

VectorReading read_features(VectorSource const& source, Grid const& grid, GdalErrors& errors) {
    VectorFile const file = open_vector(source, errors);
    Transformation const way(file.reference, reference_of(grid.crs));
    look_only_at(*file.layer, grid, file.reference);
    VectorReading reading{file.layer->GetName(), name_of(file.reference), {}};
    while (auto const feature = next_feature(file, errors)) {
        auto const geometry = flat_geometry(*feature, way);
        if (!geometry) continue;
        VectorFeature taken;
        add_parts(*geometry, taken);
        if (file.attribute >= 0 && feature->IsFieldSetAndNotNull(file.attribute)) {
            double const number = feature->GetFieldAsDouble(file.attribute);
            if (std::isfinite(number)) taken.value = number;
        }
        reading.features.push_back(std::move(taken));
    }
    return reading;
}

std::vector<Ring> read_outline(VectorSource const& source, Crs const& target, GdalErrors& errors) {
    VectorFile const file = open_vector(source, errors);
    Transformation const way(file.reference, reference_of(target));
    OGRMultiPolygon all;
    while (auto const feature = next_feature(file, errors)) {
        auto geometry = flat_geometry(*feature, way);
        if (!geometry) continue;
        geometry.reset(OGRGeometryFactory::forceToMultiPolygon(geometry.release()));
        if (wkbFlatten(geometry->getGeometryType()) != wkbMultiPolygon) continue;
        for (auto const* polygon : *geometry->toMultiPolygon()) all.addGeometry(polygon);
    }
    // Overlapping polygons would cut holes into each other under the even-odd rule. Where the union fails
    // (polygons that cross themselves) the rings are taken as they are.
    OGRGeometryUniquePtr const united(all.IsEmpty() ? nullptr : all.UnionCascaded());
    VectorFeature parts;
    add_parts(united ? *united : static_cast<OGRGeometry const&>(all), parts);
    std::vector<Ring> rings;
    for (auto& polygon : parts.polygons) {
        for (auto& ring : polygon) rings.push_back(std::move(ring));
    }
    if (rings.empty())
        throw GisTrouble(fmt::format("{} holds no polygon", source.file),
                         "draw the area as polygons: lines and points have no inside");
    return rings;
}

std::vector<Point> read_line(VectorSource const& source, Crs const& target, GdalErrors& errors) {
    VectorFile const file = open_vector(source, errors);
    Transformation const way(file.reference, reference_of(target));
    VectorFeature parts;
    while (auto const feature = next_feature(file, errors)) {
        auto const geometry = flat_geometry(*feature, way);
        if (geometry) add_parts(*geometry, parts);
    }
    if (parts.lines.size() != 1)
        throw GisTrouble(
            fmt::format("{} holds {} lines, where one is needed", source.file, parts.lines.size()),
            "keep the one line on which the structure stands");
    return parts.lines.front();
}

} // namespace jumelle
