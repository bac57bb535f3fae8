#include "io/yaml/flow_text.hpp"

#include <fmt/format.h>

namespace jumelle::yaml {

namespace {

/// In double quotes, with the escapes of YAML 1.2, section 5.7.
std::string in_quotes(std::string const& text) {
    constexpr unsigned char first_printable = 0x20;
    std::string made = "\"";
    for (char const c : text) {
        auto const byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') made += '\\';
        if (c == '\n')
            made += "\\n";
        else if (byte < first_printable)
            made += fmt::format("\\x{:02x}", byte);
        else
            made += c;
    }
    return made + '"';
}

/// Whether text means itself without quotes, also inside braces.
bool is_plain(std::string const& text) {
    constexpr char const* never = ",[]{}#\n\t\r";
    constexpr char const* never_first = "-?: ~\"'&*!|>%@`\\";
    if (text.empty() || text.find_first_of(never) != std::string::npos) return false;
    bool const is_number = text.size() > 1 && text[0] == '-' && text[1] != ' ';
    bool const begins_well = is_number || std::string(never_first).find(text[0]) == std::string::npos;
    return begins_well && text.back() != ' ' && text.back() != ':' && text.find(": ") == std::string::npos;
}

std::string scalar_text(std::string const& text, bool quoted) {
    return quoted || !is_plain(text) ? in_quotes(text) : text;
}

} // namespace

std::string flow_text(Node const& node) {
    std::string text;
    switch (node.kind) {
    case Node::Kind::null:
        return "~";
    case Node::Kind::scalar:
        return scalar_text(node.text, node.quoted);
    case Node::Kind::list:
        for (auto const& item : node.items) text += (text.empty() ? "" : ", ") + flow_text(item);
        return "[" + text + "]";
    case Node::Kind::map:
        for (auto const& entry : node.entries) {
            text +=
                (text.empty() ? "" : ", ") + scalar_text(entry.key, false) + ": " + flow_text(entry.value);
        }
        return "{" + text + "}";
    }
    return text;
}

} // namespace jumelle::yaml
