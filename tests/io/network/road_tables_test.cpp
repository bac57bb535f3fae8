#include <array>
#include <cmath>
#include <gtest/gtest.h>

#include "core/base/error.hpp"
#include "io/network/road_tables.hpp"

namespace jumelle {
namespace {

char const* const good_nodes = "name,x,y,zone,kind\nA,0,0,west,terminal\nB,1000,0,,\nC,2000,0,east,through\n";
char const* const good_links =
    R"(name,from,to,length [km],speed [km/h],capacity [veh/h],lanes,toll,b,power,off_ground
first,A,B,1,36,1800,2,,,,
second,B,C,1.5,54,900,,2.5,0.5,2,1
back,C,B,1.5,54,900,,,,,
)";
char const* const good_trips =
    "from,to,trips [veh/h]\nwest,east,100\neast,west,20\nwest,east,5\neast,east,7\n";

std::string with(std::string text, std::string const& from, std::string const& to) {
    auto const at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return text.replace(at, from.size(), to);
}

RoadNetwork read(std::string const& links, std::string const& nodes = good_nodes) {
    return read_road_tables_text({links, nodes}, {"links.csv", "nodes.csv"}, {});
}

std::string faults_of(std::string const& links, std::string const& nodes = good_nodes) {
    try {
        read(links, nodes);
    } catch (InputError const& error) {
        return error.what();
    }
    return "none";
}

std::string faults_of_trips(std::string const& trips) {
    std::vector<std::string> notes;
    try {
        read_trip_table_text(trips, "trips.csv", {}, read(good_links), notes);
    } catch (InputError const& error) {
        return error.what();
    }
    return "none";
}

TEST(RoadTables, give_links_in_si_units) {
    auto const network = read(good_links);
    auto const& roads = network.roads;
    ASSERT_EQ(roads.edges(), 3);
    EXPECT_EQ(roads.edge_id[0], "first");
    EXPECT_DOUBLE_EQ(roads.length_m[0], 1000.0);
    EXPECT_DOUBLE_EQ(roads.free_speed_mps[0], 10.0);
    EXPECT_DOUBLE_EQ(roads.free_time_s[0], 100.0);
    EXPECT_DOUBLE_EQ(roads.capacity_vehps[0], 0.5);
    EXPECT_EQ(roads.lanes[0], 2);
    EXPECT_EQ(roads.b[0], 0.15);
    EXPECT_EQ(roads.power[0], 4.0);
    EXPECT_EQ(roads.is_off_ground[0], 0);
}

TEST(RoadTables, take_what_links_say_in_place_of_what_is_usual) {
    auto const roads = read(good_links).roads;
    EXPECT_EQ(roads.edge_id[1], "second");
    EXPECT_EQ(roads.toll[1], 2.5);
    EXPECT_EQ(roads.b[1], 0.5);
    EXPECT_EQ(roads.power[1], 2.0);
    EXPECT_EQ(roads.lanes[1], 1);
    EXPECT_EQ(roads.is_off_ground[1], 1);
}

TEST(RoadTables, give_nodes_their_places_zones_and_kinds) {
    auto const network = read(good_links);
    EXPECT_TRUE(network.roads.has_positions);
    EXPECT_EQ(network.roads.node[2].x_m, 2000.0);
    EXPECT_EQ(network.roads.is_terminal, (std::vector<std::uint8_t>{1, 0, 0}));
    EXPECT_EQ(network.zone_id, (std::vector<std::string>{"west", "east"}));
    EXPECT_EQ(network.zone_node, (std::vector<std::int32_t>{0, 2}));
}

TEST(RoadTables, need_no_table_of_nodes) {
    auto const network =
        read_road_tables_text({"from,to,free_time [min],capacity [veh/h]\n7,3,2,1000\n3,7,4,1000\n", ""},
                              {"links.csv", ""}, {36.0, 3600.0});
    EXPECT_EQ(network.roads.node_id, (std::vector<std::string>{"7", "3"}));
    EXPECT_EQ(network.zone_id, network.roads.node_id) << "every node is a zone";
    EXPECT_FALSE(network.roads.has_positions);
    EXPECT_EQ(network.roads.edge_id[0], "7-3");
    EXPECT_DOUBLE_EQ(network.roads.free_time_s[0], 120.0);
    EXPECT_TRUE(std::isnan(network.roads.length_m[0]));
    EXPECT_EQ(network.roads.units.time_s, 36.0);
}

TEST(RoadTables, leave_out_loops_and_second_links_and_count_them) {
    auto const network =
        read(std::string(good_links) + "loop,B,B,1,36,1800,1,,,,\ntwice,A,B,9,36,1800,1,,,,\n");
    EXPECT_EQ(network.roads.edges(), 3);
    EXPECT_DOUBLE_EQ(network.roads.length_m[0], 1000.0);
    EXPECT_EQ(network.notes, (std::vector<std::string>{"1 links from a node to itself left out",
                                                       "1 second links between the same nodes left out"}));
}

TEST(RoadTables, tell_a_missing_column) {
    EXPECT_EQ(faults_of(with(good_links, "capacity [veh/h]", "size")),
              "links.csv:1:1: there is no column 'capacity'\n  hint: name it capacity [veh/h]");
    EXPECT_EQ(faults_of(with(good_links, "length [km]", "size")),
              "links.csv:1:1: there is no column 'length'\n  hint: name it length [m]");
    EXPECT_EQ(faults_of(good_links, with(good_nodes, "x,y", "x,z")),
              "nodes.csv:1:1: there is no column 'y'\n  hint: name it y");
}

TEST(RoadTables, tell_a_column_without_its_unit_or_with_a_wrong_one) {
    EXPECT_EQ(faults_of(with(good_links, "length [km]", "length")),
              "links.csv:1:14: column 'length' does not say its unit\n  hint: write length [m]");
    EXPECT_EQ(faults_of(with(good_links, "[veh/h]", "[veh]")),
              "links.csv:1:39: 'veh' is no unit for column 'capacity'\n  hint: write capacity [veh/h]");
}

/// A change of the good links and the fault that it must give.
struct Wrong {
    char const *from, *to, *message;
};

TEST(RoadTables, tell_what_is_wrong_with_a_link) {
    std::array<Wrong, 10> const wrongs{{
        {",36,1800", ",36,-1",
         "links.csv:2:1: the capacity an hour is -1\n  hint: a capacity is above 0; leave out "
         "links that nobody may use"},
        {",36,1800", ",36,0",
         "links.csv:2:1: the capacity an hour is 0\n  hint: a capacity is above 0; leave out links that "
         "nobody may "
         "use"},
        {",36,1800", ",36,nan", "links.csv:2:16: 'nan' is no number"},
        {",36,1800", ",36,", "links.csv:2:1: the capacity is missing\n  hint: fill the cell"},
        {",36,1800", ",-36,1800", "links.csv:2:1: the speed is -10\n  hint: a speed is above 0"},
        {"A,B,1,", "A,B,-1,", "links.csv:2:1: the length is -1000\n  hint: a length is not negative"},
        {"A,B,1,36", "A,B,1,",
         "links.csv:2:1: says neither a time nor a length with a speed\n  hint: fill free_time, or length "
         "and speed"},
        {"A,B", "A,D", "links.csv:2:1: there is no node 'D'\n  hint: name a node of the table of nodes"},
        {"2.5,0.5,2", "2.5,-0.5,2",
         "links.csv:3:1: the b is -0.5\n  hint: a negative b makes a link faster the more vehicles it "
         "carries"},
        {"2.5,0.5,2", "-2.5,0.5,2", "links.csv:3:1: the toll is -2.5\n  hint: a toll is not negative"},
    }};
    for (auto const& wrong : wrongs)
        EXPECT_EQ(faults_of(with(good_links, wrong.from, wrong.to)), wrong.message);
}

TEST(RoadTables, tell_a_node_that_is_there_twice_or_has_no_place) {
    EXPECT_EQ(faults_of(good_links, std::string(good_nodes) + "A,5,5,,\n"),
              "nodes.csv:5:1: there is a node 'A' already\n  hint: a name stands for one node");
    EXPECT_EQ(faults_of(good_links, with(good_nodes, "B,1000,0", "B,,0")),
              "nodes.csv:3:1: the x is missing\n  hint: fill the cell");
}

TEST(RoadTables, trips_are_read_in_their_order_and_those_inside_a_zone_left_out) {
    std::vector<std::string> notes;
    auto const trips = read_trip_table_text(good_trips, "trips.csv", {}, read(good_links), notes);
    EXPECT_EQ(trips.zone_node, (std::vector<std::int32_t>{0, 2}));
    EXPECT_EQ(trips.origin, (std::vector<std::int32_t>{0, 1, 0}));
    ASSERT_EQ(trips.trips_vehph.size(), 3U);
    EXPECT_DOUBLE_EQ(trips.trips_vehph[0], 100.0);
    EXPECT_EQ(notes, (std::vector<std::string>{"7 trips an hour inside their zone left out"}));
}

TEST(RoadTables, trips_without_a_unit_belong_to_the_period) {
    std::vector<std::string> notes;
    TripColumns columns;
    columns.origin = "o";
    columns.destination = "d";
    columns.trips = "total";
    columns.period_s = 7200.0;
    auto const trips =
        read_trip_table_text("o,d,total\nwest,east,100\n", "trips.csv", columns, read(good_links), notes);
    EXPECT_DOUBLE_EQ(trips.trips_vehph.at(0), 50.0);
}

TEST(RoadTables, trips_to_unknown_zones_may_be_left_out) {
    std::vector<std::string> notes;
    TripColumns columns;
    columns.unknown_zones = UnknownZones::left_out;
    auto const trips = read_trip_table_text(with(good_trips, "east,west,20", "east,moon,20"), "trips.csv",
                                            columns, read(good_links), notes);
    EXPECT_EQ(trips.origin.size(), 2U);
    EXPECT_EQ(notes.at(0), "20 trips an hour to or from unknown zones left out");
}

TEST(RoadTables, tell_what_is_wrong_with_trips) {
    EXPECT_EQ(faults_of_trips(with(good_trips, "west,east,100", "west,north,100")),
              "trips.csv:2:1: there is no zone 'north'\n  hint: name a zone of the road network, or write "
              "unknown_zones: left_out");
    EXPECT_EQ(faults_of_trips(with(good_trips, ",100", ",-100")).substr(0, 15), "trips.csv:2:1: ");
    EXPECT_EQ(faults_of_trips(with(good_trips, ",100", ",inf")), "trips.csv:2:11: 'inf' is no number");
    EXPECT_EQ(faults_of_trips(with(good_trips, "trips [veh/h]", "number")),
              "trips.csv:1:1: there is no column 'trips'\n  hint: name it trips [veh/h]");
}

} // namespace
} // namespace jumelle
