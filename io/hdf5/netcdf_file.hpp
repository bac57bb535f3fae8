#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "io/hdf5/hdf5_handle.hpp"

namespace jumelle::hdf5 {

enum class ElementType { float32, float64, int32, character };

/// A variable before it is created.
struct VariableSpec {
    std::string name;
    ElementType type = ElementType::float32;
    std::vector<std::string> dimensions; ///< none: a scalar
    std::vector<hsize_t> chunk;          ///< one length per dimension; none: contiguous
    std::optional<double> fill;          ///< value of what was never written, also its `_FillValue`
    /// Level of shuffle + deflate of the chunks; 0: not compressed.
    unsigned deflate_level = 0;
};

/// Where a chunk begins, one number per dimension.
using ChunkOffset = std::vector<hsize_t>;

/// Writes an HDF5 file that is netCDF-4: dimension scales, creation order, fixed-length texts. All functions
/// throw IoError, and are called from one thread under a `Session`.
class NetcdfFile {
  public:
    /// Creates or empties the file.
    explicit NetcdfFile(std::filesystem::path const& path);
    /// A file of which all dimensions and variables are there already.
    static NetcdfFile reopened(std::filesystem::path const& path);

    /// A dimension without coordinates.
    void add_dimension(std::string const& name, hsize_t length);
    /// A dimension with a float64 coordinate variable of the same name; unlimited where there is no length.
    void add_coordinate(std::string const& name, std::optional<hsize_t> length);
    /// @pre every dimension was added before
    void add_variable(VariableSpec const& spec);

    bool has_dimension(std::string const& name) const { return dimensions_.contains(name); }
    /// For attributes. @pre the variable was added
    hid_t variable(std::string const& name) const { return variables_.at(name).get(); }
    hid_t root() const { return file_.get(); }

    void write(std::string const& name, std::span<double const> values);
    void write(std::string const& name, std::span<std::int32_t const> values);
    void write(std::string const& name, std::span<char const> values);
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
    ChunkPlace chunk_place(std::string const& name, ChunkOffset const& offset) const;
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
    NetcdfFile(std::filesystem::path path, Handle file) : path_(std::move(path)), file_(std::move(file)) {}
    struct Dimension {
        hsize_t length = 0;
        hid_t scale = -1;
        std::optional<hsize_t> limit; ///< nothing: unlimited
    };
    void register_scale(std::string const& name, Handle scale, Dimension dimension);
    Handle dataspace(std::vector<std::string> const& dimensions) const;
    int descriptor() const;
    void write_all(std::string const& name, hid_t memory_type, void const* values);

    std::filesystem::path path_;
    Handle file_;
    std::map<std::string, Dimension> dimensions_;
    std::map<std::string, Handle> variables_; ///< and scales
};

} // namespace jumelle::hdf5
