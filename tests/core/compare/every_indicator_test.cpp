#include <cmath>
#include <set>

#include "tests/core/compare/five_by_five.hpp"

namespace jumelle {
namespace {

/// What somebody with a pencil finds.
struct ByHand {
    char const* name;
    double value;
};

constexpr double no = std::numeric_limits<double>::quiet_NaN();

/// A river in the west, two streets, four buildings with 27 residents, and 9 people who live in the street.
class EveryIndicator : public FiveByFive {
  protected:
    EveryIndicator() {
        give_people_and_ground();
        give_water();
        give_heat();
        give_streets();
        put_on_edges("road_closed_time", {1800.0, 0.0, 0.0, 0.0, 3600.0, 0.0}); // A → B, C → D
        territory.facilities = {{"hospital", "", 1}, {"fire_station", "", 2}};
        accounts = {{"decay", 9.0, 9.0, 9.0}, {"flood", 10.0, 4.0, 6.0}};
        numbers = {{"traffic", "vehicle_hours", 12.5},
                   {"traffic", "lost_vehicle_hours", 1.5},
                   {"traffic", "vehicle_km", 300.0},
                   {"traffic", "unreachable_trips", 4.0},
                   {"traffic", "stranded_trips", 3.0},
                   {"flood", "vehicle_km", 7.0},
                   {"traffic", "co2", 1790.0},
                   {"traffic", "nox", 4.5},
                   {"traffic", "pm", 0.25},
                   {"traffic", "reachable_opportunities", 6500.0},
                   {"traffic", "accessibility_logsum", 7.5}};
    }

