#pragma once

#include <algorithm>

#include "core/base/kernel.hpp"
#include "models/flood/kernels/maxima.hpp"

/// The loops behind all kernels that keep maxima, whatever the state says about velocities. `marks(i)` gives
/// the `CellMarks` of a cell.
namespace jumelle::flood {

/// What of a cell is compared with what was kept.
struct CellMarks {
    float depth_m, speed_mps, hazard_m2ps;
};

///     hazard = d (v + 0.5) + debris factor, 0 up to the dry depth
JUMELLE_INLINE CellMarks marks_of(float depth_m, float speed_mps, float dry_m) {
    float const debris = depth_m > static_cast<float>(debris_depth_m) ? 1.0F : 0.0F;
    return {depth_m, speed_mps, depth_m > dry_m ? depth_m * (speed_mps + 0.5F) + debris : 0.0F};
}

/// Whether anything in a chunk may exceed what is kept of it.
JUMELLE_INLINE bool may_exceed(ChunkPeaks const& peaks, KeptAtLeast const& kept) {
    float const debris = peaks.depth_m > static_cast<float>(debris_depth_m) ? 1.0F : 0.0F;
    float const hazard = peaks.depth_m * (peaks.speed_mps + 0.5F) + debris;
    return peaks.depth_m > kept.depth_m || peaks.speed_mps > kept.speed_mps || hazard > kept.hazard_m2ps;
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

/// Whether anything lies above what was kept; and whether water arrives, which it can only where it is deeper
/// than ever before.
struct Exceeded {
    bool any, arrival;
};

template <class Marks>
JUMELLE_INLINE Exceeded exceeded(Marks const& marks, MaximaRow const& maxima, Span span, float arrival_m) {
    int any = 0, arrives = 0;
    for (Index i = span.begin; i < span.end; ++i) {
        CellMarks const now = marks(i);
        float const deepest = maxima.depth_m[i];
        any |= now.depth_m > deepest ? 1 : 0;
        any |= now.speed_mps > maxima.speed_mps[i] ? 1 : 0;
        any |= now.hazard_m2ps > maxima.hazard_m2ps[i] ? 1 : 0;
        arrives |= now.depth_m >= arrival_m ? (deepest < arrival_m ? 1 : 0) : 0;
    }
    return {any != 0, arrives != 0};
}

/// When water arrives [m], and what time it is [s].
struct ArrivalTime {
    float depth_m, now_s;
};

template <class Marks>
JUMELLE_INLINE Exceeded keep_chunk(Marks const& marks, MaximaRow const& maxima, Span span,
                                   ArrivalTime const& arrival) {
    int any = 0, arrives = 0;
    JUMELLE_INDEPENDENT
    for (Index i = span.begin; i < span.end; ++i) {
        CellMarks const now = marks(i);
        float const deepest = maxima.depth_m[i], fastest = maxima.speed_mps[i];
        float const worst = maxima.hazard_m2ps[i];
        any |= now.depth_m > deepest ? 1 : 0;
        any |= now.speed_mps > fastest ? 1 : 0;
        any |= now.hazard_m2ps > worst ? 1 : 0;
        arrives |= now.depth_m >= arrival.depth_m ? (deepest < arrival.depth_m ? 1 : 0) : 0;
        maxima.time_of_depth_s[i] = now.depth_m > deepest ? arrival.now_s : maxima.time_of_depth_s[i];
        maxima.depth_m[i] = std::max(deepest, now.depth_m);
        maxima.speed_mps[i] = std::max(fastest, now.speed_mps);
        maxima.hazard_m2ps[i] = std::max(worst, now.hazard_m2ps);
    }
    return {any != 0, arrives != 0};
}

template <class T>
JUMELLE_INLINE void keep_arrival(T const* h_m, MaximaRow const& maxima, Span span,
                                 ArrivalTime const& arrival) {
    JUMELLE_INDEPENDENT
    for (Index i = span.begin; i < span.end; ++i) {
        float const arrived = maxima.arrival_s[i];
        float const first = static_cast<float>(h_m[i]) >= arrival.depth_m ? arrival.now_s : arrived;
        maxima.arrival_s[i] = arrived < 0.0F ? first : arrived;
    }
}

/// Keeps what a chunk shows and brings its bounds, null where there are none, up to date.
template <class T, class Marks>
JUMELLE_INLINE void keep_marks(T const* h_m, Marks const& marks, MaximaRow const& maxima, Span chunk,
                               ArrivalTime const& arrival) {
    KeptAtLeast* const kept =
        maxima.at_least == nullptr ? nullptr : maxima.at_least + chunk.begin / maxima_chunk_columns;
    // Where something exceeded what was kept the last time, it mostly does again: no look before.
    bool const at_once = kept != nullptr && kept->is_old;
    Exceeded const above =
        at_once ? keep_chunk(marks, maxima, chunk, arrival) : exceeded(marks, maxima, chunk, arrival.depth_m);
    if (above.any && !at_once) keep_chunk(marks, maxima, chunk, arrival);
    if (above.arrival) keep_arrival(h_m, maxima, chunk, arrival);
    if (kept == nullptr) return;
    if (above.any) {
        kept->is_old = true;
    } else if (kept->is_old) {
        *kept = least_of(maxima, chunk);
    }
}

} // namespace jumelle::flood
