#pragma once

#include <string>
#include <vector>

#include "bench/cases/case_error.hpp"

namespace jumelle::cases {

// Tests of the UK Environment Agency's benchmark of two-dimensional flood models, as far as their land is
// known. Sizes, times, roughness and peaks are the published ones; the shapes of the land and of the
// hydrographs are restated by us so that they fit them, because the original files are not public.
// Source: Néelz & Pender 2013, Benchmarking the latest generation of 2D hydraulic modelling packages,
// Environment Agency report SC120002.

/// Test 1: the level at one end rises above a sill and falls again; what came over the sill stays.
struct PondBehindSill {
    double highest_m = 0.0, final_m = 0.0; ///< levels in the pond
    double largest_final_speed_mps = 0.0, balance_error = 0.0;
    static constexpr double sill_m = 10.25, held_m = 10.35;
};
PondBehindSill pond_behind_sill(CaseOptions const& options);

/// Test 2: a flood that enters at a corner fills 4 × 4 hollows one after the other.
struct HollowFill {
    std::vector<double> depth_m; ///< at the middle of each hollow at the end, row by row from the north
    std::vector<double> first_s; ///< when it held 1 cm; negative: never
    double largest_final_speed_mps = 0.0, balance_error = 0.0;
};
HollowFill fill_hollows(CaseOptions const& options);

/// Test 3: less water than the first hollow holds runs into it; its momentum carries some on to the second.
struct OverHump {
    double capacity_m3 = 0.0, inflow_m3 = 0.0, first_m3 = 0.0, second_m3 = 0.0, balance_error = 0.0;
};
OverHump over_hump(CaseOptions const& options);

/// Test 4: a flood spreads over a flat plain in half circles around its source.
struct SpreadingFlood {
    /// How far a depth reaches from the source eastward, north-eastward and northward [m].
    struct Contour {
        double depth_m = 0.0, time_s = 0.0, east_m = 0.0, diagonal_m = 0.0, north_m = 0.0;
    };
    std::vector<Contour> contours;
    double asymmetry_m = 0.0, balance_error = 0.0; ///< largest difference of depths north and south
};
SpreadingFlood spread_over_plain(CaseOptions const& options);

} // namespace jumelle::cases
