#include "io/yaml/places.hpp"

#include <algorithm>

namespace jumelle::yaml {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF"; // the parser skips it without counting

bool begins_character(char byte) {
    constexpr unsigned kind_bits = 0xC0, continues = 0x80; // RFC 3629, section 3: 10xxxxxx
    return (static_cast<unsigned char>(byte) & kind_bits) != continues;
}

} // namespace

Places::Places(std::string_view text, std::string file) : text_(text), file_(std::move(file)) {
    if (text_.starts_with(byte_order_mark)) text_.remove_prefix(byte_order_mark.size());
    line_begin_.push_back(0);
    for (std::size_t i = 0; i < text_.size(); ++i) {
        if (text_[i] == '\n') line_begin_.push_back(i + 1);
    }
}

std::string_view Places::line(int number) const {
    if (number < 0 || static_cast<std::size_t>(number) >= line_begin_.size()) return {};
    std::string_view const rest = text_.substr(line_begin_[static_cast<std::size_t>(number)]);
    return rest.substr(0, rest.find('\n'));
}

Place Places::place(int number, int byte_in_line) const {
    auto const bytes = static_cast<std::size_t>(std::max(byte_in_line, 0));
    std::string_view const before = line(number).substr(0, bytes);
    auto const characters = std::count_if(before.begin(), before.end(), begins_character);
    auto const beyond = static_cast<int>(bytes - before.size());
    return {file_, number + 1, static_cast<int>(characters) + beyond + 1};
}

std::string_view Places::from(int number, int byte_in_line) const {
    if (number < 0 || static_cast<std::size_t>(number) >= line_begin_.size()) return {};
    std::size_t const begin =
        line_begin_[static_cast<std::size_t>(number)] + static_cast<std::size_t>(std::max(byte_in_line, 0));
    return begin < text_.size() ? text_.substr(begin) : std::string_view{};
}

} // namespace jumelle::yaml
