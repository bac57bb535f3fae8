#pragma once

#include <memory>

#include "core/territory/drain_network.hpp"
#include "models/flood/drainage/drain_flow.hpp"
#include "models/flood/ground.hpp"
#include "models/flood/process.hpp"

namespace jumelle::flood {

/// The drainage network under the grid, and what it takes from and gives back to the cells above its open
/// nodes. A node meets the street where its position lies in a cell that is free of buildings.
class Drains : public Process {
  public:
    virtual DrainFlow const& flow() const = 0;
};

/// @pre faults_of(network) is empty
/// @throws InputError where drains lie above the ground
std::unique_ptr<Drains> make_drains(DrainNetwork network, Grid const& grid, Ground const& ground,
                                    SolverSettings const& settings);

} // namespace jumelle::flood
