#pragma once

#include <string>

namespace jumelle::network {

/// The whole text of a file of reasonable size.
/// @throws InputError where it is too large
/// @throws IoError where it cannot be read
std::string read_text(std::string const& file);

/// What a text is that was compressed by gzip; any other text as it is.
/// @throws InputError (data) where it is broken or too large
std::string unpacked(std::string text, std::string const& file);

} // namespace jumelle::network
