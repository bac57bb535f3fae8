#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "models/traffic/kernels/link_network.hpp"

namespace jumelle::traffic {

/// All trips of a network on all their reasonable ways: way k, which costs c_k, is taken by
///
///     exp(−θ c_k) / Σ over ways l exp(−θ c_l)
///
/// of the trips between its ends. A way is reasonable where each of its links leads further away from the
/// origin, by the costs of empty streets; so the choice of ways stays the same when costs change. No way is
/// ever named: two passes over the links of each origin do, one away from it and one back. Source: Dial 1971,
/// Transportation Research 5, 83-111.
class LogitLoading {
  public:
    /// @param network its closures and terminals are heeded; outlives this
    /// @param trips of one class; outlive this
    LogitLoading(LinkNetwork const& network, OriginTrips const& trips);

    /// Flow of each link. The same bits for any number of threads.
    /// @param cost of each link, > 0 [time]
    /// @param theta θ > 0 [1/time]
    std::vector<double> flows(std::span<double const> cost, double theta) const;
    /// Whether trips have a way. One each, in the order of the trips.
    std::vector<std::uint8_t> const& has_way() const { return has_way_; }

  private:
    class Passes;

    LinkNetwork const& network_;
    OriginTrips const& trips_;
    std::vector<std::int32_t> in_begin_, in_; ///< open links into each node
    std::vector<std::int64_t> order_begin_;
    std::vector<std::int32_t> order_; ///< nodes that each origin reaches, the nearest first
    std::vector<std::uint8_t> has_way_;
};

} // namespace jumelle::traffic
