#pragma once

#include <string>

namespace jumelle::app {

/// A cell of a CSV table: in quotes where it holds what ends a cell. Source: RFC 4180.
inline std::string csv_cell(std::string const& text) {
    if (text.find_first_of(",\"\n") == std::string::npos) return text;
    std::string quoted = "\"";
    for (char const c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + '"';
}

} // namespace jumelle::app
