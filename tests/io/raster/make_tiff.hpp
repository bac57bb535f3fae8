#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "core/base/view.hpp"

namespace jumelle::testing_data {

/// A small GeoTIFF, written byte by byte so that tests know exactly what is in it: little endian, one strip a
/// band, float32 or int16, not compressed.
struct TiffToMake {
    Index columns = 0, rows = 0;
    std::vector<std::vector<double>> bands; ///< row by row from the north
    bool int16 = false;
    int epsg = 2154; ///< 0: none is written
    bool geographic = false;
    double west = 0.0, north = 0.0, cell = 1.0;
    std::optional<std::array<double, 6>> transform; ///< in place of west, north, cell: GDAL's six numbers
    std::string nodata;                             ///< as text, empty: none
    double scale = 1.0, offset = 0.0;
    std::string unit;
};

std::string tiff_bytes(TiffToMake const& tiff);
void write_bytes(std::filesystem::path const& path, std::string const& bytes);
std::string read_bytes(std::filesystem::path const& path);

} // namespace jumelle::testing_data
