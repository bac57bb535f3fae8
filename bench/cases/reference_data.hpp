#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "core/base/time_series.hpp"
#include "core/territory/territory.hpp"

namespace jumelle::cases {

/// Reads an ESRI ASCII grid into a territory with the field `elevation`; NODATA becomes NaN.
/// @returns nothing where the file cannot be read
std::optional<Territory> read_ascii_grid(std::filesystem::path const& file);

/// Folder of the shared reference data: `${JUMELLE_DATA}`, or `../shared/data` beside the sources.
std::filesystem::path data_folder();

/// The rows of a table of numbers in text, separated by spaces, tabs or commas, without its heading lines.
/// @returns no rows where the file cannot be read
std::vector<std::vector<double>> read_numbers(std::filesystem::path const& file, int heading_lines);

/// Two columns of such a table as a series, each times a factor.
struct SeriesColumns {
    std::size_t time = 0, value = 1;
    double unit = 1.0; ///< of the values, in SI
};
TimeSeries series_of(std::vector<std::vector<double>> const& rows, SeriesColumns const& columns);

} // namespace jumelle::cases
