#pragma once

#include <optional>
#include <string>

namespace jumelle::app {

/// Seconds of a length of time on the command line: a number with a unit, `55 min`, or as schedulers write
/// it, `00:55:00` and `1-12:00:00` (days first).
/// @returns nothing where the text is not a length of time above 0
std::optional<double> seconds_of(std::string const& text);

} // namespace jumelle::app
