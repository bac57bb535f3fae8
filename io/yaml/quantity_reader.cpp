#include "io/yaml/quantity_reader.hpp"

#include <cmath>
#include <fmt/format.h>

#include "core/scenario/describe.hpp"
#include "io/units/number.hpp"

namespace jumelle::yaml {

namespace {

constexpr std::size_t longest_shown = 60;
/// A bound that a person wrote in another unit may miss it by rounding: 70 cm is 0.7000000000000001 m.
constexpr double rounding = 1e-12;

bool is_dimensionless(Schema const& schema) {
    return schema.unit.empty() || schema.unit == "1";
}

std::string with_unit(double number, Schema const& schema) {
    return is_dimensionless(schema) || schema.bare_number ? fmt::format("{}", number)
                                                          : fmt::format("{} {}", number, schema.unit);
}

QuantityOutcome refusal(std::string message, std::string hint) {
    return {std::nullopt, std::move(message), std::move(hint)};
}

QuantityOutcome no_number(std::string const& text, Schema const& schema) {
    bool const bare = is_dimensionless(schema) || schema.bare_number;
    return refusal(fmt::format("{} is not a number{}", quoted(text), bare ? "" : " with a unit"),
                   fmt::format("write for example {}", example_of(schema)));
}

QuantityOutcome wrong_unit(NumberAndRest const& split, Schema const& schema, UnitSystem const& units) {
    std::string const wanted = is_dimensionless(schema) ? "a number without a unit, or %"
                                                        : fmt::format("a number in {}", schema.unit);
    std::string const hint = fmt::format("write {}, for example {}", wanted, example_of(schema));
    if (!units.knows(split.rest))
        return refusal(fmt::format("unit {} is not known", quoted(split.rest)), hint);
    std::string const number = fmt::format("{} {}", split.number, split.rest);
    if (is_dimensionless(schema)) return refusal(number + " has a unit, where none belongs", hint);
    return refusal(
        fmt::format("{} has the wrong unit: '{}' does not convert to '{}'", number, split.rest, schema.unit),
        hint);
}

} // namespace

std::string shown(std::string const& text) {
    if (text.size() <= longest_shown) return text;
    constexpr unsigned kind_bits = 0xC0, continues = 0x80; // RFC 3629, section 3: 10xxxxxx
    std::size_t end = longest_shown;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & kind_bits) == continues)
        --end; // whole UTF-8 characters
    return text.substr(0, end) + "…";
}

std::string quoted(std::string const& text) {
    return "'" + shown(text) + "'";
}

std::string example_of(Schema const& schema) {
    if (!schema.default_text.empty()) return schema.default_text;
    double number = 2.0;
    bool const too_low = schema.low && number < *schema.low;
    bool const too_high = schema.high && number > *schema.high;
    if (too_low) number = *schema.low;
    if (too_high) number = schema.low ? 0.5 * (*schema.low + *schema.high) : *schema.high;
    return with_unit(number, schema);
}

std::string outside_range(double value, Schema const& schema) {
    bool const too_low =
        schema.low &&
        (schema.low_excluded ? value <= *schema.low : value < *schema.low - rounding * std::abs(*schema.low));
    bool const too_high = schema.high && value > *schema.high + rounding * std::abs(*schema.high);
    if (!too_low && !too_high) return "";
    if (schema.low && schema.high && *schema.low == *schema.high) return "is not " + range_text(schema);
    if (schema.low && schema.high && !schema.low_excluded) return "is outside " + range_text(schema);
    if (too_high) return "is above " + with_unit(*schema.high, schema);
    return (schema.low_excluded ? "is not above " : "is below ") + with_unit(*schema.low, schema);
}

QuantityOutcome read_quantity(std::string const& text, Schema const& schema, UnitSystem const& units) {
    auto const split = split_number(text);
    if (!split) return no_number(text, schema);
    if (split->rest.starts_with(',')) {
        return refusal(fmt::format("{} has a comma", quoted(text)), "write a decimal point, as in 1.5");
    }
    if (split->rest.empty()) {
        if (!is_dimensionless(schema) && !schema.bare_number) {
            return refusal(fmt::format("{} has no unit", quoted(text)),
                           fmt::format("write {} {}", shown(std::string(trimmed(text))), schema.unit));
        }
        std::string const reason = outside_range(split->number, schema);
        if (!reason.empty()) return refusal(shown(text) + " " + reason, schema.hint_text);
        return {split->number, "", ""};
    }
    std::string const unit = is_dimensionless(schema) ? "1" : schema.unit;
    auto const to_schema = units.between(split->rest, unit);
    auto const to_si = units.to_si(split->rest);
    if (!to_schema || !to_si) return wrong_unit(*split, schema, units);
    std::string const reason = outside_range((*to_schema)(split->number), schema);
    if (!reason.empty()) return refusal(shown(text) + " " + reason, schema.hint_text);
    double const si = (*to_si)(split->number);
    if (!std::isfinite(si)) return refusal(shown(text) + " is too large", schema.hint_text);
    return {si, "", ""};
}

} // namespace jumelle::yaml
