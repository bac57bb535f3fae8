#include "app/text_table.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace jumelle::app {

namespace {

/// Characters of UTF-8 text: bytes that do not continue another.
std::size_t characters(std::string const& text) {
    constexpr unsigned kind_bits = 0xC0, continues = 0x80; // RFC 3629, section 3: 10xxxxxx
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & kind_bits) != continues;
    }));
}

std::string padded(std::string const& text, std::size_t width, std::size_t column) {
    std::string const blanks(width - std::min(width, characters(text)), ' ');
    return column == 0 ? text + blanks : blanks + text;
}

std::string grouped(double value) {
    std::string digits = fmt::format("{:.0f}", std::abs(value));
    for (std::ptrdiff_t at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3) {
        digits.insert(static_cast<std::size_t>(at), " ");
    }
    return (value < 0 ? "-" : "") + digits;
}

} // namespace

std::string readable(double value) {
    constexpr double first_grouped = 9999.5; // from here four digits would not do
    constexpr double last_grouped = 1e15;
    double const size = std::abs(value);
    if (size >= first_grouped && size < last_grouped) return grouped(value);
    return fmt::format("{:.4g}", value + 0.0); // turns -0 into 0
}

std::string text_table(std::vector<std::string> const& headings,
                       std::vector<std::vector<std::string>> const& rows) {
    std::vector<std::size_t> widths;
    for (auto const& heading : headings) widths.push_back(characters(heading));
    for (auto const& row : rows) {
        for (std::size_t c = 0; c < row.size(); ++c) widths[c] = std::max(widths[c], characters(row[c]));
    }
    std::string text;
    auto const append = [&](std::vector<std::string> const& row) {
        std::string line;
        for (std::size_t c = 0; c < row.size(); ++c)
            line += (c == 0 ? "" : "  ") + padded(row[c], widths[c], c);
        line.erase(line.find_last_not_of(' ') + 1);
        text += line + "\n";
    };
    append(headings);
    for (auto const& row : rows) append(row);
    return text;
}

} // namespace jumelle::app
