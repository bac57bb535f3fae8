#pragma once

#include <array>
#include <cstdint>

#include "core/base/kernel.hpp"
#include "core/base/view.hpp"
#include "models/heat/kernels/wall_facets.hpp"

namespace jumelle::heat {

/// Cells of a row that are worked through together.
inline constexpr Index arriving_cells = 128;

/// What comes from above, the same for all cells [W/m²].
struct ArrivingSky {
    double diffuse_wpm2 = 0.0, longwave_wpm2 = 0.0, low_sky_wpm2 = 0.0;
    double crowns_wpm2 = 0.0;    ///< longwave of leaves
    double beam_down_wpm2 = 0.0; ///< on a level plane; 0 at night
    double taken = 1.0;          ///< share of light that crowns take
};

/// Which block a row, and a column, of cells lies in: the number of the row's first block, and the place in
/// it.
struct BlockOfCells {
    std::uint32_t const *of_row = nullptr, *of_column = nullptr;
    std::int32_t last_row = 0, last_column = 0;
    std::int32_t cells = 1, columns = 1; ///< along the side of a block; blocks in a row of them
};

/// Rows and columns below this number are told apart by `block_at`.
inline constexpr std::int32_t most_places = 4'000'000;

/// Place / cells of a block, without a division. @param per_cell 1 / cells @pre place < most_places
JUMELLE_INLINE std::int32_t block_at(std::int32_t place, float per_cell) {
    constexpr float half = 0.5F; // so that rounding never leads into a neighbour
    return static_cast<std::int32_t>((static_cast<float>(place) + half) * per_cell);
}

/// What the walls of each block that look to a side give back: shortwave and longwave, by turns.
using WallLight4 = std::array<double const*, sides>;

/// Bundles of walls that cells of a row see in the four quarters (`WallBundles`).
struct BundleRow {
    std::array<std::uint8_t const*, sides> share{}, reach{};
    std::int32_t row = 0, first_column = 0, cells = 0; ///< at most `arriving_cells`
    std::int32_t after = 0;                            ///< cells that come next in the row
};

/// Σ share × glow over the four quarters, and the sum of the shares, of each cell.
struct SeenRow {
    alignas(64) std::array<double, arriving_cells> share;
    alignas(64) std::array<double, 2 * arriving_cells> glow; ///< shortwave and longwave by turns
};
void see_walls(WallLight4 const& light, BlockOfCells const& blocks, BundleRow const& row, SeenRow& seen);

/// Cells of a row: their views and light, and where what arrives goes.
struct ArrivingRow {
    float const *sky = nullptr, *crowns = nullptr, *lit = nullptr;
    double const* ground = nullptr; ///< what the ground of each block gives back: shortwave and longwave
    std::uint32_t first_block = 0;  ///< of the row of blocks
    std::uint32_t const* block = nullptr; ///< place in it
    float *down_short = nullptr, *down_long = nullptr;
    Index cells = 0; ///< at most `arriving_cells`
};

/// What arrives at level cells [W/m²]:
///
///     K = beam · lit + open · diffuse + Σ walls + rest · ground
///     L = open · sky + low sky + crowns · leaves + Σ walls + rest · ground,   rest = 1 − sky view − Σ shares
///
/// where `rest` is ground that rises before its sky.
void arrive(ArrivingSky const& sky, SeenRow const& walls, ArrivingRow const& row);

} // namespace jumelle::heat
