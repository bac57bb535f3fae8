#include "io/yaml/text_file.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <fstream>
#include <sstream>
#include <tuple>

#include "io/yaml/document.hpp"
#include "io/yaml/paths.hpp"

namespace jumelle::yaml {

namespace fs = std::filesystem;

namespace {

[[noreturn]] void refuse(fs::path const& file, std::string message, std::string hint) {
    throw InputError(
        Fault{{file.string(), 0, 0}, "", std::move(message), std::move(hint), FaultKind::configuration});
}

} // namespace

std::string read_text_file(fs::path const& file, std::string const& what) {
    auto const settings = settings_for(file.has_parent_path() ? file.parent_path() : fs::path("."));
    auto const outcome = find_file(file.filename().string(), settings);
    std::error_code error;
    bool const folder = fs::is_directory(file, error);
    if (outcome.files.empty() || folder)
        refuse(file, folder ? "is a folder, not a " + what : "there is no such " + what, outcome.hint);
    auto const size = fs::file_size(file, error);
    if (!error && size > largest_text_bytes) {
        refuse(file, fmt::format("is larger than {} KiB", largest_text_bytes / 1024),
               fmt::format("a {} is short; put large tables into CSV files", what));
    }
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream text;
    text << stream.rdbuf();
    if (!stream) throw IoError(fmt::format("{}: cannot be read", file.string()));
    return text.str();
}

void throw_sorted(FaultList const& faults, std::string const& file) {
    if (faults.empty()) return;
    auto sorted = faults.faults();
    auto const order = [&file](Fault const& fault) {
        return std::tuple{fault.place.file != file, fault.place.line, fault.place.column};
    };
    std::stable_sort(sorted.begin(), sorted.end(),
                     [&](Fault const& a, Fault const& b) { return order(a) < order(b); });
    throw InputError(std::move(sorted));
}

} // namespace jumelle::yaml
