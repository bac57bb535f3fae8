#include "io/hdf5/netcdf_file.hpp"

#include <cerrno>
#include <cstring>
#include <exception>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#include "core/base/error.hpp"
#include "io/hdf5/file_access.hpp"

namespace jumelle::hdf5 {

namespace {

/// Kept free for what HDF5 itself writes between two flushes: headers, chunk indices, root attributes.
constexpr std::size_t metadata_reserve_bytes = 128 * 1024;

/// Setting a file's size to what it is frees the blocks behind its end. Failing does no harm.
void give_back_reserve(std::filesystem::path const& path) {
    std::error_code unimportant;
    auto const size = std::filesystem::file_size(path, unimportant);
    if (!unimportant) std::filesystem::resize_file(path, size, unimportant);
}

} // namespace

NetcdfFile::NetcdfFile(std::filesystem::path const& path)
    : path_(path),
      file_(H5Fopen(path.c_str(), H5F_ACC_RDWR, file_access().get()), H5Fclose, "opening the file") {}

hid_t NetcdfFile::variable(std::string const& name) {
    auto found = variables_.find(name);
    if (found == variables_.end())
        found = variables_
                    .emplace(name,
                             Handle(H5Dopen2(root(), name.c_str(), H5P_DEFAULT), H5Dclose, "opening " + name))
                    .first;
    return found->second.get();
}

NetcdfFile::ChunkPlace NetcdfFile::chunk_place(std::string const& name, ChunkOffset const& offset) {
    haddr_t begin = HADDR_UNDEF;
    hsize_t bytes = 0;
    unsigned left_out = 0;
    require(H5Dget_chunk_info_by_coord(variable(name), offset.data(), &left_out, &begin, &bytes),
            "looking for a chunk of " + name);
    if (begin == HADDR_UNDEF) throw IoError("a chunk of " + name + " is missing");
    return {static_cast<std::int64_t>(begin), static_cast<std::int64_t>(bytes)};
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
