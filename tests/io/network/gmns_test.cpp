#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <iostream>

#include "core/base/error.hpp"
#include "io/network/gmns.hpp"
#include "io/network/road_tables.hpp"

namespace jumelle {
namespace {

namespace fs = std::filesystem;

/// A folder of its own with a small network of three nodes and two streets.
class Gmns : public testing::Test {
  protected:
    void SetUp() override {
        folder_ =
            fs::temp_directory_path() /
            ("jumelle_gmns_" + std::string(testing::UnitTest::GetInstance()->current_test_info()->name()));
        fs::remove_all(folder_);
        fs::create_directory(folder_);
        write("config.csv", "dataset_name,short_length,long_length,speed,crs\nthree,m,km,kph,2154\n");
        write("node.csv",
              "node_id,name,x_coord,y_coord,node_type,zone_id\n1,,0,0,centroid,10\n2,,1,0,,\n3,,2,0,,20\n");
        write("link.csv",
              "link_id,from_node_id,to_node_id,directed,length,capacity,free_speed,lanes,allowed_uses,toll\n"
              "a,1,2,1,1.5,900,54,2,,\n"
              "b,2,3,0,1,600,36,1,auto;bike,1.5\n"
              "c,3,1,1,2,600,36,1,walk;bike,\n");
        write("movement.csv",
              "mvmt_id,node_id,ib_link_id,ob_link_id,type,penalty\n1,2,a,b,thru,4.5\n2,2,b/back,a,uturn,\n");
    }
    void TearDown() override { fs::remove_all(folder_); }
    void write(char const* name, std::string const& text) const { std::ofstream(folder_ / name) << text; }
    std::string faults() const {
        try {
            read_gmns(folder_.string(), {});
        } catch (InputError const& error) {
            return fs::path(error.faults().front().place.file).filename().string() + ": " +
                   error.faults().front().message;
        }
        return "none";
    }

    fs::path folder_;
};

TEST_F(Gmns, links_are_read_in_the_units_of_the_config) {
    auto const network = read_gmns(folder_.string(), {});
    auto const& roads = network.roads;
    ASSERT_EQ(roads.edges(), 3);
    EXPECT_EQ(roads.edge_id, (std::vector<std::string>{"a", "b", "b/back"}));
    EXPECT_DOUBLE_EQ(roads.length_m[0], 1500.0);
    EXPECT_DOUBLE_EQ(roads.free_speed_mps[0], 15.0);
    EXPECT_DOUBLE_EQ(roads.capacity_vehps[0], 0.5) << "900 vehicles an hour on each of two lanes";
    EXPECT_EQ(roads.toll[1], 1.5);
}

TEST_F(Gmns, links_that_cars_may_not_use_are_left_out) {
    auto const network = read_gmns(folder_.string(), {});
    ASSERT_FALSE(network.notes.empty());
    EXPECT_EQ(network.notes[0], "1 links that cars may not use left out");
}

TEST_F(Gmns, nodes_have_zones_and_centroids_are_terminals) {
    auto const network = read_gmns(folder_.string(), {});
    EXPECT_EQ(network.zone_id, (std::vector<std::string>{"10", "20"}));
    EXPECT_EQ(network.zone_node, (std::vector<std::int32_t>{0, 2}));
    EXPECT_EQ(network.roads.is_terminal, (std::vector<std::uint8_t>{1, 0, 0}));
}

TEST_F(Gmns, turns_are_kept_where_their_links_meet) {
    auto const network = read_gmns(folder_.string(), {});
    ASSERT_EQ(network.roads.turns.size(), 1U);
    EXPECT_EQ(network.roads.turns[0].in, 0);
    EXPECT_EQ(network.roads.turns[0].out, 1);
    EXPECT_DOUBLE_EQ(network.roads.turns[0].penalty_s, 4.5);
    EXPECT_EQ(network.notes.back(), "1 turns between links that do not meet left out");
}

TEST_F(Gmns, the_units_of_the_scenario_go_before_those_of_the_config) {
    GmnsUnits units;
    units.length_m = 0.3048;
    units.position_m = 1000.0;
    auto const roads = read_gmns(folder_.string(), units).roads;
    EXPECT_DOUBLE_EQ(roads.length_m[0], 1.5 * 0.3048);
    EXPECT_DOUBLE_EQ(roads.node[2].x_m, 2000.0);
}

TEST_F(Gmns, tells_that_units_are_not_known) {
    fs::remove(folder_ / "config.csv");
    EXPECT_EQ(faults(), "link.csv: the unit of lengths is not known");
    write("config.csv", "long_length,speed\nleague of nations,kph\n");
    EXPECT_EQ(faults(), "config.csv: 'league of nations' is no unit of long_length");
}

TEST_F(Gmns, tells_a_missing_column_a_missing_node_and_a_missing_capacity) {
    write("link.csv", "link_id,from_node_,to_node_id,length,capacity,free_speed\na,1,2,1,900,50\n");
    EXPECT_EQ(faults(), "link.csv: there is no column 'from_node_id'");
    write("link.csv", "link_id,from_node_id,to_node_id,length,capacity,free_speed\na,1,9,1,900,50\n");
    EXPECT_EQ(faults(), "link.csv: there is no node '9'");
    write("link.csv", "link_id,from_node_id,to_node_id,length,capacity,free_speed\na,1,2,1,,50\n");
    EXPECT_EQ(faults(), "link.csv: the capacity is missing");
}

TEST_F(Gmns, tells_a_negative_turn_penalty) {
    write("movement.csv", "ib_link_id,ob_link_id,penalty\na,b,-1\n");
    EXPECT_EQ(faults(), "movement.csv: the penalty is -1");
}

/// Lima, Ohio: its lengths are feet, though its config says miles.
TEST(GmnsOfLima, is_read_whole) {
    char const* const data = std::getenv("JUMELLE_DATA");
    fs::path const root = data != nullptr ? data : fs::path(JUMELLE_SOURCE_DIR) / "../shared/data";
    fs::path const folder = root / "traffic/gmns-lima";
    if (!fs::exists(folder)) {
        std::cerr << "\n*** NOT TESTED: the network of Lima; " << folder << " is not there.\n"
                  << "*** Set JUMELLE_DATA to the folder of the reference data.\n\n";
        GTEST_SKIP() << "no " << folder;
    }
    GmnsUnits units;
    units.length_m = units.position_m = 0.3048;
    auto const network = read_gmns(folder.string(), units);
    EXPECT_EQ(network.roads.nodes(), 2232);
    EXPECT_EQ(network.roads.edges(), 6095);
    EXPECT_EQ(network.roads.turns.size(), 12627U);
    // Streets are about as long as the straight line between their ends.
    double straight_m = 0.0, length_m = 0.0;
    for (std::size_t e = 0; e < network.roads.to.size(); ++e) {
        auto const a = network.roads.node[static_cast<std::size_t>(network.roads.from[e])];
        auto const b = network.roads.node[static_cast<std::size_t>(network.roads.to[e])];
        straight_m += std::hypot(b.x_m - a.x_m, b.y_m - a.y_m);
        length_m += network.roads.length_m[e];
    }
    EXPECT_NEAR(length_m / straight_m, 1.0, 0.1);
    TripColumns columns;
    columns.origin = "orig_taz";
    columns.destination = "dest_taz";
    columns.trips = "total";
    columns.unknown_zones = UnknownZones::left_out;
    std::vector<std::string> notes;
    auto const trips = read_trip_table((folder / "demand.csv").string(), columns, network, notes);
    EXPECT_GT(trips.origin.size(), 10000U);
}

} // namespace
} // namespace jumelle
