#pragma once

#include <functional>
#include <optional>
#include <string>

#include "core/scenario/scenario.hpp"
#include "core/territory/region.hpp"
#include "core/territory/territory.hpp"

namespace jumelle {

/// `value` of unit `from` in unit `to`; nothing where one cannot become the other. Must be straight: a factor
/// and an offset. `io/units` has one.
using UnitConversion =
    std::function<std::optional<double>(double value, std::string const& from, std::string const& to)>;

/// The grid of a territory: its extent if the scenario gives one, else the footprint of the elevation raster.
/// Where that raster lies in the territory's CRS with cells of the asked size (within 0.1 %), the grid takes
/// over the raster's own cells, so that no number has to be changed.
/// @pre    spec.town is empty
/// @throws InputError where CRS, extent or resolution are missing, make no grid, or one that fits no memory
Grid territory_grid(TerritorySpec const& spec);

/// The grid of the terrain below the territory's grid, where the scenario asks for one.
/// @pre spec.fine_cells > 0, spec.town is empty
Grid terrain_grid(TerritorySpec const& spec);

/// Reads all that the scenario says lies on the grid. Layers are painted in order, each over the ones before:
///
/// - raster: copied where its cells are the grid's; else warped once, classes by nearest neighbour, counts so
///   that their total is kept, other numbers by bilinear interpolation, or averaged where the raster is
///   finer;
/// - vector: cells whose centre lies in a polygon, cells that a line touches, cells that hold a point; the
///   count of a feature is spread evenly over its cells;
/// - polygons: cells whose centre lies in a ring.
///
/// Cells that no layer reaches take the field's default (vectors and polygons) or the layer's `missing`. A
/// cell that is outside the territory for one field holds NaN in all of them.
/// With `terrain_resolution`, fields that lie on the fine terrain are painted there (`Territory::fine`), and
/// the grid gets their summary (`coarsened`); all others are painted on the grid.
/// @param  faults everything that is wrong with the data, all at once; the territory is complete where
/// nothing
///         was added
/// @returns `inputs` name every file in the order of the scenario, without checksum
/// @pre    spec.town is empty
/// @throws IoError where the module that reads rasters is not installed
Territory read_territory(TerritorySpec const& spec, UnitConversion const& convert, FaultList& faults);

/// The same for a territory that is there already, a procedural town: the scenario's fields are painted over
/// its own, on its grid. Where the scenario asks for fine terrain, `base` lies on the grid of that.
Territory paint_fields(Territory base, TerritorySpec const& spec, UnitConversion const& convert,
                       FaultList& faults);

/// An area of a scenario: circle, point, or polygons of a CSV or vector file, in the territory's CRS.
/// @throws InputError where the file is missing or holds no polygon
Region read_region(RegionSpec const& spec, Crs const& crs);

/// A line of a CSV or vector file, in the territory's CRS.
/// @param where the scenario's key that names the file
/// @throws InputError where the file is missing or holds no line, or several
std::vector<Point> read_line(std::string const& file, Crs const& crs, Value const& where);

/// The features of a layer of a vector file as a table of text (`GisDriver::table`), positions and lengths in
/// `crs`.
std::string read_layer_table(std::string const& file, std::string const& layer, Crs const& crs,
                             Value const& where);

} // namespace jumelle
