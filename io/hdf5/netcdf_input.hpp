#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "io/hdf5/hdf5_handle.hpp"

namespace jumelle::hdf5 {

/// A rectangular part of a variable: one entry per dimension.
struct Slab {
    std::vector<hsize_t> begin, count;
    std::size_t size() const;
};

/// An HDF5 file that is read. All functions throw IoError.
class NetcdfInput {
  public:
    explicit NetcdfInput(std::filesystem::path const& path);

    hid_t root() const { return file_.get(); }
    bool has(std::string const& name) const;
    /// The names of all datasets, in the order of their creation, or of the alphabet where it was not kept.
    std::vector<std::string> variables() const;
    Handle open(std::string const& name) const;
    /// Length of each dimension.
    std::vector<hsize_t> shape(std::string const& name) const;
    std::vector<double> read(std::string const& name) const;
    std::vector<double> read(std::string const& name, Slab const& slab) const;
    /// An array of characters, one text a row.
    std::vector<std::string> read_texts(std::string const& name) const;

  private:
    Handle file_;
};

} // namespace jumelle::hdf5
