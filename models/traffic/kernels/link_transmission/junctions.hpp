#pragma once

#include <cstdint>
#include <vector>

#include "models/traffic/kernels/link_transmission/network.hpp"

namespace jumelle::traffic {

/// Who meets at each node, in the order in which the node model goes through them. The approaches of a node
/// are the links that end there, ascending, then its origin; its exits are the links that begin there,
/// ascending, then the way out.
struct Junctions {
    std::vector<std::int64_t> approach_begin; ///< nodes + 1
    std::vector<std::int32_t> approach_row;   ///< row of the turns: a link, or links + origin
    std::vector<std::int32_t> approach_from;  ///< node that the link comes from; none: an origin
    std::vector<std::int64_t> exit_begin;     ///< nodes + 1
    std::vector<std::int32_t> exit_link;      ///< a link or `leaves_here`
    std::vector<std::int32_t> exit_to;        ///< node that the link goes to; none: the way out
    std::vector<std::int64_t> turn_begin;     ///< approaches + 1
    std::vector<std::int32_t> turn_exit;      ///< position among the exits of its node
    std::vector<std::int64_t> turn_entry;     ///< position in TurnFractions
    std::vector<double> fraction;             ///< period by period, one a turn

    static constexpr std::int32_t none = -1;
    std::int64_t turns() const { return static_cast<std::int64_t>(turn_exit.size()); }
    double const* fractions(std::int32_t period) const { return fraction.data() + period * turns(); }
    std::int32_t nodes() const { return static_cast<std::int32_t>(exit_begin.size()) - 1; }
};

/// @pre arrays that `check_transmission` finds no fault in
Junctions make_junctions(TransmissionNetwork const& network, Departures const& departures,
                         TurnFractions const& turns);

/// The turns of one period.
struct PeriodTurns {
    Junctions const* junctions = nullptr;
    std::int32_t period = 0;
};

/// Nodes, ascending, whose turns differ. @pre the same network and origins
std::vector<std::int32_t> nodes_turning_otherwise(PeriodTurns const& a, PeriodTurns const& b);

} // namespace jumelle::traffic
