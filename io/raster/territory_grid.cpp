#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <limits>
#include <unistd.h>

#include "io/raster/gis_driver.hpp"
#include "io/raster/layer_faults.hpp"
#include "io/raster/raster_reader.hpp"

namespace jumelle {

namespace {

/// Share by which a raster's cells may differ from the asked resolution and still be taken as they are.
constexpr double same_size = 1e-3;
/// Share of a cell that may hang over an edge and still count as touching it: rounding of coordinates.
constexpr double sliver = 1e-6;

Crs grid_crs(TerritorySpec const& spec) {
    Value const& where = part_of(spec.where, "crs");
    char const* const hint = "write an EPSG code of a projected system in metres, for example EPSG:2154";
    if (spec.crs.empty()) throw InputError(where.fault("the territory has no CRS", hint));
    auto const crs = find_crs(spec.crs);
    if (!crs) throw InputError(where.fault(fmt::format("the CRS '{}' is not known to PROJ", spec.crs), hint));
    std::string const why = why_no_grid(*crs);
    if (!why.empty()) throw InputError(where.fault(fmt::format("{} {}", spec.crs, why), hint));
    return *crs;
}

FieldLayer const* first_raster(FieldSpec const& field) {
    for (auto const& layer : field.layers) {
        if (layer.kind == FieldLayer::Kind::raster) return &layer;
    }
    return nullptr;
}

/// The raster that gives the grid: the elevation's, or else the first of all fields.
FieldLayer const* leading_raster(TerritorySpec const& spec) {
    FieldLayer const* first = nullptr;
    for (auto const& field : spec.fields) {
        FieldLayer const* const layer = first_raster(field);
        if (layer != nullptr && field.name == "elevation") return layer;
        if (first == nullptr) first = layer;
    }
    return first;
}

/// Whether the raster's cells are square, upright, and as large as `resolution_m`.
bool has_cells_of(RasterFacts const& facts, double resolution_m) {
    auto const near = [&](double size_m) {
        return std::abs(size_m - resolution_m) <= same_size * resolution_m;
    };
    auto const cells = static_cast<double>(std::max(facts.columns, facts.rows));
    constexpr double tolerance = 0.01; // of a cell, summed up over the whole raster
    bool const square =
        std::abs(facts.cell_width_m - facts.cell_height_m) * cells <= tolerance * facts.cell_width_m;
    return facts.upright && near(facts.cell_width_m) && near(facts.cell_height_m) && square;
}

Index count(double length_m, double cell_m) {
    constexpr double most = 1e15; // far above any memory, far below the largest Index
    double const cells = std::clamp(length_m / cell_m, 1.0, most);
    return static_cast<Index>(cells);
}

/// The raster's own cells: all of them, or those nearest to the asked extent.
Grid own_cells(RasterFacts const& facts, std::optional<TerritorySpec::Extent> const& extent) {
    Grid grid;
    grid.cell_m = (facts.east_m - facts.west_m) / static_cast<double>(facts.columns);
    grid.west_m = facts.west_m;
    grid.north_m = facts.north_m;
    grid.columns = facts.columns;
    grid.rows = facts.rows;
    if (extent) {
        grid.west_m += std::round((extent->west_m - facts.west_m) / grid.cell_m) * grid.cell_m;
        grid.north_m += std::round((extent->north_m - facts.north_m) / grid.cell_m) * grid.cell_m;
        grid.columns = count(std::round((extent->east_m - grid.west_m) / grid.cell_m), 1.0);
        grid.rows = count(std::round((grid.north_m - extent->south_m) / grid.cell_m), 1.0);
    }
    return grid;
}

Grid cells_over(TerritorySpec::Extent const& extent, double cell_m) {
    Grid grid;
    grid.cell_m = cell_m;
    grid.west_m = extent.west_m;
    grid.north_m = extent.north_m;
    grid.columns = count(std::ceil((extent.east_m - extent.west_m) / cell_m - sliver), 1.0);
    grid.rows = count(std::ceil((extent.north_m - extent.south_m) / cell_m - sliver), 1.0);
    return grid;
}

Grid footprint(RasterFacts const& facts, double cell_m) {
    Grid grid;
    grid.cell_m = cell_m;
    if (facts.upright) { // only whole cells, so that none at the far borders stays empty
        grid.west_m = facts.west_m;
        grid.north_m = facts.north_m;
        grid.columns = count((facts.east_m - facts.west_m) / cell_m + sliver, 1.0);
        grid.rows = count((facts.north_m - facts.south_m) / cell_m + sliver, 1.0);
        return grid;
    }
    auto const below = [&](double position_m) { return std::floor(position_m / cell_m + sliver) * cell_m; };
    auto const above = [&](double position_m) { return std::ceil(position_m / cell_m - sliver) * cell_m; };
    return cells_over({below(facts.west_m), below(facts.south_m), above(facts.east_m), above(facts.north_m)},
                      cell_m);
}

void check_memory(Grid const& grid, TerritorySpec const& spec) {
    double const cells = static_cast<double>(grid.rows) * static_cast<double>(grid.columns);
    double const fields = static_cast<double>(spec.fields.size());
    double const needed = cells * sizeof(double) * (fields + 1.0); // and the layer that is being read
    double const there =
        static_cast<double>(sysconf(_SC_PHYS_PAGES)) * static_cast<double>(sysconf(_SC_PAGE_SIZE));
    constexpr double most_cells = std::numeric_limits<int>::max(); // of a side: GDAL counts in int
    bool const too_long = static_cast<double>(std::max(grid.rows, grid.columns)) > most_cells;
    if (needed <= there && !too_long) return;
    constexpr double bytes_per_gigabyte = 1e9;
    throw InputError(
        part_of(spec.where, "resolution")
            .fault(fmt::format("{} × {} cells of {:g} m need {:.3g} GB for {:g} field(s); this machine "
                               "has {:.3g} GB",
                               grid.columns, grid.rows, grid.cell_m, needed / bytes_per_gigabyte, fields,
                               there / bytes_per_gigabyte),
                   "take a coarser resolution or a smaller extent"));
}

std::optional<RasterFacts> facts_of(TerritorySpec const& spec, Crs const& crs) {
    FieldLayer const* const layer = leading_raster(spec);
    if (layer == nullptr) return std::nullopt;
    try {
        return with_place(part_of(layer->where, "raster"), [&] {
            return gis_driver().facts({layer->file, layer->band, layer->crs}, crs);
        });
    } catch (InputError const&) {
        // Extent and resolution make a grid without it; what is wrong is told when its turn comes to be read.
        if (spec.extent && spec.resolution_m > 0.0) return std::nullopt;
        throw;
    }
}

void check_extent(TerritorySpec const& spec) {
    if (!spec.extent) return;
    auto const& extent = *spec.extent;
    if (extent.west_m < extent.east_m && extent.south_m < extent.north_m) return;
    throw InputError(
        part_of(spec.where, "extent")
            .fault("the extent is empty", "west must be less than east, and south less than north"));
}

double resolution(TerritorySpec const& spec, std::optional<RasterFacts> const& facts) {
    if (spec.resolution_m > 0.0) return spec.resolution_m;
    if (facts && facts->upright) return facts->cell_width_m;
    throw InputError(
        spec.where.fault("the territory has no resolution", "write the size of a cell: resolution: 2 m"));
}

/// A grid of cells of `cell_m` over the extent, or over the leading raster.
Grid covering_grid(TerritorySpec const& spec, std::optional<RasterFacts> const& facts, double cell_m) {
    if (!facts && !spec.extent)
        throw InputError(spec.where.fault("the territory has no extent",
                                          "give extent: {west, south, east, north}, or an elevation raster"));
    Grid grid;
    if (facts && has_cells_of(*facts, cell_m)) {
        grid = own_cells(*facts, spec.extent);
    } else {
        grid = spec.extent ? cells_over(*spec.extent, cell_m) : footprint(*facts, cell_m);
    }
    return grid;
}

} // namespace

Grid territory_grid(TerritorySpec const& spec) {
    Crs const crs = grid_crs(spec);
    check_extent(spec);
    auto const facts = facts_of(spec, crs);
    Grid grid = covering_grid(spec, facts, resolution(spec, facts));
    grid.crs = crs;
    check_memory(grid, spec);
    return grid;
}

Grid terrain_grid(TerritorySpec const& spec) {
    Crs const crs = grid_crs(spec);
    check_extent(spec);
    auto const facts = facts_of(spec, crs);
    double const cell_m = resolution(spec, facts), fine_m = cell_m / spec.fine_cells;
    bool const has_own = facts && has_cells_of(*facts, fine_m);
    Grid grid = has_own ? covering_grid(spec, facts, fine_m)
                        : finer_grid(covering_grid(spec, facts, cell_m), spec.fine_cells);
    // Only whole cells of the grid.
    grid.rows -= grid.rows % spec.fine_cells;
    grid.columns -= grid.columns % spec.fine_cells;
    if (grid.size() == 0) {
        throw InputError(part_of(spec.where, "resolution")
                             .fault("is larger than the elevation raster",
                                    "take smaller cells or a larger raster", FaultKind::data));
    }
    grid.crs = crs;
    check_memory(grid, spec);
    return grid;
}

} // namespace jumelle
