#pragma once

#include <memory>
#include <string>

#include "core/run/simulation.hpp"

namespace jumelle::app {

/// A listener that tells people or programs on the error stream how far a run is.
/// `style`: `line` redraws one line, `json` prints an object a line, `none` is silent, `auto` is `line` on a
/// terminal and `none` elsewhere.
std::unique_ptr<ProgressListener> make_progress(std::string const& style);

} // namespace jumelle::app
