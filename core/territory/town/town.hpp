#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/territory/territory.hpp"

namespace jumelle {

/// Which town to make. The same seed and size make the same town at any cell size.
struct TownOptions {
    std::uint64_t seed = 1;
    static constexpr double usual_side_m = 1000.0;
    double width_m = usual_side_m;  ///< west to east, 200 m … 50 km
    double height_m = usual_side_m; ///< south to north, 200 m … 50 km
    double cell_m = 2.0;            ///< 0.5 m … 50 m; the grid has the nearest whole number of cells
    Crs crs;
    std::optional<Point> north_west; ///< corner of the grid; where not given (700 km, 6600 km), a place that
                                     ///< Lambert-93 and UTM both have
};

/// Places of a town that a scenario wants to name.
struct TownLandmarks {
    enum class Side { north, east, south, west };
    Point river_inflow; ///< on the river's centre line, just inside the border where it enters
    Side inflow_side = Side::west;
    Point river_outflow; ///< on the centre line, just inside the border where it leaves
    Side outflow_side = Side::east;
    double river_width_m = 0.0;        ///< of the bed, without the banks
    double river_depth_m = 0.0;        ///< from the top of the banks to the bed
    Point centre;                      ///< the middle of the town, on the river
    std::vector<Point> bridges;        ///< middles of the bridges
    std::vector<Point> thalweg_mouths; ///< where the dry valleys meet the river's banks
};

struct Town {
    Territory territory;
    TownLandmarks landmarks;
};

/// Why no town can be made with these options (`cells of 80 m are outside 0.5 m .. 50 m`); empty where one
/// can.
std::string why_no_town(TownOptions const& options);

/// A made-up town: a river in a valley, dry valleys that run to it, streets, blocks, buildings, trees, land
/// cover, people, a road graph and trips. A pure function of the options: the same bits for any thread count.
/// The territory has the fields elevation, building_height, canopy_height, land_cover, manning, population
/// and income, a hospital and a fire station. Road edges are named `street/N/f`, `street/N/b`, and
/// `bridge/N/f`, `bridge/N/b` over the river, where elevation stays that of the river bed.
/// @throws InputError where why_no_town() has a reason
Town make_town(TownOptions const& options);

/// `north`, `east`, `south`, `west`
std::string to_text(TownLandmarks::Side side);

} // namespace jumelle
