#pragma once

#include "core/territory/zone_matrix.hpp"
#include "io/network/road_network.hpp"
#include "io/network/road_tables.hpp"

namespace jumelle {

/// How the numbers of a matrix are to be taken.
struct MatrixUse {
    std::string file; ///< for messages
    UnknownZones unknown_zones = UnknownZones::refused;
    double period_s = RoadUnits::usual_period_s; ///< to which the trips belong
};

/// Trips of a matrix between zones: by their names where it has some, else the matrix's zones are the
/// network's in their order. Numbers that are none (NaN) are no trips. Trips inside a zone are left out and
/// counted in the notes.
/// @throws InputError where a zone is not in the network, a number is negative, or the sizes do not fit
TripTable trips_of_matrix(ZoneMatrix const& matrix, MatrixUse const& use, RoadNetwork const& network,
                          std::vector<std::string>& notes);

} // namespace jumelle
