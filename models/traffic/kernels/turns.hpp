#pragma once

#include <atomic>
#include <cstdint>
#include <exception>
#include <functional>
#include <mutex>
#include <queue>
#include <vector>

#include "models/traffic/kernels/parts.hpp"

namespace jumelle::traffic {

/// Which of some items must wait for which earlier ones. What does not wait for each other may be done at the
/// same time.
struct Precedence {
    std::vector<std::int32_t> waits;      ///< of each item, for how many earlier ones it waits
    std::vector<std::int32_t> next_begin; ///< items + 1 offsets into the next
    std::vector<std::int32_t> next;       ///< later items that wait for each

    std::int32_t items() const { return static_cast<std::int32_t>(waits.size()); }
};

/// An item waits for another: both by number, the earlier one first.
struct Wait {
    std::int32_t earlier, later;
};
/// @param all each once @pre earlier < later
Precedence precedence_of(std::int32_t items, std::vector<Wait> const& all);

/// Hands out items to several threads, each when those that it waits for are done, the lowest first.
class Turns {
  public:
    explicit Turns(Precedence const& precedence);

    /// An item whose turn it is; waits for one. −1 when there are no more.
    std::int32_t take();
    void finish(std::int32_t item);
    /// No more items: somebody failed.
    void give_up();

  private:
    Precedence const* precedence_;
    std::mutex lock_;
    std::vector<std::int32_t> waits_;
    std::priority_queue<std::int32_t, std::vector<std::int32_t>, std::greater<>> ready_;
    std::atomic<std::int32_t> ready_count_ = 0, left_ = 0; ///< left: not yet taken
};

/// Calls `body(worker, item)` for all items, each after those that it waits for. One worker takes them in
/// their order. What comes of an item must not depend on its worker.
template <class Body>
void for_items_in_turn(Precedence const& precedence, Index workers, Body&& body) {
    if (workers == 1 || precedence.items() <= 1) {
        for (std::int32_t item = 0; item < precedence.items(); ++item) body(Index{0}, item);
        return;
    }
    Turns turns(precedence);
    for_items(workers, workers, [&](Index worker, Index) {
        try {
            for (std::int32_t item = turns.take(); item >= 0; item = turns.take()) {
                body(worker, item);
                turns.finish(item);
            }
        } catch (...) {
            turns.give_up();
            throw;
        }
    });
}

} // namespace jumelle::traffic
