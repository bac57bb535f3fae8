#pragma once

#include <string>

namespace jumelle::network {

/// The whole text of a file of reasonable size.
/// @throws InputError where it is too large
/// @throws IoError where it cannot be read
std::string read_text(std::string const& file);

} // namespace jumelle::network
