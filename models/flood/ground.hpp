#pragma once

#include "core/base/view.hpp"

namespace jumelle::flood {

/// The land as the solver sees it: everything that does not change during a run.
struct Ground {
    Array2D<double> level_m;   ///< `solid_level_m` where water can neither enter nor leave
    Array2D<double> friction;  ///< g n² [m^(1/3)]
    Array2D<float> rain_share; ///< how many cells' rain each cell gets: 1, more beside buildings, 0 on solids
    Array2D<double> depth_m;   ///< at the start
    Array2D<double> u_mps, v_mps; ///< at the start; empty where the water stands; v counts southward
    double rain_cells = 0.0;      ///< sum of the shares

    Index rows() const { return level_m.rows(); }
    Index columns() const { return level_m.columns(); }
};

} // namespace jumelle::flood
