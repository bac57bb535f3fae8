#include <gtest/gtest.h>

#include "models/traffic/totals.hpp"

namespace jumelle::traffic {
namespace {

LinkNetwork line() {
    LinkNetwork network;
    network.nodes = 3;
    network.from = {0, 1};
    network.to = {1, 2};
    return network;
}

OriginTrips ten_trips() {
    OriginTrips trips;
    trips.origin = {0};
    trips.begin = {0, 2};
    trips.destination = {1, 2};
    trips.volume = {4.0, 6.0};
    return trips;
}

TEST(Totals, flows_that_carry_the_trips_lead_nobody_astray) {
    Equilibrium result;
    result.flow = {10.0, 6.0};
    Rates const rates = trip_rates(line(), ten_trips(), result);
    EXPECT_EQ(rates.wanted, 10.0);
    EXPECT_EQ(rates.unreachable, 0.0);
    EXPECT_EQ(rates.astray, 0.0);
}

TEST(Totals, flows_that_end_on_the_way_are_an_error_of_the_account) {
    Equilibrium result;
    result.flow = {10.0, 5.0};
    Totals totals;
    totals.set(trip_rates(line(), ten_trips(), result));
    totals.advance(2.0);
    EXPECT_EQ(totals.balance().in, 20.0);
    EXPECT_EQ(totals.balance().out, 18.0);
    EXPECT_NEAR(totals.balance().relative_error(), 0.1, 1e-15);
}

TEST(Totals, trips_without_a_way_are_no_part_of_the_flows) {
    Equilibrium result;
    result.flow = {4.0, 0.0};
    result.stranded = {{0, 2, 6.0}};
    Rates const rates = trip_rates(line(), ten_trips(), result);
    EXPECT_EQ(rates.unreachable, 6.0);
    EXPECT_EQ(rates.astray, 0.0);
}

} // namespace
} // namespace jumelle::traffic
