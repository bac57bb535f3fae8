#include "models/heat/wall_glow.hpp"

#include <algorithm>

#include "core/base/sum.hpp"

namespace jumelle::heat {

WallGlow::WallGlow(Blocks const& blocks, WallBundles const& bundles) : blocks_(blocks), bundles_(bundles) {
    for (auto& sums : sums_) sums.assign(blocks.size(), Sum{});
    for (auto& means : means_) means.assign(blocks.size(), Glow{});
    for (Index block = 0; block < blocks.rows(); ++block) {
        RowRange const range = blocks.cell_rows(block);
        block_of_row_.insert(block_of_row_.end(), static_cast<std::size_t>(range.end - range.begin),
                             static_cast<std::uint32_t>(block * blocks.columns()));
    }
    JUMELLE_EXPECTS(std::max(blocks.grid().rows, blocks.grid().columns) <= most_places);
    last_row_ = blocks.grid().rows - 1;
    last_column_ = blocks.grid().columns - 1;
    for (Index column = 0; column <= last_column_; ++column)
        block_of_column_.push_back(static_cast<std::uint32_t>(blocks.column_of(column)));
}

void WallGlow::clear(Index block_row) {
    auto const begin = static_cast<Index>(blocks_.air().at(block_row, 0));
    for (auto& sums : sums_) std::fill_n(sums.begin() + begin, blocks_.columns(), Sum{});
}

void WallGlow::add(std::size_t block, Side faces, double area_m2, Glow const& glow) {
    Sum& sum = sums_[static_cast<std::size_t>(faces)][block];
    sum.area_m2 += area_m2;
    sum.shortwave += area_m2 * glow.shortwave;
    sum.longwave += area_m2 * glow.longwave;
}

WallGlow::Sum WallGlow::around_block(std::size_t side, Index row, Index column) const {
    Sum made;
    for (Index r = std::max<Index>(0, row - 1); r <= std::min(blocks_.rows() - 1, row + 1); ++r) {
        for (Index c = std::max<Index>(0, column - 1); c <= std::min(blocks_.columns() - 1, column + 1);
             ++c) {
            Sum const& sum = sums_[side][blocks_.air().at(r, c)];
            made.area_m2 += sum.area_m2;
            made.shortwave += sum.shortwave;
            made.longwave += sum.longwave;
        }
    }
    return made;
}

void WallGlow::close() {
    auto const mean_of = [](Sum const& sum) {
        return Glow{sum.shortwave / sum.area_m2, sum.longwave / sum.area_m2};
    };
    for (auto& sums : sums_) blocks_.gather_blocks(sums);
    CompensatedSum area, shortwave, longwave;
    for (auto const& sums : sums_) {
        for (auto const& sum : sums) {
            area.add(sum.area_m2);
            shortwave.add(sum.shortwave);
            longwave.add(sum.longwave);
        }
    }
    if (area.value() <= 0.0) return;
    mean_ = mean_of({area.value(), shortwave.value(), longwave.value()});
    for_rows(blocks_.rows(), [&](Index row) {
        for (Index column = 0; column < blocks_.columns(); ++column) {
            std::size_t const block = blocks_.air().at(row, column);
            for (std::size_t side = 0; side < sides; ++side) {
                Sum sum = sums_[side][block];
                if (sum.area_m2 <= 0.0) sum = around_block(side, row, column);
                means_[side][block] = sum.area_m2 > 0.0 ? mean_of(sum) : mean_;
            }
        }
    });
}

void WallGlow::see(Index row, RowRange columns, SeenRow& seen) const {
    WallLight4 light{};
    BundleRow bundles;
    for (std::size_t side = 0; side < sides; ++side) {
        light[side] = by_turns(means_[side]);
        bundles.share[side] = bundles_.share[side].row(row) + columns.begin;
        bundles.reach[side] = bundles_.reach[side].row(row) + columns.begin;
    }
    bundles.row = static_cast<std::int32_t>(row);
    bundles.first_column = static_cast<std::int32_t>(columns.begin);
    bundles.cells = static_cast<std::int32_t>(columns.end - columns.begin);
    bundles.after = static_cast<std::int32_t>(std::min(arriving_cells, last_column_ + 1 - columns.end));
    see_walls(light, blocks_of_cells(), bundles, seen);
}

void WallGlow::archive_state(StateArchive& archive) {
    archive("means", means_);
    archive("mean", mean_);
}

} // namespace jumelle::heat
