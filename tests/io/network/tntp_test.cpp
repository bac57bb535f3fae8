#include <array>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>

#include "core/base/error.hpp"
#include "io/network/tntp.hpp"

namespace jumelle {
namespace {

char const* const good = R"(<NUMBER OF ZONES> 2
<NUMBER OF NODES>	4
<FIRST THRU NODE> 3
<NUMBER OF LINKS> 5
<ORIGINAL HEADER>~	Init node	Term node
<END OF METADATA>

~	init_node	term_node	capacity	length	free_flow_time	b	power	speed	toll	link_type	;
	1	3	1	100	0.00000001	1000000000	1	0	0	1	;
	1	4	1800	2.5	50	0.02	1.5	25	7.5	2	;
	3	2	1	100	50	0.02	1	0	0	1	;
	3	4	1	100	10	0.1	1	0	0	1	;
	4	2	1	100	0	0	0	0	0	1;
)";

char const* const good_trips = R"(<NUMBER OF ZONES> 2
<TOTAL OD FLOW>   6.0
<END OF METADATA>
~ made by hand: no units
Origin 	1
    1 :      0.5;     2 :     6.0;
Origin 2
1:1.5;
)";

std::string with(std::string text, std::string const& from, std::string const& to) {
    auto const at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return text.replace(at, from.size(), to);
}

std::string first_fault(std::string const& text) {
    try {
        read_tntp_network_text(text, "net.tntp");
    } catch (InputError const& error) {
        return to_text(error.faults().front());
    }
    return "none";
}

std::string first_fault_of_trips(std::string const& text) {
    try {
        read_tntp_trips_text(text, "trips.tntp", 2);
    } catch (InputError const& error) {
        return to_text(error.faults().front());
    }
    return "none";
}

TEST(Tntp, network_keeps_the_numbers_of_the_file) {
    auto const network = read_tntp_network_text(good, "net.tntp");
    auto const& roads = network.roads;
    EXPECT_EQ(network.zones, 2);
    EXPECT_EQ(roads.nodes(), 4);
    ASSERT_EQ(roads.edges(), 5);
    EXPECT_EQ(roads.edge_id[1], "1-4");
    EXPECT_EQ(roads.from[1], 0);
    EXPECT_EQ(roads.to[1], 3);
    EXPECT_DOUBLE_EQ(roads.free_time_s[1], 3000.0);
    EXPECT_DOUBLE_EQ(roads.capacity_vehps[1], 0.5);
    EXPECT_EQ(roads.b[1], 0.02);
    EXPECT_EQ(roads.power[1], 1.5);
    EXPECT_EQ(roads.toll[1], 7.5);
    EXPECT_EQ(roads.type[1], 2);
    EXPECT_TRUE(network.notes.empty());
}

TEST(Tntp, nodes_below_the_first_thru_node_are_terminals) {
    auto const roads = read_tntp_network_text(good, "net.tntp").roads;
    EXPECT_EQ(roads.is_terminal, (std::vector<std::uint8_t>{1, 1, 0, 0}));
    auto const open = read_tntp_network_text(with(good, "THRU NODE> 3", "THRU NODE> 1"), "net.tntp").roads;
    EXPECT_TRUE(open.is_terminal.empty());
}

TEST(Tntp, lengths_are_not_known_without_a_unit) {
    EXPECT_TRUE(std::isnan(read_tntp_network_text(good, "net.tntp").roads.length_m[1]));
    TntpUnits miles;
    miles.length_m = 1609.344;
    auto const roads = read_tntp_network_text(good, "net.tntp", miles).roads;
    EXPECT_DOUBLE_EQ(roads.length_m[1], 2.5 * 1609.344);
    EXPECT_DOUBLE_EQ(roads.free_speed_mps[1], 2.5 * 1609.344 / 3000.0);
    EXPECT_TRUE(std::isnan(roads.free_speed_mps[4])) << "no speed where the time is 0";
}

