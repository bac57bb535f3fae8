#include "io/raster/polygon_csv.hpp"
#include "tests/io/raster/fixture.hpp"

using namespace jumelle;
using namespace jumelle::testing_data;
using testing::AllOf;
using testing::HasSubstr;

namespace {

class PolygonCsv : public RasterTest {
  protected:
    Ring ring(std::string const& text) const { return read_polygon_csv(file("ring.csv", text), Value()); }
    std::string fault(std::string const& text) const {
        try {
            (void)ring(text);
        } catch (InputError const& error) {
            return error.what();
        }
        return "";
    }
};

} // namespace

TEST_F(PolygonCsv, reads_corners_without_a_heading) {
    auto const read = ring("1,2\n3,4\n5,1\n");
    ASSERT_EQ(read.size(), 3u);
    EXPECT_EQ(read[1].x_m, 3.0);
    EXPECT_EQ(read[2].y_m, 1.0);
}

TEST_F(PolygonCsv, opens_a_closed_ring) {
    EXPECT_EQ(ring("1,2\n3,4\n5,1\n1,2\n").size(), 3u);
}

TEST_F(PolygonCsv, skips_a_heading_empty_lines_and_remarks) {
    EXPECT_EQ(ring("\xEF\xBB\xBFx,y\n\n# a house\n1,2\r\n3,4\r\n  \n5,1").size(), 3u);
}

TEST_F(PolygonCsv, finds_the_columns_by_their_names) {
    auto const read = ring("id;Y;X\n1;20;10\n2;21;11\n3;20;12\n");
    EXPECT_EQ(read.at(0).x_m, 10.0);
    EXPECT_EQ(read.at(0).y_m, 20.0);
}

TEST_F(PolygonCsv, reads_tabs_signs_and_exponents) {
    auto const read = ring("+1\t-2\n3e0\t4.5E1\n5\t1\n");
    EXPECT_EQ(read.at(0).y_m, -2.0);
    EXPECT_EQ(read.at(1).y_m, 45.0);
}

TEST_F(PolygonCsv, shows_line_and_column_of_what_is_no_number) {
    EXPECT_THAT(fault("x,y\n1,2\n3,four\n5,1\n"),
                AllOf(HasSubstr("ring.csv:3:3: "), HasSubstr("'four' is no number")));
}

TEST_F(PolygonCsv, shows_a_line_with_too_few_numbers) {
    EXPECT_THAT(fault("1,2\n3\n5,1\n"), AllOf(HasSubstr("ring.csv:2:1"), HasSubstr("1 of 2 numbers")));
}

TEST_F(PolygonCsv, refuses_numbers_that_are_not_finite) {
    EXPECT_THAT(fault("1,2\n3,inf\n5,1\n"), HasSubstr("'inf' is no number"));
    EXPECT_THAT(fault("1,2\n3,nan\n5,1\n"), HasSubstr("'nan' is no number"));
}

TEST_F(PolygonCsv, refuses_fewer_than_three_corners) {
    EXPECT_THAT(fault("1,2\n3,4\n1,2\n"), HasSubstr("has 2 corners; an area needs 3"));
    EXPECT_THAT(fault(""), HasSubstr("has 0 corners"));
}

TEST_F(PolygonCsv, tells_of_a_missing_file) {
    EXPECT_THROW((void)read_polygon_csv((folder_ / "none.csv").string(), Value()), InputError);
    EXPECT_THROW((void)read_polygon_csv(folder_.string(), Value()), InputError);
}

TEST_F(PolygonCsv, shows_broken_bytes_as_question_marks) {
    EXPECT_THAT(fault("1,2\n3,\x01\xFF\x02z\n5,1\n"), HasSubstr("'???z' is no number"));
}

TEST_F(PolygonCsv, paints_each_file_and_notes_what_reaches_outside) {
    flat_ground(10.0, 10.0);
    auto const inside = file("a.csv", "650001,6859991\n650003,6859991\n650003,6859994\n650001,6859994\n");
    auto const across = file("b.csv", "649998,6859991\n650001,6859991\n650001,6859992\n649998,6859992\n");
    give("manning", {constant(0.04), polygons({inside, across}, 0.02)});
    auto const territory = read();
    auto const& cells = territory.fields.at("manning").cells;
    int painted = 0;
    for (Index row = 0; row < 10; ++row) {
        for (Index column = 0; column < 10; ++column) painted += cells(row, column) == 0.02 ? 1 : 0;
    }
    EXPECT_EQ(painted, 6 + 1);
    EXPECT_EQ(territory.inputs.at(0).note, "4 corners, 6 cells");
    EXPECT_THAT(territory.inputs.at(1).note, HasSubstr("reaches outside the territory"));
}

TEST_F(PolygonCsv, takes_a_ring_that_crosses_itself_by_the_even_odd_rule) {
    flat_ground(10.0, 10.0);
    // A bow tie: two triangles that touch in the middle.
    give("building_height",
         {polygons({file("bow.csv", "650000,6859990\n650010,6860000\n650010,6859990\n650000,6860000\n")},
                   1.0)});
    auto const territory = read();
    auto const& cells = territory.fields.at("building_height").cells;
    EXPECT_EQ(cells(4, 0), 1.0);
    EXPECT_EQ(cells(4, 9), 1.0);
    EXPECT_EQ(cells(0, 4), 0.0);
    EXPECT_EQ(cells(9, 4), 0.0);
}

TEST_F(PolygonCsv, tells_that_no_file_was_found) {
    flat_ground(10.0, 10.0);
    give("manning", {constant(0.04), polygons({}, 0.02)});
    EXPECT_THAT(faults(), HasSubstr("no file has such a name"));
}

TEST_F(PolygonCsv, serves_regions_too) {
    RegionSpec region;
    region.polygons = file("area.csv", "0,0\n4,0\n4,4\n");
    EXPECT_EQ(read_region(region, *find_crs("EPSG:2154")).rings.at(0).size(), 3u);
}

TEST_F(PolygonCsv, must_be_in_the_system_of_the_territory) {
    flat_ground(10.0, 10.0);
    auto layer = polygons({file("a.csv", "650001,6859991\n650003,6859991\n650003,6859994\n")}, 3.0);
    layer.crs = "EPSG:4326";
    give("building_height", {layer});
    EXPECT_THAT(faults(), HasSubstr("must be in the territory's CRS, EPSG:2154, not in EPSG:4326"));
    spec_.fields[1].layers[0].crs = "EPSG:2154";
    EXPECT_EQ(faults(), "");
}

TEST_F(PolygonCsv, line_may_have_two_corners_and_come_back_to_its_first) {
    auto const line = [&](std::string const& text) { return read_line_csv(file("line.csv", text), Value()); };
    EXPECT_EQ(line("x,y\n1,2\n3,4\n").size(), 2u);
    EXPECT_EQ(line("1,2\n3,4\n5,1\n1,2\n").size(), 4u);
    try {
        (void)line("1,2\n");
        FAIL() << "a line of one corner was taken";
    } catch (InputError const& error) {
        EXPECT_THAT(error.what(), HasSubstr("has 1 corner; a line needs 2"));
    }
}
