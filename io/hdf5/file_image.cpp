#include "io/hdf5/file_image.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <libdeflate.h>
#include <unistd.h>

#include "core/base/error.hpp"
#include "core/base/function_ref.hpp"

namespace jumelle::hdf5 {

namespace {

/// A file by the operating system's own calls: nothing of it stays in the process.
class PlainFile {
  public:
    PlainFile(std::filesystem::path const& path, int flags) : file_(::open(path.c_str(), flags | O_CLOEXEC)) {
        if (file_ < 0) throw IoError(std::strerror(errno));
    }
    ~PlainFile() { ::close(file_); }
    PlainFile(PlainFile const&) = delete;
    PlainFile& operator=(PlainFile const&) = delete;

    std::int64_t bytes() const { return ::lseek(file_, 0, SEEK_END); }
    void read(std::int64_t begin, std::span<std::uint8_t> into) const {
        move(begin, into.size(), [&](std::size_t done, off_t at) {
            return ::pread(file_, into.data() + done, into.size() - done, at);
        });
    }
    void write(std::int64_t begin, std::span<std::uint8_t const> from) const {
        move(begin, from.size(), [&](std::size_t done, off_t at) {
            return ::pwrite(file_, from.data() + done, from.size() - done, at);
        });
    }
    void cut(std::int64_t bytes) const {
        if (::ftruncate(file_, bytes) != 0) throw IoError(std::strerror(errno));
    }

  private:
    /// The system may do less at once than it was asked for.
    static void move(std::int64_t begin, std::size_t bytes,
                     FunctionRef<ssize_t(std::size_t done, off_t at)> some) {
        for (std::size_t done = 0; done < bytes;) {
            ssize_t const more = some(done, static_cast<off_t>(begin) + static_cast<off_t>(done));
            if (more < 0 && errno == EINTR) continue;
            if (more <= 0) throw IoError(more < 0 ? std::strerror(errno) : "the file is shorter than it was");
            done += static_cast<std::size_t>(more);
        }
    }
    int file_;
};

struct Piece {
    std::int64_t begin, bytes;
};

/// What lies before, between and after parts of a file that do not overlap.
/// @param written by position
std::vector<Piece> between(std::vector<WrittenOnce> const& written, std::int64_t end) {
    std::vector<Piece> pieces;
    std::int64_t at = 0;
    for (auto const& part : written) {
        if (part.begin > at) pieces.push_back({at, part.begin - at});
        at = std::max(at, part.begin + part.bytes);
    }
    if (end > at) pieces.push_back({at, end - at});
    return pieces;
}

} // namespace

std::uint32_t crc32(std::span<unsigned char const> bytes) {
    return libdeflate_crc32(0, bytes.data(), bytes.size());
}

FileImage FileImage::of(std::filesystem::path const& path, std::vector<WrittenOnce> written) {
    PlainFile const file(path, O_RDONLY);
    FileImage image;
    image.bytes_ = file.bytes();
    image.written_ = std::move(written);
    std::sort(image.written_.begin(), image.written_.end(),
              [](WrittenOnce const& a, WrittenOnce const& b) { return a.begin < b.begin; });
    for (auto const& piece : between(image.written_, image.bytes_)) {
        std::size_t const done = image.between_.size();
        image.between_.resize(done + static_cast<std::size_t>(piece.bytes));
        file.read(piece.begin, std::span(image.between_).subspan(done));
    }
    return image;
}

void FileImage::put_back(std::filesystem::path const& path) const {
    PlainFile const file(path, O_RDWR);
    std::vector<std::uint8_t> bytes;
    for (auto const& part : written_) {
        bytes.resize(static_cast<std::size_t>(part.bytes));
        file.read(part.begin, bytes);
        if (crc32(bytes) != part.checksum)
            throw IoError(fmt::format("its bytes from {} on are not those that were written", part.begin));
    }
    std::size_t done = 0;
    for (auto const& piece : between(written_, bytes_)) {
        file.write(piece.begin, std::span(between_).subspan(done, static_cast<std::size_t>(piece.bytes)));
        done += static_cast<std::size_t>(piece.bytes);
    }
    file.cut(bytes_);
}

void FileImage::archive_state(StateArchive& archive) {
    archive("file_bytes", bytes_);
    archive("written_once", written_);
    archive("between", between_);
}

} // namespace jumelle::hdf5
