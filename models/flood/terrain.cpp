#include "models/flood/terrain.hpp"

#include <array>
#include <cmath>
#include <vector>

#include "core/base/constants.hpp"
#include "core/territory/grid.hpp"
#include "core/territory/land_cover.hpp"
#include "models/flood/field_values.hpp"
#include "models/flood/kernels/limits.hpp"

namespace jumelle::flood {

namespace {

/// Manning's n of the cell's land cover class, or `otherwise` where it has none that is known.
double manning_of_cover(Array2D<double> const* cover, Cell cell, double otherwise) {
    if (cover == nullptr) return otherwise;
    auto const* const known = find_land_cover((*cover)(cell.row, cell.column));
    return known == nullptr ? otherwise : known->manning.value;
}

enum class CellUse : unsigned char { free, building, outside };

Array2D<CellUse> uses_of(FieldStore const& fields, Buildings buildings) {
    auto const& elevation = fields.at("elevation").cells;
    auto const* const height = cells_of(fields, "building_height");
    Array2D<CellUse> uses(elevation.rows(), elevation.columns(), CellUse::free);
    for (Index r = 0; r < uses.rows(); ++r) {
        for (Index c = 0; c < uses.columns(); ++c) {
            bool const built = buildings == Buildings::blocks && value_at(height, {r, c}, 0.0) > 0.0;
            if (built) uses(r, c) = CellUse::building;
            if (!std::isfinite(elevation(r, c))) uses(r, c) = CellUse::outside;
        }
    }
    return uses;
}

/// Rain of bare roofs adds to the cell's share, green roofs are noted with the cell.
class Roofs {
  public:
    Roofs(Array2D<double> const* storage_m, Ground& ground) : storage_m_(storage_m), ground_(ground) {}

    void drain(Cell roof, Cell to) {
        double const held_m = value_at(storage_m_, roof, 0.0);
        if (held_m > 0.0)
            ground_.green_roofs.push_back({roof, to, 1.0, held_m});
        else
            ground_.rain_share(to.row, to.column) += 1.0F;
    }

  private:
    Array2D<double> const* storage_m_;
    Ground& ground_;
};

/// Breadth-first search from all free cells at once: each building cell learns the free cell nearest to it.
void shed_rain(Array2D<CellUse> const& uses, Roofs& roofs) {
    struct Step {
        Cell at, source;
    };
    constexpr std::array<Cell, 4> sides{Cell{-1, 0}, Cell{0, -1}, Cell{0, 1}, Cell{1, 0}};
    Array2D<unsigned char> reached(uses.rows(), uses.columns(), 0);
    std::vector<Step> wave, next;
    for (Index r = 0; r < uses.rows(); ++r) {
        for (Index c = 0; c < uses.columns(); ++c) {
            if (uses(r, c) == CellUse::free) wave.push_back({{r, c}, {r, c}});
        }
    }
    for (; !wave.empty(); wave.swap(next)) {
        next.clear();
        for (Step const& step : wave) {
            for (Cell const side : sides) {
                Cell const to{step.at.row + side.row, step.at.column + side.column};
                bool const on_grid =
                    to.row >= 0 && to.row < uses.rows() && to.column >= 0 && to.column < uses.columns();
                if (!on_grid || uses(to.row, to.column) != CellUse::building) continue;
                if (reached(to.row, to.column) != 0) continue;
                reached(to.row, to.column) = 1;
                roofs.drain(to, step.source);
                next.push_back({to, step.source});
            }
        }
    }
}

/// A velocity at the start, `sign` times the field, 0 where the field has no value; empty without the field.
Array2D<double> first_velocity(Array2D<double> const* cells, double sign) {
    if (cells == nullptr) return {};
    Array2D<double> made(cells->rows(), cells->columns(), 0.0);
    for (Index r = 0; r < made.rows(); ++r) {
        for (Index c = 0; c < made.columns(); ++c) made(r, c) = sign * value_at(cells, {r, c}, 0.0);
    }
    return made;
}

} // namespace

Ground ground_from(FieldStore const& fields, FloodParameters const& parameters) {
    auto const& elevation = fields.at("elevation").cells;
    Index const rows = elevation.rows(), columns = elevation.columns();
    Array2D<CellUse> const uses = uses_of(fields, parameters.buildings);
    auto const* const height = cells_of(fields, "building_height");
    auto const* const manning = cells_of(fields, "manning");
    auto const* const cover = cells_of(fields, "land_cover");
    auto const* const water = cells_of(fields, "initial_depth");
    Ground ground{Array2D<double>(rows, columns, solid_level_m),
                  Array2D<double>(rows, columns, 0.0),
                  Array2D<float>(rows, columns, 0.0F),
                  Array2D<double>(rows, columns, 0.0),
                  first_velocity(cells_of(fields, "initial_velocity_x"), 1.0),
                  first_velocity(cells_of(fields, "initial_velocity_y"), -1.0),
                  0.0};
    Roofs roofs(cells_of(fields, "roof_storage"), ground);
    for (Index r = 0; r < rows; ++r) {
        for (Index c = 0; c < columns; ++c) {
            if (uses(r, c) != CellUse::free) continue;
            bool const raised = parameters.buildings == Buildings::raised;
            double const n = value_at(manning, {r, c}, manning_of_cover(cover, {r, c}, parameters.manning));
            ground.level_m(r, c) = elevation(r, c) + (raised ? value_at(height, {r, c}, 0.0) : 0.0);
            ground.friction(r, c) = gravity_mps2 * n * n;
            if (value_at(height, {r, c}, 0.0) > 0.0)
                roofs.drain({r, c}, {r, c});
            else
                ground.rain_share(r, c) = 1.0F;
            ground.depth_m(r, c) = std::max(value_at(water, {r, c}, 0.0), 0.0);
        }
    }
    shed_rain(uses, roofs);
    for (Index r = 0; r < rows; ++r) {
        for (Index c = 0; c < columns; ++c) ground.rain_cells += static_cast<double>(ground.rain_share(r, c));
    }
    return ground;
}

} // namespace jumelle::flood
