#include "core/territory/crs.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using jumelle::find_crs;
using jumelle::why_no_grid;
using testing::HasSubstr;
using testing::Not;

TEST(CrsLookup, finds_a_projected_system_by_its_epsg_code) {
    auto const crs = find_crs("EPSG:2154");
    ASSERT_TRUE(crs);
    EXPECT_EQ(crs->epsg, 2154);
    EXPECT_EQ(crs->name, "EPSG:2154");
    EXPECT_EQ(why_no_grid(*crs), "");
}

TEST(CrsLookup, writes_both_wkt_versions_on_one_line) {
    auto const crs = find_crs("EPSG:32756");
    ASSERT_TRUE(crs);
    EXPECT_EQ(crs->wkt.rfind("PROJCRS[", 0), 0u);
    EXPECT_EQ(crs->wkt1.rfind("PROJCS[", 0), 0u);
    EXPECT_THAT(crs->wkt, Not(HasSubstr("\n")));
    EXPECT_THAT(crs->wkt1, Not(HasSubstr("\n")));
}

TEST(CrsLookup, gives_the_horizontal_code_of_a_compound_system) {
    auto const crs = find_crs("EPSG:2154+5720");
    ASSERT_TRUE(crs);
    EXPECT_EQ(crs->epsg, 2154);
    EXPECT_EQ(crs->wkt.rfind("COMPOUNDCRS[", 0), 0u);
    EXPECT_EQ(why_no_grid(*crs), "");
}

TEST(CrsLookup, gives_the_horizontal_code_of_a_compound_system_with_its_own_code) {
    auto const crs = find_crs("EPSG:5698"); // RGF93 / Lambert-93 + NGF-IGN69 height
    ASSERT_TRUE(crs);
    EXPECT_EQ(crs->epsg, 2154);
}

TEST(CrsLookup, reads_its_own_wkt_back) {
    auto const crs = find_crs("EPSG:3006");
    ASSERT_TRUE(crs);
    auto const again = find_crs(crs->wkt);
    ASSERT_TRUE(again);
    EXPECT_EQ(again->epsg, 3006);
    EXPECT_EQ(again->wkt, crs->wkt);
}

TEST(CrsLookup, takes_a_proj_string) {
    auto const crs = find_crs("+proj=utm +zone=56 +south +datum=WGS84 +units=m");
    ASSERT_TRUE(crs);
    EXPECT_EQ(why_no_grid(*crs), "");
}

TEST(CrsLookup, does_not_know_what_does_not_exist) {
    for (auto const* name :
         {"", "EPSG:999999", "EPSG:", "lambert", "PROJCS[\"half", "+proj=nonsense", "42"}) {
        EXPECT_FALSE(find_crs(name)) << name;
    }
}

TEST(CrsLookup, says_nothing_on_the_error_stream) {
    testing::internal::CaptureStderr();
    (void)find_crs("EPSG:999999");
    (void)find_crs("PROJCS[\"half");
    EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
}

TEST(CrsForGrids, refuses_degrees) {
    EXPECT_THAT(why_no_grid(*find_crs("EPSG:4326")), HasSubstr("degrees"));
    EXPECT_THAT(why_no_grid(*find_crs("EPSG:4979")), HasSubstr("degrees"));
}

TEST(CrsForGrids, refuses_feet_and_names_them) {
    EXPECT_EQ(why_no_grid(*find_crs("EPSG:2263")), "has its axes in US survey foot, not in metres");
}

TEST(CrsForGrids, refuses_systems_that_are_not_maps) {
    EXPECT_THAT(why_no_grid(*find_crs("EPSG:4978")), HasSubstr("geocentric"));
    EXPECT_THAT(why_no_grid(*find_crs("EPSG:5720")), HasSubstr("heights only"));
    EXPECT_THAT(why_no_grid(*find_crs("EPSG:2053")), HasSubstr("west"));
}

TEST(CrsForGrids, refuses_an_unknown_system) {
    jumelle::Crs made_up;
    made_up.name = "EPSG:999999";
    EXPECT_THAT(why_no_grid(made_up), HasSubstr("not known"));
}

TEST(CrsForGrids, accepts_a_local_system_in_metres) {
    auto const flume = find_crs(R"(LOCAL_CS["flume",UNIT["metre",1],AXIS["x",EAST],AXIS["y",NORTH]])");
    ASSERT_TRUE(flume);
    EXPECT_EQ(flume->epsg, 0);
    EXPECT_EQ(why_no_grid(*flume), "");
}

TEST(CrsForGrids, accepts_systems_whose_first_axis_is_the_northing) {
    EXPECT_EQ(why_no_grid(*find_crs("EPSG:31467")), ""); // Gauss-Krüger zone 3
}
