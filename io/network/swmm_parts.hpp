#pragma once

#include <map>
#include <string>

#include "core/territory/drain_network.hpp"
#include "io/network/swmm_tables.hpp"

namespace jumelle::swmm {

/// What all readers of sections share.
struct Reading {
    Sections const& sections;
    Tables const& tables;
    FaultsOfFile& faults;
    DrainNetwork& network;
};

/// JUNCTIONS, DIVIDERS, OUTFALLS, STORAGE, INFLOWS, COORDINATES. Nodes whose maximum depth is 0 keep it.
void read_nodes(Reading const& reading);
/// CONDUITS, PUMPS, ORIFICES, WEIRS, XSECTIONS, LOSSES. @pre read_nodes() was called
void read_links(Reading const& reading);

} // namespace jumelle::swmm
