#pragma once

#include <string>

#include "core/scenario/schema.hpp"

namespace jumelle {

/// A JSON Schema (draft 2020-12) of `schema` for editors: member names, kinds, choices, defaults, and a
/// description with unit, range and source. It lets through what an editor cannot check, such as units.
std::string json_schema(Schema const& schema, std::string const& title);

} // namespace jumelle
