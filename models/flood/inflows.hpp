#pragma once

#include <memory>
#include <vector>

#include "models/flood/ground.hpp"
#include "models/flood/process.hpp"

namespace jumelle::flood {

/// Rivers, pipes and springs: discharges spread evenly over those of their cells that water can stand in.
/// A negative discharge takes at most the water that is there.
/// @throws InputError where an inflow has no such cell
std::unique_ptr<Process> make_inflows(std::vector<Inflow> const& inflows, Ground const& ground,
                                      SolverSettings const& settings);

} // namespace jumelle::flood
