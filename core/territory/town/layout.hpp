#pragma once

#include <vector>

#include "core/territory/town/noise.hpp"
#include "core/territory/town/town.hpp"

namespace jumelle::town {

/// A street line across the valley: `p = p0_m + tilt * q`. Even ones are avenues on ridges with a bridge, odd
/// ones are the streets in the dry valleys.
struct CrossLine {
    double p0_m = 0.0;
    double tilt = 0.0;
    bool thalweg = false;
};

/// Sizes that follow from the size of the town alone [m unless named otherwise], never from the cells.
struct Layout {
    double size_m = 0.0;         ///< the shorter side of the territory
    double long_size_m = 0.0;    ///< the longer side
    double river_half_m = 0.0;   ///< half the width of the bed
    double bank_m = 0.0;         ///< width of each bank
    double quay_m = 0.0;         ///< distance of the quay streets' centre lines from the river's
    double river_depth_m = 0.0;  ///< bed below the top of the banks
    double river_slope = 0.0;    ///< fall of bed and banks along the river [m/m]
    double valley_slope = 0.0;   ///< rise of the valley's sides [m/m]
    double flood_plain_m = 0.0;  ///< width of the flat ground beside the river
    double line_spacing_m = 0.0; ///< between thalwegs, and between bridges
    double ridge_m = 0.0;        ///< height of the ridges above the dry valleys
    double centre_m = 0.0;       ///< how far the centre of the town reaches
    double ring_m = 0.0;         ///< radius of the first ring of boulevards
    double kerb_m = 0.0;         ///< carriageways below the ground beside them
};

Layout layout_of(TownOptions const& options);

/// The lines across the valley on one side of the river (+1 or -1), by growing p, over -reach … reach.
/// Neighbours do not meet within `depth_m` of the river.
std::vector<CrossLine> cross_lines(TownOptions const& options, int side, double reach_m, double depth_m);

} // namespace jumelle::town
