#pragma once

#include "models/heat/kernels/sky_hull.hpp"
#include "models/heat/kernels/wall_facets.hpp"

namespace jumelle::heat {

/// What a wall sees, mean over its height: shares of what reaches it from all directions if all were equally
/// bright. sky + walls + ground = 1.
struct WallView {
    float sky = 0.0F;   ///< as if there were no trees
    float walls = 0.0F; ///< of other buildings
    float ground = 0.0F;
    float crowns = 0.0F; ///< the part of `sky` that tree crowns stand before
};

/// ∫ cos²h dh from the horizontal to h: what a wall receives between two heights of one azimuth, over π/4.
///
///     V(h) = h/2 + sin(2h)/4
double wall_weight_below(double height_rad);

/// ∫ max(0, cos(φ − ψ)) dφ over a sector of azimuths: what a wall that looks to ψ receives of it, over 2.
double facing_weight(double azimuth_deg, double sector_deg, double wall_azimuth_deg);

/// One azimuth in which a wall looks at a hull.
struct WallLook {
    float step_m = 1.0F;     ///< length of a step of the line
    float behind = 0.0F;     ///< from the foot's centre to the wall along the line's axis [steps]
    float lag_behind = 0.0F; ///< what this adds to the lag of the foot's centre [steps]
    float wall_m = 0.0F;     ///< what is higher above the wall's foot is a building, else ground
    float weight = 0.0F;     ///< facing_weight / π
};

/// Where the foot of a wall lies among the lines.
struct FootPlace {
    Index line = 0;
    float at = 0.0F;  ///< [steps]
    float lag = 0.0F; ///< [steps]
};

/// Adds one azimuth to what a wall sees, at three heights (Gauss points). Of each:
///
///     sky    [V(π/2) − V(h)]     above the horizon h >= 0
///     walls  [V(h) − V(−g)]      from the foot of what closes the view, at the level of the wall's own foot
///     ground [V(−g) − V(−π/2)]   and what is between a horizon below the horizontal and the horizontal
///
/// Source: configuration factors of a vertical element, e.g. Howell, Menguc & Siegel 2016, appendix C.
/// @param foot the centre of the wall's foot, on a line of `hulls`
void add_wall_view(WallFacet const& wall, HorizonHulls const& hulls, FootPlace const& foot,
                   WallLook const& look, WallView& view);

} // namespace jumelle::heat
