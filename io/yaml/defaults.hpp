#pragma once

#include <string>

#include "core/scenario/schema.hpp"
#include "io/yaml/document.hpp"

namespace jumelle::yaml {

/// Writes into a tree what a schema fills in where nothing was written. Read with the same schema, it gives
/// the same values. Faults of the tree stay what they are.
void write_defaults(Node& node, Schema const& schema);

/// The tree of a default.
Node default_node(std::string const& text, std::string const& file, FaultList& faults);

/// A map as YAML of many lines, each short where that can be: reading it gives the same tree.
std::string block_text(Node const& map);

} // namespace jumelle::yaml
