#pragma once

#include "models/traffic/kernels/link_transmission/network.hpp"

namespace jumelle::traffic {

/// How many turn where, in the rows of `TurnFractions`: the flows of an equilibrium, for instance. Any unit.
struct TurnVolumes {
    std::vector<std::int64_t> begin;  ///< rows + 1; rows are links, then origins
    std::vector<std::int32_t> to;     ///< a link, or `leaves_here`
    std::vector<double> from_s = {0}; ///< begins of the periods
    std::vector<double> volume;       ///< period by period, one an entry of `to`, >= 0
};

/// Turning fractions in proportion to volumes. A row without volume in a period turns as in the mean of all
/// periods; one without any volume turns as all others at its node do, but not straight back; and where
/// nobody passes the node, in proportion to the capacities of its links, straight back only if there is no
/// other.
/// @pre rows, links and periods fit together, as `check_transmission` asks of fractions
/// @throws InputError (data) where a volume is negative or not a number
TurnFractions turn_fractions(TransmissionNetwork const& network, Departures const& departures,
                             TurnVolumes const& volumes);

} // namespace jumelle::traffic
