#pragma once

#include <array>
#include <vector>

#include "models/heat/blocks.hpp"
#include "models/heat/kernels/wall_bundles.hpp"

namespace jumelle::heat {

/// What a surface gives back to those who see it [W/m²].
struct Glow {
    double shortwave = 0.0, longwave = 0.0;
};

/// What the walls of each block give back, apart by where they look to, and how a cell finds those it sees.
class WallGlow {
  public:
    /// Keeps references. The bundles may be made later.
    WallGlow(Blocks const& blocks, WallBundles const& bundles);

    /// Forgets one row of blocks, then takes its walls.
    void clear(Index block_row);
    void add(std::size_t block, Side faces, double area_m2, Glow const& glow);
    /// Means of what was added. Blocks without walls of a side take those of their neighbours, else of all.
    void close();

    /// What a cell sees in a quarter of the horizon.
    Glow const& seen(Side quarter, Index row, Index column) const;
    /// Σ share × glow over the four quarters, and the sum of the shares.
    struct Seen {
        Glow glow;
        double share = 0.0;
    };
    Seen around(Index row, Index column) const;
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
    std::vector<std::int32_t> block_of_row_, block_of_column_;
    Glow mean_;
};

} // namespace jumelle::heat
