#include "core/territory/land_cover.hpp"

#include <cmath>
#include <gtest/gtest.h>
#include <limits>
#include <set>
#include <string>

namespace jumelle {
namespace {

TEST(LandCover, codes_and_names_are_different_for_all_classes) {
    std::set<LandCover> codes;
    std::set<std::string> names;
    for (auto const& known : land_cover_classes()) {
        codes.insert(known.code);
        names.insert(known.name);
    }
    EXPECT_EQ(codes.size(), land_cover_classes().size());
    EXPECT_EQ(names.size(), land_cover_classes().size());
}

TEST(LandCover, every_number_has_a_source_and_a_possible_value) {
    for (auto const& known : land_cover_classes()) {
        for (auto const& number : {known.manning, known.impervious, known.albedo, known.emissivity}) {
            EXPECT_FALSE(std::string(number.source).empty()) << known.name;
            EXPECT_GE(number.value, 0.0) << known.name;
            EXPECT_LE(number.value, 1.0) << known.name;
        }
        EXPECT_GE(known.manning.value, 0.010) << known.name;
        EXPECT_LE(known.manning.value, 0.2) << known.name;
        EXPECT_GT(known.emissivity.value, 0.85) << known.name;
    }
}

TEST(LandCover, sealed_ground_is_smoother_than_green_ground) {
    for (auto const& known : land_cover_classes()) {
        if (known.code == LandCover::water) continue;
        if (known.impervious.value > 0.5) {
            EXPECT_LT(known.manning.value, 0.025) << known.name;
        } else {
            EXPECT_GT(known.manning.value, 0.025) << known.name;
        }
    }
}

TEST(LandCover, a_class_is_found_by_its_code_and_nothing_by_others) {
    ASSERT_NE(find_land_cover(8.0), nullptr);
    EXPECT_EQ(find_land_cover(8.0)->code, LandCover::water);
    EXPECT_EQ(find_land_cover(0.0), nullptr);
    EXPECT_EQ(find_land_cover(2.5), nullptr);
    EXPECT_EQ(find_land_cover(-1.0), nullptr);
    EXPECT_EQ(find_land_cover(std::numeric_limits<double>::quiet_NaN()), nullptr);
}

TEST(LandCover, friction_follows_the_classes_and_elsewhere_the_given_value) {
    Array2D<double> cover(2, 3, static_cast<double>(LandCover::asphalt));
    cover(0, 1) = static_cast<double>(LandCover::trees);
    cover(1, 2) = std::numeric_limits<double>::quiet_NaN();
    cover(1, 0) = 77.0;
    auto const manning = manning_from_land_cover(cover.view(), 0.05);
    EXPECT_EQ(manning(0, 0), 0.016);
    EXPECT_EQ(manning(0, 1), 0.100);
    EXPECT_EQ(manning(1, 0), 0.05);
    EXPECT_EQ(manning(1, 2), 0.05);
}

} // namespace
} // namespace jumelle
