#include "io/network/read_text.hpp"

#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <sstream>

#include "core/base/error.hpp"

namespace jumelle::network {

namespace {
constexpr std::uintmax_t bytes_per_mebibyte = 1U << 20U;
constexpr std::uintmax_t largest_bytes = 256 * bytes_per_mebibyte; // a network of some million pipes
} // namespace

std::string read_text(std::string const& file) {
    std::error_code error;
    auto const size = std::filesystem::file_size(file, error);
    if (error) throw IoError(fmt::format("{}: cannot be read ({})", file, error.message()));
    if (size > largest_bytes) {
        Fault fault;
        fault.place.file = file;
        fault.message = fmt::format("is larger than {} MiB", largest_bytes / bytes_per_mebibyte);
        fault.hint = "take the part of the network that lies in the territory";
        fault.kind = FaultKind::data;
        throw InputError(fault);
    }
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream text;
    text << stream.rdbuf();
    if (!stream) throw IoError(fmt::format("{}: cannot be read", file));
    return text.str();
}

} // namespace jumelle::network
