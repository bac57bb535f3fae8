#pragma once

#include "core/base/view.hpp"

namespace jumelle::bench {

/// Memory bandwidth of a[i] = b[i] + s c[i] over arrays far larger than the cache, counted as 24 bytes per i
/// [bytes/s], best of `repeats`, with the threads of `core/parallel`.
/// Source: McCalpin 1995, STREAM.
double triad_bytes_per_s(Index elements, int repeats);

} // namespace jumelle::bench
