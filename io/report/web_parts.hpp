#pragma once

#include <string_view>
#include <vector>

namespace jumelle::report {

/// A file that the page is put together from, embedded at build.
struct WebPart {
    std::string_view name; ///< `page.css`
    std::string_view text;
};

/// All of them, scripts in the order in which they run.
std::vector<WebPart> const& web_parts();

} // namespace jumelle::report
