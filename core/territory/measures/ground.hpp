#pragma once

#include <vector>

#include "core/territory/land_cover.hpp"
#include "core/territory/measures/record.hpp"
#include "core/territory/region.hpp"
#include "core/territory/territory.hpp"

/// Measures on the ground, as a planner names them. Each changes fields of a territory (on its fine terrain
/// where it has one; the grid's numbers follow) and tells what it changed. Cells outside the mapped area stay
/// outside. Where a measure changes the land cover, a roughness (`manning`) that was that of the class before
/// becomes that of the new class. A field that the territory does not have is taken over from the catalog's
/// default.
/// @throws InputError without place where a needed field is missing and has no default
namespace jumelle {

/// How `set_field` makes the new number from the old one.
enum class FieldChange { set, add, multiply };

/// field' = value, field + value, or field × value in the cells of `region`.
struct FieldValue {
    std::string field;
    FieldChange change = FieldChange::set;
    double value = 0.0;
};
MeasureRecord set_field(Territory& territory, Region const& region, FieldValue const& to);

/// Raises (lowers, where negative) the ground by `by_m`.
MeasureRecord raise_ground(Territory& territory, Region const& region, double by_m);
/// Brings the ground to one level [m above the datum].
MeasureRecord level_ground(Territory& territory, Region const& region, double to_m);

/// A basin in each patch of the region, with a flat bottom `depth_m` below the lowest ground of the patch: so
/// deep it can fill before it runs over. What stands higher is taken away too. Field `retention_depth`: what
/// stands in it is no flood; raising the ground later fills it up.
MeasureRecord dig_basin(Territory& territory, Region const& region, double depth_m);

/// A grassed hollow along a line, a parabola across: depth_m (1 − (2 d / width_m)²) below the ground at the
/// distance d from the line. Field `retention_depth` as for basins.
struct Swale {
    double width_m = 0.0, depth_m = 0.0;
};
MeasureRecord dig_swale(Territory& territory, std::vector<Point> const& line, Swale const& swale);

/// Asphalt and paving of the region become ground of another class.
MeasureRecord unseal(Territory& territory, Region const& region, LandCover to);

/// Trees on a triangular lattice of the CRS, so dense that crowns cover `cover` of the ground: lattice
/// spacing s with π r² = cover · s² sqrt(3) / 2. Where crowns are smaller than two cells, whole cells are
/// planted instead, as many as make the cover. Nothing is planted on buildings and water.
struct Trees {
    double cover = 0.0; ///< share of the ground [0 … 1]
    double height_m = 0.0, crown_radius_m = 0.0;
};
MeasureRecord plant_trees(Territory& territory, Region const& region, Trees const& trees);

/// What of a region gets another surface.
enum class Surfacing {
    roofs,    ///< of all buildings
    pavements ///< asphalt and paving
};
/// Roofs or pavements of the region reflect another share of sunlight: field `albedo`, made where the
/// territory has none. @throws InputError where the territory does not know its buildings or its land cover
MeasureRecord resurface(Territory& territory, Region const& region, Surfacing what, double albedo);

/// All roofs of the region get plants on a substrate that holds `storage_m` of water when full: field
/// `roof_storage`.
/// @throws InputError where the territory does not know its buildings
MeasureRecord green_roofs(Territory& territory, Region const& region, double storage_m);

/// A building of one height over the ground; the land cover becomes `building` where there is one.
MeasureRecord build(Territory& territory, Region const& region, double height_m);
/// Buildings of the region go; their land cover becomes `left`.
MeasureRecord demolish(Territory& territory, Region const& region, LandCover left);

} // namespace jumelle
