#include <cmath>
#include <gtest/gtest.h>

#include "core/base/error.hpp"
#include "io/network/matrix_trips.hpp"

namespace jumelle {
namespace {

RoadNetwork two_zones() {
    RoadNetwork network;
    network.zone_id = {"7", "12"};
    network.zone_node = {3, 5};
    return network;
}

ZoneMatrix matrix(std::vector<std::string> names, std::vector<double> values) {
    ZoneMatrix made;
    made.zones = static_cast<std::size_t>(std::lround(std::sqrt(static_cast<double>(values.size()))));
    made.zone_id = std::move(names);
    made.values = std::move(values);
    return made;
}

std::string fault_of(ZoneMatrix const& given) {
    std::vector<std::string> notes;
    try {
        trips_of_matrix(given, {"trips.omx"}, two_zones(), notes);
    } catch (InputError const& error) {
        return to_text(error.faults().front());
    }
    return "none";
}

TEST(MatrixTrips, go_between_the_zones_that_the_matrix_names) {
    std::vector<std::string> notes;
    auto const trips = trips_of_matrix(matrix({"12", "7"}, {4.0, 100.0, 50.0, std::nan("")}), {"trips.omx"},
                                       two_zones(), notes);
    EXPECT_EQ(trips.origin, (std::vector<std::int32_t>{1, 0}));
    EXPECT_EQ(trips.destination, (std::vector<std::int32_t>{0, 1}));
    EXPECT_EQ(trips.trips_vehph, (std::vector<double>{100.0, 50.0}));
    EXPECT_EQ(trips.zone_node, (std::vector<std::int32_t>{3, 5}));
    EXPECT_EQ(notes, (std::vector<std::string>{"4 trips an hour inside their zone left out"}));
}

TEST(MatrixTrips, without_names_go_between_the_zones_in_their_order) {
    std::vector<std::string> notes;
    auto const trips = trips_of_matrix(matrix({}, {0.0, 48.0, 0.0, 0.0}),
                                       {"trips.omx", UnknownZones::refused, 86400.0}, two_zones(), notes);
    ASSERT_EQ(trips.origin.size(), 1U);
    EXPECT_EQ(trips.destination[0], 1);
    EXPECT_DOUBLE_EQ(trips.trips_vehph[0], 2.0);
}

TEST(MatrixTrips, to_unknown_zones_are_told_or_left_out) {
    auto const given = matrix({"7", "13"}, {0.0, 5.0, 0.0, 0.0});
    EXPECT_EQ(fault_of(given), "trips.omx: there is no zone '13'\n  hint: name a zone of the road network, "
                               "or write unknown_zones: left_out");
    std::vector<std::string> notes;
    EXPECT_TRUE(
        trips_of_matrix(given, {"trips.omx", UnknownZones::left_out}, two_zones(), notes).origin.empty());
    EXPECT_EQ(notes, (std::vector<std::string>{"5 trips an hour to or from unknown zones left out"}));
}

TEST(MatrixTrips, tell_another_number_of_zones_and_negative_trips) {
    EXPECT_EQ(fault_of(matrix({}, {0.0})), "trips.omx: has 1 zones without names, the network has 2\n  hint: "
                                           "name a lookup with the names of the zones");
    EXPECT_EQ(fault_of(matrix({}, {0.0, -1.0, 0.0, 0.0})),
              "trips.omx: has -1 trips in row 1, column 2\n  hint: a finite number, not negative, is needed");
}

} // namespace
} // namespace jumelle
