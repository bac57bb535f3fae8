#include "models/heat/kernels/arriving_row.hpp"

#include "core/base/kernel.hpp"
#include "models/heat/kernels/sky_slope.hpp"

namespace jumelle::heat {

namespace {

/// Cells by which a step towards a quarter of the horizon moves.
constexpr std::array<std::int32_t, sides> down_by = {-1, 0, 1, 0}, right_by = {0, 1, 0, -1};

JUMELLE_INLINE std::int32_t within(std::int32_t value, std::int32_t last) {
    std::int32_t const above = value > 0 ? value : 0;
    return above < last ? above : last;
}

/// Where the walls of a quarter stand, and what part of the view they fill.
struct Quarter {
    double const* light = nullptr; ///< what walls of each block give back
    std::array<std::int32_t, arriving_cells> place;
    std::array<double, arriving_cells> part;
};

/// Turns columns (along the row) or rows into numbers of blocks.
JUMELLE_INLINE void find_blocks(BlockOfCells const& blocks, BundleRow const& row, bool along,
                                std::array<std::int32_t, arriving_cells>& place) {
    float const per_cell = 1.0F / static_cast<float>(blocks.cells);
    if (along) {
        auto const first = static_cast<std::int32_t>(blocks.of_row[row.row]);
        JUMELLE_INDEPENDENT
        for (std::int32_t l = 0; l < row.cells; ++l) {
            auto const i = static_cast<std::size_t>(l);
            place[i] = first + block_at(place[i], per_cell);
        }
        return;
    }
    std::uint32_t const* const of_column = blocks.of_column + row.first_column;
    JUMELLE_INDEPENDENT
    for (std::int32_t l = 0; l < row.cells; ++l) {
        auto const i = static_cast<std::size_t>(l);
        place[i] = blocks.columns * block_at(place[i], per_cell) + static_cast<std::int32_t>(of_column[l]);
    }
}

/// @returns whether any cell sees walls there
JUMELLE_INLINE bool look(BlockOfCells const& blocks, BundleRow const& row, std::size_t side, Quarter& quarter,
                         SeenRow& seen) {
    constexpr double per_code = 1.0 / 255.0;
    std::uint8_t const *const share = row.share[side], *const reach = row.reach[side];
    std::uint8_t largest = 0;
    for (std::int32_t i = 0; i < row.cells; ++i) largest = share[i] > largest ? share[i] : largest;
    if (largest == 0) return false;
    bool const along = right_by[side] != 0;
    std::int32_t const step = along ? right_by[side] : down_by[side],
                       last = along ? blocks.last_column : blocks.last_row;
    std::int32_t const here = along ? row.first_column : row.row, per_cell = along ? 1 : 0;
    JUMELLE_INDEPENDENT
    for (std::int32_t i = 0; i < row.cells; ++i)
        quarter.place[static_cast<std::size_t>(i)] = within(here + per_cell * i + step * reach[i], last);
    JUMELLE_INDEPENDENT
    for (std::int32_t l = 0; l < row.cells; ++l) {
        auto const i = static_cast<std::size_t>(l);
        quarter.part[i] = per_code * static_cast<double>(share[i]);
        seen.share[i] += quarter.part[i];
    }
    find_blocks(blocks, row, along, quarter.place);
    return true;
}

struct Seen {
    double shortwave = 0.0, longwave = 0.0;
};

/// Walls are looked up one by one: gathering them is no faster.
JUMELLE_INLINE void add_quarter(Quarter const& quarter, std::size_t i, Seen& seen) {
    double const* const given = quarter.light + 2 * static_cast<std::size_t>(quarter.place[i]);
    seen.shortwave += quarter.part[i] * given[0];
    seen.longwave += quarter.part[i] * given[1];
}

} // namespace

JUMELLE_KERNEL void see_walls(WallLight4 const& light, BlockOfCells const& given_blocks,
                              BundleRow const& given, SeenRow& seen) {
    BlockOfCells const blocks = given_blocks;
    BundleRow const row = given;
    std::array<Quarter, sides> quarters;
    std::size_t used = 0;
    seen.share.fill(0.0);
    for (std::size_t side = 0; side < sides; ++side) {
        for (auto const* const codes : {row.share[side], row.reach[side]})
            fetch_soon(codes + row.cells, codes + row.cells + row.after);
        quarters[used].light = light[(side + sides / 2) % sides]; // walls there look back
        if (look(blocks, row, side, quarters[used], seen)) ++used;
    }
    for (std::size_t i = 0; i < static_cast<std::size_t>(row.cells); ++i) {
        Seen all;
        for (std::size_t q = 0; q < used; ++q) add_quarter(quarters[q], i, all);
        seen.glow[2 * i] = all.shortwave;
        seen.glow[2 * i + 1] = all.longwave;
    }
}

JUMELLE_KERNEL void arrive(ArrivingSky const& given_sky, SeenRow const& walls, ArrivingRow const& given) {
    ArrivingSky const sky = given_sky;
    ArrivingRow const row = given;
    JUMELLE_INDEPENDENT
    for (Index l = 0; l < row.cells; ++l) {
        auto const i = static_cast<std::size_t>(l);
        auto const seen = static_cast<double>(row.sky[i]);
        double const crowns = sky.taken * static_cast<double>(row.crowns[i]), open = seen - crowns;
        double const rest = 1.0 - seen - walls.share[i]; // what rounding leaves may be below 0: it cancels
        std::uint32_t const ground = 2 * (row.first_block + row.block[i]);
        row.down_short[i] =
            static_cast<float>(sky.beam_down_wpm2 * static_cast<double>(row.lit[i]) +
                               sky.diffuse_wpm2 * open + walls.glow[2 * i] + rest * row.ground[ground]);
        row.down_long[i] = static_cast<float>(
            sky.longwave_wpm2 * open + sky.low_sky_wpm2 * low_sky_of_level(open) + sky.crowns_wpm2 * crowns +
            walls.glow[2 * i + 1] + rest * row.ground[ground + 1]);
    }
}

} // namespace jumelle::heat
