#include "models/heat/blocks.hpp"

#include <algorithm>
#include <cmath>

#include "core/base/sum.hpp"

namespace jumelle::heat {

namespace {

/// The wind over a place has been shaped by what stands within some fifty metres of it: a few heights of
/// houses.
constexpr double neighbourhood_m = 48.0;
/// The layer between the buildings is as thick as they are high, within these bounds.
constexpr double thinnest_canopy_m = 10.0, thickest_canopy_m = 60.0;
constexpr double least_air_share = 0.1;

std::vector<double> sides_of(Index count, Index cells, Index of_block, double cell_m) {
    std::vector<double> made;
    for (Index i = 0; i < count; ++i)
        made.push_back(static_cast<double>(std::min(of_block, cells - i * of_block)) * cell_m);
    return made;
}

} // namespace

Blocks::Blocks(City const& city, Grid const& grid, double block_m, Communicator& ranks) : grid_(grid) {
    constexpr Index most_cells = 255; // what the order of facets can tell apart
    cells_ = std::clamp<Index>(std::llround(block_m / grid.cell_m), 1, most_cells);
    air_.rows = (grid.rows + cells_ - 1) / cells_;
    air_.columns = (grid.columns + cells_ - 1) / cells_;
    air_.height_m = sides_of(air_.rows, grid.rows, cells_, grid.cell_m);
    air_.width_m = sides_of(air_.columns, grid.columns, cells_, grid.cell_m);
    for (Index column = 0; column < grid.columns; ++column)
        block_of_column_.push_back(static_cast<std::int32_t>(column / cells_));
    for (auto* values : {&inside_m2_, &building_m2_, &volume_m3_, &wall_m2_}) values->assign(size(), 0.0);
    measure_cells(city);
    measure_walls(city);
    describe_air(neighbourhoods());
    share_among(city, ranks);
}

/// Also of the row past the last: none.
RowRange Blocks::cell_rows(Index block_row) const {
    return {std::min(grid_.rows, block_row * cells_), std::min(grid_.rows, (block_row + 1) * cells_)};
}

RowRange Blocks::own_cell_rows() const {
    RowRange const own = share_.own();
    return {cell_rows(own.begin).begin, cell_rows(own.end).begin};
}

void Blocks::for_own_cell_rows(FunctionRef<void(Index)> body) const {
    RowRange const own = own_cell_rows();
    for_rows(own.end - own.begin, [&](Index i) { body(own.begin + i); });
}

/// A wall costs about as much as a cell.
void Blocks::share_among(City const& city, Communicator& ranks) {
    std::vector<double> facets(static_cast<std::size_t>(rows()), 0.0);
    for (std::size_t block = 0; block < size(); ++block)
        facets[block / static_cast<std::size_t>(columns())] += inside_m2_[block] / grid_.cell_area_m2();
    for (auto const& wall : city.walls().all()) facets[static_cast<std::size_t>(row_of(wall.row))] += 1.0;
    share_ = GridShare(facets, 1, ranks);
}

void Blocks::measure_cells(City const& city) {
    double const cell_m2 = grid_.cell_area_m2();
    for_rows(rows(), [&](Index block_row) {
        RowRange const range = cell_rows(block_row);
        for (Index row = range.begin; row < range.end; ++row) {
            for (Index column = 0; column < grid_.columns; ++column) {
                if (!city.is_inside(row, column)) continue;
                std::size_t const block = of(row, column);
                inside_m2_[block] += cell_m2;
                if (!city.is_building(row, column)) continue;
                building_m2_[block] += cell_m2;
                volume_m3_[block] += cell_m2 * city.building_m(row, column);
            }
        }
    });
}

void Blocks::measure_walls(City const& city) {
    for (auto const& wall : city.walls().all())
        wall_m2_[of(wall.row, wall.column)] +=
            (static_cast<double>(wall.top_m) - static_cast<double>(wall.bottom_m)) * grid_.cell_m;
}

/// What stands around each block, itself in the middle; what lies outside the grid does not count.
std::vector<Morphology> Blocks::neighbourhoods() const {
    auto const reach =
        static_cast<Index>(std::llround(neighbourhood_m / (static_cast<double>(cells_) * grid_.cell_m)));
    std::vector<Morphology> made(size());
    for_rows(rows(), [&](Index row) {
        for (Index column = 0; column < columns(); ++column) {
            double area = 0.0, plan = 0.0, volume = 0.0, wall = 0.0;
            for (Index r = std::max<Index>(0, row - reach); r <= std::min(rows() - 1, row + reach); ++r) {
                for (Index c = std::max<Index>(0, column - reach);
                     c <= std::min(columns() - 1, column + reach); ++c) {
                    std::size_t const block = air_.at(r, c);
                    area += inside_m2_[block];
                    plan += building_m2_[block];
                    volume += volume_m3_[block];
                    wall += wall_m2_[block];
                }
            }
            if (plan > 0.0) made[air_.at(row, column)] = {plan / area, wall / area, volume / plan};
        }
    });
    return made;
}

void Blocks::describe_air(std::vector<Morphology> const& around) {
    double const plan = fixed_order_sum(building_m2_), volume = fixed_order_sum(volume_m3_);
    double const mean_m = plan > 0.0 ? volume / plan : 0.0;
    air_.canopy_m = std::clamp(mean_m, thinnest_canopy_m, thickest_canopy_m);
    for (auto const& morphology : around) {
        double const filled = morphology.plan_share * std::min(1.0, morphology.height_m / air_.canopy_m);
        air_.air_share.push_back(std::max(least_air_share, 1.0 - filled));
        air_.wind_share.push_back(wind_share(morphology));
        roughness_.push_back(wind_roughness(morphology));
    }
}

} // namespace jumelle::heat
