#pragma once

#include <optional>
#include <string>

#include "core/scenario/schema.hpp"
#include "io/units/units.hpp"

namespace jumelle::yaml {

/// A number in SI units, or why the text is none.
struct QuantityOutcome {
    std::optional<double> si;
    std::string message, hint; ///< where there is no number
};

/// Reads `2 m`, `40 %`, `12 mm/h` as the schema wants it: unit of the right dimension, number inside the
/// range.
/// @pre schema.kind is quantity
QuantityOutcome read_quantity(std::string const& text, Schema const& schema, UnitSystem const& units);

/// What a person could write there: `0.03 s/m^(1/3)`.
std::string example_of(Schema const& quantity);

/// `text` in quotes, cut where it is too long for a message.
std::string quoted(std::string const& text);
/// `text`, cut where it is too long for a message.
std::string shown(std::string const& text);

/// Why `value` (in the schema's unit) lies outside the schema's range: `is outside 0.01 .. 0.3 s/m^(1/3)`;
/// empty where it does not.
std::string outside_range(double value, Schema const& schema);

} // namespace jumelle::yaml
