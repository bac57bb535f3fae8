#pragma once

#include <string>

#include "core/scenario/schema.hpp"

namespace jumelle {

/// The range of a schema as a person reads it: `0.01 .. 0.3 s/m^(1/3)`, `at least 0 m`, `above 0 m`,
/// `one of wall, open`; empty where everything goes.
std::string range_text(Schema const& schema);

/// What may stand there in a word or two: `number in m`, `text`, `list`, `true or false`.
std::string kind_text(Schema const& schema);

/// The same for a sentence: `a number in m or a map`.
std::string kind_phrase(Schema const& schema);

/// A table of a map's members for a terminal, nested ones indented: name, kind and unit, default, range, and
/// below it sentence and source.
std::string describe(Schema const& schema);

/// The same in Markdown, a section for each member of a map with the table of its own keys. Keys inside keys
/// stand as `inside.circle`; where a map came before, the first key that has it is named.
std::string describe_in_sections(Schema const& schema);

} // namespace jumelle
