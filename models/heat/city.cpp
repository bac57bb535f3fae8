#include "models/heat/city.hpp"

#include <cmath>
#include <limits>

#include "core/parallel/first_touch.hpp"
#include "core/parallel/loops.hpp"

namespace jumelle::heat {

namespace {

/// Crowns begin at a quarter of the tree's height. Source: Lindberg & Grimmond 2011, Theor. Appl. Climatol.
/// 105.
constexpr float trunk_share = 0.25F;
constexpr float none = std::numeric_limits<float>::quiet_NaN();

/// A field as float; `otherwise` where there is no field or the cell has no value.
Array2D<float> floats(FieldStore const& fields, char const* name, Grid const& grid, float otherwise) {
    auto made = first_touched(grid.rows, grid.columns, otherwise);
    if (!fields.has(name)) return made;
    auto const& cells = fields.at(name).cells;
    for_rows(grid.rows, [&](Index row) {
        for (Index column = 0; column < grid.columns; ++column) {
            double const value = cells(row, column);
            if (!std::isnan(value)) made(row, column) = static_cast<float>(value);
        }
    });
    return made;
}

} // namespace

City::City(FieldStore const& fields, Grid const& grid)
    : ground_m_(floats(fields, "elevation", grid, no_height_m)),
      building_m_(floats(fields, "building_height", grid, 0.0F)),
      heights_(heights(fields, grid)),
      walls_(heights_),
      shade_(heights_, walls_),
      lit_walls_(walls_.size()) {}

CityHeights City::heights(FieldStore const& fields, Grid const& grid) {
    auto surface = first_touched(grid.rows, grid.columns, none);
    auto const canopy = floats(fields, "canopy_height", grid, 0.0F);
    auto top = first_touched(grid.rows, grid.columns, none);
    auto base = first_touched(grid.rows, grid.columns, none);
    bool has_trees = false;
    for (Index row = 0; row < grid.rows; ++row) {
        for (Index column = 0; column < grid.columns; ++column) {
            if (!is_inside(row, column)) continue;
            float const ground = ground_m_(row, column);
            surface(row, column) = ground + std::fmax(building_m_(row, column), 0.0F);
            if (canopy(row, column) <= 0.0F) continue;
            has_trees = true;
            top(row, column) = ground + canopy(row, column);
            base(row, column) = ground + trunk_share * canopy(row, column);
        }
    }
    CityRasters rasters;
    rasters.surface_m = surface.view();
    rasters.cell_m = grid.cell_m;
    if (has_trees) {
        rasters.crown_top_m = top.view();
        rasters.crown_base_m = base.view();
    }
    return CityHeights(rasters);
}

void City::look_around() {
    SkySettings settings;
    settings.links = Links::bundled;
    views_ = sky_views(heights_, walls_, settings);
}

void City::release() {
    heights_ = CityHeights({});
    views_.bundles = {};
}

void City::light(SunPosition const& sun, double leaf_transmissivity) {
    SunSample sample;
    sample.azimuth_deg = sun.azimuth_deg;
    sample.elevation_deg = sun.apparent_elevation_deg;
    shade_.compute({&sample, 1}, leaf_transmissivity);
    lit_walls_ = shade_.walls();
}

} // namespace jumelle::heat
