#pragma once

#include <cstdint>
#include <vector>

#include "models/traffic/kernels/tapas/state.hpp"

namespace jumelle::traffic {

/// Takes out of an origin's flows what uses closed links and what no longer wants to travel, along the ways
/// that it took. Flow is thought to mix at each vertex: in the order in which it passes the vertices, the
/// share that is still alive follows it onward; then, backward, each vertex asks for no more than it passes
/// on. Belongs to one thread.
class FlowReduction {
  public:
    explicit FlowReduction(RankedNetwork const& network);

    /// Lowers `carried` and the flows of one origin. @param wanted volume by trip of the origin; at least
    /// what then remains carried is at most that. Where the flows hold a cycle, all of them go.
    void reduce(AssignmentState& state, std::int32_t origin, std::vector<double> const& wanted);

  private:
    bool order_vertices(AssignmentState const& state, std::int32_t origin);
    void follow_what_lives(AssignmentState& state, std::int32_t origin);
    void ask_for_less(AssignmentState& state, std::int32_t origin, std::vector<double> const& wanted);

    RankedNetwork const* network_;
    std::vector<std::int32_t> order_, arrivals_;
    std::vector<double> before_, alive_; ///< flow into each vertex, and what of it is alive
    std::vector<double> need_;           ///< what each vertex passes on or takes in
};

} // namespace jumelle::traffic
