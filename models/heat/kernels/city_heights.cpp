#include "models/heat/kernels/city_heights.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/parallel/loops.hpp"
#include "models/heat/kernels/transpose.hpp"

namespace jumelle::heat {

namespace {

constexpr double least_roof_step_m = 2.0; // less is a dormer or a parapet

/// The height with the mark of a building, or without.
float marked(float height_m, float ground_m) {
    auto const bits = std::bit_cast<std::uint32_t>(height_m);
    // Without a ground (NaN) all cells count as roofs.
    bool const building = !(height_m - ground_m <= least_wall_m);
    return std::bit_cast<float>(building ? bits | 1U : bits & ~1U);
}

View2D<float> inside(MarginRaster& raster, Index rows, Index columns) {
    return {raster.row(0), rows, columns, raster.row_stride()};
}

/// The same raster with rows and columns exchanged.
MarginRaster exchanged(MarginRaster& raster, Index rows, Index columns) {
    MarginRaster other(columns, rows);
    transpose(inside(raster, rows, columns), inside(other, columns, rows));
    return other;
}

} // namespace

MarginRaster::MarginRaster(Index rows, Index columns) : cells_(rows + 2, columns + 2 * margin, no_height_m) {}

CityHeights::CityHeights(CityRasters const& rasters)
    : rows_(rasters.surface_m.rows()),
      columns_(rasters.surface_m.columns()),
      cell_m_(rasters.cell_m),
      roof_step_m_(static_cast<float>(std::max(least_roof_step_m, rasters.cell_m))) {
    JUMELLE_EXPECTS(cell_m_ > 0.0);
    take_surface(rasters);
    if (!rasters.crown_top_m.empty()) take_crowns(rasters);
}

void CityHeights::take_surface(CityRasters const& rasters) {
    bool const has_ground = !rasters.ground_m.empty();
    surface_[0] = MarginRaster(rows_, columns_);
    for_rows(rows_, [&](Index row) {
        float const* const from = rasters.surface_m.row(row);
        float const* const ground = has_ground ? rasters.ground_m.row(row) : nullptr;
        float* const to = surface_[0].row(row);
        for (Index i = 0; i < columns_; ++i) {
            float const below = has_ground ? ground[i] : std::numeric_limits<float>::quiet_NaN();
            to[i] = std::isfinite(from[i]) ? marked(from[i], below) : no_height_m;
        }
    });
    surface_[1] = exchanged(surface_[0], rows_, columns_);
}

void CityHeights::take_crowns(CityRasters const& rasters) {
    JUMELLE_EXPECTS(rasters.crown_top_m.rows() == rows_ && rasters.crown_top_m.columns() == columns_);
    JUMELLE_EXPECTS(rasters.crown_base_m.rows() == rows_ && rasters.crown_base_m.columns() == columns_);
    top_[0] = MarginRaster(rows_, columns_);
    base_[0] = MarginRaster(rows_, columns_);
    for_rows(rows_, [&](Index row) {
        float const* const surface = surface_[0].row(row);
        float const* const top = rasters.crown_top_m.row(row);
        float const* const base = rasters.crown_base_m.row(row);
        for (Index i = 0; i < columns_; ++i) {
            if (!std::isfinite(top[i]) || top[i] <= surface[i] || surface[i] == no_height_m) continue;
            top_[0].row(row)[i] = top[i];
            base_[0].row(row)[i] = std::isfinite(base[i]) ? std::min(base[i], top[i]) : surface[i];
        }
    });
    top_[1] = exchanged(top_[0], rows_, columns_);
    base_[1] = exchanged(base_[0], rows_, columns_);
}

} // namespace jumelle::heat
