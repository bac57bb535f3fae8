#include "core/scenario/schema_parts.hpp"

namespace jumelle {

namespace {

constexpr double smallest_town_m = 200.0;
constexpr double largest_town_m = 50000.0;
constexpr double finest_cell_m = 0.001;
constexpr double coarsest_cell_m = 100000.0;
constexpr std::int64_t most_bands = 65536; // of a GeoTIFF

Schema layer_schema(std::string const& unit) {
    Schema const outside = choice({"outside"});
    Schema const globs = either({files(), list_of(files())});
    return map()
        .with("value", quantity(unit).may_be_absent().says("one number for all cells of the layer"))
        .with("raster", path().may_be_absent().says("a raster in any format and CRS that GDAL reads"))
        .with("band", integer().between(1, most_bands).may_be_absent().says("of the raster; the first one"))
        .with("resample", choice({"nearest", "bilinear", "average"})
                              .may_be_absent()
                              .says("how the raster is brought to the grid; the field's habit"))
        .with("vector", path().may_be_absent().says("polygons in any vector format that GDAL reads"))
        .with("layer", text().may_be_absent().says("of the vector file; its only one"))
        .with("attribute", text().may_be_absent().says("of the polygons, holding the numbers"))
        .with("polygons", Schema(globs).may_be_absent().says(
                              "CSV files of x,y corners, one ring a file; `houses/*.csv` or a list"))
        .with("except", list_of(text()).may_be_absent().says(
                            "names of polygon files to leave out, without folder and extension"))
        .with("unit", text().may_be_absent().says("of the file's numbers, where it is not " + unit))
        .with("crs", text().may_be_absent().says("of the file, where it does not say or says wrong"))
        .with("missing", either({outside, quantity(unit)})
                             .may_be_absent()
                             .says("for cells without a number: a number, or `outside` the territory"));
}

Schema fields_schema(LanguageParts const& parts) {
    Schema fields = map();
    for (auto const& field : parts.fields) {
        Schema const layer = layer_schema(field.unit);
        Schema const element = either({quantity(field.unit), layer});
        Schema const layers = list_of(element).sized(1, most_bands);
        fields.with(field.name,
                    either({quantity(field.unit), layer, layers}).may_be_absent().says(field.sentence));
    }
    return fields.by_default("{}").says("numbers on cells, each from one layer or painted from several");
}

Schema extent_schema() {
    constexpr std::size_t sides = 4;
    Schema const named = map()
                             .with("west", coordinate())
                             .with("south", coordinate())
                             .with("east", coordinate())
                             .with("north", coordinate());
    Schema const listed =
        list_of(coordinate()).sized(sides, sides).hint("write [west, south, east, north] in metres");
    return either({named, listed})
        .may_be_absent()
        .says("the rectangle to compute, in the territory's CRS; from the elevation where left out");
}

Schema side(std::string const& sentence) {
    return quantity("m").between(smallest_town_m, largest_town_m).may_be_absent().says(sentence);
}

Schema town_schema() {
    return map()
        .with("seed", integer().at_least(0).by_default_integer(1).says("another seed is another town"))
        .with("size", side("side of a square town; 1 km where no size is given"))
        .with("width", side("from west to east, in place of size"))
        .with("height", side("from south to north, in place of size"))
        .may_be_absent()
        .says("a procedural town in place of data: terrain, streets, buildings, trees, people");
}

} // namespace

Schema territory_schema(LanguageParts const& parts) {
    return map()
        .with("crs", text().may_be_absent().says(
                         "coordinate reference system: projected, in metres, such as EPSG:2154"))
        .with("resolution", quantity("m")
                                .between(finest_cell_m, coarsest_cell_m)
                                .may_be_absent()
                                .says("side of a cell; 5 m in a synthetic town"))
        .with("extent", extent_schema())
        .with("synthetic_town", town_schema())
        .with("fields", fields_schema(parts))
        .with("structures", structures_schema())
        .says("the land: a grid and what lies on it");
}

} // namespace jumelle
