#pragma once

#include <algorithm>
#include <array>
#include <vector>

#include "models/heat/blocks.hpp"
#include "models/heat/glow.hpp"
#include "models/heat/kernels/arriving_row.hpp"
#include "models/heat/kernels/wall_bundles.hpp"

namespace jumelle::heat {

/// What the walls of each block give back, apart by where they look to, and how a cell finds those it sees.
class WallGlow {
  public:
    /// Keeps references. The bundles may be made later.
    WallGlow(Blocks const& blocks, WallBundles const& bundles);

    /// Forgets one row of blocks, then takes its walls.
    void clear(Index block_row);
    void add(std::size_t block, Side faces, double area_m2, Glow const& glow);
    /// Means of what was added, by all ranks where they share the blocks. Blocks without walls of a side take
    /// those of their neighbours, else of all.
    void close();

    /// What a cell sees in a quarter of the horizon.
    Glow const& seen(std::size_t side, Index row, Index column) const {
        auto const reach = static_cast<Index>(bundles_.reach[side](row, column));
        Index const r = std::clamp<Index>(row + reach * towards[side].row, 0, last_row_);
        Index const c = std::clamp<Index>(column + reach * towards[side].column, 0, last_column_);
        std::size_t const block =
            block_of_row_[static_cast<std::size_t>(r)] + block_of_column_[static_cast<std::size_t>(c)];
        return means_[(side + sides / 2) % sides][block]; // walls there look back
    }
    /// What cells of a row see in all four quarters; at most `arriving_cells` columns.
    void see(Index row, RowRange columns, SeenRow& seen) const;
    BlockOfCells blocks_of_cells() const {
        return {block_of_row_.data(),
                block_of_column_.data(),
                static_cast<std::int32_t>(last_row_),
                static_cast<std::int32_t>(last_column_),
                static_cast<std::int32_t>(blocks_.cells()),
                static_cast<std::int32_t>(blocks_.columns())};
    }
    /// Mean of all walls.
    Glow const& mean() const { return mean_; }
    void archive_state(StateArchive& archive);

  private:
    struct Sum {
        double area_m2 = 0.0, shortwave = 0.0, longwave = 0.0;
    };
    Sum around_block(std::size_t side, Index row, Index column) const;

    Blocks const& blocks_;
    WallBundles const& bundles_;
    std::array<std::vector<Sum>, sides> sums_;
    std::array<std::vector<Glow>, sides> means_;
    /// From a cell towards a quarter of the horizon.
    struct Direction {
        Index row, column;
    };
    static constexpr std::array<Direction, sides> towards = {{{-1, 0}, {0, 1}, {1, 0}, {0, -1}}};
    std::vector<std::uint32_t> block_of_row_, block_of_column_; ///< first block of the row's; place in it
    Index last_row_ = 0, last_column_ = 0;
    Glow mean_;
};

} // namespace jumelle::heat
