#pragma once

#include <cstdint>
#include <vector>

#include "models/traffic/kernels/hierarchy/regions.hpp"
#include "models/traffic/kernels/ranked_network.hpp"

namespace jumelle::traffic {

/// Pieces of the town, one bit each. What lies in other cells shares no link.
using CellSet = std::uint64_t;

/// The cell of each link: that of the region of its lower end. There are at most as many cells as a set has
/// bits; where there are more regions, several make one cell.
std::vector<std::uint8_t> cells_of_links(RankedNetwork const& network, Regions const& regions);

} // namespace jumelle::traffic
