#include "core/run/structures_from.hpp"

#include <gtest/gtest.h>

#include "io/yaml/scenario_reader.hpp"
#include "tests/io/yaml/sample_language.hpp"

namespace jumelle {
namespace {

/// The structures of a scenario whose list is `yaml`, on a territory that knows one place.
Structures made_of(std::string const& yaml, FaultList& faults) {
    std::string const text = "jumelle: 1\nname: a case\nterritory:\n  synthetic_town: {size: 500 m}\n"
                             "  structures:\n    - " +
                             yaml + "\ntime: {duration: 2 h}\nmodels: {flood: }\n";
    Scenario const scenario = read_scenario_text({text, "case.yaml", "."}, test::sample_language());
    Territory territory;
    territory.places["quay"] = {7.0, 8.0};
    StructureSources sources;
    sources.series = [](SeriesSpec const& spec, std::string const&) {
        return TimeSeries::constant(spec.constant.value_or(-1.0));
    };
    sources.line = [](Value const&) { return std::vector<Point>{{0.0, 1.0}, {2.0, 3.0}}; };
    return structures_from(scenario.territory, territory, sources, faults);
}

Structures made_of(std::string const& yaml) {
    FaultList faults;
    Structures const made = made_of(yaml, faults);
    EXPECT_TRUE(faults.empty());
    return made;
}

TEST(StructuresFrom, wall_takes_a_crest_for_each_corner) {
    auto const made = made_of("levee: {name: dam, line: [[1, 2], quay], crest: [3 m, 350 cm]}");
    ASSERT_EQ(made.walls.size(), 1U);
    EXPECT_EQ(made.walls[0].label.name, "dam");
    EXPECT_EQ(made.walls[0].label.key, "territory.structures[0].levee");
    EXPECT_EQ(made.walls[0].label.place.line, 6);
    EXPECT_EQ(made.walls[0].line[1].x_m, 7.0);
    EXPECT_EQ(made.walls[0].crest.height_m, (std::vector<double>{3.0, 3.5}));
    EXPECT_EQ(made.walls[0].crest.above, CrestHeight::Above::datum);
    EXPECT_EQ(made.walls[0].weir_coefficient, 0.577);
}

TEST(StructuresFrom, flood_wall_may_stand_over_the_ground) {
    auto const made = made_of("flood_wall: {name: wall, line: [[1, 2], [3, 4]], height: 1.2 m}");
    EXPECT_EQ(made.walls[0].crest.above, CrestHeight::Above::ground);
    EXPECT_EQ(made.walls[0].weir_coefficient, 0.62);
}

TEST(StructuresFrom, weir_stands_on_a_line_or_between_points) {
    EXPECT_EQ(made_of("weir: {name: w, line: [[1, 2], [3, 4]], crest: 2 m}").walls.size(), 1U);
    auto const link = made_of("weir: {name: w, from: [1, 2], to: quay, width: 3 m, crest: 2 m}");
    ASSERT_EQ(link.openings.size(), 1U);
    EXPECT_EQ(link.openings[0].sill_m, 2.0);
    EXPECT_EQ(link.openings[0].height_m, unlimited);
    EXPECT_EQ(link.openings[0].to.y_m, 8.0);
}

TEST(StructuresFrom, gate_has_its_rule) {
    auto const made = made_of("gate: {name: g, line: [[1, 2], [3, 4]], height: 2 m, rule: {at: quay, "
                              "open_below: 1 m, close_above: 1.5 m, travel: 1 min}}");
    ASSERT_EQ(made.gates.size(), 1U);
    ASSERT_TRUE(made.gates[0].opening.by_level.has_value());
    EXPECT_EQ(made.gates[0].opening.by_level->on_when, LevelSwitch::When::below);
    EXPECT_EQ(made.gates[0].opening.by_level->on_m, 1.0);
    EXPECT_EQ(made.gates[0].opening.by_level->off_m, 1.5);
    EXPECT_EQ(made.gates[0].opening.travel_s, 60.0);
    EXPECT_EQ(made.gates[0].top_m, unlimited);
}

TEST(StructuresFrom, bridge_and_breach_in_si_units) {
    auto const bridge =
        made_of("bridge: {name: b, line: [[1, 2], [3, 4]], soffit: 5 m, deck: 6 m, blockage: 15 %}");
    EXPECT_NEAR(bridge.bridges.at(0).blockage, 0.15, 1e-15);
    EXPECT_EQ(bridge.bridges[0].orifice_coefficient, 0.8);
    auto const breach =
        made_of("levee: {name: dam, line: [[1, 2], [3, 4]], crest: 3 m}\n"
                "    - dike_breach: {name: b, levee: dam, at: [2, 3], start: 1 h, width: 20 m, "
                "initial_width: 5 m, level: 1 m, growth: clay}");
    EXPECT_EQ(breach.breaches.at(0).start_s, 3600.0);
    EXPECT_EQ(breach.breaches[0].duration_s, 600.0);
    EXPECT_EQ(breach.breaches[0].growth, DikeBreach::Growth::erosion);
    EXPECT_EQ(breach.breaches[0].critical_velocity_mps, 0.5);
}

TEST(StructuresFrom, culvert_takes_constants_and_loss_of_its_inlet) {
    auto const made = made_of("culvert: {name: c, from: [0, 0], to: [30, 40], diameter: 80 cm}");
    ASSERT_EQ(made.culverts.size(), 1U);
    EXPECT_EQ(made.culverts[0].length_m, 50.0);
    EXPECT_EQ(made.culverts[0].inlet.k, 0.0098);
    EXPECT_EQ(made.culverts[0].entrance_loss, 0.5);
    EXPECT_FALSE(made.culverts[0].from_invert_m.has_value());
    auto const box =
        made_of("culvert: {name: c, from: [0, 0], to: [3, 4], width: 2 m, height: 1 m, barrels: 3, "
                "inlet: box_headwall_beveled, to_invert: 1 m, way: forward}");
    EXPECT_EQ(box.culverts.at(0).inlet.form, 2);
    EXPECT_EQ(box.culverts[0].barrels, 3);
    EXPECT_EQ(box.culverts[0].to_invert_m, 1.0);
    EXPECT_EQ(box.culverts[0].way, LinkWay::forward);
}

TEST(StructuresFrom, round_orifice_has_the_area_of_its_circle) {
    auto const made = made_of("orifice: {name: o, from: [1, 2], to: quay, diameter: 50 cm, sill: 2 m}");
    EXPECT_NEAR(made.openings.at(0).width_m * made.openings[0].height_m, 0.25 * 3.14159265358979 * 0.25,
                1e-12);
}

TEST(StructuresFrom, pump_has_a_capacity_or_a_curve) {
    auto const constant =
        made_of("pump: {name: p, from: quay, capacity: 500 l/s, on_above: 2 m, off_below: 1 m}");
    ASSERT_EQ(constant.pumps.at(0).curve.size(), 1U);
    EXPECT_NEAR(constant.pumps[0].curve[0].second, 0.5, 1e-15);
    EXPECT_EQ(constant.pumps[0].running.by_level->at.x_m, 7.0);
    EXPECT_FALSE(constant.pumps[0].to.has_value());
    auto const curve =
        made_of("pump: {name: p, from: quay, to: [1, 2], curve: [{head: 0 m, discharge: 2 m3/s}, "
                "{head: 5 m, discharge: 1 m3/s}]}");
    EXPECT_EQ(curve.pumps.at(0).curve.at(1), (std::pair{5.0, 1.0}));
}

TEST(StructuresFrom, unknown_place_is_told_where_it_stands) {
    FaultList faults;
    Structures const made = made_of("pump: {name: p, from: quai, capacity: 1 m3/s}", faults);
    ASSERT_EQ(faults.faults().size(), 1U);
    EXPECT_EQ(faults.faults()[0].key, "territory.structures[0].pump.from");
    EXPECT_EQ(faults.faults()[0].hint, "did you mean 'quay'?");
    EXPECT_TRUE(made.pumps.empty());
}

TEST(StructuresFrom, rule_on_a_line_must_say_where_it_looks) {
    FaultList faults;
    made_of("gate: {name: g, line: [[1, 2], [3, 4]], height: 2 m, rule: {open_below: 1 m, close_above: 2 m}}",
            faults);
    ASSERT_EQ(faults.faults().size(), 1U);
    EXPECT_EQ(faults.faults()[0].message, "does not say where the level is watched");
}

} // namespace
} // namespace jumelle
