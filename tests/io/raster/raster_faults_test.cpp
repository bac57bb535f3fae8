#include <cmath>
#include <limits>

#include "tests/io/raster/fixture.hpp"

using namespace jumelle;
using namespace jumelle::testing_data;
using testing::AllOf;
using testing::HasSubstr;
using testing::StartsWith;

namespace {

class RasterFaults : public RasterTest {
  protected:
    static double ten(double, double) { return 10.0; }
};

} // namespace

TEST_F(RasterFaults, tell_the_place_of_the_key_and_are_about_data) {
    give("elevation", {raster((folder_ / "none.tif").string())});
    EXPECT_THAT(faults(), AllOf(StartsWith("storm.yaml:7:5: territory.fields.elevation: "),
                                HasSubstr("none.tif does not exist")));
    FaultList list;
    (void)read_territory(spec_, convert_, list);
    ASSERT_EQ(list.faults().size(), 1u);
    EXPECT_EQ(list.faults()[0].kind, FaultKind::data);
}

TEST_F(RasterFaults, name_a_folder_that_was_given_for_a_file) {
    give("elevation", {raster(folder_.string())});
    EXPECT_THAT(faults(), HasSubstr("is a folder"));
}

TEST_F(RasterFaults, name_a_file_that_is_no_raster) {
    give("elevation", {raster(file("letter.tif", "Dear reader"))});
    EXPECT_THAT(faults(), HasSubstr("letter.tif cannot be read as a raster"));
}

TEST_F(RasterFaults, name_an_empty_file) {
    give("elevation", {raster(file("empty.tif", ""))});
    EXPECT_THAT(faults(), HasSubstr("empty.tif cannot be read as a raster"));
}

TEST_F(RasterFaults, name_a_raster_that_is_cut_off) {
    std::string const whole = tiff_bytes(tiff(64, 64, ten));
    give("elevation", {raster(file("cut.tif", whole.substr(0, whole.size() / 2)))});
    EXPECT_THAT(faults(), AllOf(HasSubstr("cut.tif cannot be read to its end"), HasSubstr("get it again")));
}

TEST_F(RasterFaults, name_a_raster_that_is_cut_off_while_it_is_warped) {
    spec_.resolution_m = 2.0;
    std::string const whole = tiff_bytes(tiff(64, 64, ten));
    give("elevation", {raster(file("cut.tif", whole.substr(0, whole.size() / 2)))});
    EXPECT_THAT(faults(), HasSubstr("cut.tif cannot be read to its end"));
}

TEST_F(RasterFaults, name_an_ascii_grid_that_is_cut_off) {
    auto layer =
        raster(file("cut.asc", "ncols 3\nnrows 3\nxllcorner 0\nyllcorner 0\ncellsize 1\n1 2 3\n4 5"));
    layer.crs = "EPSG:2154";
    give("elevation", {layer});
    EXPECT_THAT(faults(), HasSubstr("cut.asc cannot be read"));
}

TEST_F(RasterFaults, ask_for_the_crs_of_a_raster_that_does_not_say_it) {
    auto made = tiff(4, 4, ten);
    made.epsg = 0;
    give("elevation", {raster(file("bare.tif", tiff_bytes(made)))});
    EXPECT_THAT(faults(), AllOf(HasSubstr("bare.tif does not say its CRS"), HasSubstr("crs: EPSG:2154")));
}

TEST_F(RasterFaults, are_gone_once_the_scenario_gives_the_crs) {
    auto made = tiff(4, 4, ten);
    made.epsg = 0;
    auto layer = raster(file("bare.tif", tiff_bytes(made)));
    layer.crs = "EPSG:2154";
    give("elevation", {layer});
    EXPECT_EQ(faults(), "");
}

TEST_F(RasterFaults, name_a_crs_that_nobody_knows) {
    auto layer = raster(file("a.tif", tiff_bytes(tiff(4, 4, ten))));
    layer.crs = "EPSG:999999";
    give("elevation", {layer});
    EXPECT_THAT(faults(), HasSubstr("the CRS 'EPSG:999999' is not known"));
}

TEST_F(RasterFaults, name_a_picture_without_a_place) {
    // A portable grey map has pixels and nothing else.
    auto layer = raster(file("plain.pgm", "P5\n2 2\n255\nabcd"));
    layer.crs = "EPSG:2154";
    give("elevation", {layer});
    EXPECT_THAT(faults(), HasSubstr("plain.pgm does not say where it lies"));
}

TEST_F(RasterFaults, name_a_band_that_does_not_exist) {
    auto layer = raster(file("a.tif", tiff_bytes(tiff(4, 4, ten))));
    layer.band = 3;
    give("elevation", {layer});
    EXPECT_THAT(faults(), AllOf(HasSubstr("has no band 3"), HasSubstr("it has 1 band")));
}

TEST_F(RasterFaults, count_the_cells_without_value_and_show_the_first) {
    auto made =
        tiff(10, 10, [](double column, double row) { return column == 3.0 && row > 6.0 ? -9999.0 : 1.0; });
    made.nodata = "-9999";
    give("elevation", {raster(file("holes.tif", tiff_bytes(made)))});
    EXPECT_THAT(faults(),
                AllOf(HasSubstr("elevation has no value in 3 of 100 cells (3 %), the first at x 650003.5, "
                                "y 6859992.5"),
                      HasSubstr("missing: outside")));
}

