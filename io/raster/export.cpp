#include "io/raster/export.hpp"

#include <fmt/format.h>
#include <system_error>

#include "core/base/error.hpp"
#include "io/raster/gis_driver.hpp"

namespace jumelle {

namespace {

/// Lets `write` fill a file beside `path` and gives it that name when it is complete.
template <class Write>
void write_whole(std::filesystem::path const& path, Write const& write) {
    std::filesystem::path part = path;
    part += ".part";
    std::error_code failed;
    try {
        write(part);
    } catch (GisTrouble const& trouble) {
        std::filesystem::remove(part, failed);
        throw IoError(trouble.what());
    }
    std::filesystem::rename(part, path, failed);
    if (failed) throw IoError(fmt::format("cannot write {}: {}", path.string(), failed.message()));
}

} // namespace

void write_geotiff(std::filesystem::path const& path, Grid const& grid, Array2D<double> const& cells,
                   FieldInfo const& info) {
    JUMELLE_EXPECTS(cells.rows() == grid.rows && cells.columns() == grid.columns);
    write_whole(path, [&](auto const& part) { gis_driver().write_geotiff(part, grid, cells, info); });
}

void write_png_map(std::filesystem::path const& path, MapLayers const& layers, MapStyle const& style) {
    Picture const picture = draw_map(layers, style);
    write_whole(path, [&](auto const& part) { gis_driver().write_png(part, picture); });
}

} // namespace jumelle
