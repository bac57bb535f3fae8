#pragma once

#include <filesystem>
#include <vector>

#include "io/hdf5/netcdf_draft.hpp"

namespace jumelle::hdf5 {

/// Creates or empties the file at `path` and makes it what the draft says, as netCDF-4 wants it: dimension
/// scales, creation order, texts of fixed length. Called under a `Session`. @throws IoError
void make_file(std::filesystem::path const& path, NetcdfDraft const& draft);

/// A whole file as it lies on the disk.
using FileBytes = std::vector<unsigned char>;
FileBytes read_file(std::filesystem::path const& path);

/// Creates or empties the file at `path`, and fills it. @throws IoError
void write_file(std::filesystem::path const& path, FileBytes const& bytes);

} // namespace jumelle::hdf5
