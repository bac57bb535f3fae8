#pragma once

#include "core/base/view.hpp"

namespace jumelle::hdf5 {

/// A field cut into tiles of equal size; those at the southern and eastern border may reach over it.
struct Tiling {
    Index rows = 0, columns = 0; ///< of the field
    Index tile_rows = 1, tile_columns = 1;

    Index across() const { return (columns + tile_columns - 1) / tile_columns; }
    Index down() const { return (rows + tile_rows - 1) / tile_rows; }
    Index count() const { return across() * down(); }
    Index tile_size() const { return tile_rows * tile_columns; }
    /// First row and column of tile `number`, counted along the rows.
    Index first_row(Index number) const { return number / across() * tile_rows; }
    Index first_column(Index number) const { return number % across() * tile_columns; }
};

/// Tiles of 0.25 to 1 MiB of float32 (smaller only where the field is) that reach over the border as little
/// as can be. Nodes and edges are one row.
/// @pre rows > 0, columns > 0
Tiling tiling_of(Index rows, Index columns);

} // namespace jumelle::hdf5
