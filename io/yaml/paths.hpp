#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "core/base/error.hpp"

namespace jumelle::yaml {

/// Where the paths of a scenario lead to.
struct PathSettings {
    std::filesystem::path folder;                 ///< relative paths begin here
    std::map<std::string, std::string> variables; ///< `${NAME}` → text; empty: known, but without a value
};

/// Settings for a scenario in `folder`. JUMELLE_DATA is the environment variable of that name; where it is
/// not set, the nearest existing `shared/data` beside a folder that holds the scenario; else it is empty.
PathSettings settings_for(std::filesystem::path const& folder);

/// What a path or a reason is made of.
struct PathOutcome {
    std::vector<std::string> files; ///< absolute, sorted; empty where there is a fault
    std::string message, hint;
};

/// One file that exists.
PathOutcome find_file(std::string const& written, PathSettings const& settings);
/// One folder that exists.
PathOutcome find_folder(std::string const& written, PathSettings const& settings);
/// All files that `written` matches, with `*` and `?` in its last part; at least one.
PathOutcome find_files(std::string const& written, PathSettings const& settings);

} // namespace jumelle::yaml
