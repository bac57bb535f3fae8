#pragma once

#include <string>
#include <vector>

#include "core/territory/road_graph.hpp"

namespace jumelle {

/// What a TNTP file does not say itself. Its numbers have no units.
struct TntpUnits {
    double time_s = RoadUnits::usual_time_s;     ///< of the free-flow times [s]: 60 for minutes
    double length_m = 0.0;                       ///< of the lengths [m]: 1609.344 for miles; 0: not known
    double period_s = RoadUnits::usual_period_s; ///< to which capacities and trips belong [s]
};

/// A network and what was left out of the file on the way to it, in words, for the records of a run.
struct TntpNetwork {
    RoadGraph roads;
    std::int32_t zones = 0; ///< nodes 0 … zones - 1 are zones
    std::vector<std::string> notes;
};

/// Reads a network in the format of "Transportation Networks for Research": a head of `<TAG> value` lines,
/// then one link a line: init node, term node, capacity, length, free-flow time, b, power, speed, toll, type.
/// Nodes keep their numbers as names; edges are named `from-to`. Nodes below the first thru node are
/// terminals. Speeds in the file are not read: free speed is length over free-flow time. Links from a node to
/// itself and second links between the same two nodes, the later ones in the file, are left out and counted
/// in the notes.
/// @throws InputError (data) with every fault of the file
/// @throws IoError where it cannot be read
TntpNetwork read_tntp_network(std::string const& file, TntpUnits const& units = {});
TntpNetwork read_tntp_network_text(std::string const& text, std::string const& file,
                                   TntpUnits const& units = {});

/// Reads positions of nodes, `node x y` a line, into a network. `length_m` is the unit of the positions.
/// @throws InputError (data) where a node is unknown or has no position
void read_tntp_nodes(std::string const& file, double length_m, RoadGraph& roads);
void read_tntp_nodes_text(std::string const& text, std::string const& file, double length_m,
                          RoadGraph& roads);

/// Trips between zones and what was left out, in words.
struct TntpTrips {
    TripTable trips;
    std::vector<std::string> notes;
};

/// Reads a trip table in the same format, plain or compressed by gzip: `Origin n`, then `zone : trips;`
/// pairs. Zone n is the network's n-th node. Pairs without trips are left out; trips inside a zone are left
/// out and counted in the notes.
/// @param period_s to which the numbers of trips belong [s]
/// @throws InputError (data) with every fault of the file
/// @throws IoError where it cannot be read
TntpTrips read_tntp_trips(std::string const& file, std::int32_t zones,
                          double period_s = RoadUnits::usual_period_s);
TntpTrips read_tntp_trips_text(std::string const& text, std::string const& file, std::int32_t zones,
                               double period_s = RoadUnits::usual_period_s);

} // namespace jumelle
