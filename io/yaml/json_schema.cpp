#include "io/yaml/json_schema.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "core/scenario/describe.hpp"

namespace jumelle {

namespace {

using Json = nlohmann::ordered_json;
using Kind = Schema::Kind;

constexpr char const* number_pattern = R"(^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?)";
/// Something that is neither more digits nor an exponent: whether it is a unit only jumelle can tell.
constexpr char const* unit_pattern = R"((?![eE][+-]?[0-9])\s*[^0-9.\s].*$)";
constexpr int spaces_per_level = 2;

Json to_json(Schema const& schema);

std::string description(Schema const& schema) {
    std::string text = schema.sentence;
    auto const append = [&text](std::string const& part) {
        if (!part.empty()) text += (text.empty() ? "" : "\n") + part;
    };
    if (schema.kind == Kind::quantity) append("Kind: " + kind_text(schema));
    if (schema.choices.empty()) {
        std::string const range = range_text(schema);
        if (!range.empty()) append("Range: " + range);
    }
    if (!schema.default_text.empty()) append("Default: " + schema.default_text);
    if (!schema.source.empty()) append("Source: " + schema.source);
    if (!schema.hint_text.empty()) append("Hint: " + schema.hint_text);
    return text;
}

Json bounded_number(Schema const& schema, char const* type) {
    Json number{{"type", type}};
    if (schema.low) number[schema.low_excluded ? "exclusiveMinimum" : "minimum"] = *schema.low;
    if (schema.high) number["maximum"] = *schema.high;
    return number;
}

Json quantity_json(Schema const& schema) {
    bool const dimensionless = schema.unit.empty() || schema.unit == "1";
    Json with_unit{{"type", "string"}, {"pattern", std::string(number_pattern) + unit_pattern}};
    if (!dimensionless && !schema.bare_number) return with_unit;
    return Json{{"anyOf", Json::array({bounded_number(schema, "number"), with_unit})}};
}

Json map_json(Schema const& schema) {
    Json properties = Json::object();
    Json required = Json::array();
    Json one_of = Json::array();
    for (auto const& member : schema.members) {
        properties[member.name] = to_json(member.schema);
        bool const alternative =
            std::find(schema.one_of.begin(), schema.one_of.end(), member.name) != schema.one_of.end();
        if (!member.schema.optional && member.schema.default_text.empty() && !alternative) {
            required.push_back(member.name);
        }
    }
    for (auto const& key : schema.one_of) one_of.push_back({{"required", Json::array({key})}});
    // A key with nothing behind it is a map in which everything keeps its default.
    bool const may_be_null = required.empty() && one_of.empty();
    Json json{{"type", may_be_null ? Json::array({"object", "null"}) : Json("object")},
              {"properties", properties},
              {"additionalProperties", false}};
    if (!required.empty()) json["required"] = required;
    if (!one_of.empty()) json["oneOf"] = one_of;
    return json;
}

Json list_json(Schema const& schema) {
    Json json{{"type", "array"}, {"items", to_json(*schema.element)}};
    if (schema.shortest > 0) json["minItems"] = schema.shortest;
    if (schema.longest != static_cast<std::size_t>(-1)) json["maxItems"] = schema.longest;
    return json;
}

Json shape(Schema const& schema) {
    switch (schema.kind) {
    case Kind::boolean:
        return {{"type", "boolean"}};
    case Kind::integer:
        return bounded_number(schema, "integer");
    case Kind::quantity:
        return quantity_json(schema);
    case Kind::text: // `no` and `12` are texts to jumelle and something else to an editor
        return {{"type", {"string", "number", "boolean"}}};
    case Kind::choice:
        return {{"enum", schema.choices}};
    case Kind::path:
    case Kind::folder:
    case Kind::files:
    case Kind::instant:
        return {{"type", "string"}};
    case Kind::list:
        return list_json(schema);
    case Kind::map:
        return map_json(schema);
    case Kind::dictionary:
        return {{"type", {"object", "null"}}, {"additionalProperties", to_json(*schema.element)}};
    case Kind::either:
        break;
    }
    Json alternatives = Json::array();
    for (auto const& alternative : schema.alternatives) alternatives.push_back(to_json(alternative));
    return {{"anyOf", alternatives}};
}

Json to_json(Schema const& schema) {
    Json json = shape(schema);
    std::string const text = description(schema);
    if (!text.empty()) json["description"] = text;
    return json;
}

} // namespace

std::string json_schema(Schema const& schema, std::string const& title) {
    Json json{{"$schema", "https://json-schema.org/draft/2020-12/schema"}, {"title", title}};
    json.update(to_json(schema));
    return json.dump(spaces_per_level) + "\n";
}

} // namespace jumelle
