#include "core/compare/access_indicators.hpp"

#include <cmath>

#include "core/compare/road_access.hpp"
#include "tests/core/compare/five_by_five.hpp"

namespace jumelle {
namespace {

class AccessIndicators : public FiveByFive {
  protected:
    AccessIndicators() {
        give_streets();
        put_on_edges("road_closed_time", std::vector<double>(6, 0.0));
        put_everywhere("population", 0.0);
        auto& people = territory.fields.at("population").cells;
        people(1, 0) = 10.0; // A
        people(1, 4) = 20.0; // B
        people(3, 4) = 30.0; // C
        people(3, 0) = 40.0; // D
    }
    std::vector<double> times(std::int32_t facility, Direction direction) const {
        std::vector<std::uint8_t> const open(6, 0);
        return times_at_nodes(territory.roads, {{facility}, direction, &open});
    }
};

TEST_F(AccessIndicators, times_follow_the_direction_of_streets) {
    EXPECT_EQ(times(3, Direction::from_facility), (std::vector<double>{2.0, 6.0, 8.0, 0.0}))
        << "D → A → B → C";
    EXPECT_EQ(times(3, Direction::to_facility), (std::vector<double>{10.0, 6.0, 4.0, 0.0}))
        << "A → B → C → D";
}

TEST_F(AccessIndicators, ways_begin_and_end_at_terminals_but_do_not_pass_them) {
    territory.roads.is_terminal = {0, 1, 0, 0};
    auto const from_d = times(3, Direction::from_facility);
    EXPECT_EQ(from_d[1], 6.0);
    EXPECT_TRUE(std::isinf(from_d[2])) << "C lies behind B";
    EXPECT_EQ(times(1, Direction::from_facility)[0], 4.0);
}

TEST_F(AccessIndicators, residents_belong_to_the_nearest_node) {
    territory.fields.at("population").cells(0, 1) = 5.0;
    EXPECT_EQ(residents_at_nodes(territory), (std::vector<double>{15.0, 20.0, 30.0, 40.0}));
}

TEST_F(AccessIndicators, nobody_is_isolated_while_all_streets_are_open) {
    territory.facilities = {{"hospital", "", 1}, {"fire_station", "", 2}};
    EXPECT_EQ(value("isolated_people"), 0.0);
    EXPECT_EQ(value("people_in_fire_cover"), 100.0);
    EXPECT_DOUBLE_EQ(*value("mean_time_to_hospital"), (10 * 4.0 + 30 * 2.0 + 40 * 6.0) / 100.0 / 60.0);
}

TEST_F(AccessIndicators, the_nearest_of_several_facilities_counts) {
    territory.facilities = {{"hospital", "", 1}, {"hospital", "", 3}};
    EXPECT_DOUBLE_EQ(*value("mean_time_to_hospital"), (10 * 4.0 + 30 * 2.0) / 100.0 / 60.0);
    EXPECT_FALSE(value("people_in_fire_cover")) << "there is no fire station";
    EXPECT_EQ(value("isolated_people"), 0.0) << "only of those that there are";
}

TEST_F(AccessIndicators, fire_cover_ends_after_ten_minutes) {
    territory.facilities = {{"fire_station", "", 3}};
    territory.roads.free_time_s[5] = 600.0; // D → A
    EXPECT_EQ(value("people_in_fire_cover"), 40.0 + 10.0);
    territory.roads.free_time_s[5] = 600.5;
    EXPECT_EQ(value("people_in_fire_cover"), 40.0);
}

TEST_F(AccessIndicators, need_facilities_people_and_streets_that_can_be_closed) {
    EXPECT_FALSE(value("isolated_people"));
    territory.facilities = {{"hospital", "", 1}};
    EXPECT_TRUE(value("isolated_people"));
    Territory bare;
    bare.facilities = territory.facilities;
    bare.roads = territory.roads;
    for (auto const& indicator : access_indicators())
        EXPECT_FALSE(indicator.compute({bare, {}})) << indicator.name;
}

} // namespace
} // namespace jumelle
