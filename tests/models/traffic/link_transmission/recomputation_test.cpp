#include <cstring>
#include <gtest/gtest.h>

#include "core/base/error.hpp"
#include "core/parallel/loops.hpp"
#include "models/traffic/kernels/link_transmission/outputs.hpp"
#include "tests/models/traffic/link_transmission/streets.hpp"

namespace jumelle::traffic {
namespace {

using test::corridor;
using test::make_run;
using test::random_changes;
using test::random_town;
using test::run_of;
using test::Street;
using test::Town;

bool same_bits(std::span<double const> a, std::span<double const> b) {
    return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size_bytes()) == 0;
}

/// How many rows of counts differ in any bit.
int different_rows(LinkTransmission const& a, LinkTransmission const& b) {
    int rows = 0;
    for (std::int32_t link = 0; link < a.network().links(); ++link)
        rows += !same_bits(a.entered(link), b.entered(link)) + !same_bits(a.left(link), b.left(link));
    for (std::int32_t origin = 0; origin < a.departures().origins(); ++origin)
        rows += !same_bits(a.started(origin), b.started(origin));
    for (std::int32_t node = 0; node < a.network().nodes; ++node)
        rows += !same_bits(a.arrived(node), b.arrived(node));
    return rows;
}

class OneThread {
  public:
    OneThread() : before_(loop_threads()) {}
    OneThread(OneThread const&) = delete;
    OneThread& operator=(OneThread const&) = delete;
    ~OneThread() { set_loop_threads(before_); }

