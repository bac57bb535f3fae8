#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "io/hdf5/hdf5_handle.hpp"

namespace jumelle::hdf5 {

/// Where a chunk begins, one number per dimension.
using ChunkOffset = std::vector<hsize_t>;

/// A netCDF-4 file of which all dimensions and variables are there already, into which results are written.
/// All functions throw IoError, and are called from one thread under a `Session`.
class NetcdfFile {
  public:
    explicit NetcdfFile(std::filesystem::path const& path);

    /// For attributes. @pre the file has such a variable
    hid_t variable(std::string const& name);
    hid_t root() const { return file_.get(); }

    /// Makes the first, unlimited dimension of a variable `length` long.
    void extend(std::string const& name, hsize_t length);
    /// Overwrites `count` rows of the first dimension from `first` on.
    void write_rows(std::string const& name, hsize_t first, hsize_t count, std::span<double const> values);
    /// One chunk that is already shuffled and deflated.
    void write_chunk(std::string const& name, ChunkOffset const& offset,
                     std::span<unsigned char const> bytes);

    /// Where a chunk that was written lies in the file.
    struct ChunkPlace {
        std::int64_t begin = 0, bytes = 0;
    };
    ChunkPlace chunk_place(std::string const& name, ChunkOffset const& offset);
    std::filesystem::path const& path() const { return path_; }

    /// Makes sure that the next `bytes` (and some of HDF5's own) find place on the disk, so that a full disk
    /// is met before anything in the file is touched. Where the file system cannot promise, it does nothing.
    void reserve(std::size_t bytes);
    /// Hands everything to the operating system.
    void flush();
    /// Leaves the file as the last flush left it: nothing that HDF5 still holds gets into it any more.
    void abandon() noexcept;
    /// Gives back what was reserved. @throws IoError where the rest cannot be written; the file is closed
    /// then, too
    void close();

  private:
    int descriptor() const;

    std::filesystem::path path_;
    Handle file_;
    std::map<std::string, Handle> variables_; ///< that were asked for
};

} // namespace jumelle::hdf5
