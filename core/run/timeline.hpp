#pragma once

#include <vector>

#include "core/scenario/scenario.hpp"

namespace jumelle {

/// One stretch of time in which every model runs once, from its neighbours' latest fields.
struct Window {
    Duration begin, end; ///< since the start of the run
    bool output_at_end = false;
};

/// Cuts the run at every multiple of the exchange interval and of the output interval; the end of the run is
/// always an output. Windows touch exactly: times are whole ticks.
/// @pre all three durations > 0
std::vector<Window> timeline(Duration run, Duration exchange_every, Duration output_every);

} // namespace jumelle
