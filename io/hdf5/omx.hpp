#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/territory/zone_matrix.hpp"

namespace jumelle {

/// Reads a matrix of an Open Matrix file (HDF5: matrices in the group `data`, zone numbers in the group
/// `lookup`).
/// @param matrix its name; empty: the file's only one
/// @param lookup name of the numbering of zones; empty: the file's only one, or none
/// @throws InputError (data) where the file is no Open Matrix file or has not what was asked for
/// @throws IoError where it cannot be read
ZoneMatrix read_omx(std::filesystem::path const& file, std::string const& matrix, std::string const& lookup);

/// Writes matrices of the same zones as an Open Matrix file, version 0.2. Names of zones that are all whole
/// numbers become the numbering `zone`; other names are left out.
/// Units and what the numbers are become attributes of the matrices, `unit` and `long_name`.
/// @pre all matrices have the same number of zones
/// @throws IoError where it cannot be written
void write_omx(std::filesystem::path const& file, std::vector<ZoneMatrix> const& matrices);

} // namespace jumelle
