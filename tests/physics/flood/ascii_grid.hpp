#pragma once

#include <filesystem>
#include <optional>

#include "core/territory/territory.hpp"

namespace jumelle::cases {

/// Reads an ESRI ASCII grid into a territory with the field `elevation`; NODATA becomes NaN.
/// @returns nothing where the file cannot be read
std::optional<Territory> read_ascii_grid(std::filesystem::path const& file);

/// Folder of the shared reference data: `${JUMELLE_DATA}`, or `../shared/data` beside the sources.
std::filesystem::path data_folder();

} // namespace jumelle::cases
