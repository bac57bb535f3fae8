#pragma once

#include "models/flood/kernels/rows.hpp"

namespace jumelle::flood {

/// Columns whose maxima are looked at together: four registers of floats, one segment of the activity.
inline constexpr Index maxima_chunk_columns = 64;

/// Lower bounds of what is kept in a chunk of columns: whatever stays below them changes nothing, and the
/// kept values need not be read.
struct KeptAtLeast {
    float depth_m = 0.0F, speed_mps = 0.0F, hazard_m2ps = 0.0F;
    bool is_old = true; ///< what is kept has grown since
};

/// What is kept of a row over the whole run. Single precision is enough for what is written with 1e-4 m.
struct MaximaRow {
    float *depth_m = nullptr, *speed_mps = nullptr, *hazard_m2ps = nullptr;
    float* time_of_depth_s = nullptr; ///< of the largest depth
    float* arrival_s = nullptr;       ///< `never_s` before the water came
    KeptAtLeast* at_least = nullptr;  ///< one a chunk; none where null
    /// Bounds of the chunk that begins at a column; null where there are none.
    KeptAtLeast* bounds_at(Index column) const {
        return at_least == nullptr ? nullptr : at_least + column / maxima_chunk_columns;
    }
    /// The cells from a column on, without the bounds.
    MaximaRow shifted(Index columns) const {
        return {depth_m + columns, speed_mps + columns, hazard_m2ps + columns, time_of_depth_s + columns,
                arrival_s + columns};
    }
};

/// The largest depth and speed that a chunk of columns shows, or more.
struct ChunkPeaks {
    float depth_m = 0.0F, speed_mps = 0.0F;
    bool moves = false; ///< some cell holds more than `still_depth_m`
};

/// Stands for "has not happened" [s].
inline constexpr float never_s = -1.0F;

/// Depths that tell whether a cell counts as wet.
struct WetDepths {
    double dry_m = 0.0, arrival_m = 0.0;
};

/// When water arrives [m], and what time it is [s].
struct ArrivalTime {
    float depth_m = 0.0F, now_s = 0.0F;
};

/// Depth above which debris adds 1 to the hazard in urban areas [m].
/// Source: Defra/EA 2006, Flood Risks to People FD2321/TR1, table 3.1 (urban: 0 up to 0.25 m, 1 above).
inline constexpr double debris_depth_m = 0.25;

/// Keeps the largest depth, its time, the largest speed and hazard, and the first time above the arrival
/// depth. What was kept is written only in chunks of columns where something exceeds it, and read only where
/// something may.
///
///     hazard = d (v + 0.5) + debris factor    Source: Defra/EA 2006, FD2321/TR1, equation 3.1
/// @pre wet.arrival_m > 0; the water so far was kept by this function too; with bounds `span` begins at a
/// multiple of `maxima_chunk_columns`
void keep_maxima(StateRow<double> const& row, MaximaRow const& maxima, Span span, double time_s,
                 WetDepths const& wet);
void keep_maxima(StateRow<float> const& row, MaximaRow const& maxima, Span span, double time_s,
                 WetDepths const& wet);

} // namespace jumelle::flood
