#pragma once

#include "core/base/view.hpp"

namespace jumelle {

/// Where the light of a map comes from: the north-west, half-way up, as on printed maps.
struct MapLight {
    static constexpr double north_west_deg = 315.0, half_way_up_deg = 45.0;
    double azimuth_deg = north_west_deg;   ///< clockwise from north [degree]
    double altitude_deg = half_way_up_deg; ///< above the horizon [degree]
    double exaggeration = 1.0;             ///< heights are multiplied with it
};

/// Brightness of sloping ground.
///
///     cos(incidence) / cos(incidence on flat ground), slopes by weighted differences of the eight neighbours
///
/// @returns 1 on flat ground, less on slopes that turn away from the light, never below 0; NaN where there is
///          no height
/// Source:  Horn 1981, Proc. IEEE 69(1), 14-47.
Array2D<double> hillshade(View2D<double const> height_m, double cell_m, MapLight const& light);

/// The factor that makes flat land readable and leaves mountains alone, from the mean slope.
double readable_exaggeration(View2D<double const> height_m, double cell_m);

/// 1 where the light reaches the surface, 0 in the shadow of something higher.
Array2D<double> cast_light(View2D<double const> surface_m, double cell_m, MapLight const& light);

} // namespace jumelle
