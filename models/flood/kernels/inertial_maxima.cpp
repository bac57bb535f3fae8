#include "models/flood/kernels/inertial_maxima.hpp"

#include <algorithm>
#include <cmath>

#include "core/base/constants.hpp"
#include "core/base/kernel.hpp"
#include "models/flood/kernels/maxima_loops.hpp"

namespace jumelle::flood {

namespace {

/// Of cells whose faces carry the flow. What is kept is a float, so the velocities of `cell_velocities` are
/// found in float too.
template <class T>
struct FlowMarks {
    CellDischarges<T> faces;
    T const* h_m;
    float dry_m;

    JUMELLE_INLINE CellMarks operator()(Index i) const {
        constexpr auto swiftest_along = // squared velocity along one axis over the depth
            static_cast<float>(0.5 * swiftest_froude * swiftest_froude * gravity_mps2);
        auto const h = static_cast<float>(h_m[i]);
        float const per_depth = h > dry_m ? 0.5F / std::max(h, dry_m) : 0.0F;
        float const u = per_depth * static_cast<float>(faces.west[i] + faces.east[i]);
        float const v = per_depth * static_cast<float>(faces.north[i] + faces.south[i]);
        float const swiftest = swiftest_along * h;
        return marks_of(h, std::sqrt(std::min(u * u, swiftest) + std::min(v * v, swiftest)), dry_m);
    }
};

template <class T>
JUMELLE_INLINE void keep_flow(FlowRow<T> const& row, MaximaRow const& maxima, Span span, double time_s,
                              WetDepths const& wet) {
    FlowMarks<T> const marks{row.faces, row.h_m, static_cast<float>(wet.dry_m)};
    ArrivalTime const arrival{static_cast<float>(wet.arrival_m), static_cast<float>(time_s)};
    ChunkPeaks const* peaks = row.peaks;
    for (Index begin = span.begin; begin < span.end; begin += maxima_chunk_columns, ++peaks) {
        if (!may_exceed(*peaks, maxima.at_least[begin / maxima_chunk_columns])) continue;
        Span const chunk{begin, std::min(begin + maxima_chunk_columns, span.end)};
        keep_marks(row.h_m, marks, maxima, chunk, arrival);
        // Where water rises it mostly does in the next row too.
        for (float const* line : row.soon) fetch_soon(line + chunk.begin, line + chunk.end);
    }
}

} // namespace

JUMELLE_KERNEL void keep_flow_maxima(FlowRow<double> const& row, MaximaRow const& maxima, Span span,
                                     double time_s, WetDepths const& wet) {
    keep_flow(row, maxima, span, time_s, wet);
}
JUMELLE_KERNEL void keep_flow_maxima(FlowRow<float> const& row, MaximaRow const& maxima, Span span,
                                     double time_s, WetDepths const& wet) {
    keep_flow(row, maxima, span, time_s, wet);
}

} // namespace jumelle::flood
