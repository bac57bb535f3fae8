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
    made.roads.node_id = {"a", "b"};
    made.trips.origin = {0};
    made.trips.destination = {1};
    made.trips.trips_vehph = {100.0};
    return made;
}

/// A manhole, a pipe, an outfall.
DrainNetwork drains() {
    DrainNetwork made;
    made.nodes.resize(2);
    made.nodes[0].name = "manhole";
    made.nodes[1].name = "river";
    made.nodes[1].kind = DrainNodeKind::outfall;
    made.nodes[0].position = Point{10.0, 10.0};
    made.nodes[1].position = Point{18.0, 10.0};
    made.nodes[0].invert_m = 3.0;
    made.nodes[0].rim_m = made.nodes[1].rim_m = 5.0;
    made.nodes[1].invert_m = 2.9;
    DrainPipe pipe;
    pipe.name = "main";
    pipe.from_name = "manhole";
    pipe.to_name = "river";
    pipe.length_m = 8.0;
    pipe.manning = 0.013;
    pipe.shape.height_m = 0.3;
    made.pipes.push_back(pipe);
    connect(made);
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
    if (yaml.find("pipes") != std::string::npos) made.drains = drains();
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
    EXPECT_EQ(
        changed("new_building: {inside: " + here + ", height: 9 m}\n  - demolish: {inside: " + here + "}")
            .measures[1]
            .cells,
        32);
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

TEST(ApplyMeasures, reads_new_roads_zones_pipes_and_green_roofs) {
    auto const road = changed("new_road: {name: cut, line: [[1.5, 1], [5, 4], [9, 1]], speed: 36 km/h, "
                              "capacity: 900 1/h, lanes: 2, ways: forward}");
    EXPECT_EQ(road.measures[0].edges, 2);
    EXPECT_DOUBLE_EQ(road.measures[0].length_m, 10.0);
    EXPECT_EQ(road.roads.node[2].y_m, 4.0);
    EXPECT_DOUBLE_EQ(road.roads.capacity_vehps.back(), 0.25);
    auto const named = changed("new_road: {name: cut, nodes: [b, a], length: 20 m, speed: 36 km/h, "
                               "capacity: 900 1/h}");
    EXPECT_EQ(named.measures[0].edges, 2);
    EXPECT_DOUBLE_EQ(named.roads.free_time_s.back(), 2.0);
    auto const zone =
        changed("low_traffic_zone: {inside: {circle: {centre: [1, 1], radius: 3 m}}, detour: 10 min}");
    EXPECT_DOUBLE_EQ(zone.roads.keep_out_s[0], 300.0);
    auto const pipe = changed("upgrade_drain: {pipes: [main], diameter: 60 cm, barrels: 2}");
    EXPECT_EQ(pipe.measures[0].pipes, 1);
    EXPECT_EQ(pipe.drains->pipes[0].shape.height_m, 0.6);
    auto const roofs = changed("new_building: {inside: " + here +
                               ", height: 9 m}\n  - green_roofs: {inside: " + here + ", storage: 30 mm}");
    EXPECT_EQ(roofs.measures[1].cells, 32);
    EXPECT_DOUBLE_EQ(roofs.fields.at("roof_storage").cells(10, 10), 0.03);
}

TEST(ApplyMeasures, sums_costs_from_unit_costs) {
    auto const mound = changed("raise_ground: {inside: " + here +
                               ", by: 50 cm, cost: {fixed: 1000, per_m2: 2, per_m3: 10}}");
    EXPECT_DOUBLE_EQ(mound.measures[0].cost, 1000.0 + 2.0 * 32.0 + 10.0 * 16.0);
    auto const dam = changed("levee: {name: dam, line: [[1, 2], [5, 2]], crest: 3 m, cost: {per_m: 250}}");
    EXPECT_DOUBLE_EQ(dam.measures[0].cost, 1000.0);
    EXPECT_DOUBLE_EQ(changed("toll: {edges: [way], toll: 2, cost: {per_m: 3}}").measures[0].cost, 24.0);
    EXPECT_EQ(changed("toll: {edges: [way], toll: 2}").measures[0].cost, 0.0);
}

TEST(ApplyMeasures, tells_what_is_wrong_with_roads_pipes_and_roofs) {
    std::string const rest = ", speed: 36 km/h, capacity: 900 1/h}";
    EXPECT_THAT(fault_of("new_road: {name: way, line: [[1, 1], [9, 1]]" + rest),
                testing::HasSubstr("edges are called 'way' already"));
    EXPECT_THAT(fault_of("new_road: {name: cut, line: [[1, 1], [9, 19]], reach: 5 m" + rest),
                testing::HasSubstr("no node of the roads lies within 5 m of its end (9, 19)"));
    EXPECT_THAT(fault_of("new_road: {name: cut, line: [[1, 1], [1, 2]]" + rest),
                testing::HasSubstr("both its ends meet the same node"));
    EXPECT_THAT(fault_of("new_road: {name: cut, nodes: [a, c]" + rest),
                testing::HasSubstr("there is no node 'c'"));
    EXPECT_THAT(fault_of("new_road: {name: cut, nodes: [a, a]" + rest),
                testing::HasSubstr("the road stays where it is"));
    EXPECT_THAT(fault_of("low_traffic_zone: {inside: {circle: {centre: [5, 5], radius: 1 m}}}"),
                testing::HasSubstr("no street passes its border"));
    EXPECT_THAT(fault_of("upgrade_drain: {inside: " + here + ", diameter: 1 m}"),
                testing::HasSubstr("the territory has no drains"));
    EXPECT_THAT(fault_of("upgrade_drain: {pipes: [mane], diameter: 1 m}"),
                testing::HasSubstr("there is no pipe 'mane'"));
    EXPECT_THAT(fault_of("upgrade_drain: {name: pipes, inside: " + here + ", diameter: 1 m}"),
                testing::HasSubstr("holds no pipe with both its ends"));
    EXPECT_THAT(fault_of("green_roofs: {inside: " + here + ", storage: 30 mm}"),
                testing::HasSubstr("no field 'building_height'"));
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
