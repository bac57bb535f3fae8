#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace jumelle::cases {

/// All values of one variable of floats without a record dimension in a classic netCDF file ("CDF-1").
/// @returns nothing where the file cannot be read or has no such variable
/// Source: NetCDF Users Guide, appendix "File Format Specifications", the classic format.
std::vector<double> read_classic_netcdf(std::filesystem::path const& file, std::string const& variable);

} // namespace jumelle::cases