    void give_people_and_ground() {
        put("building_height", {6, 6, 0, 0, 0, //
                                0, 0, 0, 0, 0, //
                                0, 0, 9, 0, 0, //
                                0, 0, 0, 0, 0, //
                                5, 0, 0, 0, 8});
        put("land_cover", {1, 1, 4, 4, 4, //
                           2, 2, 2, 2, 2, //
                           8, 4, 1, 4, 4, //
                           2, 2, 2, 2, 2, //
                           1, 4, 4, 4, 1});
        put("population", {2, 3, 0, 0, 0, //
                           0, 0, 0, 0, 9, //
                           0, 0, 7, 0, 0, //
                           0, 0, 0, 0, 0, //
                           4, 0, 0, 0, 11});
        put("income", {10000, 10000, no,    no, no,    //
                       no,    no,    no,    no, 15000, //
                       no,    no,    20000, no, no,    //
                       no,    no,    no,    no, no,    //
                       30000, no,    no,    no, 40000});
    }
    void give_water() {
        put("max_water_depth", {0.0, 0.0, 0.3, 0.0, 0.0, //
                                0.0, 0.0, 0.0, 0.0, 0.3, //
                                3.0, 0.0, 0.0, 1.5, 0.0, //
                                0.6, 0.0, 0.0, 0.0, 2.5, //
                                0.0, 0.0, 0.0, 0.0, 0.0});
        put("max_hazard", {0.0, 0.0, 1.25, 0.0, 0.0, //
                           0.0, 0.0, 0.0,  0.0, 0.0, //
                           5.0, 0.0, 0.0,  1.0, 0.0, //
                           0.0, 0.0, 0.0,  0.0, 3.0, //
                           0.0, 0.0, 0.0,  0.0, 0.0});
        std::vector<double> speed(25, 0.2);
        speed[13] = 1.7;
        put("max_flow_speed", speed);
    }
    /// One number outdoors, another in the fourth row; none on buildings.
    std::vector<double> outdoors(double usual, double fourth_row) const {
        auto const& height = territory.fields.at("building_height").cells;
        std::vector<double> values;
        for (Index i = 0; i < 25; ++i)
            values.push_back(height(i / 5, i % 5) > 0.0 ? no : i / 5 == 3 ? fourth_row : usual);
        return values;
    }
    void give_heat() {
        put("max_utci", outdoors(36.0, 40.0));
        put("hours_above_utci_26", outdoors(10.0, 10.0));
        put("hours_above_utci_32", outdoors(6.0, 8.0));
        put("hours_above_utci_38", outdoors(0.0, 2.0));
        auto extreme = outdoors(0.0, 0.0);
        extreme[19] = 1.0;
        put("hours_above_utci_46", extreme);
        auto radiant = outdoors(50.0, 70.0);
        for (std::size_t i = 5; i < 10; ++i) radiant[i] = 60.0;
        put("max_mean_radiant_temperature", radiant);
        put("degree_hours_above_utci_26", outdoors(30.0, 50.0));
        put("max_air_temperature", outdoors(33.0, 34.0));
        put("tropical_nights", outdoors(1.0, 2.0));
        std::vector<double> surface(25, 40.0), sun(25, 5.0);
        for (std::size_t const roof : {0, 1, 12, 20, 24}) surface[roof] = 65.0;
        surface[18] = 55.0;
        put("max_surface_temperature", surface);
        for (std::size_t i = 4; i < 25; i += 5) sun[i] = 9.0;
        put("sun_hours", sun);
    }
};

std::vector<ByHand> const by_hand{
    // Five cells of 100 m2 under 0.3, 0.3, 0.6, 1.5 and 2.5 m, and a river of 3 m.
    {"flooded_area", 0.05},
    {"dangerous_area", 0.02},
    {"max_depth", 3.0},
    {"mean_flooded_depth", 5.2 / 5.0},
    {"max_flow_speed", 1.7},
    {"flooded_buildings", 4.0},
    {"flooded_people", 27.0},
    {"water_in", 10.0},
    {"water_out", 4.0},
    {"water_stored", 6.0},
    {"flooded_area_low", 0.02},
    {"flooded_area_moderate", 0.01},
    {"flooded_area_high", 0.01},
    {"flooded_area_very_high", 0.01},
    // 0.3 m beside the house of two cells, 0.6 m in the south-west, 1.5 m in the middle, 2.5 m in the
    // south-east.
    {"flooded_buildings_low", 1.0},
    {"flooded_buildings_moderate", 1.0},
    {"flooded_buildings_high", 1.0},
    {"flooded_buildings_very_high", 1.0},
    {"flooded_people_low", 5.0},
    {"flooded_people_moderate", 4.0},
    {"flooded_people_high", 7.0},
    {"flooded_people_very_high", 11.0},
    {"people_in_danger", 5.0 + 11.0},
    {"direct_damage", (2 * 0.15 + 0.28 + 0.5 + 0.675) * 730.0 * 100.0},
    {"vehicle_hours", 12.5},
    {"lost_vehicle_hours", 1.5},
    {"vehicle_km", 300.0},
    {"unreachable_trips", 4.0},
    {"stranded_trips", 3.0},
    {"co2", 1790.0},
    {"nox", 4.5},
    {"pm", 0.25},
    {"reachable_opportunities", 6500.0},
    {"accessibility_logsum", 7.5},
    // A → B is half of a street of 40 m, for half an hour; C → D all of one of 40 m, for an hour.
    {"blocked_road_km", 0.02 + 0.04},
    {"blocked_road_km_hours", 0.02 * 0.5 + 0.04 * 1.0},
    // 0.3 m on A ⇄ B, 2.5 m on C → D, 3 m on D → A; B ⇄ C is a bridge.
    {"flooded_road_km", 0.04 + 0.04 + 0.02},
    // 12 people live at A, 9 at B with the hospital, 11 at C with the fire station, 4 at D. No way leads from
    // A and
    // D to B, none from C to D.
    {"isolated_people", 12.0 + 4.0},
    {"people_in_fire_cover", 11.0 + 9.0 + 12.0},
    {"mean_time_to_hospital", (9.0 * 0.0 + 11.0 * 2.0) / 20.0 / 60.0},
    // 20 cells outdoors, five of them in the fourth row.
    {"strong_heat_stress_hours", (15.0 * 6.0 + 5.0 * 8.0) / 20.0},
    {"very_strong_heat_stress_hours", 5.0 * 2.0 / 20.0},
    {"mean_max_utci", (15.0 * 36.0 + 5.0 * 40.0) / 20.0},
    {"mean_max_radiant_temperature", (10.0 * 50.0 + 5.0 * 60.0 + 5.0 * 70.0) / 20.0},
    {"mean_max_ground_temperature", (19.0 * 40.0 + 55.0) / 20.0},
    {"hottest_surface", 65.0},
    {"mean_sun_hours", (16.0 * 5.0 + 4.0 * 9.0) / 20.0},
    {"degree_hours", (15.0 * 30.0 + 5.0 * 50.0) / 20.0},
    {"mean_max_air_temperature", (15.0 * 33.0 + 5.0 * 34.0) / 20.0},
    {"tropical_nights", (15.0 * 1.0 + 5.0 * 2.0) / 20.0},
    {"public_space_radiant_temperature", (60.0 + 70.0) / 2.0},
    // Hours above 26, 32, 38, 46 °C at the walls: 10 6 0 0 for 5 people, 10 6.5 0.5 0 for 7, 10 7 1 0 for 4,
    // 10 7 1 0.5 for 11; 10 6 0 0 for 9 in the street.
    {"moderate_heat_stress_person_hours", 5 * 4.0 + 7 * 3.5 + 4 * 3.0 + 11 * 3.0 + 9 * 4.0},
    {"strong_heat_stress_person_hours", 5 * 6.0 + 7 * 6.0 + 4 * 6.0 + 11 * 6.0 + 9 * 6.0},
    {"very_strong_heat_stress_person_hours", 7 * 0.5 + 4 * 1.0 + 11 * 0.5},
    {"extreme_heat_stress_person_hours", 11 * 0.5},
    // A fifth of 36 people are 7.2: the 5 with 10 000 EUR, and 2.2 of the 9 with 15 000 EUR, who live in the
    // street.
    {"flooded_people_low_income", 5.0},
    {"flood_inequality", 5.0 / 7.2 / (27.0 / 36.0)},
    // Degree-hours at the walls: 30, 35, 40, 40, and 30 in the street.
    {"heat_inequality", 30.0 / ((5 * 30.0 + 7 * 35.0 + 4 * 40.0 + 11 * 40.0 + 9 * 30.0) / 36.0)},
};

TEST_F(EveryIndicator, has_the_value_that_was_computed_by_hand) {
    for (auto const& expected : by_hand) {
        auto const found = value(expected.name);
        ASSERT_TRUE(found) << expected.name;
        EXPECT_NEAR(*found, expected.value, 1e-12 * std::max(1.0, std::abs(expected.value))) << expected.name;
    }
}

TEST_F(EveryIndicator, stands_in_the_table_above_once) {
    std::multiset<std::string> tested;
    std::set<std::string> known;
    for (auto const& expected : by_hand) tested.insert(expected.name);
    for (auto const& indicator : indicators()) {
        known.insert(indicator.name);
        EXPECT_EQ(tested.count(indicator.name), 1U)
            << indicator.name << " needs a value that was computed by hand";
    }
    for (auto const& name : tested) EXPECT_TRUE(known.contains(name)) << name;
}

TEST_F(EveryIndicator, is_absent_from_a_run_that_has_nothing) {
    Territory const empty;
    for (auto const& indicator : indicators()) EXPECT_FALSE(indicator.compute({empty, {}})) << indicator.name;
}

TEST_F(EveryIndicator, is_defined_in_words) {
    for (auto const& indicator : indicators()) {
        EXPECT_GT(indicator.definition.size(), 15U) << indicator.name;
        EXPECT_FALSE(indicator.unit.empty()) << indicator.name;
    }
}

} // namespace
} // namespace jumelle
