#pragma once

#include <filesystem>
#include <string>

namespace jumelle {

/// SHA-256 of names and numbers of all fields and gauges of a results file, in alphabetical order. Two runs
/// with the same bits have the same hash; dates, hosts, thread counts and the way the file is cut into chunks
/// do not enter.
/// @throws what Hdf5ResultReader throws
std::string field_data_sha256(std::filesystem::path const& path);

} // namespace jumelle
