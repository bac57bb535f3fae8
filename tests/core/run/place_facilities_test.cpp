#include "core/run/place_facilities.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "io/yaml/scenario_reader.hpp"
#include "tests/io/yaml/sample_language.hpp"

namespace jumelle {
namespace {

/// Two nodes a kilometre apart, `west` and `east`.
Territory territory() {
    Territory made;
    made.places["station"] = {990.0, 5.0};
    made.roads = make_road_graph({{0.0, 0.0}, {1000.0, 0.0}}, {{0, 1, 1000.0, 10.0, 0.5, 2, "way/1"}});
    made.roads.node_id = {"west", "east"};
    return made;
}

/// The territory with the facilities of a list, `yaml`.
Territory placed(std::string const& yaml, Territory made, FaultList& faults) {
    std::string const text = "jumelle: 1\nname: a case\nterritory:\n  synthetic_town: {size: 500 m}\n"
                             "  facilities:\n    - " +
                             yaml + "\ntime: {duration: 2 h}\nmodels: {flood: }\n";
    Scenario const scenario = read_scenario_text({text, "case.yaml", "."}, test::sample_language());
    place_facilities(scenario.territory.facilities, made, faults);
    return made;
}

std::string fault_of(std::string const& yaml, Territory made = territory()) {
    FaultList faults;
    EXPECT_TRUE(placed(yaml, std::move(made), faults).facilities.empty());
    try {
        faults.throw_if_any();
    } catch (InputError const& error) {
        return error.what();
    }
    return "";
}

TEST(Facilities, lie_at_the_node_nearest_to_their_place) {
    FaultList faults;
    auto const made = placed("{kind: hospital, name: General, at: [300, 40]}\n"
                             "    - {kind: fire_station, at: station}\n    - {kind: hospital, node: east}",
                             territory(), faults);
    ASSERT_EQ(made.facilities.size(), 3U);
    EXPECT_EQ(made.facilities[0].kind, "hospital");
    EXPECT_EQ(made.facilities[0].name, "General");
    EXPECT_EQ(made.facilities[0].node, 0);
    EXPECT_EQ(made.facilities[1].kind, "fire_station");
    EXPECT_EQ(made.facilities[1].node, 1);
    EXPECT_EQ(made.facilities[2].node, 1);
}

TEST(Facilities, tell_what_is_wrong_and_where) {
    EXPECT_THAT(fault_of("{kind: hospital, at: [500, 1200]}"),
                testing::AllOf(testing::HasSubstr("territory.facilities[0].at"),
                               testing::HasSubstr("the nearest node of the roads is 1300 m away")));
    EXPECT_THAT(fault_of("{kind: hospital, at: statoin}"), testing::HasSubstr("did you mean 'station'?"));
    EXPECT_THAT(fault_of("{kind: hospital, node: wset}"), testing::HasSubstr("did you mean 'west'?"));
    Territory nowhere = territory();
    nowhere.roads.has_positions = false;
    EXPECT_THAT(fault_of("{kind: hospital, at: [1, 1]}", nowhere),
                testing::HasSubstr("the roads have no positions"));
    EXPECT_THAT(fault_of("{kind: hospital, at: [1, 1]}", Territory()),
                testing::HasSubstr("there are no roads that lead to it"));
}

} // namespace
} // namespace jumelle
