#include <cmath>
#include <gtest/gtest.h>
#include <map>
#include <set>

#include "core/territory/bridge.hpp"
#include "core/territory/road_components.hpp"
#include "tests/core/territory/town/example_towns.hpp"

namespace jumelle {
namespace {

double straight_m(RoadGraph const& roads, std::size_t edge) {
    auto const a = roads.node[static_cast<std::size_t>(roads.from[edge])];
    auto const b = roads.node[static_cast<std::size_t>(roads.to[edge])];
    return std::hypot(b.x_m - a.x_m, b.y_m - a.y_m);
}

TEST(TownRoads, every_place_can_be_reached_from_every_other) {
    for (double const size_m : {200.0, 700.0, 2500.0}) {
        for (std::uint64_t seed = 1; seed <= 5; ++seed) {
            auto const town = make_town(options_of(seed, size_m, 25.0));
            ASSERT_FALSE(town.territory.roads.empty());
            EXPECT_EQ(strong_components(town.territory.roads).count, 1) << size_m << " m, seed " << seed;
        }
    }
}

TEST(TownRoads, nearly_all_streets_of_the_plan_are_in_the_connected_part) {
    auto const& roads = common_town().territory.roads;
    double sum_m = 0.0;
    for (double const length_m : roads.length_m) sum_m += length_m;
    double const km_per_km2 = sum_m / 2.0 / 1000.0;
    EXPECT_GT(km_per_km2, 15.0);
    EXPECT_LT(km_per_km2, 32.0);
}

TEST(TownRoads, edges_are_as_long_as_the_way_between_their_nodes_or_a_little_longer) {
    auto const& roads = common_town().territory.roads;
    for (std::size_t e = 0; e < roads.to.size(); ++e) {
        EXPECT_GE(roads.length_m[e], straight_m(roads, e) - 1e-9);
        EXPECT_LE(roads.length_m[e], 1.2 * straight_m(roads, e) + 1.0);
        EXPECT_GT(roads.length_m[e], 0.5);
        EXPECT_LT(roads.length_m[e], 500.0);
    }
}

TEST(TownRoads, every_street_is_two_edges_with_the_same_numbers) {
    auto const& roads = common_town().territory.roads;
    std::map<std::string, std::size_t> by_id;
    for (std::size_t e = 0; e < roads.to.size(); ++e) EXPECT_TRUE(by_id.emplace(roads.edge_id[e], e).second);
    for (auto const& [id, e] : by_id) {
        if (id.back() != 'f') continue;
        auto const back = by_id.find(id.substr(0, id.size() - 1) + "b");
        ASSERT_NE(back, by_id.end()) << id;
        EXPECT_EQ(roads.from[e], roads.to[back->second]);
        EXPECT_EQ(roads.to[e], roads.from[back->second]);
        EXPECT_EQ(roads.length_m[e], roads.length_m[back->second]);
        EXPECT_EQ(roads.capacity_vehps[e], roads.capacity_vehps[back->second]);
    }
}

TEST(TownRoads, speeds_are_30_50_or_70_kmph_and_capacities_follow_the_lanes) {
    auto const& roads = common_town().territory.roads;
    std::set<long> speeds;
    for (std::size_t e = 0; e < roads.to.size(); ++e) {
        speeds.insert(std::lround(roads.free_speed_mps[e] * 3.6));
        double const lane_vehph = roads.capacity_vehps[e] * 3600.0 / roads.lanes[e];
        EXPECT_GE(lane_vehph, 400.0 - 1e-6);
        EXPECT_LE(lane_vehph, 1000.0);
    }
    EXPECT_EQ(speeds, (std::set<long>{30, 50, 70}));
}

TEST(TownRoads, nodes_lie_in_the_territory_and_have_streets) {
    auto const& town = common_town();
    auto const& roads = town.territory.roads;
    for (std::int32_t n = 0; n < static_cast<std::int32_t>(roads.nodes()); ++n) {
        EXPECT_TRUE(town.territory.grid.cell_at(roads.node[static_cast<std::size_t>(n)]));
        auto const [begin, end] = roads.out_edges(n);
        EXPECT_GE(end - begin, 1);
        EXPECT_LE(end - begin, 6);
    }
}

TEST(TownRoads, streets_leave_the_territory_on_all_sides) {
    auto const& town = common_town();
    auto const& grid = town.territory.grid;
    int north = 0, east = 0, south = 0, west = 0;
    for (auto const& node : town.territory.roads.node) {
        north += grid.north_m - node.y_m < 2.0 ? 1 : 0;
        south += node.y_m - grid.south_m() < 2.0 ? 1 : 0;
        east += grid.east_m() - node.x_m < 2.0 ? 1 : 0;
        west += node.x_m - grid.west_m < 2.0 ? 1 : 0;
    }
    for (int const exits : {north, east, south, west}) EXPECT_GE(exits, 2);
}

TEST(TownRoads, streets_run_over_sealed_ground) {
    auto const town = make_town(options_of(2, 1000.0, 2.0));
    auto const bridge = make_bridge(town.territory.roads, town.territory.grid);
    auto const cover = cells_of(town, "land_cover");
    double sealed_m = 0.0, all_m = 0.0;
    for (std::size_t i = 0; i < bridge.cell_under_edge.size(); ++i) {
        auto const cell = bridge.cell_under_edge[i];
        auto const code = cover(cell / bridge.columns, cell % bridge.columns);
        bool const sealed = is_cover(code, LandCover::asphalt) || is_cover(code, LandCover::paved);
        all_m += bridge.length_m[i];
        sealed_m += sealed ? bridge.length_m[i] : 0.0;
    }
    EXPECT_GT(sealed_m / all_m, 0.97);
}

TEST(TownRoads, streets_on_the_ground_do_not_cross_the_river) {
    auto const town = make_town(options_of(2, 1000.0, 2.0));
    auto const& roads = town.territory.roads;
    Array2D<double> water(town.territory.grid.rows, town.territory.grid.columns, 0.0);
    auto const cover = cells_of(town, "land_cover");
    for_cells(town, [&](Index row, Index column) {
        if (is_cover(cover(row, column), LandCover::water)) water(row, column) = 1.0;
    });
    auto const on_ground = [&](Index edge) {
        return roads.edge_id[static_cast<std::size_t>(edge)].starts_with("street/");
    };
    auto const wet =
        largest_under_edges(make_bridge(roads, town.territory.grid, on_ground), water.view(), 0.0);
    for (std::size_t e = 0; e < wet.size(); ++e) EXPECT_EQ(wet[e], 0.0) << roads.edge_id[e];
}

TEST(TownRoads, a_bridge_of_the_landmarks_is_an_edge_of_the_graph) {
    auto const& town = common_town();
    std::size_t bridges = 0;
    for (auto const& id : town.territory.roads.edge_id) bridges += id.starts_with("bridge/") ? 1 : 0;
    EXPECT_EQ(bridges, 2 * town.landmarks.bridges.size());
}

TEST(TownTrips, residents_make_0_15_trips_an_hour_altogether) {
    auto const& town = common_town();
    double sum = 0.0;
    for (double const trips : town.territory.trips.trips_vehph) sum += trips;
    EXPECT_NEAR(sum, 0.15 * sum_of(town, "population"), 1e-9 * sum);
}

TEST(TownTrips, lead_from_zone_to_zone_and_are_positive) {
    auto const& trips = common_town().territory.trips;
    auto const zones = static_cast<std::int32_t>(trips.zone_node.size());
    EXPECT_GE(zones, 9);
    ASSERT_EQ(trips.origin.size(), trips.trips_vehph.size());
    ASSERT_EQ(trips.destination.size(), trips.trips_vehph.size());
    std::set<std::pair<std::int32_t, std::int32_t>> pairs;
    for (std::size_t i = 0; i < trips.origin.size(); ++i) {
        EXPECT_LT(trips.origin[i], zones);
        EXPECT_LT(trips.destination[i], zones);
        EXPECT_NE(trips.origin[i], trips.destination[i]);
        EXPECT_GT(trips.trips_vehph[i], 0.0);
        EXPECT_TRUE(pairs.insert({trips.origin[i], trips.destination[i]}).second);
    }
}

TEST(TownTrips, zones_begin_at_nodes_of_the_graph_and_are_at_most_400) {
    for (double const size_m : {200.0, 1000.0, 10000.0}) {
        auto const town = make_town(options_of(3, size_m, size_m / 200.0));
        auto const& trips = town.territory.trips;
        EXPECT_GE(trips.zone_node.size(), 2U);
        EXPECT_LE(trips.zone_node.size(), 400U);
        EXPECT_FALSE(trips.trips_vehph.empty());
        for (auto const node : trips.zone_node) {
            EXPECT_GE(node, 0);
            EXPECT_LT(node, town.territory.roads.nodes());
        }
    }
}

TEST(TownTrips, near_destinations_draw_more_than_far_ones) {
    auto const town = make_town(options_of(3, 4000.0, 20.0));
    auto const& trips = town.territory.trips;
    double weighted_m = 0.0, sum = 0.0, plain_m = 0.0;
    for (std::size_t i = 0; i < trips.origin.size(); ++i) {
        auto const node = [&](std::int32_t zone) {
            return town.territory.roads
                .node[static_cast<std::size_t>(trips.zone_node[static_cast<std::size_t>(zone)])];
        };
        auto const a = node(trips.origin[i]), b = node(trips.destination[i]);
        double const distance_m = std::hypot(b.x_m - a.x_m, b.y_m - a.y_m);
        weighted_m += trips.trips_vehph[i] * distance_m;
        sum += trips.trips_vehph[i];
        plain_m += distance_m;
    }
    EXPECT_LT(weighted_m / sum, 0.85 * plain_m / static_cast<double>(trips.origin.size()));
}

} // namespace
} // namespace jumelle
