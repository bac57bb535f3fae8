#include "models/heat/kernels/wall_facets.hpp"

#include <algorithm>

namespace jumelle::heat {

namespace {

struct Neighbour {
    Index row, column;
    Side faces; ///< of a wall that stands on that side of the cell
};

constexpr std::array<Neighbour, sides> neighbours = {
    {{1, 0, Side::north}, {0, -1, Side::east}, {-1, 0, Side::south}, {0, 1, Side::west}}};

} // namespace

WallFacets::WallFacets(CityHeights const& city) {
    MarginRaster const& surface = city.surface(SweepAxis::rows);
    for (Index row = 0; row < city.rows(); ++row) {
        float const* const here = surface.row(row);
        for (Index column = 0; column < city.columns(); ++column) {
            float const foot = here[column];
            if (foot == no_height_m) continue;
            for (auto const& n : neighbours) {
                float const roof = surface.row(row + n.row)[column + n.column];
                if (!is_wall(roof, foot, city.roof_step_m())) continue;
                facets_.push_back(
                    {static_cast<std::int32_t>(row), static_cast<std::int32_t>(column), foot, roof, n.faces});
            }
        }
    }
    std::stable_sort(facets_.begin(), facets_.end(), [](WallFacet const& a, WallFacet const& b) {
        return a.row != b.row ? a.row < b.row : a.faces < b.faces;
    });
    by_rows_ = ordered(SweepAxis::rows, city.rows());
    by_columns_ = ordered(SweepAxis::columns, city.columns());
}

WallOrder WallFacets::ordered(SweepAxis axis, Index rows) const {
    bool const by_rows = axis == SweepAxis::rows;
    auto const run_of = [by_rows](WallFacet const& facet) {
        return static_cast<std::size_t>(by_rows ? facet.row : facet.column) * sides +
               static_cast<std::size_t>(facet.faces);
    };
    WallOrder order;
    order.run_begin.assign(static_cast<std::size_t>(rows) * sides + 1, 0);
    for (auto const& facet : facets_) ++order.run_begin[run_of(facet) + 1];
    for (std::size_t i = 1; i < order.run_begin.size(); ++i) order.run_begin[i] += order.run_begin[i - 1];
    order.column.resize(facets_.size());
    order.bottom_m.resize(facets_.size());
    order.top_m.resize(facets_.size());
    order.facet.resize(facets_.size());
    auto next = order.run_begin;
    for (std::size_t i = 0; i < facets_.size(); ++i) {
        WallFacet const& facet = facets_[i];
        std::size_t const place = next[run_of(facet)]++;
        order.column[place] = by_rows ? facet.column : facet.row;
        order.bottom_m[place] = facet.bottom_m;
        order.top_m[place] = facet.top_m;
        order.facet[place] = static_cast<std::uint32_t>(i);
    }
    return order;
}

WallOrder::Run WallOrder::run(Index row, Side side, Index first_column, Index end_column) const {
    std::size_t const run = static_cast<std::size_t>(row) * sides + static_cast<std::size_t>(side);
    auto const begin = column.begin() + static_cast<Index>(run_begin[run]);
    auto const end = column.begin() + static_cast<Index>(run_begin[run + 1]);
    auto const first = std::lower_bound(begin, end, static_cast<std::int32_t>(first_column));
    auto const last = std::lower_bound(first, end, static_cast<std::int32_t>(end_column));
    return {static_cast<std::size_t>(first - column.begin()),
            static_cast<std::size_t>(last - column.begin())};
}

void WallSums::clear() {
    by_rows_.assign(walls_.size(), 0.0F);
    by_columns_.assign(walls_.size(), 0.0F);
}

LargeVector<float> WallSums::total() const {
    LargeVector<float> sums = by_rows_; // whose order is that of all()
    auto const& facet = walls_.order(SweepAxis::columns).facet;
    for (std::size_t i = 0; i < facet.size(); ++i) sums[facet[i]] += by_columns_[i];
    return sums;
}

} // namespace jumelle::heat
