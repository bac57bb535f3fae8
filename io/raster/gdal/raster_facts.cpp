#include <cmath>
#include <filesystem>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "io/raster/gdal/raster_file.hpp"

namespace jumelle {

namespace {

std::string hint_for_subsets(GDALDataset& data) {
    std::vector<std::string> names;
    char** const subsets = data.GetMetadata("SUBDATASETS");
    for (int i = 1; CSLFetchNameValue(subsets, fmt::format("SUBDATASET_{}_NAME", i).c_str()) != nullptr; ++i)
        names.push_back(CSLFetchNameValue(subsets, fmt::format("SUBDATASET_{}_NAME", i).c_str()));
    return names.empty() ? "" : fmt::format("it holds: {}", fmt::join(names, ", "));
}

void choose_band(RasterFile& file, int number) {
    int const count = file.data->GetRasterCount();
    if (count == 0)
        throw GisTrouble(fmt::format("{} holds no raster of its own", file.name),
                         hint_for_subsets(*file.data));
    if (number < 1 || number > count)
        throw GisTrouble(fmt::format("{} has no band {}", file.name, number),
                         fmt::format("it has {} band{}", count, count == 1 ? "" : "s"));
    file.band = file.data->GetRasterBand(number);
    int known = FALSE;
    double const scale = file.band->GetScale(&known);
    if (known != FALSE) file.scale = scale;
    double const offset = file.band->GetOffset(&known);
    if (known != FALSE) file.offset = offset;
}

bool has_area(std::array<double, 6> const& t) {
    for (double const number : t) {
        if (!std::isfinite(number)) return false;
    }
    return t[1] * t[5] - t[2] * t[4] != 0.0;
}

/// The rectangle that holds all points of the border that can be shown in the other CRS.
std::optional<Bounds> border_seen_through(Transformation const& way, RasterFile const& file) {
    constexpr int steps = 32; // a straight border becomes a curve; 32 chords follow it closely
    auto const columns = static_cast<double>(file.columns());
    auto const rows = static_cast<double>(file.rows());
    std::optional<Bounds> bounds;
    auto const include = [&](double column, double row) {
        auto const seen = way(file.at(column, row));
        if (!seen) return;
        if (!bounds) bounds = Bounds{seen->x_m, seen->y_m, seen->x_m, seen->y_m};
        bounds->west = std::min(bounds->west, seen->x_m);
        bounds->east = std::max(bounds->east, seen->x_m);
        bounds->south = std::min(bounds->south, seen->y_m);
        bounds->north = std::max(bounds->north, seen->y_m);
    };
    for (int i = 0; i <= steps; ++i) {
        double const share = static_cast<double>(i) / steps;
        include(share * columns, 0.0);
        include(share * columns, rows);
        include(0.0, share * rows);
        include(columns, share * rows);
    }
    return bounds;
}

/// Whether numbers mean the same place in both CRS, whatever these are called.
bool stays_in_place(Transformation const& way, RasterFile const& file) {
    if (way.is_identity()) return true;
    constexpr double tolerance_m = 1e-3; // far below any cell and any survey
    auto const columns = static_cast<double>(file.columns());
    auto const rows = static_cast<double>(file.rows());
    for (auto const& share : {Point{0.0, 0.0}, Point{1.0, 0.0}, Point{0.0, 1.0}, Point{1.0, 1.0}}) {
        Point const here = file.at(share.x_m * columns, share.y_m * rows);
        auto const there = way(here);
        if (!there || std::hypot(there->x_m - here.x_m, there->y_m - here.y_m) > tolerance_m) return false;
    }
    return true;
}

void measure_cell(RasterFacts& facts, Transformation const& way, RasterFile const& file) {
    double const column = std::floor(static_cast<double>(file.columns()) / 2.0);
    double const row = std::floor(static_cast<double>(file.rows()) / 2.0);
    auto const corner = way(file.at(column, row));
    auto const right = way(file.at(column + 1.0, row));
    auto const below = way(file.at(column, row + 1.0));
    if (!corner || !right || !below) return;
    facts.cell_width_m = std::hypot(right->x_m - corner->x_m, right->y_m - corner->y_m);
    facts.cell_height_m = std::hypot(below->x_m - corner->x_m, below->y_m - corner->y_m);
}

} // namespace

GDALDatasetUniquePtr open_dataset(std::string const& name, unsigned flags, char const* what,
                                  GdalErrors& errors) {
    GDALDatasetUniquePtr data(
        GDALDataset::Open(name.c_str(), flags | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR));
    if (data) return data;
    std::error_code failed;
    if (!std::filesystem::exists(name, failed)) throw GisTrouble(fmt::format("{} does not exist", name));
    if (std::filesystem::is_directory(name, failed)) throw GisTrouble(fmt::format("{} is a folder", name));
    throw GisTrouble(fmt::format("{} cannot be read as a {}{}", name, what, errors.told()),
                     "the file may be cut off, or be of a format that GDAL does not know");
}

RasterFile open_raster(RasterSource const& source, GdalErrors& errors) {
    RasterFile file;
    file.name = source.file;
    file.data = open_dataset(source.file, GDAL_OF_RASTER, "raster", errors);
    choose_band(file, source.band);
    bool const placed = file.data->GetGeoTransform(file.transform.data()) == CE_None;
    if (!placed || !has_area(file.transform))
        throw GisTrouble(fmt::format("{} does not say where it lies", source.file),
                         "a GeoTIFF carries its position; a plain picture needs a world file beside it");
    file.reference = reference_of_file(source.file, source.crs, file.data->GetSpatialRef());
    return file;
}

RasterFacts raster_facts(RasterFile const& file, OGRSpatialReference const& target) {
    Transformation const way(file.reference, target);
    RasterFacts facts;
    facts.columns = file.columns();
    facts.rows = file.rows();
    facts.format = file.data->GetDriverName();
    facts.crs = name_of(file.reference);
    facts.unit = file.band->GetUnitType();
    facts.same_crs = stays_in_place(way, file);
    auto const& t = file.transform;
    facts.upright = facts.same_crs && t[2] == 0.0 && t[4] == 0.0 && t[1] > 0.0 && t[5] < 0.0;
    auto const bounds = border_seen_through(way, file);
    if (!bounds)
        throw GisTrouble(fmt::format("{} lies where {} cannot show it", file.name, name_of(target)),
                         "is its CRS right? crs: names another one");
    facts.west_m = facts.upright ? t[0] : bounds->west;
    facts.north_m = facts.upright ? t[3] : bounds->north;
    facts.east_m = bounds->east;
    facts.south_m = bounds->south;
    measure_cell(facts, way, file);
    return facts;
}

} // namespace jumelle
