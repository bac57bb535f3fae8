#include "io/hdf5/file_image.hpp"

#include <algorithm>
#include <fcntl.h>
#include <fmt/format.h>
#include <libdeflate.h>

#include "core/base/error.hpp"
#include "io/hdf5/plain_file.hpp"

namespace jumelle::hdf5 {

namespace {

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