TEST(Tntp, units_of_time_and_period_go_with_the_network) {
    TntpUnits units;
    units.time_s = 36.0;
    units.period_s = 86400.0;
    auto const roads = read_tntp_network_text(good, "net.tntp", units).roads;
    EXPECT_DOUBLE_EQ(roads.free_time_s[1], 1800.0);
    EXPECT_DOUBLE_EQ(roads.capacity_vehps[1], 1800.0 / 86400.0);
    EXPECT_EQ(roads.units.time_s, 36.0);
    EXPECT_EQ(roads.units.period_s, 86400.0);
}

TEST(Tntp, links_from_a_node_to_itself_are_left_out_and_counted) {
    auto const network = read_tntp_network_text(with(good, "\t3\t4\t1", "\t3\t3\t1"), "net.tntp");
    EXPECT_EQ(network.roads.edges(), 4);
    ASSERT_EQ(network.notes.size(), 1U);
    EXPECT_EQ(network.notes[0], "1 links from a node to itself left out");
}

TEST(Tntp, of_two_links_between_the_same_nodes_the_first_counts) {
    auto const network =
        read_tntp_network_text(with(good, "\t3\t4\t1\t100\t10", "\t1\t4\t9\t100\t10"), "net.tntp");
    EXPECT_EQ(network.roads.edges(), 4);
    EXPECT_DOUBLE_EQ(network.roads.capacity_vehps[1], 0.5);
    ASSERT_EQ(network.notes.size(), 1U);
    EXPECT_EQ(network.notes[0], "1 second links between the same nodes left out");
}

TEST(Tntp, takes_columns_between_commas_without_semicolon) {
    auto const network = read_tntp_network_text(
        with(good, "\t3\t2\t1\t100\t50\t0.02\t1\t0\t0\t1\t;", "3,2,1,100,50,0.02,1,0,0,1"), "net.tntp");
    EXPECT_EQ(network.roads.edges(), 5);
}

TEST(Tntp, tells_where_a_column_is_missing) {
    EXPECT_EQ(first_fault(with(good, "\t0.1\t1\t0\t0\t1\t;", "\t0.1\t1\t0\t0\t;")),
              "net.tntp:12:1: the column link_type is missing: the line has 9 of 10\n"
              "  hint: init_node term_node capacity length free_flow_time b power speed toll link_type");
    EXPECT_EQ(first_fault(with(good, "b\tpower", "power\tb")),
              "net.tntp:8:1: the column b is missing or in another place\n"
              "  hint: init_node term_node capacity length free_flow_time b power speed toll link_type");
    EXPECT_EQ(first_fault(with(good, "\t25\t7.5\t2\t;", "\t25\t7.5\t2\t8\t;")),
              "net.tntp:10:36: '8' is one column too many\n  hint: a link has 10 columns");
}

/// A change of the good network and the fault that it must give.
struct Wrong {
    char const *from, *to, *message;
};

TEST(Tntp, tells_what_is_wrong_with_a_link) {
    std::array<Wrong, 9> const wrongs{{
        {"\t1800\t", "\t-5\t",
         "net.tntp:10:1: capacity is -5\n  hint: a capacity is above 0; leave out links that nobody may use"},
        {"\t1800\t", "\t0\t",
         "net.tntp:10:1: capacity is 0\n  hint: a capacity is above 0; leave out links that nobody may use"},
        {"\t1800\t", "\tnan\t", "net.tntp:10:6: 'nan' is no capacity: a finite number is needed"},
        {"\t50\t0.02\t1.5", "\t-50\t0.02\t1.5",
         "net.tntp:10:1: free_flow_time is -50\n  hint: a time is not negative"},
        {"\t0.02\t1.5", "\t-0.02\t1.5",
         "net.tntp:10:1: b is -0.02\n  hint: a negative b makes a link faster the more vehicles it carries"},
        {"\t1.5\t25", "\t-1.5\t25",
         "net.tntp:10:1: power is -1.5\n  hint: a negative power makes a link faster the more vehicles it "
         "carries"},
        {"\t7.5\t", "\t-7.5\t", "net.tntp:10:1: toll is -7.5\n  hint: a toll is not negative"},
        {"\t1\t4\t", "\t1\t5\t", "net.tntp:10:1: term_node is 5\n  hint: nodes are numbered 1 to 4"},
        {"\t2.5\t", "\tfar\t", "net.tntp:10:11: 'far' is no length: a finite number is needed"},
    }};
    for (auto const& wrong : wrongs) EXPECT_EQ(first_fault(with(good, wrong.from, wrong.to)), wrong.message);
}

