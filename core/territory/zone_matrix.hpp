#pragma once

#include <string>
#include <vector>

namespace jumelle {

/// Numbers between zones: one row an origin, one column a destination.
struct ZoneMatrix {
    std::string name;
    std::vector<std::string> zone_id; ///< of rows and columns; empty: zones have no names
    std::vector<double> values;       ///< zones × zones, row after row

    std::size_t zones = 0;
    std::string unit = {}, long_name = {}; ///< of the numbers; empty: not told
};

} // namespace jumelle
