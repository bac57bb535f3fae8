#include "core/scenario/schema_parts.hpp"

namespace jumelle {

namespace {

constexpr double smallest_town_m = 200.0;
constexpr double largest_town_m = 50000.0;
constexpr double finest_cell_m = 0.001;
constexpr double coarsest_cell_m = 100000.0;
constexpr double largest_inlet_m = 1000.0;
constexpr double slowest_slot_mps = 5.0, usual_slot_mps = 25.0, fastest_slot_mps = 1500.0; // sound in water
constexpr double shortest_piece_m = 0.1, usual_piece_m = 10.0, longest_piece_m = 1000.0;
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
        .with("minus",
              path().may_be_absent().says("a raster that is taken off it: a surface model minus the ground "
                                          "is the height of what stands on it"))
        .with("least", quantity(unit).may_be_absent().says("of the raster: smaller numbers count as 0"))
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

Schema inlets_schema() {
    return map()
        .with("perimeter", quantity("m")
                               .above(0.0)
                               .at_most(largest_inlet_m)
                               .may_be_absent()
                               .says("length of the rim over which water falls; 1.885 m, a lid of 0.6 m"))
        .with("area", quantity("m2")
                          .above(0.0)
                          .at_most(largest_inlet_m)
                          .may_be_absent()
                          .says("open area; 0.283 m2, that of the lid"))
        .with("weir_coefficient",
              quantity("1").above(0.0).at_most(1.0).may_be_absent().says("of shallow inflow; 0.54"))
        .with("orifice_coefficient", quantity("1").above(0.0).at_most(1.0).may_be_absent().says(
                                         "of deep inflow and of surcharge; 0.167"))
        .with("clogging", quantity("1").between(0.0, 1.0).may_be_absent().says("share that is blocked; 0"))
        .by_default("{}")
        .says("how water gets into nodes whose file does not say it; numbers of Rubinato et al. 2017");
}

Schema drains_schema() {
    return map()
        .with("swmm",
              path().may_be_absent().says("an input file of SWMM 5, coordinates in the territory's CRS"))
        .with("nodes",
              path().may_be_absent().says("table of manholes and outfalls, goes with `pipes`: CSV, or a "
                                          "vector file (GeoPackage) with a layer `nodes` of points"))
        .with("pipes",
              path().may_be_absent().says("table of pipes, goes with `nodes`: CSV, or a vector file with a "
                                          "layer `pipes` of lines"))
        .with("slot_celerity",
              quantity("m/s")
                  .between(slowest_slot_mps, fastest_slot_mps)
                  .by_default(usual_slot_mps)
                  .says("speed of pressure waves in full pipes: sets the width of Preissmann's slot")
                  .from("Cunge, Holly & Verwey 1980, section 2.8"))
        .with("cell_length", quantity("m")
                                 .between(shortest_piece_m, longest_piece_m)
                                 .by_default(usual_piece_m)
                                 .says("about the length of the pieces that pipes are cut into"))
        .with("inlets", inlets_schema())
        .exactly_one_of({"swmm", "nodes"})
        .may_be_absent()
        .says("pipes under the street, which take its water and give it back");
}

Schema facilities_schema() {
    Schema const facility =
        map()
            .with("kind", choice({"hospital", "fire_station"}).says("what it is"))
            .with("name", text().may_be_absent().says("what reports call it"))
            .with("at", place_schema().may_be_absent().says(
                            "where it stands: the nearest node of the roads is its door"))
            .with("node", text().may_be_absent().says("name of that node, in place of at"))
            .exactly_one_of({"at", "node"});
    return list_of(facility).by_default("[]").says(
        "hospitals and fire stations, for indicators of access; a synthetic town has one of each");
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
        .with("terrain_resolution",
              quantity("m")
                  .between(finest_cell_m, coarsest_cell_m)
                  .may_be_absent()
                  .says("side of the finer cells on which the ground below the grid is known to models that "
                        "can use it (flood with scheme inertial); resolution over a whole number"))
        .with("extent", extent_schema())
        .with("synthetic_town", town_schema())
        .with("fields", fields_schema(parts))
        .with("structures", structures_schema())
        .with("drains", drains_schema())
        .with("roads", roads_schema())
        .with("demand", demand_schema())
        .with("facilities", facilities_schema())
        .says("the land: a grid and what lies on it, a road network with its trips, or both");
}

} // namespace jumelle
