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
    by_rows_ = ordered(SweepAxis::rows, city.rows());
    by_columns_ = ordered(SweepAxis::columns, city.columns());
}

WallFacets::Order WallFacets::ordered(SweepAxis axis, Index rows) const {
    auto const row_of = [axis](WallFacet const& facet) {
        return static_cast<std::size_t>(axis == SweepAxis::rows ? facet.row : facet.column);
    };
    Order order;
    order.row_begin.assign(static_cast<std::size_t>(rows) + 1, 0);
    for (auto const& facet : facets_) ++order.row_begin[row_of(facet) + 1];
    for (std::size_t i = 1; i < order.row_begin.size(); ++i) order.row_begin[i] += order.row_begin[i - 1];
    order.facets.resize(facets_.size());
    auto next = order.row_begin;
    for (std::size_t i = 0; i < facets_.size(); ++i) {
        order.facets[next[row_of(facets_[i])]++] = static_cast<std::uint32_t>(i);
    }
    return order;
}

std::span<std::uint32_t const> WallFacets::at(SweepAxis axis, Index row, Index first_column,
                                              Index end_column) const {
    Order const& order = axis == SweepAxis::rows ? by_rows_ : by_columns_;
    auto const* const begin = order.facets.data() + order.row_begin[static_cast<std::size_t>(row)];
    auto const* const end = order.facets.data() + order.row_begin[static_cast<std::size_t>(row) + 1];
    auto const before = [&](std::uint32_t facet, Index limit) {
        return column(facets_[facet], axis) < limit;
    };
    auto const* const first = std::lower_bound(begin, end, first_column, before);
    return {first, std::lower_bound(first, end, end_column, before)};
}

} // namespace jumelle::heat
