#include <cmath>
#include <numeric>

#include "tests/io/raster/fixture.hpp"

using namespace jumelle;
using namespace jumelle::testing_data;
using testing::AllOf;
using testing::HasSubstr;

namespace {

class ReadVector : public RasterTest {
  protected:
    /// A GeoJSON file in EPSG:2154; coordinates are metres from (650000, 6859990).
    std::string geojson(std::string const& features) const {
        return file("shapes.geojson",
                    R"({"type":"FeatureCollection","crs":{"type":"name","properties":{"name":)"
                    R"("urn:ogc:def:crs:EPSG::2154"}},"features":[)" +
                        features + "]}");
    }
    static std::string corner(double x, double y) {
        return "[" + std::to_string(650000.0 + x) + "," + std::to_string(6859990.0 + y) + "]";
    }
    static std::string box(double west, double south, double east, double north) {
        return "[" + corner(west, south) + "," + corner(east, south) + "," + corner(east, north) + "," +
               corner(west, north) + "," + corner(west, south) + "]";
    }
    static std::string feature(std::string const& type, std::string const& coordinates,
                               std::string const& properties) {
        return R"({"type":"Feature","properties":{)" + properties + R"(},"geometry":{"type":")" + type +
               R"(","coordinates":)" + coordinates + "}}";
    }
    Array2D<double> field(std::string const& name) const { return read().fields.at(name).cells; }
    static double total(Array2D<double> const& cells) {
        double sum = 0.0;
        for (Index row = 0; row < cells.rows(); ++row)
            sum = std::accumulate(cells.row(row), cells.row(row) + cells.columns(), sum);
        return sum;
    }
};

} // namespace

TEST_F(ReadVector, paints_each_polygon_with_its_attribute) {
    flat_ground(10.0, 10.0);
    give("building_height",
         {vector(geojson(feature("Polygon", "[" + box(1, 1, 4, 3) + "]", R"("h":6)") + "," +
                         feature("Polygon", "[" + box(6, 6, 8, 9) + "]", R"("h":9.5)")),
                 "h")});
    auto const cells = field("building_height");
    EXPECT_EQ(cells(8, 1), 6.0); // row 8 runs from 1 m to 2 m above the southern border
    EXPECT_EQ(cells(8, 4), 0.0);
    EXPECT_EQ(cells(2, 7), 9.5);
    EXPECT_DOUBLE_EQ(total(cells), 6.0 * 6.0 + 6.0 * 9.5);
}

TEST_F(ReadVector, leaves_the_hole_of_a_polygon_free) {
    flat_ground(10.0, 10.0);
    give("building_height",
         {vector(geojson(feature("Polygon", "[" + box(0, 0, 6, 6) + "," + box(2, 2, 4, 4) + "]", R"("h":1)")),
                 "h")});
    EXPECT_DOUBLE_EQ(total(field("building_height")), 32.0);
}

TEST_F(ReadVector, paints_overlapping_parts_of_a_multipolygon_once) {
    flat_ground(10.0, 10.0);
    give("building_height",
         {vector(geojson(feature("MultiPolygon", "[[" + box(0, 0, 4, 4) + "],[" + box(2, 0, 6, 4) + "]]",
                                 R"("h":1)")),
                 "h")});
    EXPECT_DOUBLE_EQ(total(field("building_height")), 24.0);
}

TEST_F(ReadVector, paints_a_given_value_without_an_attribute) {
    flat_ground(10.0, 10.0);
    auto layer = vector(geojson(feature("Polygon", "[" + box(1, 1, 4, 3) + "]", "")), "");
    layer.value = 4.0;
    give("canopy_height", {layer});
    EXPECT_DOUBLE_EQ(total(field("canopy_height")), 24.0);
}

TEST_F(ReadVector, reads_degrees_as_geojson_has_them_by_default) {
    spec_.extent = TerritorySpec::Extent{652000.0, 6862000.0, 653000.0, 6863000.0};
    spec_.resolution_m = 10.0;
    give("elevation", {constant(1.0)});
    auto layer =
        vector(file("paris.geojson", R"({"type":"Feature","properties":{"h":7},"geometry":{"type":"Polygon",)"
                                     R"("coordinates":[[[2.34,48.85],[2.36,48.85],[2.36,48.87],[2.34,48.87],)"
                                     R"([2.34,48.85]]]}})"),
               "h");
    give("building_height", {layer});
    auto const territory = read();
    EXPECT_EQ(territory.inputs.at(0).crs, "EPSG:4326");
    // 2.35° E, 48.86° N lies near 652300, 6862600 in Lambert-93.
    auto const cell = territory.grid.cell_at({652300.0, 6862600.0});
    ASSERT_TRUE(cell);
    EXPECT_EQ(territory.fields.at("building_height").cells(cell->row, cell->column), 7.0);
}

