#pragma once

#include "io/raster/gdal/errors.hpp"
#include "io/raster/gis_driver.hpp"

namespace jumelle {

/// The features of a layer that may touch `grid`, in its CRS.
/// @throws GisTrouble where file, layer, attribute or CRS is missing, or the attribute is no number
VectorReading read_features(VectorSource const& source, Grid const& grid, GdalErrors& errors);

/// The union of all polygons of a layer, as rings under the even-odd rule.
std::vector<Ring> read_outline(VectorSource const& source, Crs const& target, GdalErrors& errors);

/// The one line of a layer.
/// @throws GisTrouble where it holds none, or several
std::vector<Point> read_line(VectorSource const& source, Crs const& target, GdalErrors& errors);

/// The features of a layer as text, see `GisDriver::table`.
std::string read_table(VectorSource const& source, Crs const& target, GdalErrors& errors);

} // namespace jumelle
