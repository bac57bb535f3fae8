#include "models/flood/kernels/maxima.hpp"

#include <algorithm>
#include <cmath>

#include "core/base/kernel.hpp"
#include "models/flood/kernels/limits.hpp"
#include "models/flood/kernels/maxima_loops.hpp"

namespace jumelle::flood {

namespace {

template <class T>
struct StateMarks {
    StateRow<T> row;
    float dry_m;

    JUMELLE_INLINE CellMarks operator()(Index i) const {
        auto const u = static_cast<float>(row.u_mps[i]), v = static_cast<float>(row.v_mps[i]);
        return marks_of(static_cast<float>(row.h_m[i]), std::sqrt(u * u + v * v), dry_m);
    }
};

template <class T>
JUMELLE_INLINE ChunkPeaks peaks_of(StateRow<T> const& row, Span span) {
    T deepest = T(0);
    float fastest = 0.0F;
    for (Index i = span.begin; i < span.end; ++i) {
        auto const u = static_cast<float>(row.u_mps[i]), v = static_cast<float>(row.v_mps[i]);
        deepest = std::max(deepest, row.h_m[i]);
        fastest = std::max(fastest, u * u + v * v);
    }
    return {static_cast<float>(deepest), std::sqrt(fastest), deepest > T(still_depth_m)};
}

template <class T>
JUMELLE_INLINE void keep(StateRow<T> const& row, MaximaRow const& maxima, Span span, double time_s,
                         WetDepths const& wet) {
    StateMarks<T> const marks{row, static_cast<float>(wet.dry_m)};
    ArrivalTime const arrival{static_cast<float>(wet.arrival_m), static_cast<float>(time_s)};
    for (Index begin = span.begin; begin < span.end; begin += maxima_chunk_columns) {
        Span const chunk{begin, std::min(begin + maxima_chunk_columns, span.end)};
        KeptAtLeast const* const kept = maxima.bounds_at(begin);
        if (kept != nullptr && !may_exceed(peaks_of(row, chunk), *kept)) continue;
        keep_marks(row.h_m, marks, maxima, chunk, arrival);
    }
}

} // namespace

JUMELLE_KERNEL void keep_maxima(StateRow<double> const& row, MaximaRow const& maxima, Span span,
                                double time_s, WetDepths const& wet) {
    keep(row, maxima, span, time_s, wet);
}
JUMELLE_KERNEL void keep_maxima(StateRow<float> const& row, MaximaRow const& maxima, Span span, double time_s,
                                WetDepths const& wet) {
    keep(row, maxima, span, time_s, wet);
}
} // namespace jumelle::flood
