#include <functional>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <numeric>
#include <set>

#include "core/run/apply_measures.hpp"
#include "core/run/structures_from.hpp"
#include "core/territory/field_catalog.hpp"
#include "core/territory/land_cover.hpp"
#include "io/yaml/scenario_reader.hpp"
#include "tests/io/yaml/sample_language.hpp"

namespace jumelle {
namespace {

constexpr double asphalt_n = 0.013;

Field on_cells(char const* name, double value) {
    return {find_catalog_field(name)->info, Array2D<double>(20, 20, value), {}};
}

/// 20 × 20 m of asphalt at 5 m with a hollow of 4.5 m, a house of 3 × 3 m in the north-west, a street, a
/// pipe.
Territory territory() {
    Territory made;
    made.grid.rows = made.grid.columns = 20;
    made.grid.cell_m = 1.0;
    made.grid.north_m = 20.0;
    made.places["quay"] = {10.0, 10.0};
    for (auto const& [name, value] :
         {std::pair{"elevation", 5.0}, {"land_cover", 2.0}, {"building_height", 0.0}})
        made.fields.put(on_cells(name, value));
    made.fields.put(on_cells("manning", find_land_cover(2.0)->manning.value));
    made.fields.at("elevation").cells(10, 10) = 4.5;
    for (Index r = 0; r < 3; ++r) {
        for (Index c = 0; c < 3; ++c) {
            made.fields.at("building_height").cells(r, c) = 9.0;
            made.fields.at("land_cover").cells(r, c) = 1.0;
        }
    }
    made.roads = make_road_graph({{1.0, 1.0}, {9.0, 1.0}},
                                 {{0, 1, 8.0, 10.0, 0.5, 2, "way/1"}, {1, 0, 8.0, 10.0, 0.5, 2, "way/2"}});
    made.roads.node_id = {"a", "b"};
    made.trips.origin = {0, 1};
    made.trips.destination = {1, 0};
    made.trips.trips_vehph = {100.0, 60.0};
    DrainNetwork drains;
    drains.nodes.resize(2);
    drains.nodes[0].name = "manhole";
    drains.nodes[1].name = "river";
    drains.nodes[1].kind = DrainNodeKind::outfall;
    drains.nodes[0].position = Point{8.0, 10.0};
    drains.nodes[1].position = Point{12.0, 10.0};
    drains.nodes[0].rim_m = drains.nodes[1].rim_m = 5.0;
    drains.nodes[0].invert_m = 3.0;
    drains.nodes[1].invert_m = 2.9;
    DrainPipe pipe;
    pipe.name = "main";
    pipe.from_name = "manhole";
    pipe.to_name = "river";
    pipe.length_m = 4.0;
    pipe.manning = asphalt_n;
    pipe.shape.height_m = 0.3;
    drains.pipes.push_back(pipe);
    connect(drains);
    made.drains = drains;
    return made;
}

/// The territory after the measures of a list, `yaml`, with the structures among them.
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
    Territory made = territory();
    apply_measures(scenario.measures, made, sources, faults);
    StructureSources series;
    series.series = [](SeriesSpec const& spec, std::string const&) {
        return TimeSeries::constant(spec.constant.value_or(-1.0));
    };
    made.structures = structures_from(scenario.territory, made, series, faults);
    return made;
}

std::string fault_of(std::string const& yaml) {
    FaultList faults;
    try {
        changed(yaml, faults);
        faults.throw_if_any();
    } catch (InputError const& error) {
        return error.what();
    }
    return "no fault";
}

/// Sum of the numbers of a field after a measure less that before it.
double gain(Territory const& now, std::string const& field) {
    Territory const before = territory();
    double sum = 0.0;
    for (Index r = 0; r < 20; ++r) {
        for (Index c = 0; c < 20; ++c) {
            double const was = before.fields.has(field) ? before.fields.at(field).cells(r, c) : 0.0;
            double const is = now.fields.at(field).cells(r, c);
            if (!std::isnan(is)) sum += is - was;
        }
    }
    return sum;
}

double at(Territory const& now, std::string const& field, Index row = 10, Index column = 9) {
    return now.fields.at(field).cells(row, column);
}

double manning_of(LandCover cover) {
    return find_land_cover(static_cast<double>(cover))->manning.value;
}

/// One measure as it should be, what it must do, and a wrong use with what is told.
struct Case {
    std::string kind, right;
    std::function<void(Territory const& now, MeasureRecord const& record)> expect;
    std::string wrong, told;
};

void PrintTo(Case const& one, std::ostream* stream) {
    *stream << one.kind;
}

std::string const here = "inside: {circle: {centre: [10, 10], radius: 3 m}}";        // 32 cells of asphalt
std::string const house = "inside: {circle: {centre: [1.5, 18.5], radius: 145 cm}}"; // its 9 cells
std::string const outside = "inside: {circle: {centre: [19, 10], radius: 3 m}}";
std::string const street = "inside: {circle: {centre: [5, 1], radius: 450 cm}}";
std::string const line = "line: [[1, 2], [5, 2]]";

std::vector<Case> green_cases() {
    return {{"plant_trees", here + ", cover: 100 %, height: 12 m",
             [](Territory const& now, MeasureRecord const& record) {
                 EXPECT_EQ(record.cells, 32);
                 EXPECT_DOUBLE_EQ(record.area_m2, 32.0);
                 EXPECT_DOUBLE_EQ(gain(now, "canopy_height"), 32 * 12.0);
             },
             house + ", cover: 50 %, height: 12 m", "has no room for a tree"},
            {"unseal", here + ", to: garden",
             [](Territory const& now, MeasureRecord const& record) {
                 EXPECT_EQ(record.cells, 32);
                 EXPECT_DOUBLE_EQ(gain(now, "land_cover"), 32 * (9.0 - 2.0));
                 EXPECT_EQ(at(now, "manning"), manning_of(LandCover::garden));
             },
             house, "holds no asphalt and no paving"},
            {"green_roofs", house + ", storage: 30 mm",
             [](Territory const& now, MeasureRecord const& record) {
                 EXPECT_EQ(record.cells, 9);
                 EXPECT_NEAR(gain(now, "roof_storage"), 9 * 0.03, 1e-15);
             },
             here + ", storage: 30 mm", "holds no building"},
            {"cool_roofs", house + ", albedo: 0.7",
             [](Territory const& now, MeasureRecord const& record) {
                 EXPECT_EQ(record.cells, 9);
                 EXPECT_NEAR(gain(now, "albedo"), 9 * 0.7, 1e-12);
                 EXPECT_TRUE(std::isnan(at(now, "albedo"))) << "elsewhere it stays that of the material";
             },
             here + ", albedo: 0.7", "holds no building"},
            {"cool_pavement", here + ", albedo: 40 %",
             [](Territory const& now, MeasureRecord const& record) {
                 EXPECT_EQ(record.cells, 32);
                 EXPECT_NEAR(gain(now, "albedo"), 32 * 0.4, 1e-12);
             },
             house + ", albedo: 40 %", "holds no asphalt and no paving"}};
}

std::vector<Case> ground_cases() {
    return {{"raise_ground", here + ", by: 50 cm",
             [](Territory const& now, MeasureRecord const& record) {
                 EXPECT_DOUBLE_EQ(record.fill_m3, 16.0);
                 EXPECT_DOUBLE_EQ(gain(now, "elevation"), 16.0);
             },
             outside + ", by: 50 cm", "reaches outside the grid"},
            {"retention_basin", here + ", depth: 1 m",
             [](Territory const& now, MeasureRecord const& record) {
                 EXPECT_DOUBLE_EQ(record.cut_m3, 31 * 1.5 + 1.0) << "1 m below the hollow";
                 EXPECT_EQ(at(now, "elevation"), 3.5);
                 EXPECT_EQ(at(now, "land_cover"), 4.0);
                 EXPECT_EQ(at(now, "manning"), manning_of(LandCover::grass));
             },
             "inside: {circle: {centre: [10, 10], radius: 1 mm}}, depth: 1 m", "covers no cell centre"},
            {"swale", "line: [[2.5, 4.5], [8.5, 4.5]], width: 2 m, depth: 40 cm",
             [](Territory const& now, MeasureRecord const& record) {
                 EXPECT_EQ(record.cells, 7);
                 EXPECT_NEAR(record.cut_m3, 7 * 0.4, 1e-12);
                 EXPECT_DOUBLE_EQ(record.length_m, 6.0);
                 EXPECT_NEAR(at(now, "elevation", 15, 2), 4.6, 1e-12);
                 EXPECT_EQ(at(now, "land_cover", 15, 8), 4.0);
                 EXPECT_EQ(at(now, "elevation", 14, 5), 5.0);
             },
             "line: [[2, 10], [25, 10]], width: 2 m, depth: 40 cm", "reaches outside the grid"},
            {"new_building", here + ", height: 9 m",
             [](Territory const& now, MeasureRecord const& record) {
                 EXPECT_EQ(record.cells, 32);
                 EXPECT_DOUBLE_EQ(gain(now, "building_height"), 32 * 9.0);
                 EXPECT_EQ(at(now, "land_cover"), 1.0);
             },
             outside + ", height: 9 m", "reaches outside the grid"},
            {"demolish", house + ", to: bare_soil",
             [](Territory const& now, MeasureRecord const& record) {
                 EXPECT_EQ(record.cells, 9);
                 EXPECT_DOUBLE_EQ(gain(now, "building_height"), -81.0);
                 EXPECT_EQ(at(now, "land_cover", 1, 1), 6.0);
             },
             here, "holds no building"},
            {"set_field", here + ", set: {initial_depth: 10 cm}, add: {elevation: -1 m}",
             [](Territory const& now, MeasureRecord const& record) {
                 EXPECT_DOUBLE_EQ(record.cut_m3, 32.0);
                 EXPECT_NEAR(gain(now, "initial_depth"), 3.2, 1e-12);
             },
             here + ", set: {initial_dept: 10 cm}", "did you mean 'initial_depth'?"}};
}

std::vector<Case> road_cases() {
    return {{"close_road", "edges: [way/1], from: 1 h, until: 90 min",
             [](Territory const& now, MeasureRecord const& record) {
                 EXPECT_EQ(record.edges, 1);
                 ASSERT_EQ(now.roads.closures.size(), 1U);
                 EXPECT_EQ(now.roads.closures[0].edges, (std::vector<std::int32_t>{0}));
                 EXPECT_EQ(now.roads.closures[0].from_s, 3600.0);
                 EXPECT_EQ(now.roads.closures[0].until_s, 5400.0);
             },
             "edges: [way/7]", "there is no edge 'way/7'"},
            {"speed_limit", street + ", speed: 18 km/h",
             [](Territory const& now, MeasureRecord const& record) {
                 EXPECT_EQ(record.edges, 2);
                 EXPECT_DOUBLE_EQ(record.length_m, 16.0);
                 EXPECT_DOUBLE_EQ(now.roads.free_speed_mps[1], 5.0);
                 EXPECT_DOUBLE_EQ(now.roads.free_time_s[1], 1.6);
             },
             "edges: [way/1], speed: 500 km/h", "500 km/h is above 300 km/h"},
            {"lanes", "edges: [way/1], lanes: 1",
             [](Territory const& now, MeasureRecord const&) {
                 EXPECT_EQ(now.roads.lanes, (std::vector<std::int32_t>{1, 2}));
                 EXPECT_DOUBLE_EQ(now.roads.capacity_vehps[0], 0.25);
             },
             "edges: [way/1], lanes: 0", "is outside"},
            {"toll", "edges: [way], toll: 2, cost: {per_m: 3}",
             [](Territory const& now, MeasureRecord const& record) {
                 EXPECT_EQ(now.roads.toll, (std::vector<double>{2.0, 2.0}));
                 EXPECT_DOUBLE_EQ(record.cost, 48.0);
             },
             "inside: {circle: {centre: [1, 1], radius: 1 m}}, toll: 1", "holds no edge with both its ends"},
            {"new_road",
             "name: cut, line: [[1.5, 1], [5, 4], [9, 1]], speed: 36 km/h, capacity: 900 1/h, ways: forward",
             [](Territory const& now, MeasureRecord const& record) {
                 EXPECT_EQ(record.edges, 2);
                 EXPECT_DOUBLE_EQ(record.length_m, 10.0);
                 EXPECT_EQ(now.roads.nodes(), 3);
                 EXPECT_EQ(edges_named(now.roads, "cut").size(), 2U);
             },
             "name: cut, line: [[1, 1], [9, 19]], speed: 36 km/h, capacity: 900 1/h, reach: 5 m",
             "no node of the roads lies within 5 m of its end (9, 19)"},
            {"low_traffic_zone", "inside: {circle: {centre: [2, 2], radius: 2 m}}, detour: 10 min",
             [](Territory const& now, MeasureRecord const& record) {
                 EXPECT_EQ(record.edges, 2);
                 EXPECT_EQ(now.roads.keep_out_s, (std::vector<double>{300.0, 300.0}));
             },
             street, "no street passes its border"},
            {"shift_demand", "share: -10 %",
             [](Territory const& now, MeasureRecord const& record) {
                 EXPECT_NEAR(record.trips_vehph, -16.0, 1e-12);
                 EXPECT_NEAR(now.trips.trips_vehph[0], 90.0, 1e-12);
                 EXPECT_NEAR(now.trips.trips_vehph[1], 54.0, 1e-12);
             },
             "share: -150 %", "is outside"},
            {"upgrade_drain", here + ", diameter: 60 cm, barrels: 2",
             [](Territory const& now, MeasureRecord const& record) {
                 EXPECT_EQ(record.pipes, 1);
                 EXPECT_DOUBLE_EQ(record.length_m, 4.0);
                 EXPECT_EQ(now.drains->pipes[0].shape.height_m, 0.6);
                 EXPECT_EQ(now.drains->pipes[0].shape.barrels, 2.0);
             },
             "pipes: [mane], diameter: 60 cm", "there is no pipe 'mane'"}};
}

std::vector<Case> structure_cases() {
    auto const along = [](std::vector<WallLine> const& walls, MeasureRecord const& record) {
        EXPECT_EQ(record.structures, 1);
        EXPECT_DOUBLE_EQ(record.length_m, 4.0);
        ASSERT_EQ(walls.size(), 1U);
        EXPECT_EQ(walls[0].line[1].x_m, 5.0);
    };
    return {
        {"flood_wall", "name: quay wall, " + line + ", height: 1.2 m",
         [along](Territory const& now, MeasureRecord const& record) {
             along(now.structures.walls, record);
             EXPECT_EQ(now.structures.walls.at(0).crest.height_m, (std::vector<double>{1.2}));
             EXPECT_EQ(now.structures.walls[0].crest.above, CrestHeight::Above::ground);
         },
         "name: quay wall, line: [[1, 2], quai], height: 1.2 m", "did you mean 'quay'?"},
        {"levee", "name: dam, " + line + ", crest: 7 m",
         [along](Territory const& now, MeasureRecord const& record) {
             along(now.structures.walls, record);
             EXPECT_EQ(now.structures.walls.at(0).crest.height_m, (std::vector<double>{7.0}));
             EXPECT_EQ(now.structures.walls[0].crest.above, CrestHeight::Above::datum);
         },
         "name: dam, " + line + ", crest: 7", "7"},
        {"dike_breach",
         "name: gap, levee: dam, at: [3, 2], start: 1 h, width: 2 m, level: 5 m}\n  - levee: {name: dam, " +
             line + ", crest: 7 m",
         [](Territory const& now, MeasureRecord const& record) {
             EXPECT_EQ(record.structures, 1);
             ASSERT_EQ(now.structures.breaches.size(), 1U);
             EXPECT_EQ(now.structures.breaches[0].start_s, 3600.0);
             EXPECT_EQ(now.structures.breaches[0].width_m, 2.0);
             EXPECT_EQ(now.structures.breaches[0].level_m, 5.0);
         },
         "name: gap, levee: dan, at: [3, 2], start: 1 h, width: 2 m, level: 5 m", "dan"},
        {"weir", "name: mill, " + line + ", crest: 6 m",
         [along](Territory const& now, MeasureRecord const& record) { along(now.structures.walls, record); },
         "name: mill, " + line, "crest"},
        {"bridge", "name: old, " + line + ", soffit: 7 m, deck: 8 m",
         [](Territory const& now, MeasureRecord const&) {
             ASSERT_EQ(now.structures.bridges.size(), 1U);
             EXPECT_EQ(now.structures.bridges[0].deck_m, 8.0);
         },
         "name: old, " + line + ", soffit: 8 m, deck: 7 m", "deck"},
        {"gate", "name: sluice, " + line + ", height: 2 m, opening: 50 %",
         [](Territory const& now, MeasureRecord const&) {
             ASSERT_EQ(now.structures.gates.size(), 1U);
             EXPECT_EQ(now.structures.gates[0].height_m, 2.0);
         },
         "name: sluice, " + line + ", height: 2 m, rule: {open_below: 1 m, close_above: 2 m}",
         "does not say where the level is watched"},
        {"culvert", "name: c, from: [1, 2], to: [4, 6], diameter: 80 cm, barrels: 2",
         [](Territory const& now, MeasureRecord const&) {
             ASSERT_EQ(now.structures.culverts.size(), 1U);
             EXPECT_EQ(now.structures.culverts[0].length_m, 5.0);
             EXPECT_EQ(now.structures.culverts[0].barrels, 2);
         },
         "name: c, from: [1, 2], to: [4, 6]", "diameter"},
        {"orifice", "name: o, from: [1, 2], to: quay, width: 1 m, height: 50 cm, sill: 4 m",
         [](Territory const& now, MeasureRecord const&) {
             ASSERT_EQ(now.structures.openings.size(), 1U);
             EXPECT_EQ(now.structures.openings[0].sill_m, 4.0);
         },
         "name: o, from: [1, 2], to: quai, width: 1 m, height: 50 cm, sill: 4 m", "did you mean 'quay'?"},
        {"pump", "name: p, from: quay, capacity: 500 l/s",
         [](Territory const& now, MeasureRecord const&) {
             ASSERT_EQ(now.structures.pumps.size(), 1U);
             EXPECT_NEAR(now.structures.pumps[0].curve.at(0).second, 0.5, 1e-15);
         },
         "name: p, from: quai, capacity: 500 l/s", "did you mean 'quay'?"}};
}

std::vector<Case> all_cases() {
    std::vector<Case> all;
    for (auto const& cases : {green_cases(), ground_cases(), road_cases(), structure_cases()})
        all.insert(all.end(), cases.begin(), cases.end());
    return all;
}

class EveryMeasure : public testing::TestWithParam<Case> {};

TEST_P(EveryMeasure, changes_exactly_what_it_says) {
    Case const& one = GetParam();
    FaultList faults;
    Territory const now = changed(one.kind + ": {" + one.right + "}", faults);
    for (auto const& fault : faults.faults()) ADD_FAILURE() << to_text(fault);
    ASSERT_FALSE(now.measures.empty());
    EXPECT_EQ(now.measures[0].kind, one.kind);
    one.expect(now, now.measures[0]);
}

TEST_P(EveryMeasure, tells_its_wrong_use_at_its_place) {
    Case const& one = GetParam();
    std::string const told = fault_of(one.kind + ": {" + one.wrong + "}");
    EXPECT_THAT(told, testing::HasSubstr(one.told));
    EXPECT_THAT(told, testing::HasSubstr("case.yaml:"));
    EXPECT_THAT(told, testing::HasSubstr(one.kind));
}

INSTANTIATE_TEST_SUITE_P(Of, EveryMeasure, testing::ValuesIn(all_cases()),
                         [](auto const& one) { return one.param.kind; });

TEST(MeasureCases, are_all_measures_of_the_language_each_once) {
    Schema const language = scenario_schema(test::sample_language());
    Schema const* const measures = language.member("measures");
    ASSERT_NE(measures, nullptr);
    std::multiset<std::string> tested;
    for (auto const& one : all_cases()) tested.insert(one.kind);
    auto const names = measures->element->member_names();
    for (auto const& name : names) EXPECT_EQ(tested.count(name), 1U) << name;
    EXPECT_EQ(tested.size(), names.size());
}

} // namespace
} // namespace jumelle
