#include "app/provenance.hpp"

#include <fmt/format.h>

#include "io/units/units.hpp"

namespace jumelle::app {

namespace {

std::string quantity_text(double si, std::string const& unit) {
    if (unit.empty() || unit == "1") return fmt::format("{}", si);
    auto const conversion = common_units().to_si(unit);
    return conversion ? fmt::format("{:.12g} {}", (si - conversion->offset) / conversion->factor, unit)
                      : fmt::format("{} (SI)", si);
}

std::string value_text(Value const& value, Schema const& schema) {
    switch (value.kind()) {
    case Value::Kind::boolean:
        return value.boolean() ? "true" : "false";
    case Value::Kind::integer:
        return fmt::format("{}", value.integer());
    case Value::Kind::quantity:
        return quantity_text(value.quantity(), schema.unit);
    case Value::Kind::text:
        return value.text();
    case Value::Kind::instant:
        return to_text(value.instant());
    case Value::Kind::absent:
        return "(not given)";
    case Value::Kind::list:
    case Value::Kind::map:
        break;
    }
    return "(see the scenario)";
}

} // namespace

std::string parameters_text(Scenario const& scenario, ModelRegistry const& registry) {
    std::string text;
    for (auto const& model : scenario.models) {
        for (auto const& [name, schema] : registry.find(model.name)->description.parameters.members) {
            Value const& value = model.parameters[name];
            text += fmt::format("{}{}.{} = {}{}", text.empty() ? "" : "\n", model.name, name,
                                value_text(value, schema), value.is_default() ? " (default)" : "");
        }
    }
    return text;
}

} // namespace jumelle::app
