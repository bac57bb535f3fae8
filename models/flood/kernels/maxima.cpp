#include "models/flood/kernels/maxima.hpp"

#include <algorithm>
#include <cmath>

#include "core/base/kernel.hpp"

namespace jumelle::flood {

namespace {

/// Columns that are looked at together: four registers of floats.
constexpr Index chunk_columns = 64;

/// What of a cell is compared with what was kept.
struct CellMarks {
    float depth_m, speed_mps, hazard_m2ps;
};

template <class T>
JUMELLE_INLINE CellMarks marks(StateRow<T> const& row, Index i, float dry_m) {
    auto const h = static_cast<float>(row.h_m[i]);
    auto const u = static_cast<float>(row.u_mps[i]), v = static_cast<float>(row.v_mps[i]);
    float const speed = std::sqrt(u * u + v * v);
    float const debris = h > static_cast<float>(debris_depth_m) ? 1.0F : 0.0F;
    return {h, speed, h > dry_m ? h * (speed + 0.5F) + debris : 0.0F};
}

/// How far the chunk's cells lie above what was kept; and whether water arrives, which it can only where it
/// is deeper than ever before.
struct Exceeded {
    bool any, arrival;
};

template <class T>
JUMELLE_INLINE Exceeded exceeded(StateRow<T> const& row, MaximaRow const& maxima, Span span,
                                 WetDepths const& wet) {
    auto const dry = static_cast<float>(wet.dry_m), arrival = static_cast<float>(wet.arrival_m);
    int any = 0, arrives = 0;
    for (Index i = span.begin; i < span.end; ++i) {
        CellMarks const now = marks(row, i, dry);
        float const deepest = maxima.depth_m[i];
        any |= now.depth_m > deepest ? 1 : 0;
        any |= now.speed_mps > maxima.speed_mps[i] ? 1 : 0;
        any |= now.hazard_m2ps > maxima.hazard_m2ps[i] ? 1 : 0;
        arrives |= now.depth_m >= arrival ? (deepest < arrival ? 1 : 0) : 0;
    }
    return {any != 0, arrives != 0};
}

template <class T>
JUMELLE_INLINE void keep_chunk(StateRow<T> const& row, MaximaRow const& maxima, Span span, float time_s,
                               WetDepths const& wet) {
    auto const dry = static_cast<float>(wet.dry_m);
    JUMELLE_INDEPENDENT
    for (Index i = span.begin; i < span.end; ++i) {
        CellMarks const now = marks(row, i, dry);
        float const deepest = maxima.depth_m[i];
        maxima.time_of_depth_s[i] = now.depth_m > deepest ? time_s : maxima.time_of_depth_s[i];
        maxima.depth_m[i] = std::max(deepest, now.depth_m);
        maxima.speed_mps[i] = std::max(maxima.speed_mps[i], now.speed_mps);
        maxima.hazard_m2ps[i] = std::max(maxima.hazard_m2ps[i], now.hazard_m2ps);
    }
}

template <class T>
JUMELLE_INLINE void keep_arrival(StateRow<T> const& row, MaximaRow const& maxima, Span span, float time_s,
                                 WetDepths const& wet) {
    auto const arrival = static_cast<float>(wet.arrival_m);
    JUMELLE_INDEPENDENT
    for (Index i = span.begin; i < span.end; ++i) {
        float const arrived = maxima.arrival_s[i];
        float const first = static_cast<float>(row.h_m[i]) >= arrival ? time_s : arrived;
        maxima.arrival_s[i] = arrived < 0.0F ? first : arrived;
    }
}

template <class T>
JUMELLE_INLINE void keep(StateRow<T> const& row, MaximaRow const& maxima, Span span, float time_s,
                         WetDepths const& wet) {
    for (Index begin = span.begin; begin < span.end; begin += chunk_columns) {
        Span const chunk{begin, std::min(begin + chunk_columns, span.end)};
        Exceeded const above = exceeded(row, maxima, chunk, wet);
        // The arrival is found before the kept depth, which it is compared with, changes.
        if (above.arrival) keep_arrival(row, maxima, chunk, time_s, wet);
        if (above.any) keep_chunk(row, maxima, chunk, time_s, wet);
    }
}

} // namespace

JUMELLE_KERNEL void keep_maxima(StateRow<double> const& row, MaximaRow const& maxima, Span span,
                                double time_s, WetDepths const& wet) {
    keep(row, maxima, span, static_cast<float>(time_s), wet);
}
JUMELLE_KERNEL void keep_maxima(StateRow<float> const& row, MaximaRow const& maxima, Span span, double time_s,
                                WetDepths const& wet) {
    keep(row, maxima, span, static_cast<float>(time_s), wet);
}

} // namespace jumelle::flood
