#pragma once

#include <vector>

#include "models/traffic/assignment.hpp"
#include "models/traffic/kernels/link_network.hpp"

namespace jumelle::traffic {

/// How long trips take when streets are empty, dry and open.
class FreeTimes {
  public:
    /// @param network with all links open; closures and fixed costs are not looked at
    FreeTimes(LinkNetwork const& network, OriginTrips const& trips);

    /// Of one trip [the network's time]; infinite where there is no way at all.
    /// @pre the pair of nodes is one of the trips
    double of(std::int32_t origin, std::int32_t destination) const;
    /// Σ factor × volume × time over the trips that have a way, but those that are `stranded` [time × flow].
    double total_without(std::vector<Tapas::Stranded> const& stranded, double factor = 1.0) const;

    /// Σ volume × time over other trips between the same pairs, but those without a way [time × flow].
    double total_of(OriginTrips const& trips) const;

  private:
    OriginTrips trips_;
    std::vector<double> time_; ///< of each trip
    double total_ = 0.0;       ///< Σ volume × time of those that have a way
};

} // namespace jumelle::traffic
