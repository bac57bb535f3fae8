#pragma once

#include <string>

#include "io/network/road_network.hpp"

namespace jumelle {

/// Two CSV tables of a road network; the one of nodes may be absent (empty).
struct RoadTables {
    std::string links, nodes;
};

/// Reads a road network from tables. Headings name units (`length [m]`, `speed [km/h]`); any unit of the
/// right dimension will do, `veh/h` counts as `1/h`. Links: `from`, `to`, `capacity [veh/h]` (of all lanes),
/// and `free_time [s]`, or `length [m]` with `speed [km/h]`; where they apply `name`, `lanes`, `b`, `power`,
/// `toll`, `type`, `off_ground` (1 on bridges and in tunnels). Nodes: `name`, `x`, `y`; where they apply
/// `zone`, `kind` (through, terminal). Without a table of nodes each name at the end of a link is one. Where
/// no node names a zone, every node is a zone.
/// @param units in which sums over the network are told
/// @throws InputError with everything that is wrong with both
/// @throws IoError where a file cannot be read
RoadNetwork read_road_tables(RoadTables const& files, RoadUnits const& units);
/// The same from texts; `files` stand in messages.
RoadNetwork read_road_tables_text(RoadTables const& texts, RoadTables const& files, RoadUnits const& units);

/// What becomes of trips that begin or end in a zone that the network does not have.
enum class UnknownZones {
    refused,
    left_out ///< and counted in the notes
};

/// How a table of trips is to be read.
struct TripColumns {
    std::string origin = "from", destination = "to", trips = "trips";
    double period_s = RoadUnits::usual_period_s; ///< to which trips without a unit belong
    UnknownZones unknown_zones = UnknownZones::refused;
};

/// Trips of a table, `from,to,trips [veh/h]`; zones by their names in the network. Several rows between the
/// same zones are summed; trips inside a zone are left out and counted in the notes.
/// @throws InputError with everything that is wrong
/// @throws IoError where the file cannot be read
TripTable read_trip_table(std::string const& file, TripColumns const& columns, RoadNetwork const& network,
                          std::vector<std::string>& notes);
TripTable read_trip_table_text(std::string const& text, std::string const& file, TripColumns const& columns,
                               RoadNetwork const& network, std::vector<std::string>& notes);

} // namespace jumelle
