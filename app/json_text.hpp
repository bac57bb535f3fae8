#pragma once

#include <string>

#include <nlohmann/json.hpp>

namespace jumelle::app {

/// A JSON value as indented text that ends its line. Bytes that are not UTF-8, as names of files may hold
/// them, become U+FFFD.
inline std::string json_text(nlohmann::ordered_json const& json) {
    constexpr int indent = 2;
    return json.dump(indent, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

} // namespace jumelle::app
