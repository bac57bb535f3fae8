#include "core/compare/damage_indicators.hpp"

#include <cmath>

#include "core/compare/depth_damage.hpp"
#include "tests/core/compare/five_by_five.hpp"

namespace jumelle {
namespace {

TEST(DamageShare, is_that_of_the_table_and_straight_between_its_points) {
    EXPECT_EQ(damage_share(0.0), 0.0);
    EXPECT_DOUBLE_EQ(damage_share(0.5), 0.25);
    EXPECT_DOUBLE_EQ(damage_share(0.75), 0.325);
    EXPECT_DOUBLE_EQ(damage_share(2.5), 0.675);
    EXPECT_DOUBLE_EQ(damage_share(6.0), 1.0);
    EXPECT_EQ(damage_share(20.0), 1.0);
}

TEST(DamageShare, is_nothing_without_water) {
    EXPECT_EQ(damage_share(-1.0), 0.0);
    EXPECT_EQ(damage_share(std::nan("")), 0.0);
}

/// Four buildings, one in each class of depth, a river in the west and a puddle in the east.
class DamageIndicators : public FiveByFive {
  protected:
    DamageIndicators() {
        put("building_height", {6, 6, 0, 0, 0, //
                                0, 0, 0, 0, 0, //
                                0, 0, 9, 0, 0, //
                                0, 0, 0, 0, 0, //
                                5, 0, 0, 0, 8});
        put("max_water_depth", {0.0, 0.0, 0.3, 0.0, 0.0, //
                                0.0, 0.0, 0.0, 0.0, 0.3, //
                                3.0, 0.0, 0.0, 1.5, 0.0, //
                                0.6, 0.0, 0.0, 0.0, 2.5, //
                                0.0, 0.0, 0.0, 0.0, 0.0});
        put("population", {2, 3, 0, 0, 0, //
                           0, 0, 0, 0, 9, //
                           0, 0, 7, 0, 0, //
                           0, 0, 0, 0, 0, //
                           4, 0, 0, 0, 11});
    }
};

TEST_F(DamageIndicators, a_basin_at_a_wall_floods_no_building_until_it_runs_over) {
    put_everywhere("max_hazard", 0.0);
    territory.fields.at("max_hazard").cells(3, 0) = 2.0;
    put_everywhere("income", 1000.0);
    double const damage = *value("direct_damage"), people = *value("flooded_people");
    double const poor = *value("flooded_people_low_income");
    EXPECT_DOUBLE_EQ(*value("people_in_danger"), 4.0);
    std::vector<double> rim(25, 0.0);
    rim[15] = 0.6; // beside the third building, 0.6 m of water
    put("retention_depth", rim);
    EXPECT_DOUBLE_EQ(*value("flooded_people"), people - 4.0);
    EXPECT_DOUBLE_EQ(*value("people_in_danger"), 0.0);
    EXPECT_LT(*value("direct_damage"), damage);
    EXPECT_LT(*value("flooded_people_low_income"), poor);
    rim[15] = 0.3;
    put("retention_depth", rim);
    EXPECT_DOUBLE_EQ(*value("flooded_people"), people);
    EXPECT_DOUBLE_EQ(*value("people_in_danger"), 4.0);
    EXPECT_LT(*value("direct_damage"), damage) << "0.3 m in place of 0.6";
}

TEST_F(DamageIndicators, area_by_class_of_depth_leaves_the_river_out) {
    std::vector<double> cover(25, 2.0);
    cover[10] = 8.0;
    put("land_cover", cover);
    EXPECT_DOUBLE_EQ(*value("flooded_area_low"), 0.02);
    EXPECT_DOUBLE_EQ(*value("flooded_area_moderate"), 0.01);
    EXPECT_DOUBLE_EQ(*value("flooded_area_high"), 0.01);
    EXPECT_DOUBLE_EQ(*value("flooded_area_very_high"), 0.01);
}

TEST_F(DamageIndicators, classes_begin_at_their_depth_and_end_before_the_next) {
    put_everywhere("max_water_depth", 0.0);
    auto& depth = territory.fields.at("max_water_depth").cells;
    depth(0, 0) = 0.1;
    depth(0, 1) = 0.5;
    depth(0, 2) = 1.0;
    depth(0, 3) = 2.0;
    depth(0, 4) = std::nan("");
    for (auto const* name : {"low", "moderate", "high", "very_high"})
        EXPECT_DOUBLE_EQ(*value(std::string("flooded_area_") + name), 0.01) << name;
}

TEST_F(DamageIndicators, buildings_count_by_the_deepest_water_at_their_walls) {
    for (auto const* name : {"low", "moderate", "high", "very_high"})
        EXPECT_DOUBLE_EQ(*value(std::string("flooded_buildings_") + name), 1.0) << name;
}

TEST_F(DamageIndicators, people_by_class_are_the_residents_of_those_buildings) {
    EXPECT_DOUBLE_EQ(*value("flooded_people_low"), 5.0);
    EXPECT_DOUBLE_EQ(*value("flooded_people_moderate"), 4.0);
    EXPECT_DOUBLE_EQ(*value("flooded_people_high"), 7.0);
    EXPECT_DOUBLE_EQ(*value("flooded_people_very_high"), 11.0);
    EXPECT_DOUBLE_EQ(*value("flooded_people"),
                     27.0); // those of all classes; the man in the puddle has no house
}

TEST_F(DamageIndicators, people_in_danger_live_where_the_hazard_rating_is_dangerous) {
    std::vector<double> hazard(25, 0.0);
    hazard[2] = 1.25; // beside the first building
    hazard[13] = 1.0; // beside the second
    hazard[19] = 3.0; // beside the last
    put("max_hazard", hazard);
    EXPECT_DOUBLE_EQ(*value("people_in_danger"), 16.0);
}

TEST_F(DamageIndicators, damage_without_a_field_takes_the_usual_value) {
    // shares 0.15 (two cells), 0.5, 0.28, 0.675; 730 EUR/m2 on cells of 100 m2
    EXPECT_NEAR(*value("direct_damage"), (2 * 0.15 + 0.5 + 0.28 + 0.675) * 730.0 * 100.0, 1e-6);
}

TEST_F(DamageIndicators, a_film_of_rain_does_no_damage) {
    put_everywhere("max_water_depth", 0.099);
    EXPECT_EQ(*value("direct_damage"), 0.0);
    put_everywhere("max_water_depth", 0.1);
    EXPECT_NEAR(*value("direct_damage"), 5 * 0.05 * 730.0 * 100.0, 1e-6) << "five cells of building";
}

TEST_F(DamageIndicators, damage_follows_the_field_building_value) {
    std::vector<double> worth(25, 1000.0);
    worth[12] = 2000.0;
    worth[24] = std::nan("");
    put("building_value", worth);
    EXPECT_NEAR(*value("direct_damage"), (2 * 0.15 + 2 * 0.5 + 0.28) * 1e5, 1e-6);
}

TEST_F(DamageIndicators, need_their_fields) {
    Territory const empty;
    for (auto const& indicator : damage_indicators())
        EXPECT_FALSE(indicator.compute({empty, {}})) << indicator.name;
}

} // namespace
} // namespace jumelle
