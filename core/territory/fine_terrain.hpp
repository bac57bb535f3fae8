#pragma once

#include <string>

#include "core/territory/field.hpp"
#include "core/territory/grid.hpp"

namespace jumelle {

/// The ground below the cells of a territory's grid, known more finely than the grid: a model that can
/// (flood, scheme inertial) runs on the large cells and still knows the ditches, walls and streets in them.
struct FineTerrain {
    Grid grid;       ///< covers the same land, cell for cell `ratio` × `ratio` fine ones
    Index ratio = 1; ///< fine cells along the side of a coarse one
    FieldStore fields;
};

/// Whether a field is kept on the fine grid: elevation, building_height, manning, land_cover, initial_depth.
bool lies_on_fine_terrain(std::string const& field);

/// The grid of cells that are `ratio` times as small and cover the same land. @pre ratio >= 1
Grid finer_grid(Grid const& grid, Index ratio);

/// The grid of cells `ratio` times as large that covers the same land.
/// @pre rows and columns are multiples of `ratio`
Grid coarser_grid(Grid const& grid, Index ratio);

/// A fine field in the cells of the coarse grid, NaN where none of a cell's fine cells has a value.
/// Numbers become their mean over the fine cells that have one, counts their sum, classes the most frequent
/// one (of equally frequent ones the smallest). `building_height` is the mean over the built fine cells where
/// at least half of them are built, else 0: a mean over all would put low buildings everywhere.
/// @pre rows and columns are multiples of `ratio`
Field coarsened(Field const& fine, Index ratio);

} // namespace jumelle
