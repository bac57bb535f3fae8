#pragma once

#include <string>

#include "core/base/view.hpp"

namespace jumelle {

/// What a measure did to the territory: told with the results, so that a reader sees what was compared.
struct MeasureRecord {
    std::string kind;       ///< `plant_trees`
    std::string name;       ///< as the scenario calls it; may be empty
    Index cells = 0;        ///< whose number it changed
    double area_m2 = 0.0;   ///< of those cells
    double cut_m3 = 0.0;    ///< earth taken away
    double fill_m3 = 0.0;   ///< earth brought
    Index edges = 0;        ///< of the road graph that it changed
    Index pipes = 0;        ///< of the drainage network that it changed
    double length_m = 0.0;  ///< of edges, pipes or the line that it follows
    Index structures = 0;   ///< walls, pumps … that it added
    double trips_vehph = 0; ///< vehicles per hour that it added (less than 0: took away)
    double cost = 0.0;      ///< in the money of the scenario's unit costs; 0: none were given
};

} // namespace jumelle