TEST_F(ReadVector, paints_cells_that_hold_a_point) {
    flat_ground(10.0, 10.0);
    give("building_height", {vector(geojson(feature("Point", corner(2.2, 9.9), R"("h":3)")), "h")});
    auto const cells = field("building_height");
    EXPECT_EQ(cells(0, 2), 3.0);
    EXPECT_EQ(total(cells), 3.0);
}

TEST_F(ReadVector, paints_cells_that_a_line_touches) {
    flat_ground(10.0, 10.0);
    give("building_height", {vector(geojson(feature("LineString",
                                                    "[" + corner(0.5, 0.5) + "," + corner(5.5, 0.5) + "," +
                                                        corner(5.5, 3.5) + "]",
                                                    R"("h":1)")),
                                    "h")});
    EXPECT_EQ(total(field("building_height")), 6.0 + 3.0);
}

TEST_F(ReadVector, follows_a_slanted_line_through_every_cell) {
    flat_ground(10.0, 10.0);
    give("building_height",
         {vector(geojson(feature("LineString", "[" + corner(0.2, 0.1) + "," + corner(3.7, 2.4) + "]",
                                 R"("h":1)")),
                 "h")});
    // From column 0 to 3 and over two rows: 1 + 3 + 2 cells.
    EXPECT_EQ(total(field("building_height")), 6.0);
}

TEST_F(ReadVector, clips_a_line_that_leaves_the_territory) {
    flat_ground(10.0, 10.0);
    give("building_height",
         {vector(geojson(feature("LineString", "[" + corner(-1.0e6, 5.5) + "," + corner(1.0e6, 5.5) + "]",
                                 R"("h":1)")),
                 "h")});
    EXPECT_EQ(total(field("building_height")), 10.0);
}

TEST_F(ReadVector, spreads_a_count_evenly_and_adds_up_where_features_overlap) {
    flat_ground(10.0, 10.0);
    give("population", {vector(geojson(feature("Polygon", "[" + box(0, 0, 4, 2) + "]", R"("n":16)") + "," +
                                       feature("Polygon", "[" + box(0, 0, 2, 2) + "]", R"("n":4)")),
                               "n")});
    auto const cells = field("population");
    EXPECT_DOUBLE_EQ(total(cells), 20.0);
    EXPECT_DOUBLE_EQ(cells(9, 0), 3.0);
    EXPECT_DOUBLE_EQ(cells(9, 3), 2.0);
}

TEST_F(ReadVector, does_not_lose_people_in_a_house_smaller_than_a_cell) {
    flat_ground(10.0, 10.0);
    give("population",
         {vector(geojson(feature("Polygon", "[" + box(3.1, 3.1, 3.3, 3.3) + "]", R"("n":5)")), "n")});
    EXPECT_DOUBLE_EQ(total(field("population")), 5.0);
}

TEST_F(ReadVector, takes_the_value_for_missing_where_an_attribute_is_empty) {
    flat_ground(10.0, 10.0);
    auto layer = vector(geojson(feature("Polygon", "[" + box(0, 0, 2, 2) + "]", R"("h":null)") + "," +
                                feature("Polygon", "[" + box(4, 4, 6, 6) + "]", R"("h":2)")),
                        "h");
    layer.missing = 6.0;
    give("building_height", {layer});
    EXPECT_DOUBLE_EQ(total(field("building_height")), 4.0 * 6.0 + 4.0 * 2.0);
}

TEST_F(ReadVector, tells_of_empty_attributes) {
    flat_ground(10.0, 10.0);
    give("building_height",
         {vector(geojson(feature("Polygon", "[" + box(0, 0, 2, 2) + "]", R"("h":null)") + "," +
                         feature("Polygon", "[" + box(4, 4, 6, 6) + "]", R"("h":2)")),
                 "h")});
    EXPECT_THAT(faults(), AllOf(HasSubstr("'h' is empty in 1 of 2 features"), HasSubstr("missing: 6 m")));
}

TEST_F(ReadVector, converts_the_unit_of_the_attribute) {
    flat_ground(10.0, 10.0);
    auto layer = vector(geojson(feature("Polygon", "[" + box(0, 0, 1, 1) + "]", R"("h":650)")), "h");
    layer.unit = "cm";
    give("building_height", {layer});
    EXPECT_DOUBLE_EQ(total(field("building_height")), 6.5);
}

TEST_F(ReadVector, guesses_which_attribute_was_meant) {
    flat_ground(10.0, 10.0);
    give("building_height",
         {vector(geojson(feature("Polygon", "[" + box(0, 0, 2, 2) + "]", R"("HAUTEUR":4)")), "HAUTER")});
    EXPECT_THAT(faults(),
                AllOf(HasSubstr("has no attribute 'HAUTER'"), HasSubstr("did you mean 'HAUTEUR'?")));
}

