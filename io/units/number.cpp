#include "io/units/number.hpp"

#include <charconv>
#include <cmath>

namespace jumelle {

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view blanks = " \t\r\n";
    auto const first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::optional<NumberAndRest> split_number(std::string_view text) {
    text = trimmed(text);
    bool const has_plus = text.size() > 1 && text[0] == '+' && text[1] != '-';
    if (has_plus) text.remove_prefix(1);
    double number = 0.0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || !std::isfinite(number)) return std::nullopt;
    return NumberAndRest{number,
                         std::string(trimmed(text.substr(static_cast<std::size_t>(end - text.data()))))};
}

std::optional<double> whole_number_text(std::string_view text) {
    auto const split = split_number(text);
    if (!split || !split->rest.empty()) return std::nullopt;
    return split->number;
}

} // namespace jumelle
