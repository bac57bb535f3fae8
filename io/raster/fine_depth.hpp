#pragma once

#include <string>

#include "core/territory/field.hpp"
#include "core/territory/grid.hpp"

namespace jumelle {

/// A terrain finer than the grid of a run: each of the grid's cells holds `ratio` × `ratio` of its cells.
struct FineTerrainFile {
    Grid grid;
    Array2D<double> elevation_m; ///< NaN where the file has none
    Index ratio = 1;
};

/// Reads a raster over the extent of a run's grid. Where its cells do not fit whole into the grid's, it is
/// brought to the nearest size that does, by bilinear interpolation.
/// @throws InputError at `key` where it cannot be read, or is not finer than the grid
FineTerrainFile read_terrain_below(std::string const& file, Grid const& grid, std::string const& key);

/// Depth of water whose level is known in the cells of the coarse grid, over a finer terrain: max(level − z,
/// 0), the level of a cell held over all of it; NaN where the terrain has no height. A level of NaN is dry.
/// Where the levels come from sub-grid tables of the same terrain, the depths of a cell add up to its water,
/// but for the straight lines between the points of its table.
Array2D<double> depth_over(FineTerrainFile const& terrain, Array2D<double> const& level_m);

} // namespace jumelle
