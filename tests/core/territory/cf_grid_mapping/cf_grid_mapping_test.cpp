#include "core/territory/cf_grid_mapping.hpp"

#include <gmock/gmock.h>

namespace jumelle {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

CfGridMapping mapping_of(std::string const& name) {
    auto const crs = find_crs(name);
    EXPECT_TRUE(crs) << name;
    return crs ? cf_grid_mapping(*crs) : CfGridMapping{};
}

std::vector<double> number(CfGridMapping const& mapping, std::string const& name) {
    for (auto const& [candidate, numbers] : mapping.numbers) {
        if (candidate == name) return numbers;
    }
    return {};
}

// Expected numbers: EPSG dataset.
TEST(CfGridMapping, of_lambert_93_is_a_conformal_cone_with_two_parallels) {
    auto const mapping = mapping_of("EPSG:2154");
    EXPECT_EQ(mapping.name, "lambert_conformal_conic");
    EXPECT_THAT(number(mapping, "standard_parallel"), ElementsAre(49.0, 44.0));
    EXPECT_THAT(number(mapping, "longitude_of_central_meridian"), ElementsAre(3.0));
    EXPECT_THAT(number(mapping, "latitude_of_projection_origin"), ElementsAre(46.5));
    EXPECT_THAT(number(mapping, "false_easting"), ElementsAre(700000.0));
    EXPECT_THAT(number(mapping, "false_northing"), ElementsAre(6600000.0));
}

TEST(CfGridMapping, tells_the_ellipsoid_and_the_prime_meridian) {
    auto const mapping = mapping_of("EPSG:2154");
    EXPECT_THAT(number(mapping, "semi_major_axis"), ElementsAre(6378137.0));
    EXPECT_THAT(number(mapping, "inverse_flattening"), ElementsAre(298.257222101));
    EXPECT_THAT(number(mapping, "longitude_of_prime_meridian"), ElementsAre(0.0));
}

TEST(CfGridMapping, of_utm_is_a_transverse_mercator) {
    auto const mapping = mapping_of("EPSG:32631");
    EXPECT_EQ(mapping.name, "transverse_mercator");
    EXPECT_THAT(number(mapping, "scale_factor_at_central_meridian"), ElementsAre(0.9996));
    EXPECT_THAT(number(mapping, "longitude_of_central_meridian"), ElementsAre(3.0));
    EXPECT_THAT(number(mapping, "false_easting"), ElementsAre(500000.0));
}

TEST(CfGridMapping, of_the_european_grid_is_an_equal_area_azimuthal_projection) {
    auto const mapping = mapping_of("EPSG:3035");
    EXPECT_EQ(mapping.name, "lambert_azimuthal_equal_area");
    EXPECT_THAT(number(mapping, "latitude_of_projection_origin"), ElementsAre(52.0));
    EXPECT_THAT(number(mapping, "longitude_of_projection_origin"), ElementsAre(10.0));
}

TEST(CfGridMapping, of_a_compound_crs_is_that_of_its_horizontal_part) {
    auto const compound = mapping_of("EPSG:2154+5720");
    auto const horizontal = mapping_of("EPSG:2154");
    EXPECT_EQ(compound.name, horizontal.name);
    EXPECT_EQ(compound.numbers, horizontal.numbers);
}

TEST(CfGridMapping, of_a_cone_with_one_parallel_repeats_its_latitude) {
    // NTF (Paris) / Lambert zone II: angles in grads, meridian of Paris.
    auto const mapping = mapping_of("EPSG:27572");
    EXPECT_EQ(mapping.name, "lambert_conformal_conic");
    EXPECT_THAT(number(mapping, "standard_parallel"), ElementsAre(46.8));
    EXPECT_THAT(number(mapping, "longitude_of_prime_meridian"),
                ElementsAre(::testing::DoubleNear(2.33722917, 1e-8)));
}

TEST(CfGridMapping, is_empty_where_cf_has_no_name) {
    Crs nothing;
    EXPECT_THAT(cf_grid_mapping(nothing).name, IsEmpty());
    EXPECT_THAT(cf_grid_mapping(nothing).numbers, IsEmpty());
    EXPECT_THAT(mapping_of("EPSG:21781").name, IsEmpty()); // Swiss oblique Mercator
}

} // namespace
} // namespace jumelle
