#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.hpp"

namespace jumelle::yaml {

/// A place of a YAML text as it was written: nothing is interpreted, `no` is the text "no".
struct Node {
    enum class Kind { null, scalar, list, map };
    struct Entry;

    Kind kind = Kind::null;
    Place place;
    std::string text;           ///< of a scalar
    bool quoted = false;        ///< the scalar stood in quotes or in a block
    std::vector<Node> items;    ///< of a list
    std::vector<Entry> entries; ///< of a map, in the order of the text, keys distinct

    Node* find(std::string_view key);
    Node const* find(std::string_view key) const;
    std::vector<std::string> keys() const;
};

struct Node::Entry {
    std::string key;
    Place key_place;
    Node value;
};

/// `text`, `a list`, `a map`, `nothing`.
std::string kind_name(Node const& node);

/// Gives a node and all below it one place: text that came from a default or the command line.
void move_to(Node& node, Place const& place);

/// Bounds that keep a hostile text from taking memory or time.
inline constexpr std::size_t largest_text_bytes = 1 << 20;
inline constexpr int deepest_nesting = 32;
inline constexpr std::size_t most_nodes = 100'000; ///< aliases count as what they stand for

/// Reads one YAML document. Aliases are replaced by what they stand for. Faults that leave a readable tree
/// (duplicate keys: the first one stays; merge keys, tags, keys that are not text: ignored) are added to
/// `faults`.
/// @throws InputError where the text is no YAML, empty, binary, several documents, or beyond the bounds
Node parse_document(std::string const& text, std::string const& file, FaultList& faults);

} // namespace jumelle::yaml
