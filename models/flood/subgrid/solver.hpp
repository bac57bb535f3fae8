#pragma once

#include "models/flood/solver.hpp"
#include "models/flood/subgrid/fine_ground.hpp"

namespace jumelle::flood {

/// A solver whose cells and faces know the fine ground below them: the local-inertial scheme over storage and
/// conveyance tables. A cell's water is kept as its volume over the cell's area; `CellWater::h_m` is the
/// level above its lowest ground, so that ground + h is the water level as in any other solver.
/// @param coarse `coarse_ground` of the fine one
/// @pre   `settings.scheme` is inertial
std::unique_ptr<Solver> make_subgrid_solver(Precision precision, FineGround const& fine, Ground const& coarse,
                                            SideStates const& sides, SolverSettings const& settings);

} // namespace jumelle::flood
