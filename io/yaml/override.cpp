#include "io/yaml/override.hpp"

#include <charconv>
#include <fmt/format.h>
#include <optional>

#include "io/yaml/quantity_reader.hpp"

namespace jumelle::yaml {

namespace {

std::vector<std::string> split_path(std::string const& path) {
    std::vector<std::string> keys;
    std::size_t begin = 0;
    for (;;) {
        std::size_t const dot = path.find('.', begin);
        keys.push_back(path.substr(begin, dot - begin));
        if (dot == std::string::npos) return keys;
        begin = dot + 1;
    }
}

/// The value's tree; nothing where it is no YAML.
std::optional<Node> parse_value(std::string const& text, Place const& place, FaultList& faults) {
    Node node;
    try {
        FaultList inside;
        if (!text.empty() && text != "~") node = parse_document(text, place.file, inside);
        inside.throw_if_any();
    } catch (InputError const& error) {
        for (Fault fault : error.faults()) {
            fault.place = place; // lines of a value on a command line help nobody
            faults.add(std::move(fault));
        }
        return std::nullopt;
    }
    move_to(node, place);
    return node;
}

std::optional<std::size_t> position_in(Node const& list, std::string const& key) {
    std::size_t position = 0;
    char const* const end = key.data() + key.size();
    auto const [stop, error] = std::from_chars(key.data(), end, position);
    if (error != std::errc{} || stop != end || position >= list.items.size()) return std::nullopt;
    return position;
}

/// The node that `key` names inside `node`, made where a map does not have it.
/// @returns null where it cannot be, after adding a fault
Node* step_into(Node& node, std::string const& key, Place const& place, FaultList& faults) {
    auto const fault = [&](std::string message, std::string hint) {
        faults.add({place, "", std::move(message), std::move(hint), FaultKind::configuration});
        return nullptr;
    };
    if (node.kind == Node::Kind::list) {
        auto const position = position_in(node, key);
        if (position) return &node.items[*position];
        return fault(fmt::format("{} is no position in a list of {}", yaml::quoted(key), node.items.size()),
                     "positions count from 0");
    }
    if (node.kind == Node::Kind::scalar) {
        return fault(
            fmt::format("{} cannot be set inside the text {}", yaml::quoted(key), yaml::quoted(node.text)),
            "set the whole value, as in key={a: 1}");
    }
    node.kind = Node::Kind::map;
    if (Node* known = node.find(key)) return known;
    Node made;
    made.place = place;
    node.entries.push_back({key, place, std::move(made)});
    return &node.entries.back().value;
}

/// Where `path` leads to; null where it cannot be, after adding a fault.
/// @pre is_path(keys)
Node* find_target(Node& root, std::vector<std::string> const& keys, Place const& place, FaultList& faults) {
    Node* target = &root;
    for (auto const& key : keys) {
        target = step_into(*target, key, place, faults);
        if (target == nullptr) return nullptr;
    }
    return target;
}

bool is_path(std::vector<std::string> const& keys) {
    for (auto const& key : keys)
        if (key.empty()) return false;
    return keys.size() <= static_cast<std::size_t>(deepest_nesting);
}

void append_to(Node& list, Node value, ScenarioChange const& change, FaultList& faults) {
    if (list.kind == Node::Kind::null) {
        list.kind = Node::Kind::list;
        list.place = change.where;
    }
    if (list.kind != Node::Kind::list) {
        faults.add({list.place, change.path, fmt::format("is {}, where a list is needed", kind_name(list)),
                    "the study adds elements to it", FaultKind::configuration});
        return;
    }
    list.items.push_back(std::move(value));
}

} // namespace

void apply_override(Node& root, std::string const& assignment, FaultList& faults) {
    std::size_t const equals = assignment.find('=');
    std::string const path = assignment.substr(0, equals);
    Place const place{"--set " + shown(path), 0, 0};
    auto const keys = split_path(path);
    if (equals == std::string::npos || !is_path(keys)) {
        faults.add({place, "", "is not of the form key.path=value",
                    "write for example --set \"territory.resolution=4 m\"", FaultKind::configuration});
        return;
    }
    auto value = parse_value(assignment.substr(equals + 1), place, faults);
    if (!value) return;
    if (Node* target = find_target(root, keys, place, faults)) *target = std::move(*value);
}

void apply_change(Node& root, ScenarioChange const& change, FaultList& faults) {
    auto const keys = split_path(change.path);
    if (!is_path(keys)) {
        faults.add({change.where, "", fmt::format("{} is no path of keys", yaml::quoted(change.path)),
                    "write for example forcing.rain.design_storm.depth", FaultKind::configuration});
        return;
    }
    auto value = parse_value(change.yaml, change.where, faults);
    if (!value) return;
    Node* target = find_target(root, keys, change.where, faults);
    if (target == nullptr) return;
    if (change.kind == ScenarioChange::Kind::append)
        append_to(*target, std::move(*value), change, faults);
    else
        *target = std::move(*value);
}

} // namespace jumelle::yaml
