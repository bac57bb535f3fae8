#pragma once

#include <vector>

#include "core/base/view.hpp"
#include "core/territory/grid.hpp"

namespace jumelle::flood {

/// A green roof, or a piece of one. What it cannot hold runs off to the ground.
struct GreenRoof {
    Cell roof, ground;      ///< whose rain falls on it, and who gets what runs off
    double share = 0.0;     ///< of a cell that it covers
    double storage_m = 0.0; ///< water that it holds when full
};

/// The land as the solver sees it: everything that does not change during a run.
struct Ground {
    Array2D<double> level_m;   ///< `solid_level_m` where water can neither enter nor leave
    Array2D<double> friction;  ///< g n² [m^(1/3)]
    Array2D<float> rain_share; ///< how many cells' rain each cell gets: 1, more beside buildings, 0 on solids
    Array2D<double> depth_m;   ///< at the start
    Array2D<double> u_mps, v_mps; ///< at the start; empty where the water stands; v counts southward
    double rain_cells = 0.0;      ///< sum of the shares
    std::vector<GreenRoof> green_roofs = {}; ///< whose rain is in none of the shares

    Index rows() const { return level_m.rows(); }
    Index columns() const { return level_m.columns(); }
};

} // namespace jumelle::flood
