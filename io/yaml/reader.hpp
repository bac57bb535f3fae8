#pragma once

#include <string>

#include "core/scenario/schema.hpp"
#include "io/units/units.hpp"
#include "io/yaml/document.hpp"
#include "io/yaml/paths.hpp"

namespace jumelle::yaml {

/// Everything besides text and schema that reading depends on.
struct ReadSettings {
    PathSettings paths;
    UnitSystem const& units;
};

/// Checks a tree against a schema, converts it to SI units, and fills in defaults. Every fault is added to
/// `faults`; where one stands, the value is absent but knows its place and path, so that later checks can
/// tell a faulty key from a missing one.
Value read_value(Node const& node, Schema const& schema, ReadSettings const& settings, FaultList& faults);

} // namespace jumelle::yaml
