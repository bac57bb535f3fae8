#include "models/flood/kernels/maxima.hpp"

#include <algorithm>
#include <cmath>

#include "core/base/kernel.hpp"

namespace jumelle::flood {

namespace {

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

template <class T>
JUMELLE_INLINE ChunkPeaks peaks_of(StateRow<T> const& row, Span span) {
    T deepest = T(0);
    float fastest = 0.0F;
    for (Index i = span.begin; i < span.end; ++i) {
        auto const u = static_cast<float>(row.u_mps[i]), v = static_cast<float>(row.v_mps[i]);
        deepest = std::max(deepest, row.h_m[i]);
        fastest = std::max(fastest, u * u + v * v);
    }
    return {static_cast<float>(deepest), std::sqrt(fastest)};
}

/// Bounds of a chunk in which nothing exceeds what is kept.
JUMELLE_INLINE KeptAtLeast least_of(MaximaRow const& maxima, Span span) {
    float depth = maxima.depth_m[span.begin], speed = maxima.speed_mps[span.begin];
    float hazard = maxima.hazard_m2ps[span.begin];
    for (Index i = span.begin; i < span.end; ++i) {
        depth = std::min(depth, maxima.depth_m[i]);
        speed = std::min(speed, maxima.speed_mps[i]);
        hazard = std::min(hazard, maxima.hazard_m2ps[i]);
    }
    return {depth, speed, hazard, false};
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
JUMELLE_INLINE Exceeded keep_chunk(StateRow<T> const& row, MaximaRow const& maxima, Span span, float time_s,
                                   WetDepths const& wet) {
    auto const dry = static_cast<float>(wet.dry_m), arrival = static_cast<float>(wet.arrival_m);
    int any = 0, arrives = 0;
    JUMELLE_INDEPENDENT
    for (Index i = span.begin; i < span.end; ++i) {
        CellMarks const now = marks(row, i, dry);
        float const deepest = maxima.depth_m[i], fastest = maxima.speed_mps[i];
        float const worst = maxima.hazard_m2ps[i];
        any |= now.depth_m > deepest ? 1 : 0;
        any |= now.speed_mps > fastest ? 1 : 0;
        any |= now.hazard_m2ps > worst ? 1 : 0;
        arrives |= now.depth_m >= arrival ? (deepest < arrival ? 1 : 0) : 0;
        maxima.time_of_depth_s[i] = now.depth_m > deepest ? time_s : maxima.time_of_depth_s[i];
        maxima.depth_m[i] = std::max(deepest, now.depth_m);
        maxima.speed_mps[i] = std::max(fastest, now.speed_mps);
        maxima.hazard_m2ps[i] = std::max(worst, now.hazard_m2ps);
    }
    return {any != 0, arrives != 0};
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
    for (Index begin = span.begin; begin < span.end; begin += maxima_chunk_columns) {
        Span const chunk{begin, std::min(begin + maxima_chunk_columns, span.end)};
        KeptAtLeast* const kept =
            maxima.at_least == nullptr ? nullptr : maxima.at_least + begin / maxima_chunk_columns;
        if (kept != nullptr && !may_exceed(peaks_of(row, chunk), *kept)) continue;
        // Where something exceeded what was kept the last time, it mostly does again: no look before.
        bool const at_once = kept != nullptr && kept->is_old;
        Exceeded const above =
            at_once ? keep_chunk(row, maxima, chunk, time_s, wet) : exceeded(row, maxima, chunk, wet);
        if (above.any && !at_once) keep_chunk(row, maxima, chunk, time_s, wet);
        if (above.arrival) keep_arrival(row, maxima, chunk, time_s, wet);
        if (kept == nullptr) continue;
        if (above.any) {
            kept->is_old = true;
        } else if (kept->is_old) {
            *kept = least_of(maxima, chunk);
        }
    }
}

} // namespace

bool may_exceed(ChunkPeaks const& peaks, KeptAtLeast const& kept) {
    float const debris = peaks.depth_m > static_cast<float>(debris_depth_m) ? 1.0F : 0.0F;
    float const hazard = peaks.depth_m * (peaks.speed_mps + 0.5F) + debris;
    return peaks.depth_m > kept.depth_m || peaks.speed_mps > kept.speed_mps || hazard > kept.hazard_m2ps;
}

JUMELLE_KERNEL void keep_maxima(StateRow<double> const& row, MaximaRow const& maxima, Span span,
                                double time_s, WetDepths const& wet) {
    keep(row, maxima, span, static_cast<float>(time_s), wet);
}
JUMELLE_KERNEL void keep_maxima(StateRow<float> const& row, MaximaRow const& maxima, Span span, double time_s,
                                WetDepths const& wet) {
    keep(row, maxima, span, static_cast<float>(time_s), wet);
}

} // namespace jumelle::flood
