#pragma once

#include <string>

#include "core/territory/grid.hpp"
#include "io/raster/picture.hpp"

namespace jumelle {

/// What a map shows. Only the grid and the elevation are needed; whatever else is null is left out.
struct MapLayers {
    Grid const* grid = nullptr;
    Array2D<double> const* elevation_m = nullptr; ///< NaN outside the territory
    Array2D<double> const* building_height_m = nullptr;
    Array2D<double> const* canopy_height_m = nullptr;
    Array2D<double> const* land_cover = nullptr; ///< classes of `core/territory/land_cover.hpp`
    Array2D<double> const* field = nullptr;      ///< the numbers that the map is about
};

/// Colours for numbers.
enum class Ramp {
    water, ///< light to dark blue, clearer where shallow
    heat,  ///< cool blue over yellow to dark red
    plain  ///< pale to violet
};

/// How the field is shown.
struct MapStyle {
    static constexpr double usual_film = 0.01; // a centimetre of water
    static constexpr Index usual_side = 1000;
    Ramp ramp = Ramp::water;
    double low = 0.0, high = 1.0;    ///< of the ramp [unit of the field]
    double hide_below = usual_film;  ///< less than this is nothing (a dry cell) [unit of the field]
    std::string unit = "m";          ///< written at the legend
    Index longest_side = usual_side; ///< of the picture [pixels]
};

/// Shaded relief with buildings, trees and land cover, the field in translucent colours over it, a legend and
/// a scale bar.
/// @pre layers.grid and layers.elevation_m are given, all layers have the grid's size, low < high
Picture draw_map(MapLayers const& layers, MapStyle const& style);

/// The colour of `share` (0: low end, 1: high end) of a ramp.
Colour ramp_colour(Ramp ramp, double share);

} // namespace jumelle
