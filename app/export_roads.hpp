#pragma once

#include <filesystem>
#include <vector>

#include "core/results/result_source.hpp"

namespace jumelle::app {

/// Writes the edges of a network as straight lines with the numbers of `fields`, one property each, and their
/// names and nodes. Edges of a network without positions have no line. The CRS is named by its EPSG code, as
/// GDAL and QGIS read it; 0: none is named.
/// @throws IoError where the file cannot be written
void write_roads_geojson(std::filesystem::path const& path, RoadRecord const& roads,
                         std::vector<Field> const& fields, int epsg);

} // namespace jumelle::app
