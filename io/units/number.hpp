#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace jumelle {

/// A text split into the number that it begins with and what follows.
struct NumberAndRest {
    double number = 0.0;
    std::string rest; ///< without spaces around it
};

/// Reads a decimal number, `2`, `-0.5`, `+1e-3`, at the beginning of `text`, in any locale.
/// @returns nothing where the text does not begin with a finite number
std::optional<NumberAndRest> split_number(std::string_view text);

/// Reads a text that is a number and nothing else.
std::optional<double> whole_number_text(std::string_view text);

/// `text` without spaces and tabs around it.
std::string_view trimmed(std::string_view text);

} // namespace jumelle
