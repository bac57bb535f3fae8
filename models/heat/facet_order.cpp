#include "models/heat/facet_order.hpp"

#include "models/heat/materials.hpp"

namespace jumelle::heat {

FacetOrder::FacetOrder(City const& city, Blocks const& blocks, Array2D<std::uint8_t> const& materials) {
    JUMELLE_EXPECTS(materials.columns() <= static_cast<Index>(column_mask));
    std::array<std::vector<std::uint32_t>, material_count> by_material;
    for (Index block_row = 0; block_row < blocks.rows(); ++block_row) {
        RowRange const rows = blocks.cell_rows(block_row);
        for (auto& cells : by_material) cells.clear();
        for (Index row = rows.begin; row < rows.end; ++row) {
            for (Index column = 0; column < materials.columns(); ++column) {
                if (!city.is_inside(row, column)) continue;
                by_material[materials(row, column)].push_back(
                    (static_cast<std::uint32_t>(row - rows.begin) << column_bits) |
                    static_cast<std::uint32_t>(column));
            }
        }
        auto& runs = runs_.emplace_back();
        first_.push_back(cells_.size());
        for (std::size_t material = 0; material < material_count; ++material) {
            auto const& cells = by_material[material];
            if (cells.empty()) continue;
            runs.push_back(
                {cells_.size(), cells_.size() + cells.size(), static_cast<std::uint8_t>(material)});
            cells_.insert(cells_.end(), cells.begin(), cells.end());
        }
    }
    first_.push_back(cells_.size());
}

} // namespace jumelle::heat