  private:
    int before_;
};

TEST(Recomputation, equals_a_full_run_bit_for_bit_on_random_streets) {
    for (unsigned seed = 1; seed <= 12; ++seed) {
        auto town = random_town(40, seed);
        town.options.diversion = seed % 2 == 0 ? Diversion::around_closures : Diversion::none;
        auto const run = run_of(town);
        for (unsigned round = 0; round < 4; ++round) {
            auto const changes =
                random_changes(town, 100 * seed + round, round == 3 ? 0 : 1 + 4 * static_cast<int>(round));
            auto const done = run->change(changes);
            ASSERT_EQ(different_rows(*run, *run_of(town, changes)), 0)
                << "seed " << seed << " round " << round;
            ASSERT_LE(done.node_steps, done.all_node_steps);
            ASSERT_GT(done.node_steps, 0);
        }
    }
}

TEST(Recomputation, of_a_run_in_parts_that_learns_of_changes_on_the_way_has_the_bits_of_one_that_knew_them) {
    auto const town = random_town(40, 3);
    auto const changes = random_changes(town, 5, 6);
    auto const whole = run_of(town, changes);
    auto const parts = make_run(town);
    for (std::int32_t until = 0; until < parts->steps(); until += 7) {
        parts->advance(until);
        std::vector<LinkChange> known;
        for (LinkChange const& change : changes) {
            if (change.from_s <= (until + 7) * parts->step_s()) known.push_back(change);
        }
        EXPECT_EQ(parts->change(known).node_steps, 0) << "nothing that was calculated hears of it";
    }
    parts->advance(parts->steps());
    EXPECT_EQ(different_rows(*whole, *parts), 0);
}

TEST(Recomputation, changes_the_run) {
    auto const town = random_town(40, 3);
    auto const changes = random_changes(town, 5, 6);
    EXPECT_GT(different_rows(*run_of(town), *run_of(town, changes)), 10);
}

TEST(Recomputation, of_the_same_changes_calculates_nothing) {
    auto const town = random_town(40, 4);
    auto const changes = random_changes(town, 5, 6);
    auto const run = run_of(town, changes);
    EXPECT_EQ(run->change(changes).node_steps, 0);
    EXPECT_EQ(run->change(changes).first_step, run->steps());
}

TEST(Recomputation, begins_with_the_change) {
    auto const town = random_town(40, 4);
    auto const run = run_of(town);
    auto const done = run->change(std::vector<LinkChange>{{5, 400.0, 0.0, town.network.speed_mps[5]}});
    EXPECT_EQ(done.first_step, 100);
    EXPECT_LE(done.node_steps, 50 * 40);
}

TEST(Recomputation, looks_only_where_the_change_is_felt) {
    std::vector<Street> const streets(20);
    auto const town = corridor(streets, {0.0}, {0.3});
    auto const run = run_of(town);
    // The last street becomes a little narrower than the flow at 900 s: nothing further up is reached by 1000
    // s.
    auto const done = run->change(std::vector<LinkChange>{{19, 900.0, 0.2, 20.0}});
    EXPECT_LE(done.node_steps, 3 * 100);
    EXPECT_EQ(different_rows(*run, *run_of(town, {{19, 900.0, 0.2, 20.0}})), 0);
}

TEST(Recomputation, has_the_same_bits_for_one_two_and_three_threads) {
    OneThread const restored;
    auto const town = random_town(1300, 9);
    auto const first = random_changes(town, 10, 200), second = random_changes(town, 11, 200);
    set_loop_threads(1);
    auto const one = run_of(town, first);
    auto const one_again = run_of(town, second);
    for (int const threads : {2, 3}) {
        set_loop_threads(threads);
        auto const run = run_of(town, first);
        ASSERT_EQ(different_rows(*one, *run), 0) << threads << " threads";
        auto const done = run->change(second);
        ASSERT_GT(done.node_steps, done.all_node_steps / 2);
        ASSERT_EQ(different_rows(*one_again, *run), 0) << threads << " threads, changed";
    }
}

TEST(Balance, no_vehicle_is_lost_on_random_streets) {
    for (unsigned seed = 1; seed <= 10; ++seed) {
        auto town = random_town(60, seed);
        town.options.diversion = seed % 2 == 0 ? Diversion::around_closures : Diversion::none;
        auto const run = run_of(town, random_changes(town, seed, 8));
        for (std::int32_t time = 0; time <= run->steps(); time += 10) {
            auto const balance = vehicle_balance(*run, time);
            ASSERT_LT(balance.relative_error(), 1e-12) << "seed " << seed << " time " << time;
        }
        auto const end = vehicle_balance(*run, run->steps());
        ASSERT_GT(end.arrived, 100.0);
        ASSERT_GT(end.waiting + end.on_links, 100.0);
    }
}

TEST(Balance, counts_never_fall_and_links_never_hold_more_than_they_can) {
    auto const town = random_town(60, 21);
    auto const run = run_of(town, random_changes(town, 21, 8));
    for (std::int32_t link = 0; link < town.network.links(); ++link) {
        auto const entered = run->entered(link), left = run->left(link);
        for (std::size_t t = 1; t < entered.size(); ++t) {
            ASSERT_GE(entered[t], entered[t - 1]);
            ASSERT_GE(left[t], left[t - 1]);
            ASSERT_GE(entered[t] - left[t], -1e-9) << "link " << link << " time " << t;
            ASSERT_LE(entered[t] - left[t], run->times().room(link) + 1e-9)
                << "link " << link << " time " << t;
        }
    }
}

/// The town's turns until 200 s; then in every third row everybody takes the first of them.
TurnFractions turning_otherwise(Town const& town) {
    auto turns = town.fractions();
    auto later = turns.fraction;
    for (std::size_t row = 0; row + 1 < turns.begin.size(); row += 3) {
        for (auto at = turns.begin[row]; at < turns.begin[row + 1]; ++at)
            later[at] = at == turns.begin[row] ? 1.0 : 0.0;
    }
    turns.from_s = {0.0, 200.0};
    turns.fraction.insert(turns.fraction.end(), later.begin(), later.end());
    return turns;
}

TEST(Recomputation, of_other_turns_equals_a_full_run) {
    for (unsigned seed = 1; seed <= 5; ++seed) {
        auto const town = random_town(40, seed);
        auto const changes = random_changes(town, seed, 5);
        auto const turns = turning_otherwise(town);
        auto const run = run_of(town, changes);
        auto const done = run->change_turns(turns);
        EXPECT_EQ(done.first_step, 50);
        LinkTransmission full(town.network, town.departures, turns, town.options);
        full.run(changes);
        ASSERT_EQ(different_rows(*run, full), 0) << "seed " << seed;
        ASSERT_GT(different_rows(*run, *run_of(town, changes)), 10);
        run->change_turns(town.fractions());
        run->change({});
        ASSERT_EQ(different_rows(*run, *run_of(town)), 0) << "and back, seed " << seed;
    }
}

TEST(Recomputation, of_other_ways_out_equals_a_full_run) {
    auto town = corridor({Street{}, Street{}, Street{}}, {0.0}, {0.4});
    auto const run = run_of(town);
    town.turns[0] = {{1, 0.5}, {leaves_here, 0.5}};
    run->change_turns(town.fractions());
    EXPECT_EQ(different_rows(*run, *run_of(town)), 0);
    EXPECT_NEAR(run->arrived(1)[500], 0.5 * 0.4 * 450, 1e-9);
}

TEST(Recomputation, of_other_departures_equals_a_full_run) {
    for (unsigned seed = 1; seed <= 5; ++seed) {
        auto town = random_town(40, seed);
        auto const run = run_of(town);
        town.departures.from_s[2] = 300.0;
        town.departures.rate_vps[4] *= 1.5;
        town.departures.capacity_vps[3] *= 0.5;
        run->change_departures(town.departures);
        ASSERT_EQ(different_rows(*run, *run_of(town)), 0) << "seed " << seed;
    }
}

TEST(Recomputation, of_a_run_that_has_not_begun_is_left_to_the_run) {
    auto const town = random_town(40, 2);
    auto const changes = random_changes(town, 3, 5);
    auto const run = make_run(town);
    EXPECT_EQ(run->change(changes).node_steps, 0);
    run->advance(run->steps());
    EXPECT_EQ(different_rows(*run, *run_of(town, changes)), 0);
}

TEST(Recomputation, of_departures_from_other_origins_is_told) {
    auto const run = run_of(random_town(40, 1));
    auto departures = run->departures();
    departures.node[0] = 1;
    EXPECT_THROW(run->change_departures(departures), InputError);
}

TEST(Recomputation, departures_before_the_first_interval_are_none) {
    auto const run = run_of(corridor({Street{}}, {100.0}, {0.4}));
    EXPECT_EQ(run->wanted(0)[100], 0.0);
    EXPECT_NEAR(run->entered(0)[200], 40.0, 1e-9);
}

} // namespace
} // namespace jumelle::traffic
