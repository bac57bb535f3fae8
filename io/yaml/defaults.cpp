#include "io/yaml/defaults.hpp"

#include <algorithm>

#include "io/yaml/flow_text.hpp"

namespace jumelle::yaml {

namespace {

using Kind = Schema::Kind;

constexpr std::size_t longest_line = 100;
constexpr std::size_t indent_width = 2;

/// The alternative that a list or a map is read by; null where the shape says nothing.
Schema const* by_shape(Node const& node, Schema const& either) {
    for (auto const& alternative : either.alternatives) {
        bool const takes_map = alternative.kind == Kind::map || alternative.kind == Kind::dictionary;
        if (node.kind == Node::Kind::map && takes_map) return &alternative;
        if (node.kind == Node::Kind::list && alternative.kind == Kind::list) return &alternative;
    }
    return nullptr;
}

bool is_one_of(Schema const& map, std::string const& name) {
    return std::find(map.one_of.begin(), map.one_of.end(), name) != map.one_of.end();
}

/// Says nothing that leaving it out does not say.
bool is_empty(Node const& node) {
    return node.kind != Node::Kind::scalar && node.items.empty() && node.entries.empty();
}

void write_into_map(Node& node, Schema const& schema) {
    if (node.kind == Node::Kind::null) node.kind = Node::Kind::map; // everything keeps its default
    if (node.kind != Node::Kind::map) return;
    for (auto const& member : schema.members) {
        if (Node* const given = node.find(member.name)) {
            write_defaults(*given, member.schema);
        } else if (!member.schema.default_text.empty() && !is_one_of(schema, member.name)) {
            FaultList none; // defaults have no faults
            Node made = default_node(member.schema.default_text, node.place.file, none);
            write_defaults(made, member.schema);
            if (!is_empty(made)) node.entries.push_back({member.name, node.place, std::move(made)});
        }
    }
}

bool is_short(std::string const& text, std::size_t indent) {
    return indent + text.size() <= longest_line;
}

std::string key_text(Node::Entry const& entry) {
    Node key;
    key.kind = Node::Kind::scalar;
    key.text = entry.key;
    return flow_text(key);
}

void append_block(Node const& node, std::size_t indent, std::string& text) {
    for (auto const& entry : node.entries) {
        std::string const key = key_text(entry) + ":";
        std::string const line = key + " " + flow_text(entry.value);
        bool const is_map = entry.value.kind == Node::Kind::map && !entry.value.entries.empty();
        bool const on_top = indent == 0 && is_map;
        text += std::string(indent, ' ');
        if (!is_map || (is_short(line, indent) && !on_top)) {
            text += line + '\n';
        } else {
            text += key + '\n';
            append_block(entry.value, indent + indent_width, text);
        }
    }
}

} // namespace

void write_defaults(Node& node, Schema const& schema) {
    switch (schema.kind) {
    case Kind::map:
        write_into_map(node, schema);
        return;
    case Kind::list:
        for (auto& item : node.items) write_defaults(item, *schema.element);
        return;
    case Kind::dictionary:
        for (auto& entry : node.entries) write_defaults(entry.value, *schema.element);
        return;
    case Kind::either:
        if (auto const* const alternative = by_shape(node, schema)) write_defaults(node, *alternative);
        return;
    default:
        return;
    }
}

/// Most are empty, a word or a number, which need no parser.
Node default_node(std::string const& text, std::string const& file, FaultList& faults) {
    Node node;
    if (text == "{}" || text == "[]") {
        node.kind = text == "{}" ? Node::Kind::map : Node::Kind::list;
        return node;
    }
    bool const is_plain = text.find_first_of("[]{},:#&*!|>'\"%@`~\n") == std::string::npos;
    bool const is_trimmed = !text.empty() && text.front() != ' ' && text.back() != ' ';
    if (!is_plain || !is_trimmed) return parse_document(text, file, faults);
    node.kind = Node::Kind::scalar;
    node.text = text;
    return node;
}

std::string block_text(Node const& map) {
    std::string text;
    append_block(map, 0, text);
    return text;
}

} // namespace jumelle::yaml
