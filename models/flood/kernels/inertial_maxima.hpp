#pragma once

#include <algorithm>
#include <cmath>

#include "core/base/constants.hpp"
#include "core/base/kernel.hpp"
#include "models/flood/kernels/inertial.hpp"
#include "models/flood/kernels/maxima_loops.hpp"

/// What is kept of cells whose faces carry the flow, inlined into the kernel that finds their depths.
namespace jumelle::flood {

/// A cell's depth, a half over it [1/m] (0 where the cell is dry), and the sums of the discharges through
/// opposite faces: per_depth times a sum is the velocity along its axis. What is kept is a float, so all this
/// is.
struct CellFlow {
    float h_m, per_depth, x_m2ps, y_m2ps;
};

template <class T>
JUMELLE_INLINE CellFlow cell_flow(CellDischarges<T> const& faces, Index i, T h_m, float dry_m) {
    auto const h = static_cast<float>(h_m);
    return {h, h > dry_m ? 0.5F / std::max(h, dry_m) : 0.0F,
            static_cast<float>(faces.west[i] + faces.east[i]),
            static_cast<float>(faces.north[i] + faces.south[i])};
}

/// With the velocities of `cell_velocities`.
JUMELLE_INLINE CellMarks marks_of(CellFlow const& flow, float dry_m) {
    constexpr auto swiftest_along = // squared velocity along one axis over the depth
        static_cast<float>(0.5 * swiftest_froude * swiftest_froude * gravity_mps2);
    float const u = flow.per_depth * flow.x_m2ps, v = flow.per_depth * flow.y_m2ps;
    float const swiftest = swiftest_along * flow.h_m;
    return marks_of(flow.h_m, std::sqrt(std::min(u * u, swiftest) + std::min(v * v, swiftest)), dry_m);
}

} // namespace jumelle::flood
