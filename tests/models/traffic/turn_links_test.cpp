#include <gtest/gtest.h>

#include "models/traffic/road_arrays.hpp"
#include "models/traffic/turn_links.hpp"
#include "tests/models/traffic/equilibrium_check.hpp"
#include "tests/models/traffic/small_network.hpp"

namespace jumelle::traffic {
namespace {

using test::Town;
using test::trips_between;

/// Position of an edge.
std::int32_t edge(RoadGraph const& roads, std::string const& name) {
    return edges_named(roads, name).at(0);
}

RoadTurn turn(RoadGraph const& roads, std::string const& in, std::string const& out, double penalty_s = 0.0) {
    return {edge(roads, in), edge(roads, out), penalty_s};
}

TEST(TurnLinks, are_none_where_the_network_names_no_turns) {
    RoadGraph const roads = test::two_bridges();
    EXPECT_EQ(with_turns(link_network(roads), roads, {0}), link_network(roads));
}

TEST(TurnLinks, join_what_may_be_turned_into) {
    RoadGraph roads = test::two_bridges();
    // At C: from the bridge into the street, and back over the bridge from the street, which takes 30 s.
    roads.turns = {turn(roads, "bridge/1/f", "street/2/f"), turn(roads, "street/2/b", "bridge/1/b", 30.0)};
    LinkNetwork const plain = link_network(roads), made = with_turns(plain, roads, {0});
    EXPECT_EQ(made.nodes, plain.nodes + 4);
    EXPECT_EQ(made.links(), plain.links() + 2) << "C is no zone";
    EXPECT_EQ(made.is_terminal[2], 1);
    std::size_t const last = made.to.size() - 1;
    EXPECT_EQ(made.from[last], made.to[static_cast<std::size_t>(edge(roads, "street/2/b"))]);
    EXPECT_EQ(made.to[last], made.from[static_cast<std::size_t>(edge(roads, "bridge/1/b"))]);
    EXPECT_DOUBLE_EQ(made.free_time[last], 30.0 / roads.units.time_s);
    EXPECT_EQ(with_turns(plain, roads, {2}).links(), plain.links() + 2 + 4) << "trips begin and end there";
}

TEST(TurnLinks, send_drivers_around_where_a_turn_is_not_allowed) {
    Town town(trips_between(0, 3, 60.0)); // from A to D: over C or over B, as long
    auto& roads = town.territory.roads;
    roads.turns = {turn(roads, "bridge/1/f", "bridge/1/b")}; // at C one may only turn back
    roads.turns.push_back(turn(roads, "street/2/b", "bridge/1/b"));
    roads.turns.push_back(turn(roads, "street/2/b", "street/2/f"));
    auto const model = town.begun();
    EXPECT_NEAR(town.at("road_flow", "bridge/1/f"), 0.0, 1e-9);
    EXPECT_NEAR(town.at("road_flow", "bridge/2/f"), 60.0, 1e-9);
    auto const free = town.begun({{"turns", Value::make_text("ignored")}});
    EXPECT_NEAR(town.at("road_flow", "bridge/1/f"), 30.0, 1e-6);
}

TEST(TurnLinks, let_trips_begin_and_end_at_their_node_without_a_turn) {
    Town town(trips_between(0, 2, 60.0)); // to C
    auto& roads = town.territory.roads;
    roads.turns = {turn(roads, "bridge/1/f", "street/2/f", 50.0),
                   turn(roads, "street/2/b", "bridge/1/b", 50.0)};
    auto const model = town.begun();
    EXPECT_NEAR(town.at("road_flow", "bridge/1/f"), 60.0, 1e-9);
    model->step({}, Duration::from_seconds(3600.0));
    EXPECT_NEAR(town.series(*model)["vehicle_hours"], 60.0 * 100.0 * (1.0 + 0.15e-4) / 3600.0, 1e-9);
    EXPECT_EQ(town.series(*model)["unreachable_trips"], 0.0);
    EXPECT_LT(model->balance().relative_error(), 1e-12);
}

TEST(TurnLinks, share_traffic_so_that_the_penalty_is_made_up_for) {
    // To D over C takes the penalty of 60 s; over B it does not: t(x) + t(x) + 60 = t(y) + t(y).
    Town town(trips_between(0, 3, 1500.0));
    auto& roads = town.territory.roads;
    roads.turns = {turn(roads, "bridge/1/f", "street/2/f", 60.0), turn(roads, "street/2/b", "bridge/1/b")};
    auto const asked = Value::make_map({{"turns", Value::make_list({Value::make_text("2")})},
                                        {"matrices", Value::make_list({Value::make_text("time")})}});
    auto const model = town.begun({{"analysis", asked}});
    double const over_c = town.at("road_time", "bridge/1/f") + 60.0 + town.at("road_time", "street/2/f");
    double const over_b = town.at("road_time", "street/1/f") + town.at("road_time", "bridge/2/f");
    double const x = town.at("road_flow", "bridge/1/f");
    EXPECT_NEAR(over_c, over_b, 1e-6);
    EXPECT_LT(x, 740.0);
    EXPECT_GT(x, 100.0);
    std::vector<double> values;
    model->read_series({}, values);
    auto const infos = model->series();
    double turning = -1.0;
    for (std::size_t i = 0; i < infos.size(); ++i)
        if (infos[i].name == "bridge/1/f > street/2/f") turning = values.at(i);
    EXPECT_NEAR(turning, x, 1e-9);
    model->step({}, Duration::from_seconds(7200.0));
    EXPECT_NEAR(model->matrices()[0].values[3], over_b, 1e-6);
    double const hours = (x * over_c + (1500.0 - x) * over_b) * 2.0 / 3600.0;
    EXPECT_NEAR(town.series(*model)["vehicle_hours"], hours, 1e-6 * hours) << "the turn takes time";
}

TEST(TurnLinks, are_all_that_may_be_made_at_a_node_that_names_any) {
    Town town(trips_between(0, 3, 1200.0));
    auto& roads = town.territory.roads;
    roads.turns = {turn(roads, "bridge/1/f", "bridge/1/b")}; // into the street at C leads none
    auto const model = town.begun();
    EXPECT_NEAR(town.at("road_flow", "bridge/1/f"), 0.0, 1e-6);
    EXPECT_NEAR(town.at("road_flow", "bridge/2/f"), 1200.0, 1e-6);
}

TEST(TurnLinks, give_ways_that_a_search_over_turns_finds) {
    RoadGraph roads = test::two_bridges();
    roads.turns = {turn(roads, "bridge/1/f", "street/2/f", 5.0), turn(roads, "street/2/b", "bridge/1/b", 7.0),
                   turn(roads, "street/2/f", "bridge/2/b", 11.0),
                   turn(roads, "bridge/2/f", "street/2/b", 13.0)};
    LinkNetwork const made = with_turns(link_network(roads), roads, {0, 1, 2, 3});
    auto const label = traffic_tests::plain_dijkstra(made, made.free_time, 0);
    double const minute_s = roads.units.time_s;
    EXPECT_NEAR(label[2] * minute_s, 100.0, 1e-9);
    EXPECT_NEAR(label[3] * minute_s, 200.0, 1e-9) << "over B without a penalty";
    auto const back = traffic_tests::plain_dijkstra(made, made.free_time, 3);
    EXPECT_NEAR(back[0] * minute_s, 200.0, 1e-9);
    EXPECT_NEAR(back[1] * minute_s, 100.0, 1e-9);
    LinkNetwork closed = made;
    closed.is_closed.assign(made.to.size(), 0);
    closed.is_closed[static_cast<std::size_t>(edge(roads, "street/1/f"))] = 1;
    EXPECT_NEAR(traffic_tests::plain_dijkstra(closed, made.free_time, 0)[3] * minute_s, 205.0, 1e-9);
    EXPECT_NEAR(traffic_tests::plain_dijkstra(closed, made.free_time, 0)[1] * minute_s, 316.0, 1e-9);
}

} // namespace
} // namespace jumelle::traffic
