#pragma once

#include <string>

#include "app/study.hpp"

namespace jumelle::app {

/// `ro-crate-metadata.json` of a study's folder: what was computed from which inputs by which program, for
/// archives. Only files that are there are named.
/// Source: RO-Crate Metadata Specification 1.2, https://w3id.org/ro/crate/1.2
std::string ro_crate_json(Study const& study, std::vector<RunState> const& states);

} // namespace jumelle::app
