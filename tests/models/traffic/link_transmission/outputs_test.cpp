#include <gtest/gtest.h>

#include "models/traffic/kernels/link_transmission/outputs.hpp"
#include "tests/models/traffic/link_transmission/streets.hpp"

namespace jumelle::traffic {
namespace {

using test::corridor;
using test::run_of;
using test::Street;
using test::Town;

TEST(LinkSeries, of_free_traffic_has_the_free_speed) {
    auto const run = run_of(corridor({Street{}}, {0.0}, {0.4}));
    auto const series = link_series(*run, 0);
    EXPECT_NEAR(series.inflow_vps[500], 0.4, 1e-9);
    EXPECT_NEAR(series.outflow_vps[500], 0.4, 1e-9);
    EXPECT_EQ(series.outflow_vps[10], 0.0);
    EXPECT_NEAR(series.vehicles[500], 20.0, 1e-9);
    EXPECT_NEAR(series.density_vpm[500], 0.02, 1e-12);
    EXPECT_NEAR(series.queue[500], 0.0, 1e-9);
    EXPECT_NEAR(series.speed_mps[500], 20.0, 1e-9);
    EXPECT_EQ(series.time_s.size(), 1001U);
    EXPECT_EQ(series.inflow_vps.size(), 1000U);
}

TEST(LinkSeries, of_an_empty_link_has_the_free_time) {
    auto const run = run_of(corridor({Street{}}, {0.0}, {0.0}));
    for (double const time_s : link_series(*run, 0).time_s) ASSERT_EQ(time_s, 50.0);
}

/// A ring of four streets into which more press than leave: the ring fills and then nothing moves.
Town ring(double leaving) {
    Town town;
    for (std::int32_t node = 0; node < 4; ++node) town.add({node, (node + 1) % 4, 200.0});
    for (std::int32_t link = 0; link < 4; ++link)
        town.turns[link] = {{(link + 1) % 4, 1.0 - leaving}, {leaves_here, leaving}};
    town.departures.from_s = {0.0};
    for (std::int32_t node = 0; node < 4; ++node) town.depart(node, {{node, 1.0}}, {0.4}, 0.5);
    town.options.horizon_s = 4000.0;
    return town;
}

TEST(Gridlock, is_found_and_does_not_hang_the_run) {
    auto const run = run_of(ring(0.1));
    auto const found = find_gridlock(*run, run->steps() - 1);
    ASSERT_TRUE(found);
    EXPECT_EQ(found.links, (std::vector<std::int32_t>{0, 1, 2, 3}));
    EXPECT_NEAR(found.vehicles, 4 * 25.0, 1e-3);
    EXPECT_FALSE(find_gridlock(*run, 10));
    EXPECT_LT(vehicle_balance(*run, run->steps()).relative_error(), 1e-12);
}

TEST(Gridlock, is_not_where_enough_leave) {
    auto const run = run_of(ring(0.9));
    EXPECT_FALSE(find_gridlock(*run, run->steps() - 1));
}

TEST(Gridlock, is_not_a_queue_before_a_closure) {
    auto const run = run_of(corridor({Street{}, Street{}, Street{}}, {0.0}, {0.4}), {{2, 100.0, 0.0, 20.0}});
    EXPECT_EQ(run->left(1)[1000] - run->left(1)[999], 0.0);
    EXPECT_FALSE(find_gridlock(*run, run->steps() - 1));
}

/// 0 -> 1, then two ways on: through 2 or through 3, both to 4.
Town two_ways() {
    Town town;
    for (auto const& [from, to] : {std::pair{0, 1}, {1, 2}, {1, 3}, {2, 4}, {3, 4}, {1, 0}})
        town.add({from, to, 400.0});
    town.turns = {{0, {{1, 0.6}, {2, 0.4}}}, {1, {{3, 1.0}}},           {2, {{4, 1.0}}},
                  {3, {{leaves_here, 1.0}}}, {4, {{leaves_here, 1.0}}}, {5, {{0, 1.0}}}};
    town.departures.from_s = {0.0};
    town.depart(0, {{0, 1.0}}, {0.3});
    return town;
}

TEST(Diversion, sends_all_along_the_open_way) {
    auto town = two_ways();
    town.options.diversion = Diversion::around_closures;
    auto const run = run_of(town, {{1, 500.0, 0.0, 20.0}});
    EXPECT_NEAR(run->entered(1)[500], 0.6 * 0.3 * 480, 1e-9);
    EXPECT_EQ(run->entered(1)[1000], run->entered(1)[500]);
    EXPECT_NEAR(run->entered(2)[1000], 0.4 * 0.3 * 480 + 0.3 * 500, 1e-9);
}

TEST(Diversion, is_an_option_without_which_all_wait_behind_the_closure) {
    auto const run = run_of(two_ways(), {{1, 500.0, 0.0, 20.0}});
    EXPECT_EQ(run->left(0)[1000], run->left(0)[500]);
}

TEST(Diversion, takes_other_links_only_if_all_of_the_row_are_closed_and_turns_back_last) {
    auto town = two_ways();
    town.turns[0] = {{1, 1.0}};
    town.options.diversion = Diversion::around_closures;
    auto const by_three = run_of(town, {{1, 0.0, 0.0, 20.0}});
    EXPECT_NEAR(by_three->entered(2)[1000], 0.3 * 980, 1e-9);
    EXPECT_EQ(by_three->entered(5)[1000], 0.0);
    auto const back = run_of(town, {{1, 0.0, 0.0, 20.0}, {2, 0.0, 0.0, 20.0}});
    EXPECT_EQ(back->entered(2)[1000], 0.0);
    EXPECT_GT(back->entered(5)[1000], 50.0);
    auto const nowhere = run_of(town, {{1, 0.0, 0.0, 20.0}, {2, 0.0, 0.0, 20.0}, {5, 0.0, 0.0, 20.0}});
    EXPECT_EQ(nowhere->left(0)[1000], 0.0);
}

TEST(TurnPeriods, change_where_traffic_goes) {
    auto const town = two_ways();
    auto turns = town.fractions();
    turns.from_s = {0.0, 300.0};
    auto later = turns.fraction;
    std::swap(later[0], later[1]);
    turns.fraction.insert(turns.fraction.end(), later.begin(), later.end());
    LinkTransmission run(town.network, town.departures, turns, town.options);
    run.run();
    EXPECT_NEAR(run.entered(1)[300], 0.6 * 0.3 * 280, 1e-9);
    EXPECT_NEAR(run.entered(1)[500] - run.entered(1)[300], 0.4 * 0.3 * 200, 1e-9);
}

} // namespace
} // namespace jumelle::traffic