TEST_F(RasterFaults, find_a_nan_that_is_no_nodata_value) {
    auto made = tiff(
        4, 4, [](double column, double row) { return column == 1.0 && row == 2.0 ? std::nan("") : 1.0; });
    give("elevation", {raster(file("nan.tif", tiff_bytes(made)))});
    EXPECT_THAT(faults(), HasSubstr("no value in 1 of 16 cells"));
}

TEST_F(RasterFaults, find_infinite_numbers) {
    auto made = tiff(4, 4, [](double column, double row) {
        return column == 1.0 && row == 2.0 ? std::numeric_limits<double>::infinity() : 1.0;
    });
    give("elevation", {raster(file("inf.tif", tiff_bytes(made)))});
    EXPECT_THAT(faults(), HasSubstr("is infinite in 1 cell(s), the first at x 650001.5, y 6859997.5"));
}

TEST_F(RasterFaults, say_where_raster_and_territory_lie_when_they_do_not_meet) {
    spec_.extent = TerritorySpec::Extent{700000.0, 6700000.0, 700010.0, 6700010.0};
    give("elevation", {raster(file("far.tif", tiff_bytes(tiff(4, 4, ten))))});
    EXPECT_THAT(faults(),
                AllOf(HasSubstr("far.tif lies at x 650000 .. 650004"), HasSubstr("they do not meet")));
}

TEST_F(RasterFaults, tell_of_a_raster_that_covers_a_part_only) {
    spec_.extent = TerritorySpec::Extent{650000.0, 6859996.0, 650008.0, 6860000.0};
    give("elevation", {raster(file("half.tif", tiff_bytes(tiff(4, 4, ten))))});
    EXPECT_THAT(faults(), HasSubstr("no value in 16 of 32 cells (50 %)"));
}

TEST_F(RasterFaults, do_not_let_defaults_hide_a_raster_with_holes) {
    flat_ground(8.0, 4.0);
    give("building_height", {raster(file("half.tif", tiff_bytes(tiff(4, 4, ten))))});
    EXPECT_THAT(faults(), HasSubstr("building_height has no value in 16 of 32 cells"));
}

TEST_F(RasterFaults, name_a_unit_of_the_band_that_makes_no_sense) {
    auto made = tiff(4, 4, ten);
    made.unit = "furlong-ish";
    give("elevation", {raster(file("a.tif", tiff_bytes(made)))});
    EXPECT_THAT(faults(),
                AllOf(HasSubstr("says that its unit is 'furlong-ish', which cannot become 'm' of elevation"),
                      HasSubstr("say the unit")));
}

TEST_F(RasterFaults, name_a_unit_of_the_scenario_that_measures_something_else) {
    auto layer = raster(file("a.tif", tiff_bytes(tiff(4, 4, ten))));
    layer.unit = "kg";
    give("elevation", {layer});
    EXPECT_THAT(faults(), HasSubstr("'kg', which cannot become 'm' of elevation"));
}

TEST_F(RasterFaults, refuse_counts_with_an_offset_where_they_would_be_added_up) {
    flat_ground(40.0, 40.0);
    spec_.resolution_m = 4.0;
    auto made = tiff(40, 40, ten);
    made.int16 = true;
    made.offset = 5.0;
    give("population", {raster(file("p.tif", tiff_bytes(made)))});
    EXPECT_THAT(faults(), HasSubstr("cannot be added up"));
}

TEST_F(RasterFaults, know_the_fields_and_guess_which_one_was_meant) {
    flat_ground(4.0, 4.0);
    give("bilding_height", {constant(3.0)});
    EXPECT_THAT(faults(), AllOf(HasSubstr("there is no field 'bilding_height'"),
                                HasSubstr("did you mean 'building_height'?")));
}

TEST_F(RasterFaults, are_told_all_at_once) {
    spec_.extent = TerritorySpec::Extent{650000.0, 6859996.0, 650004.0, 6860000.0};
    give("elevation", {constant(1.0)});
    give("building_height", {raster((folder_ / "b.tif").string())});
    give("canopy_height", {raster((folder_ / "c.tif").string())});
    give("manning", {polygons({}, 0.02)});
    FaultList list;
    (void)read_territory(spec_, convert_, list);
    EXPECT_EQ(list.faults().size(), 3u);
}

TEST_F(RasterFaults, are_told_all_at_once_even_where_the_grid_itself_is_missing) {
    give("elevation", {raster((folder_ / "a.tif").string())});
    give("canopy_height", {raster((folder_ / "c.tif").string())});
    give("manning", {constant(0.04), polygons({file("bad.csv", "1,2\n")}, 0.02)});
    EXPECT_THAT(faults(), AllOf(HasSubstr("a.tif does not exist"), HasSubstr("c.tif does not exist"),
                                HasSubstr("bad.csv has 1 corner")));
}
