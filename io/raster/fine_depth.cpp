#include "io/raster/fine_depth.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <limits>

#include "core/base/error.hpp"
#include "io/raster/gis_driver.hpp"

namespace jumelle {

namespace {

InputError fault_of(std::string const& key, std::string message, std::string hint) {
    Fault fault;
    fault.key = key;
    fault.message = std::move(message);
    fault.hint = std::move(hint);
    fault.kind = FaultKind::data;
    return InputError(fault);
}

} // namespace

FineTerrainFile read_terrain_below(std::string const& file, Grid const& grid, std::string const& key) {
    try {
        RasterSource const source{file, 1, ""};
        RasterFacts const facts = gis_driver().facts(source, grid.crs);
        double const cell_m = std::max(facts.cell_width_m, facts.cell_height_m);
        FineTerrainFile made;
        made.ratio = static_cast<Index>(std::lround(grid.cell_m / cell_m));
        if (made.ratio < 2) {
            throw fault_of(
                key,
                fmt::format("{} has cells of {:.4g} m, which are not finer than the run's of {:.4g} m", file,
                            cell_m, grid.cell_m),
                "depths come out on the run's own cells without it");
        }
        made.grid = grid;
        made.grid.rows *= made.ratio;
        made.grid.columns *= made.ratio;
        made.grid.cell_m /= static_cast<double>(made.ratio);
        made.elevation_m = Array2D<double>(made.grid.rows, made.grid.columns);
        gis_driver().read(source, made.grid, Resampling::bilinear, made.elevation_m.view());
        return made;
    } catch (GisTrouble const& trouble) {
        throw fault_of(key, trouble.what(), trouble.hint());
    }
}

Array2D<double> depth_over(FineTerrainFile const& terrain, Array2D<double> const& level_m) {
    JUMELLE_EXPECTS(level_m.rows() * terrain.ratio == terrain.grid.rows);
    JUMELLE_EXPECTS(level_m.columns() * terrain.ratio == terrain.grid.columns);
    Array2D<double> depth_m(terrain.grid.rows, terrain.grid.columns);
    for (Index r = 0; r < depth_m.rows(); ++r) {
        double const* const level = level_m.row(r / terrain.ratio);
        double const* const ground = terrain.elevation_m.row(r);
        for (Index c = 0; c < depth_m.columns(); ++c) {
            double const above = level[c / terrain.ratio] - ground[c];
            bool const is_known = !std::isnan(ground[c]);
            depth_m(r, c) = is_known ? (above > 0.0 ? above : 0.0) : std::numeric_limits<double>::quiet_NaN();
        }
    }
    return depth_m;
}

} // namespace jumelle
