#include <gtest/gtest.h>
#include <limits>

#include "tests/models/flood/structures/works.hpp"

namespace jumelle::flood {
namespace {

using test::wall;

Territory yard() {
    Territory territory = cases::flat_territory(10, 10, 2.0);
    cases::set_field(territory, "building_height", [](Cell c) { return c.column == 4 ? 3.0 : 0.0; });
    return territory;
}

/// All faults that these structures give, one a line.
std::string faults_of(Structures const& structures) {
    Territory territory = yard();
    territory.structures = structures;
    try {
        test::Works const works(std::move(territory));
    } catch (InputError const& error) {
        EXPECT_EQ(error.kind(), FaultKind::data);
        for (Fault const& fault : error.faults()) EXPECT_FALSE(fault.hint.empty()) << fault.message;
        return error.what();
    }
    return "";
}

Culvert culvert(Point from, Point to) {
    Culvert made;
    made.label = {"pipe", {"storm.yaml", 7, 5}, "territory.structures[0].culvert"};
    made.from = from;
    made.to = to;
    made.width_m = made.height_m = 1.0;
    made.length_m = 10.0;
    made.inlet = {1, 0.0098, 2.0, 0.0398, 0.67, -0.5};
    return made;
}

bool has(std::string const& text, std::string const& part) {
    return text.find(part) != std::string::npos;
}

TEST(StructureFaults, name_file_line_and_key) {
    Structures structures;
    structures.culverts = {culvert({1.0, -1.0}, {1.5, -1.2})};
    std::string const text = faults_of(structures);
    EXPECT_TRUE(has(text, "storm.yaml:7:5: territory.structures[0].culvert")) << text;
    EXPECT_TRUE(has(text, "both ends of 'pipe' lie in one cell")) << text;
}

TEST(StructureFaults, tell_an_end_outside_the_grid) {
    Structures structures;
    structures.culverts = {culvert({1.0, -1.0}, {25.0, -1.0})};
    EXPECT_TRUE(has(faults_of(structures), "the lower end of 'pipe' at [25, -1] lies outside the grid"));
}

TEST(StructureFaults, tell_an_end_on_a_building) {
    Structures structures;
    structures.culverts = {culvert({9.0, -1.0}, {15.0, -1.0})};
    EXPECT_TRUE(has(faults_of(structures), "the upper end of 'pipe' at [9, -1] stands on a building"));
}

TEST(StructureFaults, tell_a_line_that_reaches_outside) {
    Structures structures;
    structures.walls = {wall("wall", {{2.0, -2.0}, {2.0, -21.0}}, 1.0)};
    EXPECT_TRUE(has(faults_of(structures), "'wall' reaches outside the grid"));
}

TEST(StructureFaults, tell_a_line_shorter_than_a_cell) {
    Structures structures;
    structures.walls = {wall("wall", {{2.1, -2.1}, {2.5, -2.3}}, 1.0)};
    EXPECT_TRUE(has(faults_of(structures), "the line of 'wall' is shorter than a cell"));
}

TEST(StructureFaults, tell_a_line_through_buildings_only) {
    Structures structures;
    structures.walls = {wall("wall", {{8.0, -4.0}, {8.0, -8.0}}, 1.0)};
    EXPECT_TRUE(has(faults_of(structures), "'wall' stands on buildings"));
}

TEST(StructureFaults, tell_a_crest_that_is_no_number) {
    Structures structures;
    structures.walls = {wall("wall", {{2.0, -2.0}, {2.0, -8.0}}, std::numeric_limits<double>::quiet_NaN())};
    EXPECT_TRUE(has(faults_of(structures), "the crest of 'wall' is not a number"));
}

TEST(StructureFaults, tell_a_wrong_number_of_crest_heights) {
    Structures structures;
    WallLine made = wall("wall", {{2.0, -2.0}, {2.0, -8.0}}, 1.0);
    made.crest.height_m = {1.0, 2.0, 3.0};
    structures.walls = {made};
    EXPECT_TRUE(has(faults_of(structures), "'wall' has 3 crest heights for 2 corners"));
}

TEST(StructureFaults, tell_a_soffit_below_the_ground) {
    Structures structures;
    BridgeLine bridge;
    bridge.label.name = "bridge";
    bridge.line = {{2.0, -2.0}, {2.0, -8.0}};
    bridge.soffit_m = -1.0;
    bridge.deck_m = 1.0;
    structures.bridges = {bridge};
    EXPECT_TRUE(has(faults_of(structures), "the soffit of 'bridge', -1 m, lies below the ground"));
}

TEST(StructureFaults, tell_a_pump_without_capacity) {
    Structures structures;
    Pump pump;
    pump.label.name = "pump";
    pump.from = {1.0, -1.0};
    structures.pumps = {pump};
    EXPECT_TRUE(has(faults_of(structures), "pump 'pump' has neither a capacity nor a curve"));
}

TEST(StructureFaults, tell_a_breach_beside_its_levee) {
    Structures structures;
    structures.walls = {wall("levee", {{2.0, -2.0}, {2.0, -18.0}}, 1.0)};
    DikeBreach breach;
    breach.label.name = "breach";
    breach.levee = "levee";
    breach.at = {16.0, -10.0};
    structures.breaches = {breach};
    EXPECT_TRUE(has(faults_of(structures), "'breach' at [16, -10] lies 14.0 m from the levee 'levee'"));
}

TEST(StructureFaults, tell_a_breach_that_does_not_fall) {
    Structures structures;
    structures.walls = {wall("levee", {{2.0, -2.0}, {2.0, -18.0}}, 1.0)};
    DikeBreach breach;
    breach.label.name = "breach";
    breach.levee = "levee";
    breach.at = {2.0, -10.0};
    breach.level_m = 1.5;
    structures.breaches = {breach};
    EXPECT_TRUE(has(faults_of(structures), "the bottom of 'breach', 1.5 m, is not below the crest"));
}

TEST(StructureFaults, tell_a_rule_that_looks_at_a_building) {
    Structures structures;
    Pump pump;
    pump.label.name = "pump";
    pump.from = {1.0, -1.0};
    pump.curve = {{0.0, 1.0}};
    pump.running.by_level = LevelSwitch{{9.0, -9.0}, LevelSwitch::When::above, 1.0, 0.5};
    structures.pumps = {pump};
    EXPECT_TRUE(has(faults_of(structures), "the rule of 'pump' at [9, -9] stands on a building"));
}

TEST(StructureFaults, are_told_all_at_once) {
    Structures structures;
    structures.walls = {wall("wall", {{2.0, -2.0}, {2.0, -21.0}}, 1.0)};
    structures.culverts = {culvert({1.0, -1.0}, {1.5, -1.2}), culvert({9.0, -1.0}, {15.0, -1.0})};
    std::string const text = faults_of(structures);
    EXPECT_TRUE(has(text, "outside the grid"));
    EXPECT_TRUE(has(text, "in one cell"));
    EXPECT_TRUE(has(text, "on a building"));
}

} // namespace
} // namespace jumelle::flood
