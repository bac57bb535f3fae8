#include "io/hdf5/netcdf_file.hpp"

#include <cerrno>
#include <cstring>
#include <exception>
#include <fcntl.h>
#include <fmt/format.h>
#include <hdf5_hl.h>
#include <limits>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#include "core/base/contract.hpp"
#include "core/base/error.hpp"
#include "io/hdf5/attributes.hpp"
#include "io/hdf5/file_access.hpp"

namespace jumelle::hdf5 {

namespace {

constexpr unsigned creation_order = H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED;
/// Values in one chunk of an unlimited coordinate variable (4 KiB).
constexpr hsize_t coordinate_chunk = 512;
/// Kept free for what HDF5 itself writes between two flushes: headers, chunk indices, root attributes.
constexpr std::size_t metadata_reserve_bytes = 128 * 1024;

hid_t file_type(ElementType type) {
    switch (type) {
    case ElementType::float32:
        return H5T_IEEE_F32LE;
    case ElementType::float64:
        return H5T_IEEE_F64LE;
    case ElementType::int32:
        return H5T_STD_I32LE;
    case ElementType::character:
        return H5T_C_S1;
    }
    return H5T_IEEE_F32LE;
}

Handle created_file(std::filesystem::path const& path) {
    Handle const creation = property_list(H5P_FILE_CREATE);
    require(H5Pset_link_creation_order(creation.get(), creation_order), "tracking creation order");
    require(H5Pset_attr_creation_order(creation.get(), creation_order), "tracking creation order");
    Handle const access = file_access();
    return Handle(H5Fcreate(path.c_str(), H5F_ACC_TRUNC, creation.get(), access.get()), H5Fclose,
                  "creating the file");
}

Handle dataset_properties() {
    Handle list = property_list(H5P_DATASET_CREATE);
    require(H5Pset_attr_creation_order(list.get(), creation_order), "tracking creation order");
    return list;
}

/// Setting a file's size to what it is frees the blocks behind its end. Failing does no harm.
void give_back_reserve(std::filesystem::path const& path) {
    std::error_code unimportant;
    auto const size = std::filesystem::file_size(path, unimportant);
    if (!unimportant) std::filesystem::resize_file(path, size, unimportant);
}

void set_fill(hid_t properties, double fill) {
    require(H5Pset_fill_value(properties, H5T_NATIVE_DOUBLE, &fill), "setting a fill value");
}

} // namespace

NetcdfFile::NetcdfFile(std::filesystem::path const& path) : path_(path), file_(created_file(path)) {}

NetcdfFile NetcdfFile::reopened(std::filesystem::path const& path) {
    Handle const access = file_access();
    NetcdfFile made(path,
                    Handle(H5Fopen(path.c_str(), H5F_ACC_RDWR, access.get()), H5Fclose, "opening the file"));
    std::vector<std::string> names;
    auto const keep = [](hid_t, char const* name, H5L_info_t const*, void* data) -> herr_t {
        static_cast<std::vector<std::string>*>(data)->emplace_back(name);
        return 0;
    };
    require(H5Literate(made.root(), H5_INDEX_CRT_ORDER, H5_ITER_INC, nullptr, keep, &names),
            "listing variables");
    for (auto const& name : names) {
        made.variables_.emplace(
            name, Handle(H5Dopen2(made.root(), name.c_str(), H5P_DEFAULT), H5Dclose, "opening " + name));
    }
    return made;
}

NetcdfFile::ChunkPlace NetcdfFile::chunk_place(std::string const& name, ChunkOffset const& offset) const {
    haddr_t begin = HADDR_UNDEF;
    hsize_t bytes = 0;
    unsigned left_out = 0;
    require(H5Dget_chunk_info_by_coord(variable(name), offset.data(), &left_out, &begin, &bytes),
            "looking for a chunk of " + name);
    if (begin == HADDR_UNDEF) throw IoError("a chunk of " + name + " is missing");
    return {static_cast<std::int64_t>(begin), static_cast<std::int64_t>(bytes)};
}

void NetcdfFile::register_scale(std::string const& name, Handle scale, Dimension dimension) {
    put_dimension_number(scale.get(), static_cast<std::int32_t>(dimensions_.size()));
    dimension.scale = scale.get();
    dimensions_.emplace(name, dimension);
    variables_.emplace(name, std::move(scale));
}

void NetcdfFile::add_dimension(std::string const& name, hsize_t length) {
    Handle const space(H5Screate_simple(1, &length, nullptr), H5Sclose, "creating a dataspace");
    Handle const properties = dataset_properties();
    Handle scale(H5Dcreate2(root(), name.c_str(), H5T_IEEE_F32BE, space.get(), H5P_DEFAULT, properties.get(),
                            H5P_DEFAULT),
                 H5Dclose, "creating dimension " + name);
    // By this text netCDF knows that there are no coordinates.
    std::string const mark =
        fmt::format("This is a netCDF dimension but not a netCDF variable.{:10}", length);
    require(H5DSset_scale(scale.get(), mark.c_str()), "creating dimension " + name);
    register_scale(name, std::move(scale), {length, -1, length});
}

void NetcdfFile::add_coordinate(std::string const& name, std::optional<hsize_t> length) {
    hsize_t const now = length.value_or(0);
    hsize_t const limit = length.value_or(H5S_UNLIMITED);
    Handle const space(H5Screate_simple(1, &now, &limit), H5Sclose, "creating a dataspace");
    Handle const properties = dataset_properties();
    if (!length) {
        require(H5Pset_chunk(properties.get(), 1, &coordinate_chunk), "setting chunks");
        set_fill(properties.get(), std::numeric_limits<double>::quiet_NaN());
    }
    Handle scale(H5Dcreate2(root(), name.c_str(), H5T_IEEE_F64LE, space.get(), H5P_DEFAULT, properties.get(),
                            H5P_DEFAULT),
                 H5Dclose, "creating coordinate " + name);
    require(H5DSset_scale(scale.get(), name.c_str()), "creating coordinate " + name);
    register_scale(name, std::move(scale), {now, -1, length});
}

Handle NetcdfFile::dataspace(std::vector<std::string> const& dimensions) const {
    if (dimensions.empty()) return Handle(H5Screate(H5S_SCALAR), H5Sclose, "creating a dataspace");
    std::vector<hsize_t> now, limit;
    for (auto const& name : dimensions) {
        JUMELLE_EXPECTS(dimensions_.contains(name));
        Dimension const& dimension = dimensions_.at(name);
        now.push_back(dimension.length);
        limit.push_back(dimension.limit.value_or(H5S_UNLIMITED));
    }
    return Handle(H5Screate_simple(static_cast<int>(now.size()), now.data(), limit.data()), H5Sclose,
                  "creating a dataspace");
}

void NetcdfFile::add_variable(VariableSpec const& spec) {
    Handle const space = dataspace(spec.dimensions);
    Handle const properties = dataset_properties();
    std::string const action = "creating variable " + spec.name;
    if (!spec.chunk.empty()) {
        JUMELLE_EXPECTS(spec.chunk.size() == spec.dimensions.size());
        require(H5Pset_chunk(properties.get(), static_cast<int>(spec.chunk.size()), spec.chunk.data()),
                action);
    }
    if (spec.deflate_level > 0) {
        require(H5Pset_shuffle(properties.get()), action);
        require(H5Pset_deflate(properties.get(), spec.deflate_level), action);
    }
    if (spec.fill) set_fill(properties.get(), *spec.fill);
    Handle variable(H5Dcreate2(root(), spec.name.c_str(), file_type(spec.type), space.get(), H5P_DEFAULT,
                               properties.get(), H5P_DEFAULT),
                    H5Dclose, action);
    for (std::size_t i = 0; i < spec.dimensions.size(); ++i) {
        hid_t const scale = dimensions_.at(spec.dimensions[i]).scale;
        require(H5DSattach_scale(variable.get(), scale, static_cast<unsigned>(i)), action);
    }
    if (spec.fill && spec.type == ElementType::float32) {
        put_float(variable.get(), "_FillValue", static_cast<float>(*spec.fill));
    } else if (spec.fill && spec.type == ElementType::float64) {
        put_number(variable.get(), "_FillValue", *spec.fill);
    }
    variables_.emplace(spec.name, std::move(variable));
}

void NetcdfFile::write_all(std::string const& name, hid_t memory_type, void const* values) {
    require(H5Dwrite(variable(name), memory_type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values), "writing " + name);
}

void NetcdfFile::write(std::string const& name, std::span<double const> values) {
    write_all(name, H5T_NATIVE_DOUBLE, values.data());
}

void NetcdfFile::write(std::string const& name, std::span<std::int32_t const> values) {
    write_all(name, H5T_NATIVE_INT32, values.data());
}

void NetcdfFile::write(std::string const& name, std::span<char const> values) {
    write_all(name, H5T_C_S1, values.data());
}

void NetcdfFile::extend(std::string const& name, hsize_t length) {
    Handle const space(H5Dget_space(variable(name)), H5Sclose, "reading the size of " + name);
    std::vector<hsize_t> now(static_cast<std::size_t>(H5Sget_simple_extent_ndims(space.get())));
    H5Sget_simple_extent_dims(space.get(), now.data(), nullptr);
    now.front() = length;
    require(H5Dset_extent(variable(name), now.data()), "extending " + name);
}

void NetcdfFile::write_rows(std::string const& name, hsize_t first, hsize_t count,
                            std::span<double const> values) {
    std::string const action = "writing " + name;
    Handle const space(H5Dget_space(variable(name)), H5Sclose, action);
    std::vector<hsize_t> block(static_cast<std::size_t>(H5Sget_simple_extent_ndims(space.get())));
    H5Sget_simple_extent_dims(space.get(), block.data(), nullptr);
    std::vector<hsize_t> begin(block.size(), 0);
    begin.front() = first;
    block.front() = count;
    require(H5Sselect_hyperslab(space.get(), H5S_SELECT_SET, begin.data(), nullptr, block.data(), nullptr),
            action);
    Handle const memory(H5Screate_simple(static_cast<int>(block.size()), block.data(), nullptr), H5Sclose,
                        action);
    require(
        H5Dwrite(variable(name), H5T_NATIVE_DOUBLE, memory.get(), space.get(), H5P_DEFAULT, values.data()),
        action);
}

void NetcdfFile::write_chunk(std::string const& name, ChunkOffset const& offset,
                             std::span<unsigned char const> bytes) {
    constexpr std::uint32_t all_filters = 0; // a set bit would say that a filter was left out
    require(
        H5Dwrite_chunk(variable(name), H5P_DEFAULT, all_filters, offset.data(), bytes.size(), bytes.data()),
        "writing " + name);
}

int NetcdfFile::descriptor() const {
    void* handle = nullptr;
    require(H5Fget_vfd_handle(file_.get(), H5P_DEFAULT, &handle), "asking for the file descriptor");
    return *static_cast<int*>(handle);
}

void NetcdfFile::reserve(std::size_t bytes) {
    hsize_t end = 0;
    require(H5Fget_filesize(file_.get(), &end), "asking for the size of the file");
    auto const wanted = static_cast<off_t>(bytes + metadata_reserve_bytes);
    rlimit limit{};
    bool const limited = ::getrlimit(RLIMIT_FSIZE, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY;
    // Going over the limit would end the program by a signal.
    if (limited && end + static_cast<hsize_t>(wanted) > limit.rlim_cur) throw IoError(std::strerror(EFBIG));
    if (::fallocate(descriptor(), FALLOC_FL_KEEP_SIZE, static_cast<off_t>(end), wanted) == 0) return;
    int const error = errno;
    if (error != ENOSPC && error != EDQUOT && error != EFBIG) return;
    give_back_reserve(path_); // a part of it may have been granted
    throw IoError(std::strerror(error));
}

void NetcdfFile::abandon() noexcept {
    try {
        // Memory, not /dev/null: HDF5 must be able to truncate, or it fails half-way through closing the file
        // and the process crashes when it exits.
        int const nowhere = ::memfd_create("jumelle-abandoned-results", MFD_CLOEXEC);
        if (nowhere < 0) return;
        ::dup2(nowhere, descriptor());
        ::close(nowhere);
    } catch (IoError const&) {
        // Then the file ends as HDF5 closes it.
    }
}

void NetcdfFile::flush() {
    require(H5Fflush(file_.get(), H5F_SCOPE_LOCAL), "writing to disk");
}

void NetcdfFile::close() {
    std::exception_ptr first_error;
    auto const close_one = [&first_error](Handle& handle, std::string const& action) {
        try {
            handle.close(action);
        } catch (IoError const&) {
            if (!first_error) first_error = std::current_exception();
        }
    };
    for (auto& [name, handle] : variables_) close_one(handle, "closing " + name);
    variables_.clear();
    close_one(file_, "closing the file");
    give_back_reserve(path_);
    if (first_error) std::rethrow_exception(first_error);
}

} // namespace jumelle::hdf5
