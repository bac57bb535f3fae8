#pragma once

#include <filesystem>

namespace jumelle::hdf5 {

/// Waits until what was written to a file is on the disk. @throws IoError
void sync_file(std::filesystem::path const& path);

/// Gives a complete file its final name, in a way that survives a loss of power. @throws IoError
void publish_file(std::filesystem::path const& part, std::filesystem::path const& path);

} // namespace jumelle::hdf5
