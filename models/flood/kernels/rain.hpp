#pragma once

#include "core/base/kernel.hpp"
#include "models/flood/kernels/rows.hpp"

namespace jumelle::flood {

/// Rain on a row during one step: the same depth everywhere, or an intensity per cell, or both.
struct RainRow {
    double uniform_m = 0.0;
    float const* mapped_mps = nullptr; ///< intensity per cell; none where null
    double mapped_s = 0.0;             ///< how long the mapped rain falls
    float const* share = nullptr;      ///< cells whose rain each cell gets
};

/// Depth of rain on cell `i` itself [m].
JUMELLE_INLINE double rain_depth(RainRow const& rain, Index i) {
    if (rain.mapped_mps == nullptr) return rain.uniform_m;
    return rain.uniform_m + rain.mapped_s * static_cast<double>(rain.mapped_mps[i]);
}

/// gain += rain × share: rain that falls on a building is shed to its nearest free cell.
void add_rain(RainRow const& rain, double* gain_m, Span span);

} // namespace jumelle::flood
