#pragma once

#include "io/raster/gdal/errors.hpp"
#include "io/raster/gis_driver.hpp"

namespace jumelle {

/// A field and where it lies.
struct RasterToWrite {
    Grid const& grid;
    Array2D<double> const& cells;
    FieldInfo const& info;
};

/// GeoTIFF: float32, tiled, deflate, NaN where there is no value.
void write_field(std::filesystem::path const& path, RasterToWrite const& raster, GdalErrors& errors);

void write_picture(std::filesystem::path const& path, Picture const& picture, GdalErrors& errors);

} // namespace jumelle
