#pragma once

#include <cstdint>
#include <vector>

#include "models/traffic/kernels/tapas/tracer.hpp"

namespace jumelle::traffic {

/// Collects trips of one origin and sends them along the cheapest ways. Belongs to one thread; empty between
/// origins.
class CheapestTree {
  public:
    explicit CheapestTree(RankedNetwork const& network);

    /// Trips to a vertex that has a way. @param origin vertex, the same for all until the loads are taken
    void send(std::int32_t vertex, double volume, std::int32_t origin, Tracer const& tracer);
    /// Volume of each link of the tree, ascending by link. The tree is empty afterwards.
    std::vector<Load> take_loads();

  private:
    static constexpr std::int32_t none = -1, done = -1;
    void pass_on();
    RankedNetwork const* network_;
    std::int32_t root_ = 0;
    std::vector<double> due_;             ///< volume that each vertex has to pass on towards the root
    std::vector<std::int32_t> waits_;     ///< vertices that still have to pass on to each; done: it has
    std::vector<std::int32_t> link_into_; ///< of each vertex of the tree, else none
    std::vector<std::int32_t> vertices_;  ///< of the tree, but for the root
    std::vector<std::uint64_t> in_tree_;  ///< the same, one bit a vertex
};

} // namespace jumelle::traffic
