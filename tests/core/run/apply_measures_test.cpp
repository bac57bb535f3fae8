#include "core/run/apply_measures.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/territory/field_catalog.hpp"
#include "io/yaml/scenario_reader.hpp"
#include "tests/io/yaml/sample_language.hpp"

namespace jumelle {
namespace {

Territory territory() {
    Territory made;
    made.grid.rows = made.grid.columns = 20;
    made.grid.cell_m = 1.0;
    made.grid.north_m = 20.0;
    made.places["quay"] = {10.0, 10.0};
    made.fields.put({find_catalog_field("elevation")->info, Array2D<double>(20, 20, 5.0), {}});
    made.fields.put({find_catalog_field("land_cover")->info, Array2D<double>(20, 20, 2.0), {}});
    made.roads = make_road_graph({{1.0, 1.0}, {9.0, 1.0}}, {{0, 1, 8.0, 10.0, 0.5, 2, "way/1"}});
    made.trips.origin = {0};
    made.trips.destination = {1};
    made.trips.trips_vehph = {100.0};
    return made;
}

/// A territory after the measures of a list, `yaml`.
Territory changed(std::string const& yaml, FaultList& faults) {
    std::string const text = "jumelle: 1\nname: a case\nterritory:\n  synthetic_town: {size: 500 m}\n"
                             "time: {duration: 2 h}\nmodels: {flood: }\nmeasures:\n  - " +
                             yaml + "\n";
    Scenario const scenario = read_scenario_text({text, "case.yaml", "."}, test::sample_language());
    MeasureSources sources;
    sources.region = [](RegionSpec const& spec) {
        Region region;
        if (spec.circle)
            region.circles.push_back({{spec.circle->x_m, spec.circle->y_m}, spec.circle->radius_m});
        return region;
    };
    sources.line = [](Value const&) { return std::vector<Point>{{0.0, 1.0}, {2.0, 3.0}}; };
    Territory made = territory();
    apply_measures(scenario.measures, made, sources, faults);
    return made;
}

Territory changed(std::string const& yaml) {
    FaultList faults;
    Territory made = changed(yaml, faults);
    EXPECT_TRUE(faults.empty());
    return made;
}

std::string fault_of(std::string const& yaml) {
    FaultList faults;
    Territory const made = changed(yaml, faults);
    EXPECT_TRUE(made.measures.empty());
    try {
        faults.throw_if_any();
    } catch (InputError const& error) {
        return error.what();
    }
    return "";
}

std::string const here = "{circle: {centre: [10, 10], radius: 3 m}}";

TEST(ApplyMeasures, notes_what_each_did_in_order) {
    auto const made = changed("raise_ground: {name: mound, inside: " + here + ", by: 50 cm}\n" +
                              "  - unseal: {inside: " + here + ", to: garden}");
    ASSERT_EQ(made.measures.size(), 2U);
    EXPECT_EQ(made.measures[0].kind, "raise_ground");
    EXPECT_EQ(made.measures[0].name, "mound");
    EXPECT_EQ(made.measures[0].cells, 32);
    EXPECT_DOUBLE_EQ(made.measures[0].fill_m3, 16.0);
    EXPECT_EQ(made.measures[1].cells, 32);
    EXPECT_EQ(made.fields.at("land_cover").cells(10, 10), 9.0);
}

TEST(ApplyMeasures, reads_every_kind_with_its_units) {
    EXPECT_EQ(changed("plant_trees: {inside: " + here + ", cover: 100 %, height: 12 m}").measures[0].cells,
              32);
    EXPECT_DOUBLE_EQ(changed("retention_basin: {inside: " + here + ", depth: 1 m}").measures[0].cut_m3, 32.0);
    EXPECT_GT(changed("swale: {line: [[2, 10], quay], width: 4 m, depth: 30 cm}").measures[0].cut_m3, 1.0);
    EXPECT_EQ(
        changed("cool_pavement: {inside: " + here + ", albedo: 40 %}").fields.at("albedo").cells(10, 10),
        0.4);
    EXPECT_EQ(changed("new_building: {inside: " + here + ", height: 9 m}").measures[0].cells, 32);
    EXPECT_EQ(changed("demolish: {inside: " + here + "}").measures[0].cells, 0);
    EXPECT_EQ(changed("set_field: {inside: " + here + ", set: {initial_depth: 10 cm}}")
                  .fields.at("initial_depth")
                  .cells(10, 10),
              0.1);
    EXPECT_DOUBLE_EQ(changed("set_field: {inside: " + here + ", add: {elevation: -1 m}}").measures[0].cut_m3,
                     32.0);
    EXPECT_DOUBLE_EQ(changed("speed_limit: {edges: [way/1], speed: 18 km/h}").roads.free_speed_mps[0], 5.0);
    EXPECT_DOUBLE_EQ(changed("lanes: {edges: [way/1], lanes: 1}").roads.capacity_vehps[0], 0.25);
    EXPECT_DOUBLE_EQ(changed("toll: {edges: [way], toll: 2}").roads.toll[0], 2.0);
    EXPECT_DOUBLE_EQ(changed("shift_demand: {share: -10 %}").trips.trips_vehph[0], 90.0);
    EXPECT_DOUBLE_EQ(changed("close_road: {edges: [way/1], from: 1 h}").roads.closures[0].from_s, 3600.0);
    EXPECT_EQ(changed("levee: {name: dam, line: [[1, 2], [5, 2]], crest: 3 m}").measures[0].structures, 1);
}

TEST(ApplyMeasures, tells_what_is_wrong_and_where) {
    EXPECT_THAT(fault_of("raise_ground: {inside: {circle: {centre: [19, 10], radius: 3 m}}, by: 1 m}"),
                testing::HasSubstr("reaches outside the grid"));
    EXPECT_THAT(fault_of("unseal: {inside: {circle: {centre: [10, 10], radius: 1 mm}}}"),
                testing::HasSubstr("covers no cell centre"));
    EXPECT_THAT(fault_of("close_road: {edges: [way/7]}"), testing::HasSubstr("there is no edge 'way/7'"));
    EXPECT_THAT(fault_of("toll: {inside: {circle: {centre: [1, 1], radius: 1 m}}, toll: 1}"),
                testing::HasSubstr("holds no edge with both its ends"));
    EXPECT_THAT(fault_of("set_field: {inside: " + here + ", set: {manning: 0.05 s/m^(1/3)}}"),
                testing::HasSubstr("no field 'manning'"));
    EXPECT_THAT(fault_of("cool_roofs: {inside: " + here + ", albedo: 0.7}"),
                testing::HasSubstr("no field 'building_height'"));
    EXPECT_THAT(fault_of("swale: {line: [[2, 10], key], width: 4 m, depth: 30 cm}"),
                testing::HasSubstr("known: quay"));
}

TEST(ApplyMeasures, structures_among_them_stand_in_the_territory) {
    std::string const text =
        "jumelle: 1\nname: a case\nterritory:\n  synthetic_town: {size: 500 m}\n"
        "  structures:\n    - levee: {name: old, line: [[1, 2], [5, 2]], crest: 3 m}\n"
        "time: {duration: 2 h}\nmodels: {flood: }\nmeasures:\n"
        "  - dike_breach: {name: gap, levee: old, at: [3, 2], start: 1 h, width: 2 m, level: 1 m}\n";
    Scenario const scenario = read_scenario_text({text, "case.yaml", "."}, test::sample_language());
    ASSERT_EQ(scenario.territory.structures.size(), 2U);
    EXPECT_EQ(scenario.territory.structures[1].kind, "dike_breach");
    EXPECT_EQ(scenario.measures.size(), 1U);
}

} // namespace
} // namespace jumelle
