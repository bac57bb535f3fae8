#pragma once

#include <string>

namespace jumelle {

/// `0.1.0`
std::string version();
/// The commit it was built from, `+` after it where files had been changed; `unknown` outside a checkout.
std::string git_revision();
/// Compiler and version as CMake names them, `GNU 12.2.0`.
std::string compiler();

} // namespace jumelle