TEST(Tntp, tells_every_fault_of_a_file) {
    try {
        read_tntp_network_text(with(with(good, "\t1800\t", "\t-5\t"), "\t10\t0.1", "\t10\tx"), "net.tntp");
        FAIL();
    } catch (InputError const& error) {
        ASSERT_EQ(error.faults().size(), 2U);
        EXPECT_EQ(error.faults()[1].place.line, 12);
        EXPECT_EQ(error.kind(), FaultKind::data);
    }
}

TEST(Tntp, tells_a_file_that_is_cut_off) {
    EXPECT_EQ(first_fault(with(good, "\t4\t2\t1\t100\t0\t0\t0\t0\t0\t1;\n", "")),
              "net.tntp: the head says 5 links, the file has 4\n"
              "  hint: the file may be cut off; correct it or <NUMBER OF LINKS>");
}

TEST(Tntp, tells_a_broken_head) {
    EXPECT_EQ(first_fault(""),
              "net.tntp: has no <END OF METADATA>\n  hint: a TNTP file begins with a head of <TAG> lines");
    EXPECT_EQ(first_fault(with(good, "<NUMBER OF ZONES> 2\n", "")),
              "net.tntp: the head does not say <NUMBER OF ZONES>\n  hint: write <NUMBER OF ZONES> and a "
              "whole number");
    EXPECT_EQ(first_fault(with(good, "ZONES> 2", "ZONES> many")),
              "net.tntp:1:1: <NUMBER OF ZONES> is 'many', no whole number from 1 on");
    EXPECT_EQ(first_fault(with(good, "ZONES> 2", "ZONES> 5")),
              "net.tntp: cannot have 5 zones and 4 nodes\n  hint: zones are the first of the nodes, and "
              "every node has a link");
}

TEST(Tntp, positions_of_nodes_are_read_in_their_unit) {
    auto roads = read_tntp_network_text(good, "net.tntp").roads;
    EXPECT_FALSE(roads.has_positions);
    read_tntp_nodes_text("Node\tX\tY\t;\n1\t1.5\t-2\t;\n2 0 0\n3 1 1\n4 2 2\n", "nodes.tntp", 1000.0, roads);
    EXPECT_TRUE(roads.has_positions);
    EXPECT_EQ(roads.node[0].x_m, 1500.0);
    EXPECT_EQ(roads.node[0].y_m, -2000.0);
}

TEST(Tntp, tells_a_node_without_position_and_one_that_is_not_there) {
    auto roads = read_tntp_network_text(good, "net.tntp").roads;
    try {
        read_tntp_nodes_text("node X Y\n1 1 1\n9 0 0\n3 1\n4 4 4\n", "nodes.tntp", 1.0, roads);
        FAIL();
    } catch (InputError const& error) {
        ASSERT_EQ(error.faults().size(), 3U);
        EXPECT_EQ(to_text(error.faults()[1]),
                  "nodes.tntp:3:1: there is no node '9'\n  hint: nodes are numbered 1 to 4");
        EXPECT_EQ(error.faults()[2].message, "node 3 has no position");
    }
}

TEST(Tntp, trips_are_read_by_origin_and_those_inside_a_zone_left_out) {
    auto const read = read_tntp_trips_text(good_trips, "trips.tntp", 2);
    EXPECT_EQ(read.trips.zone_node, (std::vector<std::int32_t>{0, 1}));
    EXPECT_EQ(read.trips.origin, (std::vector<std::int32_t>{0, 1}));
    EXPECT_EQ(read.trips.destination, (std::vector<std::int32_t>{1, 0}));
    EXPECT_EQ(read.trips.trips_vehph, (std::vector<double>{6.0, 1.5}));
    ASSERT_EQ(read.notes.size(), 2U);
    EXPECT_EQ(read.notes[0], "the head says 6 trips, the file has 8");
    EXPECT_EQ(read.notes[1], "0.5 trips inside their zone left out");
}

