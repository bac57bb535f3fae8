#pragma once

#include <algorithm>

#include "core/base/kernel.hpp"

namespace jumelle::heat {

/// The soil's first 0.28 m, where most roots are: its water comes and goes with every rain, while the water
/// below lasts for months. Source: depth of the two upper soil layers: ECMWF 2016, IFS documentation, part
/// IV, chapter 8; loam holds 0.15 m/m between field capacity and wilting: Allen et al. 1998 (FAO 56),
/// table 19.
inline constexpr double upper_zone_m = 0.28, loam_water = 0.15;

/// Water above and below [m]: what is there, or what there can be.
struct RootWater {
    double upper_m = 0.0, deep_m = 0.0;
    double sum_m() const { return upper_m + deep_m; }
};

/// How what roots reach lies in the two zones.
JUMELLE_INLINE RootWater root_capacity(double all_m) {
    double const upper = std::min(all_m, upper_zone_m * loam_water);
    return {upper, all_m - upper};
}

/// Rain fills the upper zone, then the lower; the rest drains.
JUMELLE_INLINE RootWater with_rain(RootWater const& water, RootWater const& capacity, double rain_m) {
    double const upper = water.upper_m + rain_m, through = std::max(0.0, upper - capacity.upper_m);
    return {upper - through, std::min(capacity.deep_m, water.deep_m + through)};
}

/// Share of its water in the upper zone [0 … 1].
JUMELLE_INLINE double upper_moisture(RootWater const& water, RootWater const& capacity) {
    return capacity.upper_m > 0.0 ? std::min(1.0, water.upper_m / capacity.upper_m) : 1.0;
}

/// How wet the soil is for the plants: mean over their roots.
/// Source: van den Hurk et al. 2000, ECMWF Tech. Memo. 295, eq. 13.
/// @param upper_roots share of the roots in the upper zone
JUMELLE_INLINE double root_moisture(RootWater const& water, RootWater const& capacity, double upper_roots) {
    double const upper = upper_moisture(water, capacity);
    if (capacity.deep_m <= 0.0) return upper;
    return upper_roots * upper + (1.0 - upper_roots) * std::min(1.0, water.deep_m / capacity.deep_m);
}

/// Takes what evaporated from both zones, each by its part in `root_moisture`; what one lacks the other
/// gives. Dew stays above. Never more than there is.
JUMELLE_INLINE RootWater without(RootWater const& water, RootWater const& capacity, double upper_roots,
                                 double lost_m) {
    if (lost_m <= 0.0) return with_rain(water, capacity, -lost_m);
    double const all = root_moisture(water, capacity, upper_roots);
    double const upper = capacity.deep_m > 0.0 ? upper_roots * upper_moisture(water, capacity) : all;
    double const wanted = all > 0.0 ? lost_m * upper / all : lost_m;
    double const taken = std::min(water.upper_m, wanted);
    double const deep = std::min(water.deep_m, lost_m - taken);
    return {std::max(0.0, water.upper_m - (lost_m - deep)), water.deep_m - deep};
}

} // namespace jumelle::heat
