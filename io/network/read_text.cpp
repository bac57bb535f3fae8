#include "io/network/read_text.hpp"

#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <libdeflate.h>
#include <memory>
#include <sstream>

#include "core/base/file_faults.hpp"

namespace jumelle::network {

namespace {
constexpr std::uintmax_t bytes_per_mebibyte = 1U << 20U;
constexpr std::uintmax_t largest_bytes = 256 * bytes_per_mebibyte; // a network of some million pipes

void refuse_large(std::string const& file) {
    refuse_file(file, fmt::format("is larger than {} MiB", largest_bytes / bytes_per_mebibyte),
                "take the part of the network that lies in the territory");
}

/// The size that stands in the last four bytes of a gzip file, least byte first (RFC 1952).
std::size_t unpacked_size(std::string const& text) {
    std::size_t size = 0;
    for (std::size_t byte = 1; byte <= 4; ++byte)
        size = size << 8U | static_cast<unsigned char>(text[text.size() - byte]);
    return size;
}

} // namespace

std::string unpacked(std::string text, std::string const& file) {
    constexpr std::size_t shortest = 18; // head and tail of RFC 1952
    if (!text.starts_with("\x1f\x8b")) return text;
    std::size_t const size = text.size() < shortest ? 0 : unpacked_size(text);
    if (size > largest_bytes) refuse_large(file);
    std::string made(size, '\0');
    std::unique_ptr<libdeflate_decompressor, decltype(&libdeflate_free_decompressor)> const decompressor(
        libdeflate_alloc_decompressor(), &libdeflate_free_decompressor);
    auto const outcome = libdeflate_gzip_decompress(decompressor.get(), text.data(), text.size(), made.data(),
                                                    made.size(), nullptr);
    if (outcome != LIBDEFLATE_SUCCESS) refuse_file(file, "cannot be unpacked", "the file may be cut off");
    return made;
}

std::string read_text(std::string const& file) {
    std::error_code error;
    auto const size = std::filesystem::file_size(file, error);
    if (error) throw IoError(fmt::format("{}: cannot be read ({})", file, error.message()));
    if (size > largest_bytes) refuse_large(file);
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream text;
    text << stream.rdbuf();
    if (!stream) throw IoError(fmt::format("{}: cannot be read", file));
    return text.str();
}

} // namespace jumelle::network