TEST(Tntp, trips_of_a_day_are_spread_over_its_hours) {
    EXPECT_DOUBLE_EQ(read_tntp_trips_text(good_trips, "trips.tntp", 2, 86400.0).trips.trips_vehph[0], 0.25);
}

TEST(Tntp, tells_what_is_wrong_with_trips) {
    std::array<Wrong, 7> const wrongs{{
        {"2 :     6.0", "3 :     6.0",
         "trips.tntp:6:23: there is no zone '3'\n  hint: zones are numbered 1 to 2"},
        {"6.0;\nOrigin", "-6;\nOrigin",
         "trips.tntp:6:31: '-6' is no number of trips\n  hint: a finite number, not negative, is needed"},
        {"6.0;\nOrigin", "nan;\nOrigin",
         "trips.tntp:6:31: 'nan' is no number of trips\n  hint: a finite number, not negative, is needed"},
        {"Origin 2", "Origin 9", "trips.tntp:7:8: there is no zone '9'\n  hint: zones are numbered 1 to 2"},
        {"1:1.5", "1 1.5", "trips.tntp:8:1: no colon follows '1'\n  hint: write zone : trips; pairs"},
        {"Origin \t1\n", "",
         "trips.tntp:5:5: '1' stands before the first origin\n  hint: write 'Origin' and a zone before its "
         "trips"},
        {"1:1.5", "1:1.5; 1:2",
         "trips.tntp: gives the trips from zone 2 to zone 1 twice\n  hint: remove one of the two"},
    }};
    for (auto const& wrong : wrongs)
        EXPECT_EQ(first_fault_of_trips(with(good_trips, wrong.from, wrong.to)), wrong.message);
    EXPECT_EQ(first_fault_of_trips(with(good_trips, "ZONES> 2", "ZONES> 3")),
              "trips.tntp: has 3 zones, the network has 2\n  hint: name the trips of this network");
}

TEST(Tntp, trips_may_be_compressed) {
    // gzip of good_trips' shape, made with `gzip -9n`: zones 2, 1 -> 2: 6 trips.
    auto const file = std::filesystem::temp_directory_path() / "jumelle_tntp_trips.gz";
    static constexpr std::array<unsigned char, 90> packed{
        0x1f, 0x8b, 0x8,  0x0,  0x0,  0x0,  0x0,  0x0,  0x2,  0xff, 0xb3, 0xf1, 0xb,  0xf5, 0x75,
        0x72, 0xd,  0x52, 0xf0, 0x77, 0x53, 0x88, 0xf2, 0xf7, 0x73, 0xd,  0xb6, 0x53, 0x30, 0xe2,
        0xb2, 0x9,  0xf1, 0xf,  0x71, 0xf4, 0x51, 0xf0, 0x77, 0x51, 0x70, 0xf3, 0xf1, 0xf,  0xb7,
        0x53, 0x30, 0xe3, 0xb2, 0x71, 0xf5, 0x73, 0x1,  0x29, 0xf1, 0x75, 0xd,  0x71, 0x74, 0x71,
        0xc,  0x71, 0xb4, 0xe3, 0xf2, 0x2f, 0xca, 0x4c, 0xcf, 0xcc, 0x53, 0x30, 0xe4, 0x32, 0x52,
        0xb0, 0x52, 0x30, 0xb3, 0xe6, 0x2,  0x0,  0xd5, 0x21, 0xcc, 0x75, 0x48, 0x0,  0x0,  0x0};
    std::ofstream(file, std::ios::binary).write(reinterpret_cast<char const*>(packed.data()), packed.size());
    EXPECT_EQ(read_tntp_trips(file, 2).trips.trips_vehph, std::vector<double>{6.0});
    std::ofstream(file, std::ios::binary)
        .write(reinterpret_cast<char const*>(packed.data()), packed.size() / 2);
    EXPECT_THROW(read_tntp_trips(file, 2), InputError);
    std::filesystem::remove(file);
}

} // namespace
} // namespace jumelle
