#pragma once

#include <filesystem>
#include <string>

#include "core/base/error.hpp"

namespace jumelle::yaml {

/// The text of a short file that a person wrote; `what` it is, for messages: `scenario`.
/// @throws InputError where there is none, or it is too large; IoError where it cannot be read
std::string read_text_file(std::filesystem::path const& file, std::string const& what);

/// Throws all faults in the order in which a person finds them: those of `file` by line,
/// then those of other places. Nothing happens where there are none.
/// @throws InputError
void throw_sorted(FaultList const& faults, std::string const& file);

} // namespace jumelle::yaml
