#include "io/hdf5/tiling.hpp"

#include <algorithm>

namespace jumelle::hdf5 {

namespace {

/// Values in the largest tile: 1 MiB of float32, what HDF5's chunk cache holds by default.
constexpr Index largest_tile = 262144;
/// Columns (and, in wide fields, rows) of the largest square tile.
constexpr Index square_side = 512;

/// Shortest length that covers `total` with as few pieces of at most `longest` as are needed.
Index balanced(Index total, Index longest) {
    Index const pieces = (total + longest - 1) / longest;
    return (total + pieces - 1) / pieces;
}

} // namespace

Tiling tiling_of(Index rows, Index columns) {
    JUMELLE_EXPECTS(rows > 0 && columns > 0);
    Index const widest = rows >= square_side ? square_side : largest_tile / rows;
    Tiling tiling{rows, columns, 1, balanced(columns, widest)};
    tiling.tile_rows = balanced(rows, std::max<Index>(1, largest_tile / tiling.tile_columns));
    return tiling;
}

} // namespace jumelle::hdf5
