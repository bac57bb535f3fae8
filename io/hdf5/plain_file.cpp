#include "io/hdf5/plain_file.hpp"

#include <cerrno>
#include <cstring>
#include <unistd.h>

#include "core/base/error.hpp"
#include "core/base/function_ref.hpp"

namespace jumelle::hdf5 {

namespace {

constexpr mode_t as_the_mask_says = 0666;

/// The system may do less at once than it was asked for.
void move(std::int64_t begin, std::size_t bytes, FunctionRef<ssize_t(std::size_t done, off_t at)> some) {
    for (std::size_t done = 0; done < bytes;) {
        ssize_t const more = some(done, static_cast<off_t>(begin) + static_cast<off_t>(done));
        if (more < 0 && errno == EINTR) continue;
        if (more <= 0) throw IoError(more < 0 ? std::strerror(errno) : "the file is shorter than it was");
        done += static_cast<std::size_t>(more);
    }
}

} // namespace

PlainFile::PlainFile(std::filesystem::path const& path, int flags)
    : file_(::open(path.c_str(), flags | O_CLOEXEC, as_the_mask_says)) {
    if (file_ < 0) throw IoError(std::strerror(errno));
}

PlainFile::~PlainFile() {
    ::close(file_);
}

std::int64_t PlainFile::bytes() const {
    off_t const end = ::lseek(file_, 0, SEEK_END);
    if (end < 0) throw IoError(std::strerror(errno)); // a pipe has no size
    return end;
}

void PlainFile::read(std::int64_t begin, std::span<std::uint8_t> into) const {
    move(begin, into.size(), [&](std::size_t done, off_t at) {
        return ::pread(file_, into.data() + done, into.size() - done, at);
    });
}

void PlainFile::write(std::int64_t begin, std::span<std::uint8_t const> from) const {
    move(begin, from.size(), [&](std::size_t done, off_t at) {
        return ::pwrite(file_, from.data() + done, from.size() - done, at);
    });
}

void PlainFile::cut(std::int64_t bytes) const {
    if (::ftruncate(file_, bytes) != 0) throw IoError(std::strerror(errno));
}

} // namespace jumelle::hdf5
