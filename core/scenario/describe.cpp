#include "core/scenario/describe.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <map>

namespace jumelle {

namespace {

constexpr std::size_t indent_width = 2;
constexpr std::size_t name_width = 20;
constexpr std::size_t kind_width = 22;
constexpr std::size_t default_width = 20;

bool is_map_like(Schema const& schema) {
    return schema.kind == Schema::Kind::map && !schema.members.empty();
}

/// The map inside a schema whose members are worth a table of their own.
Schema const* inner_map(Schema const& schema) {
    if (is_map_like(schema)) return &schema;
    if (schema.element) return inner_map(*schema.element);
    for (auto const& alternative : schema.alternatives) {
        if (auto const* inner = inner_map(alternative)) return inner;
    }
    return nullptr;
}

std::string default_of(Schema const& schema) {
    if (schema.optional) return "(may be left out)";
    if (schema.default_text.empty()) return "(required)";
    return schema.default_text;
}

std::string row(std::string const& name, Schema const& schema, std::size_t depth) {
    std::string const indent(depth * indent_width, ' ');
    std::string text = fmt::format("{:<{}} {:<{}} {:<{}} {}", indent + name, name_width, kind_text(schema),
                                   kind_width, default_of(schema), default_width, range_text(schema));
    text.erase(text.find_last_not_of(' ') + 1);
    text += '\n';
    std::string const margin(depth * indent_width + indent_width * 2, ' ');
    if (!schema.sentence.empty()) text += margin + schema.sentence + '\n';
    if (!schema.source.empty()) text += margin + "Source: " + schema.source + '\n';
    return text;
}

/// Maps that were described already, by the names of their members, and the key under which that was.
using Described = std::map<std::string, std::string>;

std::string rows(Schema const& map, std::size_t depth, Described& described) {
    std::string text;
    for (auto const& member : map.members) {
        text += row(member.name, member.schema, depth);
        auto const* inner = inner_map(member.schema);
        if (inner == nullptr) continue;
        auto const names = fmt::format("{}", fmt::join(inner->member_names(), ","));
        auto const [known, is_new] = described.emplace(names, member.name);
        if (is_new) {
            text += rows(*inner, depth + 1, described);
        } else {
            std::string const margin((depth + 2) * indent_width, ' ');
            text += fmt::format("{}the same keys as in '{}' above\n", margin, known->second);
        }
    }
    return text;
}

std::string in_cell(std::string text) {
    for (std::size_t at = text.find('|'); at != std::string::npos; at = text.find('|', at + 2))
        text.replace(at, 1, "\\|");
    return text;
}

/// A row of a Markdown table for each key below `map`.
std::string table_rows(Schema const& map, std::string const& prefix, Described& described) {
    std::string text;
    for (auto const& member : map.members) {
        Schema const& schema = member.schema;
        std::string const key = prefix + member.name;
        std::string meaning = schema.sentence;
        if (!schema.source.empty()) meaning += fmt::format(" (source: {})", schema.source);
        auto const* inner = inner_map(schema);
        bool is_new = false;
        if (inner != nullptr) {
            auto const names = fmt::format("{}", fmt::join(inner->member_names(), ","));
            auto const [known, made] = described.emplace(names, key);
            is_new = made;
            if (!made) meaning += fmt::format("; the same keys as in `{}` above", known->second);
        }
        text += fmt::format("| `{}` | {} | {} | {} | {} |\n", key, kind_text(schema), default_of(schema),
                            in_cell(range_text(schema)), in_cell(meaning));
        if (is_new) text += table_rows(*inner, key + ".", described);
    }
    return text;
}

/// What each alternative may be, every kind once.
std::vector<std::string> kinds_of(Schema const& schema) {
    if (schema.alternatives.empty()) return {kind_text(schema)};
    std::vector<std::string> kinds;
    for (auto const& alternative : schema.alternatives) {
        std::string kind = kind_text(alternative);
        if (std::find(kinds.begin(), kinds.end(), kind) == kinds.end()) kinds.push_back(std::move(kind));
    }
    return kinds;
}

} // namespace

std::string range_text(Schema const& schema) {
    if (!schema.choices.empty()) return fmt::format("one of {}", fmt::join(schema.choices, ", "));
    std::string const unit = schema.unit.empty() || schema.unit == "1" ? "" : " " + schema.unit;
    if (schema.low && schema.high && *schema.low == *schema.high)
        return fmt::format("{}{}", *schema.low, unit);
    if (schema.low && schema.high && !schema.low_excluded) {
        return fmt::format("{} .. {}{}", *schema.low, *schema.high, unit);
    }
    std::string text;
    if (schema.low)
        text = fmt::format("{} {}{}", schema.low_excluded ? "above" : "at least", *schema.low, unit);
    if (schema.high) text += fmt::format("{}at most {}{}", text.empty() ? "" : ", ", *schema.high, unit);
    return text;
}

std::string kind_text(Schema const& schema) {
    switch (schema.kind) {
    case Schema::Kind::boolean:
        return "true or false";
    case Schema::Kind::integer:
        return "whole number";
    case Schema::Kind::quantity:
        if (schema.bare_number) return "coordinate in m";
        return schema.unit.empty() || schema.unit == "1" ? "number or %" : "number in " + schema.unit;
    case Schema::Kind::text:
        return "text";
    case Schema::Kind::choice:
        return "word";
    case Schema::Kind::path:
        return "file";
    case Schema::Kind::folder:
        return "folder";
    case Schema::Kind::files:
        return "files";
    case Schema::Kind::instant:
        return "moment";
    case Schema::Kind::list:
        return "list";
    case Schema::Kind::map:
    case Schema::Kind::dictionary:
        return "map";
    case Schema::Kind::either:
        break;
    }
    return fmt::format("{}", fmt::join(kinds_of(schema), ", "));
}

std::string kind_phrase(Schema const& schema) {
    std::vector<std::string> const kinds = kinds_of(schema);
    std::string phrase;
    for (std::size_t i = 0; i < kinds.size(); ++i) {
        bool const has_no_article = kinds[i] == "text" || kinds[i] == "files" || kinds[i] == "true or false";
        if (i > 0) phrase += i + 1 == kinds.size() ? " or " : ", ";
        phrase += (has_no_article ? "" : "a ") + kinds[i];
    }
    return phrase;
}

std::string describe(Schema const& schema) {
    auto const* map = inner_map(schema);
    if (map == nullptr) return row("(no name)", schema, 0);
    std::string text = schema.sentence.empty() ? "" : schema.sentence + "\n\n";
    std::string header = fmt::format("{:<{}} {:<{}} {:<{}} {}", "name", name_width, "kind", kind_width,
                                     "default", default_width, "range");
    Described described;
    return text + header + '\n' + rows(*map, 0, described);
}

namespace {

std::string capitalised(std::string text) {
    constexpr char to_upper = 'A' - 'a';
    if (!text.empty() && text.front() >= 'a' && text.front() <= 'z')
        text.front() = static_cast<char>(text.front() + to_upper);
    return text;
}

} // namespace

std::string describe_in_sections(Schema const& schema) {
    auto const* map = inner_map(schema);
    if (map == nullptr) return "";
    std::string text;
    Described described;
    for (auto const& member : map->members) {
        text += fmt::format("\n## `{}`\n\n{}.\n", member.name, capitalised(member.schema.sentence));
        if (!member.schema.source.empty()) text += fmt::format("Source: {}.\n", member.schema.source);
        auto const* inner = inner_map(member.schema);
        if (inner == nullptr) continue;
        text += "\n| key | value | default | range | meaning |\n|---|---|---|---|---|\n" +
                table_rows(*inner, "", described);
    }
    return text;
}

} // namespace jumelle
