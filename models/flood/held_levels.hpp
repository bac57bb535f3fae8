#pragma once

#include <memory>
#include <vector>

#include "models/flood/ground.hpp"
#include "models/flood/process.hpp"

namespace jumelle::flood {

/// Cells whose water level is given over time, such as the sea off a coast: after each step their depth is
/// max(level − ground, 0). What that adds or takes stands in the account as `held_level`. A cell that several
/// levels hold has that of the last. Their water moves as its neighbours push it, or where the level is
/// absorbing as `OuterFlow` or (scheme inertial) `OuterDischarge` says.
/// @throws InputError where a held level has no cell that water can enter, or is absorbing over sub-grid
/// terrain
std::unique_ptr<Process> make_held_levels(std::vector<HeldLevel> const& levels, Ground const& ground,
                                          SolverSettings const& settings, Solver& solver);

} // namespace jumelle::flood
