#pragma once

#include <string>

#include "io/yaml/document.hpp"

namespace jumelle::yaml {

/// A tree as YAML on one line, `{depth: 40 mm, at: [1, 2]}`: reading it gives the same tree. Text that
/// stood in quotes stands in quotes again.
std::string flow_text(Node const& node);

} // namespace jumelle::yaml
