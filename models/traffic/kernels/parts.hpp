#pragma once

#include <algorithm>
#include <atomic>
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

/// Calls `body(worker, item)` for items 0 … `count`: whichever worker is free takes the next, so that none
/// waits for long. What comes of an item must not depend on its worker.
template <class Body>
void for_items(Index count, Index workers, Body&& body) {
    std::atomic<Index> next = 0;
    std::vector<RowRange> const seats(
        static_cast<std::size_t>(std::clamp<Index>(workers, 1, std::max<Index>(count, 1))));
    for_given_ranges(seats, [&](Index worker, RowRange) {
        for (Index item = next++; item < count; item = next++) body(worker, item);
    });
}

/// Calls `body(range)` for ranges of some items that are handed out so. @param work numbers read or written,
/// all of them
template <class Body>
void for_chunks(Index items, double work, Body&& body) {
    constexpr Index chunks_a_worker = 16;
    Index const workers = threads_worth(work);
    Index const chunks = std::min(workers == 1 ? 1 : chunks_a_worker * workers, items);
    for_items(chunks, workers, [&](Index, Index chunk) {
        body(RowRange{items * chunk / chunks, items * (chunk + 1) / chunks});
    });
}

} // namespace jumelle::traffic
