#pragma once

#include <optional>

#include "core/territory/grid.hpp"
#include "models/flood/ground.hpp"

namespace jumelle::flood {

/// Fine ground below a coarse grid.
struct FineGround {
    Ground ground;
    Index ratio = 1; ///< fine cells along the side of a coarse one
};

/// A fine ground seen from cells of `ratio` × `ratio` fine cells: lowest level, mean roughness, rain and
/// first water of the free ones, as means over the whole cell. Cells without a free fine cell are solid.
/// @pre rows and columns of the fine ground are multiples of the ratio
Ground coarse_ground(FineGround const& fine);

/// The level of the first water in a coarse cell, where it is one level (within a micrometre) and all ground
/// below it is wet.
std::optional<double> still_level_m(FineGround const& fine, Cell cell);

} // namespace jumelle::flood
