#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>

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

/// What keeping some cells has shown: the bits of kept numbers that changed, and the highest bit where water
/// arrives.
struct KeptBits {
    std::uint32_t changed = 0, arrives = 0;

    Exceeded exceeded() const { return {changed != 0, static_cast<std::int32_t>(arrives) < 0}; }
};

/// Keeps what a cell shows. Kept numbers are not negative, so that their bits grow with them.
JUMELLE_INLINE void keep_cell(CellMarks const& now, MaximaRow const& maxima, Index i,
                              ArrivalTime const& arrival, KeptBits& kept) {
    float const deepest = maxima.depth_m[i], fastest = maxima.speed_mps[i], worst = maxima.hazard_m2ps[i];
    float const depth = std::max(deepest, now.depth_m), speed = std::max(fastest, now.speed_mps);
    float const hazard = std::max(worst, now.hazard_m2ps);
    auto const bits = [](float number) { return std::bit_cast<std::uint32_t>(number); };
    // Less than the arrival depth: the difference has its highest bit.
    auto const below = [&](float number) { return bits(number) - bits(arrival.depth_m); };
    kept.changed |=
        (bits(depth) ^ bits(deepest)) | (bits(speed) ^ bits(fastest)) | (bits(hazard) ^ bits(worst));
    kept.arrives |= below(depth) ^ below(deepest);
    maxima.time_of_depth_s[i] = now.depth_m > deepest ? arrival.now_s : maxima.time_of_depth_s[i];
    maxima.depth_m[i] = depth;
    maxima.speed_mps[i] = speed;
    maxima.hazard_m2ps[i] = hazard;
}

template <class Marks>
JUMELLE_INLINE Exceeded keep_chunk(Marks const& marks, MaximaRow const& maxima, Span span,
                                   ArrivalTime const& arrival) {
    KeptBits kept;
    JUMELLE_INDEPENDENT
    for (Index i = span.begin; i < span.end; ++i) keep_cell(marks(i), maxima, i, arrival, kept);
    return kept.exceeded();
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

/// After a chunk was kept: first arrivals, and its bounds, null where there are none.
template <class T>
JUMELLE_INLINE void note_kept(T const* h_m, MaximaRow const& maxima, Span chunk, ArrivalTime const& arrival,
                              Exceeded const& above) {
    if (above.arrival) keep_arrival(h_m, maxima, chunk, arrival);
    KeptAtLeast* const bounds = maxima.bounds_at(chunk.begin);
    if (bounds == nullptr) return;
    if (above.any) {
        bounds->is_old = true;
    } else if (bounds->is_old) {
        *bounds = least_of(maxima, chunk);
    }
}

/// Keeps what a chunk shows and brings its bounds, null where there are none, up to date.
template <class T, class Marks>
JUMELLE_INLINE void keep_marks(T const* h_m, Marks const& marks, MaximaRow const& maxima, Span chunk,
                               ArrivalTime const& arrival) {
    // Where something exceeded what was kept the last time, it mostly does again: no look before.
    KeptAtLeast const* const bounds = maxima.bounds_at(chunk.begin);
    bool const at_once = bounds != nullptr && bounds->is_old;
    Exceeded const above =
        at_once ? keep_chunk(marks, maxima, chunk, arrival) : exceeded(marks, maxima, chunk, arrival.depth_m);
    if (above.any && !at_once) keep_chunk(marks, maxima, chunk, arrival);
    note_kept(h_m, maxima, chunk, arrival, above);
}

} // namespace jumelle::flood
