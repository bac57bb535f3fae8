#include "io/hdf5/durable_file.hpp"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

#include "core/base/error.hpp"

namespace jumelle::hdf5 {

namespace {

void sync_to_disk(std::filesystem::path const& path, int flags) {
    int const file = ::open(path.c_str(), flags | O_CLOEXEC);
    bool const synced = file >= 0 && ::fsync(file) == 0;
    int const error = errno;
    if (file >= 0) ::close(file);
    if (!synced) throw IoError(std::strerror(error));
}

} // namespace

void sync_file(std::filesystem::path const& path) {
    sync_to_disk(path, O_RDONLY);
}

void publish_file(std::filesystem::path const& part, std::filesystem::path const& path) {
    sync_file(part);
    if (::rename(part.c_str(), path.c_str()) != 0) throw IoError(std::strerror(errno));
    sync_to_disk(path.has_parent_path() ? path.parent_path() : ".", O_RDONLY | O_DIRECTORY);
}

} // namespace jumelle::hdf5
