#pragma once

#include <cstdint>
#include <vector>

#include "core/base/state_archive.hpp"
#include "models/traffic/kernels/hierarchy/labels.hpp"
#include "models/traffic/kernels/ranked_network.hpp"

namespace jumelle::traffic {

/// Trips of each origin, origins by class, in an order in which eight in a row lie near each other.
struct Demand {
    std::vector<std::int32_t> origin;      ///< vertex
    std::vector<std::int32_t> kind;        ///< class of each origin, ascending
    std::vector<std::int64_t> begin;       ///< origins + 1 offsets into the next three
    std::vector<std::int32_t> destination; ///< vertex, ascending for each origin
    std::vector<double> wanted;            ///< volume that wants to travel
    std::vector<double> carried;           ///< volume that the flows bring there now

    void archive_state(StateArchive& archive) {
        archive("origin", origin);
        archive("kind", kind);
        archive("begin", begin);
        archive("destination", destination);
        archive("wanted", wanted);
        archive("carried", carried);
    }
    std::int32_t origins() const { return static_cast<std::int32_t>(origin.size()); }
};

/// The trips of a table. What `before` carries stays known; destinations that are no longer asked for stay
/// with nothing wanted, so that their flow can be taken out. Trips from a node to itself are left out.
Demand make_demand(RankedNetwork const& network, OriginTrips const& trips, Demand const& before);

} // namespace jumelle::traffic
