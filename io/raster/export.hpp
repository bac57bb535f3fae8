#pragma once

#include <filesystem>

#include "core/territory/field.hpp"
#include "core/territory/grid.hpp"
#include "io/raster/map_picture.hpp"

namespace jumelle {

/// Writes a field on cells as GeoTIFF that GIS tools open in place: float32, tiled, deflate, NaN as nodata,
/// CRS of the grid, the field's name and unit on the band. The file appears under its name only when it is
/// complete; an older one is replaced.
/// @pre    cells has the grid's size
/// @throws IoError where it cannot be written
void write_geotiff(std::filesystem::path const& path, Grid const& grid, Array2D<double> const& cells,
                   FieldInfo const& info);

/// Draws a map and writes it as PNG, likewise.
/// @throws IoError where it cannot be written
void write_png_map(std::filesystem::path const& path, MapLayers const& layers, MapStyle const& style);

} // namespace jumelle
