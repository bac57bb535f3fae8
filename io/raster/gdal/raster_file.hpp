#pragma once

#include <array>
#include <gdal_priv.h>

#include "io/raster/gdal/errors.hpp"
#include "io/raster/gdal/reference.hpp"
#include "io/raster/gis_driver.hpp"

namespace jumelle {

/// One band of an open raster, and where its pixels lie.
struct RasterFile {
    std::string name;
    GDALDatasetUniquePtr data;
    GDALRasterBand* band = nullptr; ///< owned by `data`
    /// x = t[0] + column t[1] + row t[2], y = t[3] + column t[4] + row t[5]
    std::array<double, 6> transform{};
    OGRSpatialReference reference;
    double scale = 1.0, offset = 0.0; ///< number = scale · stored + offset

    Index columns() const { return data->GetRasterXSize(); }
    Index rows() const { return data->GetRasterYSize(); }
    Point at(double column, double row) const {
        return {transform[0] + column * transform[1] + row * transform[2],
                transform[3] + column * transform[4] + row * transform[5]};
    }
};

/// @throws GisTrouble where the file, the band, its position or its CRS is missing
RasterFile open_raster(RasterSource const& source, GdalErrors& errors);

/// What `file` is, seen from `target`.
RasterFacts raster_facts(RasterFile const& file, OGRSpatialReference const& target);

/// See GisDriver::stack.
RasterStack raster_stack(std::string const& name, GdalErrors& errors);

/// See GisDriver::read.
RasterReading read_onto_grid(RasterFile& file, Grid const& grid, Resampling resampling, View2D<double> cells,
                             GdalErrors& errors);

/// Opens a file with the given GDAL_OF_ flags.
/// @throws GisTrouble `storm.tif does not exist`, `is not a …`
GDALDatasetUniquePtr open_dataset(std::string const& name, unsigned flags, char const* what,
                                  GdalErrors& errors);

} // namespace jumelle
