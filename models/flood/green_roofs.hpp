#pragma once

#include <memory>
#include <vector>

#include "models/flood/ground.hpp"
#include "models/flood/process.hpp"
#include "models/flood/rain_input.hpp"

namespace jumelle::flood {

/// Green roofs hold rain until they are full; what comes then runs off to the ground beside the house:
///
///     runoff = max(0, rain since the start − storage (1 − saturation))
///
/// They do not dry during a run. Source: a bucket, as "LID storage" of EPA SWMM 5 without its drain mat
/// (Rossman & Huber 2016, EPA/600/R-16/093, chapter 6).
///
/// Account: term `green_roofs`, rain on them; term `held_by_green_roofs`, what they took of it.
///
/// @param saturation  share of the storage that is full at the start [0 … 1]
/// @param rain        is kept by reference
std::unique_ptr<Process> make_green_roofs(std::vector<GreenRoof> const& roofs, double saturation,
                                          RainInput const& rain, SolverSettings const& settings);

} // namespace jumelle::flood
