#pragma once

#include <algorithm>
#include <span>
#include <vector>

#include "core/parallel/loops.hpp"

namespace jumelle::traffic {

/// How many threads are worth waking, which takes each some microseconds. Answers must not depend on it.
/// @param work numbers read or written
inline Index threads_worth(double work) {
    constexpr double least_work = 10000.0;
    double const most = loop_threads();
    return static_cast<Index>(std::clamp(work / least_work, 1.0, most));
}

/// As many ranges of 0 … `items` as threads are worth it.
inline std::vector<RowRange> ranges_for(Index items, double work) {
    Index const parts = std::min(threads_worth(work), std::max<Index>(items, 1));
    std::vector<RowRange> ranges;
    for (Index part = 0; part < parts; ++part) {
        ranges.push_back({items * part / parts, items * (part + 1) / parts});
    }
    return ranges;
}

/// The same with about as much of `weights` in each range; weights are numbers read or written.
inline std::vector<RowRange> ranges_for(std::span<double const> weights) {
    double sum = 0.0;
    for (double const weight : weights) sum += weight;
    return balanced_ranges(weights, threads_worth(sum));
}

} // namespace jumelle::traffic
