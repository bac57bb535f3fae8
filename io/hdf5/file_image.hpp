#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <vector>

#include "core/base/state_archive.hpp"

namespace jumelle::hdf5 {

/// Bytes of a file that are written once and never again: a chunk of an output.
struct WrittenOnce {
    std::int64_t begin = 0, bytes = 0;
    std::uint32_t checksum = 0; ///< CRC-32
    std::uint32_t unused = 0;
};

/// A results file as it was at one moment, so that it can be taken back to it whatever has been written since
/// and however that ended: all that may be overwritten (headers, indices, coordinates, gauges) is kept here,
/// what is written only once is kept by its checksum.
class FileImage {
  public:
    /// @pre what HDF5 holds has been flushed
    /// @throws IoError
    static FileImage of(std::filesystem::path const& path, std::vector<WrittenOnce> written);

    /// Makes the file what it was. Nothing is touched where it cannot be.
    /// @throws IoError where the file is gone or shorter, or where what was written once is other than it was
    void put_back(std::filesystem::path const& path) const;

    std::vector<WrittenOnce> const& written() const { return written_; }
    void archive_state(StateArchive& archive);

  private:
    std::int64_t bytes_ = 0;            ///< of the whole file
    std::vector<WrittenOnce> written_;  ///< by position
    std::vector<std::uint8_t> between_; ///< what lies before, between and after them
};

std::uint32_t crc32(std::span<unsigned char const> bytes);

} // namespace jumelle::hdf5
