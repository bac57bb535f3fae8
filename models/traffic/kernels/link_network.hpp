#pragma once

#include <cstdint>
#include <vector>

namespace jumelle::traffic {

/// What one of several classes of vehicles pays beside driving time, and where it may not drive. One entry a
/// link; empty: nothing, nowhere.
struct LinkClass {
    std::vector<double> fixed;
    std::vector<std::uint8_t> is_closed;
    bool operator==(LinkClass const&) const = default;
};

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
    /// Classes that share the links, each with what is fixed and closed for it in place of `fixed` and
    /// `is_closed`. Empty: one class. Times are the same for all, so that what one class costs the others is
    /// symmetric and there is an objective: Σ ∫ t dx + Σ over classes of flow × fixed. Flows are in units of
    /// capacity: a lorry that takes the room of two cars counts two.
    /// Source: Dafermos 1972, Transportation Science 6, 73-87.
    std::vector<LinkClass> classes;
    std::vector<std::uint8_t>
        is_terminal; ///< one a node; paths begin or end there, and never pass. Empty: none

    std::int32_t links() const { return static_cast<std::int32_t>(to.size()); }
    bool operator==(LinkNetwork const&) const = default;
};

/// Trips by origin, in compressed sparse rows. Trips from a node to itself load no link.
struct OriginTrips {
    std::vector<std::int32_t> origin;      ///< node of each origin, ascending, each once in a class
    std::vector<std::int64_t> begin;       ///< origins + 1 offsets into the next two
    std::vector<std::int32_t> destination; ///< node, ascending for each origin
    std::vector<double> volume;            ///< > 0
    std::vector<std::int32_t> kind = {};   ///< class of each origin, ascending; empty: all 0

    std::int32_t origins() const { return static_cast<std::int32_t>(origin.size()); }
    std::int32_t kind_of(std::int32_t o) const {
        return kind.empty() ? 0 : kind[static_cast<std::size_t>(o)];
    }
    bool operator==(OriginTrips const&) const = default;
};

} // namespace jumelle::traffic
