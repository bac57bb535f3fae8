#pragma once

#include "models/heat/kernels/sky_links.hpp"
#include "models/heat/kernels/wall_bundles.hpp"
#include "models/heat/kernels/wall_view.hpp"

namespace jumelle::heat {

/// Whether the horizon of each cell and azimuth is kept, or what is seen of walls in each quarter of the
/// horizon.
enum class Links { kept, bundled, not_kept };

struct SkySettings {
    static constexpr int usual_azimuths = 32, usual_bands = 8;
    int azimuths = usual_azimuths; ///< directions in which the horizon is found, evenly spread
    int crown_bands = usual_bands; ///< heights at which tree crowns are looked for, per azimuth
    Links links = Links::kept;
};

/// What cells and walls see of the sky.
struct SkyViews {
    Array2D<float> sky;    ///< of a level surface at the top of each cell, as if there were no trees: 0 … 1
    Array2D<float> crowns; ///< the part of `sky` that tree crowns stand before; empty where there are none
    LargeVector<WallView> walls; ///< of `WallFacets::all()`
    HorizonLinks links;          ///< empty where not kept
    WallBundles bundles;         ///< empty where not asked for
};

/// Sky views by sweeps along parallel lines in every azimuth, O(cells) each, exact in the horizon along the
/// lines. Walls close the view from their face, half a cell nearer than the cell's centre. Azimuths are those
/// of the middles of equal sectors: (k + 1/2) 360°/n.
///
/// With crowns of transmissivity τ the sky view is sky − (1 − τ) crowns: so the season can change without
/// another sweep.
///
/// 4 bytes a cell, 8 while it runs, 4 more with trees; 2 a cell and azimuth for links, 2 more a cell while
/// it runs; 8 for bundles and 12 more while it runs; 16 a wall. The same bits for any number of threads.
/// @pre azimuths >= 1, and a multiple of eight for bundles; crown_bands >= 1
SkyViews sky_views(CityHeights const& city, WallFacets const& walls, SkySettings const& settings = {});

} // namespace jumelle::heat
