#pragma once

#include <cstdint>
#include <vector>

#include "core/base/large_vector.hpp"
#include "models/heat/blocks.hpp"

namespace jumelle::heat {

/// Facets of one material that stand one after the other.
struct FacetRun {
    std::size_t begin = 0, end = 0;
    std::uint8_t material = 0;
};

/// The order in which ground and roofs are kept: by rows of blocks, in each by material, so that facets of
/// one material are worked through side by side. 4 bytes a cell.
class FacetOrder {
  public:
    FacetOrder(City const& city, Blocks const& blocks, Array2D<std::uint8_t> const& materials);

    std::size_t size() const { return cells_.size(); }
    /// Runs of a row of blocks.
    std::vector<FacetRun> const& runs(Index block_row) const {
        return runs_[static_cast<std::size_t>(block_row)];
    }
    /// First facet of a row of blocks; of the row past the last: size().
    std::size_t first(Index block_row) const { return first_[static_cast<std::size_t>(block_row)]; }
    /// Row within the row of blocks, and column, of a facet.
    Index row(std::size_t facet) const { return static_cast<Index>(cells_[facet] >> column_bits); }
    Index column(std::size_t facet) const { return static_cast<Index>(cells_[facet] & column_mask); }

    static constexpr std::uint32_t column_bits = 24, column_mask = (1U << column_bits) - 1U;

  private:
    LargeVector<std::uint32_t> cells_;
    std::vector<std::vector<FacetRun>> runs_;
    std::vector<std::size_t> first_;
};

} // namespace jumelle::heat
