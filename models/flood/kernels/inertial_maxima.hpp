#pragma once

#include <array>

#include "models/flood/kernels/inertial.hpp"
#include "models/flood/kernels/maxima.hpp"

namespace jumelle::flood {

/// A row of cells whose faces carry the flow, with what `advance_depths` found out about it.
template <class T>
struct FlowRow {
    CellDischarges<T> faces;
    T const* h_m = nullptr;
    ChunkPeaks const* peaks = nullptr; ///< of each chunk from the span's begin
    std::array<float const*, 4> soon =
        {}; ///< kept lines of the next row, fetched where this row's are needed
};

/// `keep_maxima` for cells whose faces carry the flow. Their velocities are those of `cell_velocities`; what
/// is kept is a float, so they are found in float.
/// @pre `maxima` has bounds; the rest as for `keep_maxima`
void keep_flow_maxima(FlowRow<double> const& row, MaximaRow const& maxima, Span span, double time_s,
                      WetDepths const& wet);
void keep_flow_maxima(FlowRow<float> const& row, MaximaRow const& maxima, Span span, double time_s,
                      WetDepths const& wet);

} // namespace jumelle::flood
