#include <cmath>
#include <gtest/gtest.h>
#include <limits>

#include "core/base/error.hpp"
#include "core/territory/field_catalog.hpp"
#include "core/territory/measures/drains.hpp"
#include "core/territory/measures/ground.hpp"
#include "core/territory/measures/roads.hpp"
#include "core/territory/retention.hpp"

namespace jumelle {
namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

/// 40 × 40 cells of 2 m from (0, 0), flat at 10 m, asphalt; fields as named.
Territory plain(std::vector<std::string> const& fields = {"elevation", "land_cover", "building_height",
                                                          "canopy_height"}) {
    Territory territory;
    territory.grid.rows = territory.grid.columns = 40;
    territory.grid.cell_m = 2.0;
    territory.grid.north_m = 80.0;
    for (auto const& name : fields) {
        double const value = name == "elevation" ? 10.0 : name == "land_cover" ? 2.0 : 0.0;
        territory.fields.put({find_catalog_field(name)->info, Array2D<double>(40, 40, value), {}});
    }
    return territory;
}

/// 10 × 10 cells from column and row 5 on.
Region square() {
    Region region;
    region.rings.push_back({{10.0, 50.0}, {30.0, 50.0}, {30.0, 70.0}, {10.0, 70.0}});
    return region;
}

double at(Territory const& territory, std::string const& field, Index row, Index column) {
    return territory.fields.at(field).cells(row, column);
}

TEST(RaisedGround, counts_cells_area_and_earth) {
    Territory territory = plain();
    auto const record = raise_ground(territory, square(), 0.5);
    EXPECT_EQ(record.cells, 100);
    EXPECT_DOUBLE_EQ(record.area_m2, 400.0);
    EXPECT_DOUBLE_EQ(record.fill_m3, 200.0);
    EXPECT_DOUBLE_EQ(record.cut_m3, 0.0);
    EXPECT_EQ(at(territory, "elevation", 5, 5), 10.5);
    EXPECT_EQ(at(territory, "elevation", 4, 5), 10.0);
}

TEST(LevelledGround, cuts_and_fills) {
    Territory territory = plain();
    territory.fields.at("elevation").cells(5, 5) = 12.0;
    territory.fields.at("elevation").cells(5, 6) = nothing;
    auto const record = level_ground(territory, square(), 11.0);
    EXPECT_EQ(record.cells, 99);
    EXPECT_DOUBLE_EQ(record.cut_m3, 4.0);
    EXPECT_DOUBLE_EQ(record.fill_m3, 98.0 * 4.0);
    EXPECT_TRUE(std::isnan(at(territory, "elevation", 5, 6)));
}

TEST(Basin, has_its_bottom_below_the_lowest_ground_and_becomes_grass) {
    Territory territory = plain();
    territory.fields.at("elevation").cells(6, 6) = 9.0;
    auto const record = dig_basin(territory, square(), 1.5);
    EXPECT_EQ(at(territory, "elevation", 6, 6), 7.5);
    EXPECT_EQ(at(territory, "elevation", 5, 5), 7.5);
    EXPECT_DOUBLE_EQ(record.cut_m3, 4.0 * (99.0 * 2.5 + 1.5));
    EXPECT_EQ(at(territory, "land_cover", 5, 5), 4.0);
    EXPECT_EQ(at(territory, "land_cover", 4, 5), 2.0);
}

TEST(Basins, in_separate_areas_have_each_their_own_bottom) {
    Territory territory = plain();
    for (Index column = 20; column < 40; ++column)
        for (Index row = 0; row < 40; ++row) territory.fields.at("elevation").cells(row, column) = 20.0;
    Region region = square();
    region.rings.push_back({{60.0, 50.0}, {70.0, 50.0}, {70.0, 60.0}, {60.0, 60.0}});
    auto const record = dig_basin(territory, region, 1.0);
    EXPECT_EQ(record.cells, 125);
    EXPECT_EQ(at(territory, "elevation", 5, 5), 9.0);
    EXPECT_EQ(at(territory, "elevation", 10, 30), 19.0);
    EXPECT_DOUBLE_EQ(record.cut_m3, 125.0 * 4.0);
}

TEST(Basins, say_how_deep_they_fill_before_they_run_over) {
    Territory territory = plain();
    territory.fields.at("elevation").cells(6, 6) = 9.0;
    auto const record = dig_basin(territory, square(), 1.5);
    EXPECT_EQ(record.cells, 100);
    EXPECT_EQ(at(territory, "retention_depth", 5, 5), 1.5) << "the rim is at 9 m, although 2.5 m are dug out";
    EXPECT_EQ(at(territory, "retention_depth", 6, 6), 1.5);
    EXPECT_EQ(at(territory, "retention_depth", 4, 5), 0.0);
    dig_basin(territory, square(), 0.5);
    EXPECT_EQ(at(territory, "retention_depth", 5, 5), 1.5) << "the deeper of two";
}

TEST(Basins, are_filled_up_where_their_ground_is_raised) {
    Territory territory = plain();
    dig_basin(territory, square(), 1.5);
    raise_ground(territory, square(), 0.5);
    EXPECT_DOUBLE_EQ(at(territory, "retention_depth", 5, 5), 1.0);
    raise_ground(territory, square(), -0.5);
    EXPECT_DOUBLE_EQ(at(territory, "retention_depth", 5, 5), 1.0) << "what is dug is no basin";
    level_ground(territory, square(), 12.0);
    EXPECT_EQ(at(territory, "retention_depth", 5, 5), 0.0);
}

TEST(Basins, stand_on_the_grid_where_the_terrain_is_finer) {
    Territory territory = plain({"elevation"});
    territory.fine.emplace();
    territory.fine->grid = finer_grid(territory.grid, 2);
    territory.fine->fields.put({find_catalog_field("elevation")->info, Array2D<double>(80, 80, 10.0), {}});
    dig_basin(territory, square(), 1.0);
    EXPECT_EQ(territory.fine->fields.at("elevation").cells(10, 10), 9.0);
    EXPECT_EQ(at(territory, "retention_depth", 5, 5), 1.0);
    EXPECT_EQ(at(territory, "retention_depth", 4, 5), 0.0);
}

TEST(Swale, says_how_deep_it_fills) {
    Territory territory = plain();
    dig_swale(territory, {{0.0, 41.0}, {80.0, 41.0}}, {12.0, 0.9});
    EXPECT_DOUBLE_EQ(at(territory, "retention_depth", 19, 7), 0.9);
    EXPECT_NEAR(at(territory, "retention_depth", 21, 7), 0.9 * (1.0 - 4.0 / 9.0), 1e-12);
    EXPECT_EQ(at(territory, "retention_depth", 22, 7), 0.0);
}

TEST(DepthAboveRim, is_what_stands_over_basins) {
    Territory territory = plain();
    Array2D<double> depth_m(40, 40, 1.25);
    depth_m(6, 6) = nothing;
    depth_m(7, 7) = 2.0;
    EXPECT_EQ(&DepthAboveRim(territory.fields, depth_m).cells(), &depth_m) << "no basin, no copy";
    dig_basin(territory, square(), 1.5);
    DepthAboveRim const above(territory.fields, depth_m);
    EXPECT_EQ(above.cells()(5, 5), 0.0);
    EXPECT_EQ(above.cells()(7, 7), 0.5);
    EXPECT_EQ(above.cells()(0, 0), 1.25);
    EXPECT_TRUE(std::isnan(above.cells()(6, 6)));
}

TEST(Swale, is_a_parabola_across_its_line) {
    Territory territory = plain();
    auto const record = dig_swale(territory, {{0.0, 41.0}, {80.0, 41.0}}, {12.0, 0.9});
    // Row 19 has its centres at y = 41, row 20 at 39, row 21 at 37, row 22 at 35 (the edge).
    EXPECT_DOUBLE_EQ(at(territory, "elevation", 19, 7), 10.0 - 0.9);
    EXPECT_NEAR(at(territory, "elevation", 20, 7), 10.0 - 0.9 * (1.0 - 1.0 / 9.0), 1e-12);
    EXPECT_NEAR(at(territory, "elevation", 21, 7), 10.0 - 0.9 * (1.0 - 4.0 / 9.0), 1e-12);
    EXPECT_EQ(at(territory, "elevation", 22, 7), 10.0);
    EXPECT_EQ(at(territory, "land_cover", 21, 7), 4.0);
    EXPECT_EQ(record.cells, 5 * 40);
    EXPECT_NEAR(record.cut_m3, 160.0 * 0.9 * (1.0 + 2.0 * (8.0 / 9.0 + 5.0 / 9.0)), 1e-9);
}

TEST(Resurfacing, gives_roofs_and_pavements_another_albedo_and_nothing_else) {
    Territory territory = plain();
    territory.fields.at("building_height").cells(6, 6) = 9.0;
    territory.fields.at("land_cover").cells(6, 6) = 1.0;
    territory.fields.at("land_cover").cells(7, 7) = 4.0;
    auto const roofs = resurface(territory, square(), Surfacing::roofs, 0.7);
    EXPECT_EQ(roofs.cells, 1);
    EXPECT_DOUBLE_EQ(roofs.area_m2, 4.0);
    auto const pavements = resurface(territory, square(), Surfacing::pavements, 0.4);
    EXPECT_EQ(pavements.cells, 98);
    EXPECT_EQ(at(territory, "albedo", 6, 6), 0.7);
    EXPECT_EQ(at(territory, "albedo", 5, 5), 0.4);
    EXPECT_TRUE(std::isnan(at(territory, "albedo", 7, 7)));
    EXPECT_TRUE(std::isnan(at(territory, "albedo", 4, 5)));
}

TEST(GreenRoofs, are_all_roofs_of_the_area_and_nothing_else) {
    Territory territory = plain();
    for (Index c = 0; c < 40; ++c) territory.fields.at("building_height").cells(7, c) = 6.0;
    auto const record = green_roofs(territory, square(), 0.03);
    EXPECT_EQ(record.cells, 10);
    EXPECT_DOUBLE_EQ(record.area_m2, 40.0);
    EXPECT_EQ(at(territory, "roof_storage", 7, 7), 0.03);
    EXPECT_EQ(at(territory, "roof_storage", 7, 30), 0.0);
    EXPECT_EQ(at(territory, "roof_storage", 8, 7), 0.0);
    Territory bare = plain({"elevation"});
    EXPECT_THROW(green_roofs(bare, square(), 0.03), InputError);
}

TEST(Resurfacing, needs_to_know_what_is_a_roof) {
    Territory territory = plain({"elevation"});
    EXPECT_THROW(resurface(territory, square(), Surfacing::roofs, 0.7), InputError);
    EXPECT_FALSE(territory.fields.has("albedo"));
}

TEST(Unsealing, opens_sealed_ground_only) {
    Territory territory = plain();
    territory.fields.at("land_cover").cells(5, 5) = 8.0; // water
    territory.fields.at("land_cover").cells(5, 6) = 3.0; // paved
    EXPECT_EQ(unseal(territory, square(), LandCover::garden).cells, 99);
    EXPECT_EQ(at(territory, "land_cover", 5, 5), 8.0);
    EXPECT_EQ(at(territory, "land_cover", 5, 6), 9.0);
}

class TreeCover : public testing::TestWithParam<double> {};

TEST_P(TreeCover, is_what_was_asked_for) {
    Territory territory = plain();
    Region all;
    all.rings.push_back({{0.0, 0.0}, {80.0, 0.0}, {80.0, 80.0}, {0.0, 80.0}});
    auto const record = plant_trees(territory, all, {GetParam(), 12.0, 4.0});
    EXPECT_NEAR(static_cast<double>(record.cells) / 1600.0, GetParam(), 0.03);
}
INSTANTIATE_TEST_SUITE_P(of_crowns, TreeCover, testing::Values(0.1, 0.4, 0.85, 1.0));

TEST(TreesOnCoarseCells, are_whole_cells) {
    Territory territory = plain();
    auto const record = plant_trees(territory, square(), {0.4, 12.0, 0.5});
    EXPECT_EQ(record.cells, 40);
}

TEST(Trees, leave_buildings_water_and_taller_crowns_alone) {
    Territory territory = plain();
    territory.fields.at("building_height").cells(5, 5) = 6.0;
    territory.fields.at("land_cover").cells(5, 6) = 8.0;
    territory.fields.at("canopy_height").cells(5, 7) = 20.0;
    auto const record = plant_trees(territory, square(), {1.0, 12.0, 3.0});
    EXPECT_EQ(record.cells, 97);
    EXPECT_EQ(at(territory, "canopy_height", 5, 5), 0.0);
    EXPECT_EQ(at(territory, "canopy_height", 5, 6), 0.0);
    EXPECT_EQ(at(territory, "canopy_height", 5, 7), 20.0);
    EXPECT_EQ(at(territory, "canopy_height", 6, 7), 12.0);
}

TEST(Buildings, come_and_go_with_their_land_cover) {
    Territory territory = plain();
    EXPECT_EQ(build(territory, square(), 9.0).cells, 100);
    EXPECT_EQ(at(territory, "building_height", 5, 5), 9.0);
    EXPECT_EQ(at(territory, "land_cover", 5, 5), 1.0);
    EXPECT_EQ(demolish(territory, square(), LandCover::grass).cells, 100);
    EXPECT_EQ(at(territory, "building_height", 5, 5), 0.0);
    EXPECT_EQ(at(territory, "land_cover", 5, 5), 4.0);
}

TEST(SetField, sets_adds_multiplies_and_takes_defaults) {
    Territory territory = plain({"elevation"});
    EXPECT_EQ(set_field(territory, square(), {"population", FieldChange::set, 3.0}).cells, 100);
    EXPECT_EQ(set_field(territory, square(), {"population", FieldChange::add, 1.0}).cells, 100);
    EXPECT_EQ(set_field(territory, square(), {"population", FieldChange::multiply, 2.0}).cells, 100);
    EXPECT_EQ(at(territory, "population", 5, 5), 8.0);
    EXPECT_EQ(at(territory, "population", 4, 5), 0.0);
    EXPECT_THROW(set_field(territory, square(), {"soil", FieldChange::set, 3.0}), InputError);
}

TEST(FineGround, changes_and_the_grid_follows) {
    Territory territory = plain();
    territory.fine.emplace();
    territory.fine->ratio = 2;
    territory.fine->grid = finer_grid(territory.grid, 2);
    territory.fine->fields.put({find_catalog_field("elevation")->info, Array2D<double>(80, 80, 10.0), {}});
    Region half_a_cell;
    half_a_cell.rings.push_back({{10.0, 50.0}, {11.0, 50.0}, {11.0, 52.0}, {10.0, 52.0}});
    auto const record = raise_ground(territory, half_a_cell, 1.0);
    EXPECT_EQ(record.cells, 2);
    EXPECT_DOUBLE_EQ(record.fill_m3, 2.0);
    EXPECT_DOUBLE_EQ(at(territory, "elevation", 14, 5), 10.5);
}

/// Two streets, one both ways.
Territory streets() {
    Territory territory;
    territory.roads = make_road_graph({{0.0, 0.0}, {100.0, 0.0}, {300.0, 0.0}},
                                      {{0, 1, 100.0, 20.0, 0.5, 2, "way/1/forward"},
                                       {1, 0, 100.0, 20.0, 0.5, 2, "way/1/backward"},
                                       {1, 2, 200.0, 10.0, 0.25, 1, "way/12"}});
    territory.trips.trips_vehph = {100.0, 50.0};
    return territory;
}

TEST(RoadMeasure, changes_speed_lanes_and_toll) {
    Territory territory = streets();
    RoadGraph& roads = territory.roads;
    EXPECT_EQ(change_roads(territory, {0, 1, 2}, {10.0, std::nullopt, std::nullopt}).edges, 2);
    EXPECT_DOUBLE_EQ(roads.free_speed_mps[0], 10.0);
    EXPECT_DOUBLE_EQ(roads.free_time_s[0], 10.0);
    EXPECT_DOUBLE_EQ(roads.free_time_s[2], 20.0);
    EXPECT_EQ(change_roads(territory, {0}, {std::nullopt, 1, 2.5}).edges, 1);
    EXPECT_DOUBLE_EQ(roads.capacity_vehps[0], 0.25);
    EXPECT_DOUBLE_EQ(roads.toll[0], 2.5);
}

TEST(RoadMeasure, closes_by_name_or_area) {
    Territory territory = streets();
    EXPECT_EQ(edges_named(territory.roads, "way/1").size(), 2U);
    EXPECT_EQ(edges_named(territory.roads, "way/12").size(), 1U);
    Region west;
    west.circles.push_back({{50.0, 0.0}, 60.0});
    auto const inside = edges_inside(territory, west);
    EXPECT_EQ(inside.size(), 2U);
    EXPECT_EQ(close_roads(territory, inside, 60.0, 120.0).edges, 2);
    ASSERT_EQ(territory.roads.closures.size(), 1U);
    EXPECT_EQ(territory.roads.closures[0].from_s, 60.0);
}

TEST(LowTrafficZone, burdens_each_passage_of_its_border_with_half_the_detour) {
    Territory territory = streets();
    Region middle;
    middle.circles.push_back({{100.0, 0.0}, 50.0});
    auto const record = keep_out_through_traffic(territory, middle, 600.0);
    EXPECT_EQ(record.edges, 3);
    EXPECT_DOUBLE_EQ(record.length_m, 400.0);
    for (double const burden_s : territory.roads.keep_out_s) EXPECT_EQ(burden_s, 300.0);
    Region west;
    west.circles.push_back({{50.0, 0.0}, 60.0});
    EXPECT_EQ(keep_out_through_traffic(territory, west, 60.0).edges, 1);
    EXPECT_EQ(territory.roads.keep_out_s[2], 330.0);
    EXPECT_EQ(territory.roads.keep_out_s[0], 300.0); // both its ends lie inside
}

NewRoad bypass() {
    NewRoad road;
    road.name = "bypass";
    road.nodes = {0, -1, 2};
    road.corners = {{0.0, 0.0}, {150.0, 80.0}, {300.0, 0.0}};
    road.length_m = {170.0, 170.0};
    road.speed_mps = 17.0;
    road.capacity_vehps = 0.5;
    road.lanes = 2;
    return road;
}

TEST(NewRoad, joins_the_network_and_leaves_the_rest_as_it_was) {
    Territory territory = streets();
    RoadGraph const before = territory.roads;
    auto const record = add_road(territory, bypass());
    EXPECT_EQ(record.edges, 4);
    EXPECT_DOUBLE_EQ(record.length_m, 340.0);
    RoadGraph const& now = territory.roads;
    ASSERT_EQ(now.nodes(), 4);
    EXPECT_EQ(now.node[3].y_m, 80.0);
    ASSERT_EQ(now.edges(), 7);
    auto const found = edges_named(now, "bypass");
    ASSERT_EQ(found.size(), 4U);
    for (std::int32_t const e : found) {
        RoadEdge const edge = road_edge(now, static_cast<std::size_t>(e));
        EXPECT_DOUBLE_EQ(edge.free_time_s, 10.0);
        EXPECT_EQ(edge.lanes, 2);
    }
    for (std::size_t e = 0; e < before.edge_id.size(); ++e) {
        auto const same = edges_named(now, before.edge_id[e]);
        ASSERT_EQ(same.size(), 1U);
        EXPECT_EQ(now.free_time_s[static_cast<std::size_t>(same[0])], before.free_time_s[e]);
    }
}

TEST(NewRoad, keeps_closures_and_turns_at_their_edges) {
    Territory territory = streets();
    auto const edge = [&](char const* id) { return edges_named(territory.roads, id).at(0); };
    territory.roads.closures.push_back({{edge("way/12")}, 0.0, 60.0});
    territory.roads.turns.push_back({edge("way/1/forward"), edge("way/12"), 5.0});
    territory.roads.is_terminal = {1, 0, 0};
    territory.roads.node_id = {"a", "b", "c"};
    NewRoad road = bypass();
    road.is_two_way = false;
    EXPECT_EQ(add_road(territory, road).edges, 2);
    EXPECT_EQ(territory.roads.closures[0].edges[0], edge("way/12"));
    EXPECT_EQ(territory.roads.turns[0].in, edge("way/1/forward"));
    EXPECT_EQ(territory.roads.turns[0].out, edge("way/12"));
    EXPECT_EQ(territory.roads.is_terminal, (std::vector<std::uint8_t>{1, 0, 0, 0}));
    EXPECT_EQ(territory.roads.node_id.back(), "bypass/1");
}

TEST(NewRoad, may_be_entered_and_left_where_turns_are_named_but_not_straight_back) {
    Territory territory = streets();
    auto const edge = [&](char const* id) { return edges_named(territory.roads, id).at(0); };
    territory.roads.turns.push_back({edge("way/1/forward"), edge("way/12"), 5.0});
    NewRoad road = bypass();
    std::int32_t const junction = territory.roads.to[static_cast<std::size_t>(edge("way/1/forward"))];
    road.nodes.front() = junction;
    add_road(territory, road);
    RoadGraph const& now = territory.roads;
    std::size_t into = 0, out_of = 0;
    for (std::size_t i = 1; i < now.turns.size(); ++i) {
        auto const in = static_cast<std::size_t>(now.turns[i].in),
                   out = static_cast<std::size_t>(now.turns[i].out);
        EXPECT_EQ(now.to[in], junction);
        EXPECT_EQ(now.from[out], junction);
        EXPECT_NE(now.from[in], now.to[out]) << "straight back";
        EXPECT_EQ(now.turns[i].penalty_s, 0.0);
        into += now.edge_id[out].starts_with("bypass") ? 1 : 0;
        out_of += now.edge_id[in].starts_with("bypass") ? 1 : 0;
    }
    EXPECT_GT(into, 0U);
    EXPECT_GT(out_of, 0U);
    EXPECT_EQ(now.turns[0].penalty_s, 5.0);
}

TEST(NearestNode, is_found_within_reach_only) {
    Territory const territory = streets();
    EXPECT_EQ(node_near(territory.roads, {110.0, 0.0}, 20.0), 1);
    EXPECT_FALSE(node_near(territory.roads, {200.0, 0.0}, 20.0));
}

/// Two pipes from a manhole at (20, 60) over one at (24, 60) to an outfall outside the square.
Territory drained() {
    Territory territory = plain();
    DrainNetwork drains;
    for (double const x : {20.0, 24.0, 60.0}) {
        DrainNode node;
        node.name = x < 50.0 ? (x < 22.0 ? "high" : "low") : "river";
        node.kind = x < 50.0 ? DrainNodeKind::junction : DrainNodeKind::outfall;
        node.position = Point{x, 60.0};
        node.invert_m = 8.0 - 0.01 * x;
        node.rim_m = 10.0;
        drains.nodes.push_back(node);
    }
    for (std::int32_t const i : {0, 1}) {
        DrainPipe pipe;
        pipe.name = i == 0 ? "first" : "second";
        pipe.from = i;
        pipe.to = i + 1;
        pipe.length_m = i == 0 ? 4.0 : 36.0;
        pipe.manning = 0.013;
        pipe.shape.height_m = 0.3;
        drains.pipes.push_back(pipe);
    }
    territory.drains = std::move(drains);
    return territory;
}

TEST(UpgradedPipes, change_size_roughness_and_number) {
    Territory territory = drained();
    territory.drains->pipes[1].shape = {PipeShape::rectangular_closed, 0.6, 0.5, 0.0, 0.0, 1.0};
    auto const record = change_pipes(territory, {0, 1}, {0.6, 0.011, 2.0});
    EXPECT_EQ(record.pipes, 2);
    EXPECT_DOUBLE_EQ(record.length_m, 40.0);
    for (auto const& pipe : territory.drains->pipes) {
        EXPECT_EQ(pipe.shape.shape, PipeShape::circular);
        EXPECT_EQ(pipe.shape.height_m, 0.6);
        EXPECT_EQ(pipe.shape.barrels, 2.0);
        EXPECT_EQ(pipe.manning, 0.011);
    }
    EXPECT_EQ(change_pipes(territory, {0, 1}, {0.6, 0.011, 2.0}).pipes, 0);
}

TEST(UpgradedPipes, are_found_by_name_or_area) {
    Territory const territory = drained();
    EXPECT_EQ(pipes_inside(*territory.drains, square()), (std::vector<std::size_t>{0}));
    EXPECT_EQ(pipe_named(*territory.drains, "second"), 1U);
    EXPECT_FALSE(pipe_named(*territory.drains, "third"));
}

TEST(Demand, shifts_all_trips) {
    Territory territory = streets();
    EXPECT_DOUBLE_EQ(shift_demand(territory, 0.8).trips_vehph, -30.0);
    EXPECT_DOUBLE_EQ(territory.trips.trips_vehph[0], 80.0);
}

TEST(RegionOfPoints, follows_the_even_odd_rule) {
    Region region = square();
    region.rings.push_back({{15.0, 55.0}, {20.0, 55.0}, {20.0, 60.0}, {15.0, 60.0}});
    EXPECT_TRUE(contains(region, {11.0, 51.0}));
    EXPECT_FALSE(contains(region, {17.0, 57.0}));
    EXPECT_FALSE(contains(region, {9.0, 51.0}));
}

} // namespace
} // namespace jumelle