TEST_F(ReadVector, refuses_an_attribute_that_is_text) {
    flat_ground(10.0, 10.0);
    give("building_height",
         {vector(geojson(feature("Polygon", "[" + box(0, 0, 2, 2) + "]", R"("use":"school")")), "use")});
    EXPECT_THAT(faults(), HasSubstr("attribute 'use' of"));
    EXPECT_THAT(faults(), HasSubstr("is not a number but String"));
}

TEST_F(ReadVector, guesses_which_layer_was_meant) {
    flat_ground(10.0, 10.0);
    auto layer = vector(geojson(feature("Polygon", "[" + box(0, 0, 2, 2) + "]", R"("h":4)")), "h");
    layer.layer = "shape";
    give("building_height", {layer});
    EXPECT_THAT(faults(), AllOf(HasSubstr("holds no layer 'shape'"), HasSubstr("did you mean 'shapes'?")));
}

TEST_F(ReadVector, tells_of_a_missing_file) {
    flat_ground(10.0, 10.0);
    give("building_height", {vector((folder_ / "none.gpkg").string(), "h")});
    EXPECT_THAT(faults(), HasSubstr("none.gpkg does not exist"));
}

TEST_F(ReadVector, tells_that_cells_between_shapes_need_a_value_where_there_is_no_default) {
    spec_.extent = TerritorySpec::Extent{650000.0, 6859990.0, 650010.0, 6860000.0};
    give("elevation", {vector(geojson(feature("Polygon", "[" + box(0, 0, 2, 2) + "]", R"("z":4)")), "z")});
    EXPECT_THAT(faults(), AllOf(HasSubstr("elevation has no value in 96 of 100 cells"),
                                HasSubstr("paint all cells first")));
}

TEST_F(ReadVector, unites_the_polygons_of_a_region) {
    RegionSpec region;
    region.polygons = geojson(feature("Polygon", "[" + box(0, 0, 4, 4) + "]", "") + "," +
                              feature("Polygon", "[" + box(2, 2, 6, 6) + "]", ""));
    Grid grid{10, 10, 1.0, 650000.0, 6860000.0, *find_crs("EPSG:2154")};
    EXPECT_EQ(cells_inside(read_region(region, grid.crs), grid).size(), 28u);
}

TEST_F(ReadVector, refuses_a_region_without_polygons) {
    RegionSpec region;
    region.polygons = geojson(feature("Point", corner(1, 1), ""));
    EXPECT_THROW((void)read_region(region, *find_crs("EPSG:2154")), InputError);
}

TEST_F(ReadVector, takes_circles_and_points_of_a_region_as_they_are) {
    RegionSpec region;
    region.circle = RegionSpec::Circle{1.0, 2.0, 3.0};
    region.point = {4.0, 5.0};
    Region const read = read_region(region, *find_crs("EPSG:2154"));
    ASSERT_EQ(read.circles.size(), 1u);
    EXPECT_EQ(read.circles[0].radius_m, 3.0);
    ASSERT_EQ(read.points.size(), 1u);
    EXPECT_EQ(read.points[0].y_m, 5.0);
}

TEST_F(ReadVector, takes_the_one_line_of_a_file) {
    std::string const one = feature("LineString", "[" + corner(1, 2) + "," + corner(3, 4) + "]", "");
    auto const line = read_line(geojson(one), *find_crs("EPSG:2154"), Value());
    ASSERT_EQ(line.size(), 2u);
    EXPECT_NEAR(line[1].x_m - line[0].x_m, 2.0, 1e-9);
    EXPECT_NEAR(line[1].y_m - line[0].y_m, 2.0, 1e-9);
    try {
        (void)read_line(geojson(one + "," + one), *find_crs("EPSG:2154"), Value());
        FAIL() << "two lines were taken for one";
    } catch (InputError const& error) {
        EXPECT_NE(std::string(error.what()).find("holds 2 lines, where one is needed"), std::string::npos);
    }
}

TEST_F(ReadVector, gives_a_layer_as_a_table_with_places_and_lengths) {
    auto const path = geojson(feature("Point", corner(1, 2), R"("name":"a, b","invert [m]":3.5)") + "," +
                              feature("LineString", "[" + corner(0, 0) + "," + corner(3, 4) + "]",
                                      R"("name":"say \"c\"","invert [m]":null)"));
    Value const where;
    EXPECT_EQ(read_layer_table(path, "nodes", *find_crs("EPSG:2154"), where),
              "name,invert [m],x,y,length [m]\n"
              "\"a, b\",3.5,650001,6859992,\n"
              "\"say \"\"c\"\"\",,,,5\n");
}

TEST_F(ReadVector, measures_nothing_that_an_attribute_of_a_table_says) {
    auto const path = geojson(feature("Point", corner(1, 2), R"("x":7,"y":8,"length [km]":9)"));
    EXPECT_EQ(read_layer_table(path, "nodes", *find_crs("EPSG:2154"), {}), "x,y,length [km]\n7,8,9\n");
}
