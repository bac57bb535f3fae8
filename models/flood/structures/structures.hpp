#pragma once

#include <memory>
#include <vector>

#include "core/territory/structures.hpp"
#include "models/flood/ground.hpp"
#include "models/flood/process.hpp"
#include "models/flood/structures/discharge.hpp"

namespace jumelle::flood {

/// All hydraulic structures of a run: those on cell faces act inside the step, the others after it.
class StructureProcess : public Process {
  public:
    /// Discharge of each structure, mean over the last step, in a fixed order: lines, breaches, links.
    virtual std::vector<StructureDischarge> discharges() const = 0;
};

/// Puts what stands on cell faces into `solver`, which outlives the structures.
/// @throws InputError with all faults: ends in one cell, outside the grid, on a building, a line shorter than
///         a cell …
std::unique_ptr<StructureProcess> make_structures(Structures const& structures, Grid const& grid,
                                                  Ground const& ground, SolverSettings const& settings,
                                                  Solver& solver);

} // namespace jumelle::flood
