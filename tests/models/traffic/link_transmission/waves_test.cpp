#include <gtest/gtest.h>

#include "models/traffic/kernels/link_transmission/outputs.hpp"
#include "tests/models/traffic/link_transmission/streets.hpp"

namespace jumelle::traffic {
namespace {

using test::corridor;
using test::point_queue;
using test::run_of;
using test::Street;
using test::Town;

// Every street of these tests, unless it says otherwise: 1000 m, 20 m/s (50 s), waves of 5 m/s (200 s),
// 0.5 vehicles/s, 125 vehicles when full. Steps of 1 s.
constexpr double exact = 1e-9;

Street narrow(double capacity_vps) {
    Street street;
    street.capacity_vps = capacity_vps;
    return street;
}

TEST(Waves, free_traffic_leaves_after_the_free_time) {
    auto const run = run_of(corridor({Street{}}, {0.0}, {0.4}));
    for (int t = 50; t <= 1000; t += 50) EXPECT_NEAR(run->left(0)[t], 0.4 * (t - 50), exact);
    EXPECT_EQ(run->left(0)[50], 0.0);
    EXPECT_NEAR(run->arrived(1)[1000], 0.4 * 950, exact);
}

TEST(Waves, free_time_need_not_be_a_multiple_of_the_step) {
    auto town = corridor({Street{}}, {0.0}, {0.4});
    town.network.length_m[0] = 1006.0; // 50.3 s
    auto const run = run_of(town);
    for (int t = 51; t <= 1000; ++t) ASSERT_NEAR(run->left(0)[t], 0.4 * (t - 50.3), exact) << t;
}

TEST(Waves, a_queue_grows_by_what_the_bottleneck_cannot_take) {
    auto const run = run_of(corridor({Street{}, narrow(0.2)}, {0.0}, {0.4}));
    auto const series = link_series(*run, 0);
    for (int t = 50; t <= 370; t += 10) EXPECT_NEAR(series.queue[t], 0.2 * (t - 50), exact) << t;
    EXPECT_NEAR(run->left(0)[900], 0.2 * 850, exact);
}

/// Shock between 0.4/s (0.02 vehicles/m) and the queue at 0.2/s (0.125 - 0.2/5 = 0.085 vehicles/m): it runs
/// upstream with 0.2/0.065 m/s and fills the street 325 s after the first vehicle has reached the bottleneck.
TEST(Waves, a_queue_reaches_the_begin_of_the_street_when_the_shock_does) {
    auto const run = run_of(corridor({Street{}, narrow(0.2)}, {0.0}, {0.4}));
    EXPECT_NEAR(run->entered(0)[375], 0.4 * 375, exact);
    EXPECT_NEAR(run->entered(0)[376], 0.4 * 375 + 0.2, exact);
    EXPECT_NEAR(run->entered(0)[900], 0.4 * 375 + 0.2 * 525, exact);
    EXPECT_NEAR(run->wanted(0)[900] - run->started(0)[900], 0.2 * 525, exact);
    EXPECT_NEAR(link_series(*run, 0).density_vpm[900], 0.085, exact);
}

TEST(Waves, news_of_a_full_street_runs_upstream_with_the_wave_speed) {
    auto const town = corridor({Street{}, narrow(0.2)}, {0.0}, {0.4});
    auto const run = run_of(town, {{1, 500.0, 0.1, 20.0}, {1, 600.0, 0.2, 20.0}});
    auto const before = run_of(town);
    EXPECT_NEAR(run->left(0)[600] - run->left(0)[500], 10.0, exact);
    for (int t = 0; t <= 700; ++t) ASSERT_NEAR(run->entered(0)[t], before->entered(0)[t], exact) << t;
    EXPECT_NEAR(run->entered(0)[800] - run->entered(0)[700], 10.0, exact);
    EXPECT_NEAR(run->entered(0)[900] - run->entered(0)[800], 20.0, exact);
}

TEST(Waves, a_queue_spills_over_several_streets) {
    auto town = corridor({Street{}, Street{}, narrow(0.2)}, {0.0}, {0.4});
    auto const run = run_of(town);
    // The middle street: first vehicle at its end at 100 s, full 325 s later; then the first one fills.
    EXPECT_NEAR(run->left(0)[425], 0.4 * 375, exact);
    EXPECT_NEAR(run->left(0)[525], 0.4 * 375 + 0.2 * 100, exact);
    EXPECT_NEAR(run->entered(0)[750], 0.4 * 750, exact);
    EXPECT_NEAR(run->entered(0)[751], 0.4 * 750 + 0.2, exact);
}

TEST(Waves, a_queue_dissolves_when_the_departures_have_caught_up) {
    auto const run = run_of(corridor({Street{}, narrow(0.2)}, {0.0, 300.0}, {0.4, 0.0}));
    EXPECT_NEAR(run->left(0)[649], 0.2 * 599, exact);
    EXPECT_NEAR(run->left(0)[650], 120.0, exact);
    EXPECT_NEAR(run->left(0)[1000], 120.0, exact);
    EXPECT_NEAR(run->arrived(2)[700], 120.0, exact);
}

TEST(Waves, a_queue_before_a_closure_discharges_with_capacity) {
    auto const run =
        run_of(corridor({Street{}, Street{}}, {0.0}, {0.4}), {{1, 100.0, 0.0, 20.0}, {1, 200.0, 0.5, 20.0}});
    EXPECT_NEAR(run->left(0)[100], 20.0, exact);
    EXPECT_NEAR(run->left(0)[200], 20.0, exact);
    EXPECT_NEAR(run->left(0)[300], 20.0 + 50.0, exact);
    // 20 + 0.5 (t - 200) = 0.4 (t - 50) at 600 s.
    EXPECT_NEAR(run->left(0)[600], 220.0, exact);
    EXPECT_NEAR(run->left(0)[700], 260.0, exact);
}

TEST(Waves, travel_time_is_that_of_the_queue_ahead) {
    auto const run = run_of(corridor({Street{}, narrow(0.2)}, {0.0}, {0.4}));
    auto const series = link_series(*run, 0);
    // Who enters at t is vehicle 0.4 t and leaves at 50 + 0.4 t / 0.2.
    EXPECT_NEAR(series.time_s[0], 50.0, exact);
    EXPECT_NEAR(series.time_s[100], 150.0, exact);
    EXPECT_NEAR(series.time_s[300], 350.0, exact);
    EXPECT_NEAR(series.speed_mps[100], 1000.0 / 150.0, exact);
    EXPECT_TRUE(std::isinf(series.time_s[900]));
}

TEST(Waves, a_merge_into_a_narrow_street_shares_it_in_proportion_to_capacities) {
    Town town;
    auto const small = town.add({0, 2});
    auto const large = town.add({1, 2, 1000.0, 20.0, 5.0, 1.0});
    auto const out = town.add({2, 3, 1000.0, 20.0, 5.0, 0.6});
    town.turns = {{small, {{out, 1.0}}}, {large, {{out, 1.0}}}, {out, {{leaves_here, 1.0}}}};
    town.departures.from_s = {0.0};
    town.depart(0, {{small, 1.0}}, {0.5});
    town.depart(1, {{large, 1.0}}, {0.8});
    auto const run = run_of(town);
    EXPECT_NEAR(run->left(small)[150], 0.2 * 100, exact);
    EXPECT_NEAR(run->left(large)[150], 0.4 * 100, exact);
    EXPECT_NEAR(run->left(small)[1000], 0.2 * 950, exact);
    EXPECT_NEAR(run->left(large)[1000], 0.4 * 950, exact);
}

TEST(Waves, a_diverge_with_one_full_branch_holds_back_both) {
    Town town;
    auto const in = town.add({0, 1, 1000.0, 20.0, 5.0, 1.0});
    auto const full = town.add({1, 2, 1000.0, 20.0, 5.0, 0.3});
    auto const empty = town.add({1, 3, 1000.0, 20.0, 5.0, 1.0});
    town.turns = {
        {in, {{full, 0.75}, {empty, 0.25}}}, {full, {{leaves_here, 1.0}}}, {empty, {{leaves_here, 1.0}}}};
    town.departures.from_s = {0.0};
    town.depart(0, {{in, 1.0}}, {0.8});
    auto const run = run_of(town);
    EXPECT_NEAR(run->entered(full)[150], 0.3 * 100, exact);
    EXPECT_NEAR(run->entered(empty)[150], 0.1 * 100, exact);
    EXPECT_NEAR(run->left(in)[150], 0.4 * 100, exact);
}

TEST(Waves, point_queues_take_no_room) {
    auto town = corridor({Street{}, narrow(0.2)}, {0.0}, {0.4});
    town.network.jam_vpm[0] = point_queue;
    auto const run = run_of(town);
    EXPECT_NEAR(run->entered(0)[1000], 400.0, exact);
    EXPECT_NEAR(run->left(0)[1000], 0.2 * 950, exact);
    EXPECT_NEAR(link_series(*run, 0).queue[1000], 0.2 * 950, exact);
}

TEST(Waves, a_street_with_ever_more_room_becomes_a_point_queue) {
    auto town = corridor({Street{}, narrow(0.2)}, {0.0}, {0.4});
    town.network.jam_vpm[0] = 1e15;
    auto const large = run_of(town);
    town.network.jam_vpm[0] = point_queue;
    auto const point = run_of(town);
    for (int t = 0; t <= 1000; ++t) {
        ASSERT_EQ(large->entered(0)[t], point->entered(0)[t]);
        ASSERT_EQ(large->left(0)[t], point->left(0)[t]);
    }
}

TEST(Waves, a_jam_density_below_the_triangle_holds_the_flow_down) {
    auto town = corridor({Street{}}, {0.0}, {0.5});
    town.network.jam_vpm[0] = 0.05; // v w k_j / (v + w) = 0.2 vehicles/s
    town.options.horizon_s = 5000.0;
    auto const run = run_of(town);
    EXPECT_NEAR((run->left(0)[5000] - run->left(0)[4000]) / 1000.0, 0.2, exact);
}

TEST(Waves, a_slower_street_is_driven_in_two_parts) {
    auto const run = run_of(corridor({Street{}}, {0.0}, {0.4}), {{0, 100.0, 0.5, 10.0}});
    EXPECT_NEAR(run->left(0)[100], 0.4 * 50, exact);
    // In at 75 s: 500 m at 20 m/s, 500 m at 10 m/s, out at 150 s.
    EXPECT_NEAR(run->left(0)[150], 0.4 * 75, exact);
    EXPECT_NEAR(run->left(0)[200], 0.4 * 100, exact);
    EXPECT_NEAR(run->left(0)[500], 0.4 * 400, exact);
}

TEST(Waves, a_street_at_a_standstill_goes_on_where_it_stood) {
    auto const run =
        run_of(corridor({Street{}}, {0.0}, {0.4}), {{0, 100.0, 0.5, 0.0}, {0, 200.0, 0.5, 20.0}});
    EXPECT_NEAR(run->left(0)[200], 0.4 * 50, exact);
    EXPECT_NEAR(run->left(0)[210], 0.4 * 60, exact);
    EXPECT_NEAR(run->left(0)[249], 0.4 * 99, exact);
    // Who entered while nobody drove stands at the begin and leaves with capacity.
    EXPECT_NEAR(run->left(0)[300], 0.4 * 99 + 0.5 * 51, exact);
}

TEST(Waves, links_shorter_than_a_step_keep_their_capacity_and_take_one_step) {
    auto town = corridor({Street{}, {0, 0, 5.0}, Street{}}, {0.0}, {0.5});
    town.options.step_s = 2.0;
    auto const run = run_of(town);
    EXPECT_EQ(run->times().fit().lengthened_links, 1);
    EXPECT_NEAR(run->times().fit().longest_addition_s, 1.75, exact);
    EXPECT_NEAR(run->arrived(3)[500], 0.5 * (1000 - 50 - 2 - 50), exact);
}

} // namespace
} // namespace jumelle::traffic
