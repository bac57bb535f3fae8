#pragma once

#include <string>

namespace jumelle::app {

/// The page of the documentation that is made from the code, in Markdown: `indicators`.
/// @throws InputError where there is no page of that name
std::string describe_page(std::string const& subject);

} // namespace jumelle::app
