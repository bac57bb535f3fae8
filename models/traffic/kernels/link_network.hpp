#pragma once

#include <cstdint>
#include <vector>

namespace jumelle::traffic {

/// A road network as plain arrays, one entry a link. Units are the caller's, the same throughout: times and
/// fixed costs in one unit of time, capacities and flows in one unit of flow. Cost of link a at flow x:
///
///     t(x) = free_time (1 + b (x / capacity)^power) + fixed
///
/// Source: Bureau of Public Roads 1964, Traffic Assignment Manual; fixed costs are tolls and distance in
/// time.
struct LinkNetwork {
    std::int32_t nodes = 0;
    std::vector<std::int32_t> from, to;
    std::vector<double> free_time, b, capacity, power, fixed;
    std::vector<std::uint8_t> is_closed; ///< one a link; closed links carry nothing. Empty: all are open
    std::vector<std::uint8_t>
        is_terminal; ///< one a node; paths begin or end there, and never pass. Empty: none

    std::int32_t links() const { return static_cast<std::int32_t>(to.size()); }
    bool operator==(LinkNetwork const&) const = default;
};

/// Trips by origin, in compressed sparse rows. Trips from a node to itself load no link.
struct OriginTrips {
    std::vector<std::int32_t> origin;      ///< node of each origin, ascending, each once
    std::vector<std::int64_t> begin;       ///< origins + 1 offsets into the next two
    std::vector<std::int32_t> destination; ///< node, ascending for each origin
    std::vector<double> volume;            ///< > 0

    std::int32_t origins() const { return static_cast<std::int32_t>(origin.size()); }
    bool operator==(OriginTrips const&) const = default;
};

} // namespace jumelle::traffic
