#pragma once

#include <string>

#include "core/scenario/value.hpp"
#include "io/raster/gis_driver.hpp"

namespace jumelle {

/// Reads the corners of one ring: a line `x,y` each, with or without a heading, the ring closed or not.
/// Semicolons and tabs may stand for commas; empty lines and lines that start with `#` are skipped; columns
/// named `x` and `y` are found anywhere, else the first two count.
/// @param  where the scenario's key that names the file, for faults
/// @throws InputError with line and column of what is no number, or where fewer than 3 corners are left
Ring read_polygon_csv(std::string const& file, Value const& where);

/// Reads the corners of a line in the same way; at least 2, the first one may come again at the end.
std::vector<Point> read_line_csv(std::string const& file, Value const& where);

} // namespace jumelle
