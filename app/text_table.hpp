#pragma once

#include <string>
#include <vector>

namespace jumelle::app {

/// A number with so many digits as a reader can use: `12 345`, `3.142`, `1.2e-09`.
std::string readable(double value);

/// Columns padded to their widest entry; the first is aligned left, all others right. UTF-8 counted by
/// character.
std::string text_table(std::vector<std::string> const& headings,
                       std::vector<std::vector<std::string>> const& rows);

} // namespace jumelle::app
