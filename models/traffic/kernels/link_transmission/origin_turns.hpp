#pragma once

#include <span>

#include "models/traffic/kernels/link_transmission/turn_volumes.hpp"

namespace jumelle::traffic {

/// Where those of one origin drive in an equilibrium, and where they stay. No circle carries flow.
struct OriginRoutes {
    std::int32_t node = 0;                     ///< of the origin
    std::span<std::int32_t const> link;        ///< each once
    std::span<double const> flow;              ///< of each of these links
    std::span<std::int32_t const> destination; ///< nodes, each once
    std::span<double const> volume;            ///< of each destination
};

/// Sums turn volumes over origins. At a node all drivers of one origin turn alike, whatever link they come
/// from: of the routes that carry the same flows these are the most even.
class TurnVolumeSum {
  public:
    /// @pre origins in `departures` are those that `add` will be called with
    TurnVolumeSum(TransmissionNetwork const& network, Departures const& departures);

    void add(OriginRoutes const& origin);
    /// One period from 0 on.
    TurnVolumes volumes() const;

  private:
    TransmissionNetwork const& network_;
    Departures const& departures_;
    TurnVolumes sum_; ///< a row holds every link that leaves its node, then `leaves_here`
    std::vector<double> flow_, staying_, passing_; ///< of one origin: of links, at nodes, and out of nodes
};

} // namespace jumelle::traffic
