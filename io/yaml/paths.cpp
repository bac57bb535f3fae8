#include "io/yaml/paths.hpp"

#include <algorithm>
#include <cstdlib>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <optional>

namespace jumelle::yaml {

namespace {

namespace fs = std::filesystem;

constexpr char const* data_variable = "JUMELLE_DATA";
constexpr std::size_t longest_path = 4096;    // PATH_MAX of Linux
constexpr std::size_t most_names_told = 5;    // in a hint
constexpr std::size_t most_names_read = 5000; // of a folder, to look for a near one

std::string data_folder_beside(fs::path const& folder) {
    std::error_code error;
    for (fs::path here = fs::absolute(folder, error); !here.empty(); here = here.parent_path()) {
        fs::path const candidate = here / "shared" / "data";
        if (fs::is_directory(candidate, error)) return candidate.string();
        if (here == here.parent_path()) break;
    }
    return "";
}

PathOutcome refusal(std::string message, std::string hint) {
    return {{}, std::move(message), std::move(hint)};
}

/// Replaces `${NAME}`; the outcome holds one text or a reason.
PathOutcome expanded(std::string const& written, PathSettings const& settings) {
    std::string text;
    std::size_t at = 0;
    for (;;) {
        std::size_t const begin = written.find("${", at);
        text += written.substr(at, begin - at);
        if (begin == std::string::npos) return {{text}, "", ""};
        std::size_t const end = written.find('}', begin);
        if (end == std::string::npos) return refusal("'${' is not closed", "write ${JUMELLE_DATA}");
        std::string const name = written.substr(begin + 2, end - begin - 2);
        auto const found = settings.variables.find(name);
        if (found == settings.variables.end()) {
            std::vector<std::string> known;
            for (auto const& [variable, value] : settings.variables) known.push_back(variable);
            return refusal(fmt::format("'${{{}}}' is not a variable of this language", name),
                           hint_for_name(name, known));
        }
        if (found->second.empty()) {
            return refusal(fmt::format("'${{{}}}' has no value", name),
                           fmt::format("set the environment variable {}, or put the data into a folder "
                                       "shared/data beside the checkout",
                                       name));
        }
        text += found->second;
        at = end + 1;
    }
}

std::vector<std::string> names_in(fs::path const& folder) {
    std::vector<std::string> names;
    std::error_code error;
    for (auto it = fs::directory_iterator(folder, error); !error && it != fs::directory_iterator();
         it.increment(error)) {
        names.push_back(it->path().filename().string());
        if (names.size() >= most_names_read) break;
    }
    std::sort(names.begin(), names.end());
    return names;
}

std::string hint_in_folder(fs::path const& folder, std::string const& name) {
    auto names = names_in(folder);
    if (auto const near = nearest_name(name, names)) return fmt::format("did you mean '{}'?", *near);
    if (names.empty()) return "that folder is empty";
    bool const more = names.size() > most_names_told;
    if (more) names.resize(most_names_told);
    return fmt::format("that folder holds {}{}", fmt::join(names, ", "), more ? ", …" : "");
}

/// The nearest folder above `path` that exists.
PathOutcome missing(std::string const& written, fs::path const& path) {
    std::error_code error;
    fs::path known = path.parent_path();
    fs::path wrong = path.filename();
    while (!fs::is_directory(known, error) && known != known.parent_path()) {
        wrong = known.filename();
        known = known.parent_path();
    }
    bool const folder_is_wrong = known != path.parent_path();
    return refusal(folder_is_wrong ? fmt::format("file '{}' does not exist, for there is no folder '{}'",
                                                 written, wrong.string())
                                   : fmt::format("file '{}' does not exist", written),
                   hint_in_folder(known, wrong.string()));
}

/// Absolute path with variables replaced; the outcome holds one text or a reason.
PathOutcome resolved(std::string const& written, PathSettings const& settings) {
    if (written.empty()) return refusal("the path is empty", "name a file");
    auto outcome = expanded(written, settings);
    if (outcome.files.empty()) return outcome;
    std::string const& text = outcome.files.front();
    if (text.size() > longest_path || text.find('\0') != std::string::npos) {
        return refusal("is not a path", "name a file");
    }
    std::error_code error;
    fs::path const absolute = fs::absolute(settings.folder / text, error);
    if (error) return refusal(fmt::format("'{}' is not a path", written), error.message());
    return {{absolute.lexically_normal().string()}, "", ""};
}

/// Whether `name` matches `pattern` with `*` (any text) and `?` (any character).
bool matches(std::string_view name, std::string_view pattern) {
    std::size_t n = 0, p = 0;
    std::optional<std::pair<std::size_t, std::size_t>> last_star; // where to go on if the rest fails
    while (n < name.size()) {
        if (p < pattern.size() && pattern[p] == '*') {
            last_star = {n, ++p};
        } else if (p < pattern.size() && (pattern[p] == '?' || pattern[p] == name[n])) {
            ++n;
            ++p;
        } else if (last_star) {
            n = ++last_star->first;
            p = last_star->second;
        } else {
            return false;
        }
    }
    return pattern.substr(p).find_first_not_of('*') == std::string_view::npos;
}

} // namespace

PathSettings settings_for(fs::path const& folder) {
    PathSettings settings;
    settings.folder = folder;
    char const* set = std::getenv(data_variable);
    settings.variables[data_variable] = set != nullptr && *set != '\0' ? set : data_folder_beside(folder);
    return settings;
}

PathOutcome find_file(std::string const& written, PathSettings const& settings) {
    auto outcome = resolved(written, settings);
    if (outcome.files.empty()) return outcome;
    fs::path const path = outcome.files.front();
    std::error_code error;
    auto const status = fs::status(path, error);
    if (!fs::exists(status)) return missing(written, path);
    bool const geodatabase = path.extension() == ".gdb"; // Esri's format is a folder
    if (fs::is_directory(status) && !geodatabase) {
        return refusal(fmt::format("'{}' is a folder, not a file", written), hint_in_folder(path, ""));
    }
    return outcome;
}

PathOutcome find_folder(std::string const& written, PathSettings const& settings) {
    auto outcome = resolved(written, settings);
    if (outcome.files.empty()) return outcome;
    fs::path const path = outcome.files.front();
    std::error_code error;
    if (!fs::exists(path, error)) return missing(written, path);
    if (fs::is_directory(path, error)) return outcome;
    return refusal(fmt::format("'{}' is a file, not a folder", written), "name the folder that holds it");
}

PathOutcome find_files(std::string const& written, PathSettings const& settings) {
    if (written.find_first_of("*?") == std::string::npos) return find_file(written, settings);
    auto outcome = resolved(written, settings);
    if (outcome.files.empty()) return outcome;
    fs::path const pattern = outcome.files.front();
    fs::path const folder = pattern.parent_path();
    if (folder.string().find_first_of("*?") != std::string::npos) {
        return refusal(fmt::format("'{}' has * or ? in a folder's name", written),
                       "they may stand in the last part only");
    }
    std::error_code error;
    if (!fs::is_directory(folder, error)) return missing(written, pattern);
    PathOutcome found;
    for (auto it = fs::directory_iterator(folder, error); !error && it != fs::directory_iterator();
         it.increment(error)) {
        std::error_code unreadable;
        bool const hit = matches(it->path().filename().string(), pattern.filename().string());
        if (hit && it->is_regular_file(unreadable)) found.files.push_back(it->path().string());
    }
    if (found.files.empty()) {
        return refusal(fmt::format("no file matches '{}'", written),
                       hint_in_folder(folder, pattern.filename().string()));
    }
    std::sort(found.files.begin(), found.files.end());
    return found;
}

} // namespace jumelle::yaml
