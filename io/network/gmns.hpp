#pragma once

#include <optional>
#include <string>

#include "io/network/road_network.hpp"

namespace jumelle {

/// Units of a GMNS network, in place of those of its config.csv.
struct GmnsUnits {
    std::optional<double> length_m, speed_mps; ///< in place of `long_length` and `speed`
    double position_m = 1.0;                   ///< of the coordinates
    RoadUnits told;                            ///< in which sums over the network are told
};

/// Reads a road network of the General Modeling Network Specification (zephyr-data-specs/GMNS, version 0.9x)
/// from its folder: `node.csv` (node_id, x_coord, y_coord; zone_id, node_type), `link.csv` (link_id,
/// from_node_id, to_node_id, length, free_speed, capacity per lane; lanes, directed, allowed_uses, toll),
/// where they are there `config.csv` (units) and `movement.csv` (ib_link_id, ob_link_id, penalty), whose
/// turns are kept: where a node names any, no others may be made. Links that cars may not use are left out
/// and counted in the notes; links that are not directed go both ways. Nodes of the type centroid are
/// terminals.
/// @throws InputError with everything that is wrong
/// @throws IoError where a file cannot be read
RoadNetwork read_gmns(std::string const& folder, GmnsUnits const& units);

} // namespace jumelle
