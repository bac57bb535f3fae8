#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/base/time.hpp"
#include "core/territory/drain_network.hpp"
#include "core/territory/facility.hpp"
#include "core/territory/field.hpp"
#include "core/territory/fine_terrain.hpp"
#include "core/territory/grid.hpp"
#include "core/territory/measures/record.hpp"
#include "core/territory/road_graph.hpp"
#include "core/territory/structures.hpp"

namespace jumelle {

/// Where numbers came from: what a reader needs to judge and to cite them.
struct InputRecord {
    std::string name;                               ///< path as the scenario names it, or `synthetic_town`
    std::string used_for;                           ///< the key that named it, `territory.fields.elevation`
    std::string sha256;                             ///< of the file; empty for generated input
    std::string licence, date, crs, vertical_datum; ///< empty where not known
    std::string note; ///< coverage, resampling: `321 × 416 cells of 1 m, bilinear, 99.6 % covered`
};

/// A piece of land: grid, fields that lie on it, road graph, and where all of it came from.
struct Territory {
    Grid grid;
    FieldStore fields;
    std::optional<FineTerrain> fine; ///< the ground below the cells, where the scenario asks for it
    RoadGraph roads;
    TripTable trips;
    std::vector<Facility> facilities; ///< that people must reach
    Structures structures;
    std::optional<DrainNetwork> drains; ///< pipes under the street
    std::vector<InputRecord> inputs;
    std::vector<MeasureRecord> measures; ///< that changed it, in order
    std::map<std::string, Point> places; ///< named positions: `river_inflow`, `centre` of a town
};

} // namespace jumelle
