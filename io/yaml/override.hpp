#pragma once

#include <string>

#include "core/scenario/study.hpp"
#include "io/yaml/document.hpp"

namespace jumelle::yaml {

/// Applies `key.path=value` of `--set` to a tree: the value is YAML, list elements are named by their
/// position (`outputs.gauges.0.name`), keys that are not there yet are made. Places inside the value read
/// `--set key.path`.
void apply_override(Node& root, std::string const& assignment, FaultList& faults);

/// The same for a change that stands in a study file: places inside the value read as that of the change.
void apply_change(Node& root, ScenarioChange const& change, FaultList& faults);

} // namespace jumelle::yaml
