#include <algorithm>
#include <gtest/gtest.h>
#include <map>
#include <random>
#include <set>

#include "models/traffic/assignment.hpp"
#include "models/traffic/kernels/tapas/demand.hpp"
#include "models/traffic/kernels/tapas/iterate.hpp"
#include "models/traffic/kernels/tapas/loading.hpp"
#include "models/traffic/kernels/tapas/outlook.hpp"
#include "models/traffic/kernels/tapas/reduction.hpp"
#include "models/traffic/kernels/tapas/schedule.hpp"
#include "tests/models/traffic/random_network.hpp"
#include "tests/models/traffic/two_links.hpp"

namespace jumelle::traffic {
namespace {

using namespace traffic_tests;

TEST(OriginFlows, remember_what_was_added_to_each_link) {
    OriginFlows flows(300);
    std::map<std::int32_t, double> expected;
    std::mt19937 generator(5);
    for (int round = 0; round < 20; ++round) {
        std::map<std::int32_t, double> more;
        for (int i = 0; i < 10; ++i) more[static_cast<std::int32_t>(generator() % 300)] = 1.0 + i;
        std::vector<Load> loads;
        for (auto const& [link, flow] : more) {
            loads.push_back({link, flow});
            expected[link] += flow;
        }
        flows.add(loads);
    }
    for (std::int32_t link = 0; link < 300; ++link) {
        EXPECT_EQ(flows.has(link), expected.contains(link)) << link;
        EXPECT_EQ(flows.flow(link), expected.contains(link) ? expected[link] : 0.0) << link;
    }
    EXPECT_EQ(flows.places(), expected.size());
}

TEST(OriginFlows, are_walked_in_link_order_within_any_bounds) {
    OriginFlows flows(200);
    flows.add(std::vector<Load>{{3, 1.0}, {63, 2.0}, {64, 3.0}, {130, 4.0}, {199, 5.0}});
    auto const walk = [&](std::int32_t begin, std::int32_t end) {
        std::vector<double> seen;
        flows.for_each(begin, end, [&](std::int32_t, double flow) { seen.push_back(flow); });
        return seen;
    };
    EXPECT_EQ(walk(0, 200), (std::vector<double>{1.0, 2.0, 3.0, 4.0, 5.0}));
    EXPECT_EQ(walk(4, 64), (std::vector<double>{2.0}));
    EXPECT_EQ(walk(64, 131), (std::vector<double>{3.0, 4.0}));
    EXPECT_TRUE(walk(131, 199).empty());
}

TEST(OriginFlows, may_be_changed_where_they_have_a_place) {
    OriginFlows flows(200);
    flows.add(std::vector<Load>{{3, 1.0}, {63, 2.0}, {64, 3.0}, {199, 4.0}});
    flows.update_each([](std::int32_t link, double& flow) { flow += link; });
    EXPECT_EQ(flows.flow(3), 4.0);
    EXPECT_EQ(flows.flow(63), 65.0);
    EXPECT_EQ(flows.flow(64), 67.0);
    EXPECT_EQ(flows.flow(199), 203.0);
    EXPECT_EQ(flows.places(), 4U);
}

TEST(Iterations, keep_the_totals_at_the_sums_of_the_flows_by_origin) {
    RandomTown const town{150, 0, 71};
    auto const network = random_network(town);
    AssignmentState state = make_state(network, random_trips(town, 1.0), elimination_order(network));
    state.flows.assign(state.demand.origin.size(), OriginFlows(state.network.links()));
    Outlook outlook(state.demand.origins());
    std::vector<Searcher> searchers(1, Searcher(state));
    take_snapshot(state);
    load_origins(state, outlook.all(), searchers);
    total_flows(state);
    for (int iteration = 0; iteration < 4; ++iteration) {
        double const gap = look_for_pairs(state, {outlook.all(), 1e-4}, searchers, outlook).gap();
        equalise_all(state, gap);
        auto const totals = state.x;
        total_flows(state);
        for (std::size_t link = 0; link < totals.size(); ++link)
            EXPECT_NEAR(totals[link], state.x[link], 1e-9) << link << ' ' << iteration;
        state.x = totals;
    }
}

/// Four trips that all travel on link 0, 1 + x, rather than on link 1, 20; then link 0 costs `base` + `slope`
/// x.
/// @returns its flow once flows are loaded anew
double flow_left_on_a_flooded_link(double base, double slope) {
    LinkNetwork network = two_links({1.0, 20.0}, {1.0, 0.0});
    AssignmentState state = make_state(network, {{0}, {0, 1}, {1}, {4.0}}, std::vector<std::int32_t>{0, 1});
    state.flows.assign(1, OriginFlows(state.network.links()));
    std::vector<Searcher> searchers(1, Searcher(state));
    take_snapshot(state);
    load_origins(state, {0}, searchers);
    total_flows(state);
    EXPECT_EQ(network_flows(state, 2), (std::vector<double>{4.0, 0.0}));
    network.free_time[0] = base;
    network.b[0] = slope / base;
    set_costs(state, network);
    take_snapshot(state);
    load_origins(state, {0}, searchers);
    total_flows(state);
    auto const flow = network_flows(state, 2);
    EXPECT_NEAR(flow[0] + flow[1], 4.0, 1e-12);
    return flow[0];
}

TEST(Loading, leaves_a_link_at_once_only_where_it_would_be_too_dear_without_its_flow) {
    EXPECT_EQ(flow_left_on_a_flooded_link(30.0, 1.0), 0.0);
    EXPECT_EQ(flow_left_on_a_flooded_link(21.0, 0.0), 0.0) << "no congestion";
    EXPECT_EQ(flow_left_on_a_flooded_link(20.1, 0.0), 4.0) << "hardly dearer";
    EXPECT_EQ(flow_left_on_a_flooded_link(8.0, 8.0), 4.0) << "pairs find how much is to leave";
}

/// Trips from node 0 to nodes 3 and 4 over six links, and what takes flow out of those of the only origin.
class Reduction : public testing::Test {
  protected:
    Reduction() {
        LinkNetwork network;
        network.nodes = 5;
        network.from = {0, 0, 1, 2, 3, 2};
        network.to = {1, 2, 3, 3, 4, 1};
        network.free_time = network.capacity = network.power = std::vector<double>(6, 1.0);
        network.b = network.fixed = std::vector<double>(6, 0.0);
        network.is_closed = {0, 0, 1, 0, 0, 0};
        state =
            make_state(network, {{0}, {0, 2}, {3, 4}, {6.0, 4.0}}, std::vector<std::int32_t>{0, 1, 2, 3, 4});
        state.flows.assign(1, OriginFlows(state.network.links()));
        state.demand.carried = {6.0, 4.0};
    }

    std::int32_t own_number(std::int32_t link) const {
        auto const& links = state.network.link;
        return static_cast<std::int32_t>(std::find(links.begin(), links.end(), link) - links.begin());
    }
    void carry(std::vector<double> const& flow) {
        for (std::size_t link = 0; link < flow.size(); ++link) {
            if (flow[link] > 0.0)
                state.flows[0].add(
                    std::vector<Load>{{own_number(static_cast<std::int32_t>(link)), flow[link]}});
        }
    }
    /// Flows by link of the network, after what may not stay has left.
    std::vector<double> reduced(std::vector<double> const& wanted) {
        FlowReduction reduction(state.network);
        std::vector<double> const label(static_cast<std::size_t>(label_lanes * state.network.vertices), 1.0);
        has_leaving = reduction.read(state, 0, label.data(), most_detour);
        reduction.reduce(state, wanted);
        std::vector<double> flow;
        for (std::int32_t link = 0; link < state.network.links(); ++link)
            flow.push_back(state.flows[0].flow(own_number(link)));
        return flow;
    }

    static constexpr double most_detour = 1e9;
    AssignmentState state;
    bool has_leaving = false;
};

TEST_F(Reduction, lets_flow_over_a_closed_link_leave_all_the_way_and_keeps_the_rest) {
    // Seven of ten to node 3 over the link that is closed, two of them from node 2; four go on to node 4.
    carry({5.0, 5.0, 7.0, 3.0, 4.0, 2.0});
    auto const flow = reduced({6.0, 4.0});
    EXPECT_TRUE(has_leaving);
    std::vector<double> const expected{0.0, 3.0, 0.0, 3.0, 1.2, 0.0};
    for (std::size_t link = 0; link < 6; ++link) EXPECT_NEAR(flow[link], expected[link], 1e-14) << link;
    EXPECT_NEAR(state.demand.carried[0], 1.8, 1e-14);
    EXPECT_NEAR(state.demand.carried[1], 1.2, 1e-14);
}

TEST_F(Reduction, takes_out_what_nobody_wants_to_travel_any_more) {
    carry({0.0, 10.0, 0.0, 10.0, 4.0, 0.0});
    EXPECT_EQ(reduced({6.0, 1.0}), (std::vector<double>{0.0, 7.0, 0.0, 7.0, 1.0, 0.0}));
    EXPECT_FALSE(has_leaving);
    EXPECT_EQ(state.demand.carried, (std::vector<double>{6.0, 1.0}));
}

TEST_F(Reduction, takes_out_everything_where_flow_goes_round) {
    // One vehicle from node 1 to node 2 and back: what cannot be, but rounding may leave little of it.
    LinkNetwork round;
    round.nodes = 4;
    round.from = {0, 1, 2, 2};
    round.to = {1, 2, 1, 3};
    round.free_time = round.capacity = round.power = std::vector<double>(4, 1.0);
    round.b = round.fixed = std::vector<double>(4, 0.0);
    state = make_state(round, {{0}, {0, 1}, {3}, {2.0}}, std::vector<std::int32_t>{0, 1, 2, 3});
    state.flows.assign(1, OriginFlows(state.network.links()));
    state.demand.carried = {2.0};
    carry({2.0, 3.0, 1.0, 2.0});
    EXPECT_EQ(reduced({1.0}), std::vector<double>(4, 0.0));
    EXPECT_EQ(state.demand.carried, (std::vector<double>{0.0}));
}

TEST(Outlook, names_the_fewest_origins_that_have_most_of_what_is_too_much) {
    Outlook outlook(4);
    outlook.set(0, {12.0, 10.0});
    outlook.set(1, {10.5, 10.0});
    outlook.set(2, {17.0, 10.0});
    outlook.set(3, {10.5, 10.0});
    EXPECT_DOUBLE_EQ(outlook.gap(), 10.0 / 40.0);
    EXPECT_EQ(outlook.worst(0.1), (std::vector<std::int32_t>{0, 2}));
    EXPECT_EQ(outlook.worst(0.04), (std::vector<std::int32_t>{0, 1, 2, 3}));
    EXPECT_EQ(outlook.worst(0.5), (std::vector<std::int32_t>{2}));
    outlook.set(2, {10.0, 10.0});
    EXPECT_EQ(outlook.worst(0.1), (std::vector<std::int32_t>{0, 1, 3})) << "others come forward";
    EXPECT_EQ(Outlook(0).gap(), 0.0);
    EXPECT_TRUE(Outlook(0).worst(0.1).empty());
}

TEST(Demand, leaves_out_trips_from_a_node_to_itself_and_nothing_else) {
    auto const network = random_network({30, 0, 3});
    auto const ranked = make_ranked_network(network, elimination_order(network));
    OriginTrips const trips{{2, 9}, {0, 2, 4}, {2, 5, 1, 7}, {4.0, 5.0, 6.0, 7.0}};
    Demand const demand = make_demand(ranked, trips, {});
    EXPECT_EQ(demand.origins(), 2);
    double sum = 0.0;
    for (double const volume : demand.wanted) sum += volume;
    EXPECT_EQ(sum, 18.0);
}

TEST(Demand, keeps_what_is_carried_to_places_that_nobody_asks_for_any_more) {
    auto const network = random_network({30, 0, 3});
    auto const ranked = make_ranked_network(network, elimination_order(network));
    Demand before = make_demand(ranked, {{2}, {0, 2}, {5, 6}, {1.0, 2.0}}, {});
    before.carried = before.wanted;
    Demand const now = make_demand(ranked, {{2}, {0, 1}, {5}, {3.0}}, before);
    ASSERT_EQ(now.destination.size(), 2U);
    double wanted = 0.0, carried = 0.0;
    for (std::size_t i = 0; i < 2; ++i) {
        wanted += now.wanted[i];
        carried += now.carried[i];
    }
    EXPECT_EQ(wanted, 3.0);
    EXPECT_EQ(carried, 3.0);
}

class TownCells : public testing::Test {
  protected:
    LinkNetwork network = random_network({300, 0, 7});
    RankedNetwork ranked = make_ranked_network(network, elimination_order(network));
    Hierarchy hierarchy = make_hierarchy(ranked);
    std::vector<std::uint8_t> cell = cells_of_links(ranked, hierarchy.regions);

    NewPair ways(std::vector<std::int32_t> const& one, std::vector<std::int32_t> const& other) const {
        NewPair made{one, other, 0.0, 0.0, 0, 0};
        for (auto const* const way : {&one, &other}) {
            for (std::int32_t const link : *way)
                made.cells |= CellSet{1} << cell[static_cast<std::size_t>(link)];
        }
        return made;
    }
    /// Pairs of neighbouring links all over the town.
    PairTable some_pairs() const {
        PairTable pairs;
        for (std::int32_t link = 0; link + 20 < ranked.links(); link += 3) {
            std::int32_t const far = link % 7 == 0 ? 18 : 2;
            pairs.add(ways({link, link + 1}, {link + far}));
        }
        return pairs;
    }
};

TEST_F(TownCells, are_several_and_no_more_than_a_set_can_hold) {
    EXPECT_GT(*std::max_element(cell.begin(), cell.end()), 5);
    EXPECT_LT(*std::max_element(cell.begin(), cell.end()), 64);
    EXPECT_EQ(cell.size(), static_cast<std::size_t>(ranked.links()));
}

TEST_F(TownCells, let_each_pair_stand_in_one_task_of_a_sweep) {
    PairTable const pairs = some_pairs();
    PairSchedule const schedule = schedule_of(pairs, 0.0);
    auto sorted = schedule.pair;
    std::sort(sorted.begin(), sorted.end());
    ASSERT_EQ(sorted.size(), static_cast<std::size_t>(pairs.pairs()));
    for (std::int32_t p = 0; p < pairs.pairs(); ++p) EXPECT_EQ(sorted[static_cast<std::size_t>(p)], p);
    EXPECT_EQ(schedule.task_begin.back(), pairs.pairs());
}

TEST_F(TownCells, let_tasks_with_a_link_in_common_wait_for_each_other) {
    PairTable const pairs = some_pairs();
    PairSchedule const schedule = schedule_of(pairs, 0.0);
    std::int32_t const tasks = schedule.turns.items();
    ASSERT_GT(tasks, 10);
    std::vector<std::set<std::int32_t>> links(static_cast<std::size_t>(tasks));
    // Who waits for a task, straight or by others.
    std::vector<std::set<std::int32_t>> later(static_cast<std::size_t>(tasks));
    for (std::int32_t task = tasks; task-- > 0;) {
        auto const at = static_cast<std::size_t>(task);
        for (auto i = schedule.turns.next_begin[at]; i < schedule.turns.next_begin[at + 1]; ++i) {
            std::int32_t const next = schedule.turns.next[static_cast<std::size_t>(i)];
            later[at].insert(next);
            later[at].insert(later[static_cast<std::size_t>(next)].begin(),
                             later[static_cast<std::size_t>(next)].end());
        }
        for (auto i = schedule.task_begin[at]; i < schedule.task_begin[at + 1]; ++i) {
            for (int const which : {0, 1}) {
                for (std::int32_t const link : pairs.way(schedule.pair[static_cast<std::size_t>(i)], which))
                    links[at].insert(link);
            }
        }
    }
    std::size_t apart = 0;
    for (std::size_t a = 0; a < links.size(); ++a) {
        for (std::size_t b = a + 1; b < links.size(); ++b) {
            bool const meet = std::any_of(links[a].begin(), links[a].end(),
                                          [&](std::int32_t link) { return links[b].contains(link); });
            bool const waits = later[a].contains(static_cast<std::int32_t>(b));
            EXPECT_TRUE(waits || !meet) << a << " and " << b;
            apart += waits ? 0 : 1;
        }
    }
    EXPECT_GT(apart, links.size()) << "hardly anything could be done at the same time";
}

TEST_F(TownCells, are_no_matter_where_there_are_too_few_pairs_to_be_worth_sharing) {
    PairTable const pairs = some_pairs();
    PairSchedule const schedule = schedule_of(pairs);
    EXPECT_EQ(schedule.turns.items(), 1);
    EXPECT_EQ(schedule.pair.size(), static_cast<std::size_t>(pairs.pairs()));
    EXPECT_EQ(schedule.task_begin, (std::vector<std::int64_t>{0, pairs.pairs()}));
}

TEST_F(TownCells, let_pairs_be_found_by_their_last_links_and_survive_the_dropping_of_others) {
    PairTable pairs;
    std::vector<std::int32_t> const a{4, 3}, b{9, 8}, c{20}, d{21, 22, 23};
    std::int32_t const first = pairs.add(ways(a, b)), second = pairs.add(ways(c, d));
    EXPECT_EQ(pairs.first_with(9, 4), first);
    EXPECT_EQ(pairs.first_with(20, 21), second);
    EXPECT_EQ(pairs.find(ways(d, c)), second) << "either way may stand first";
    EXPECT_EQ(pairs.find(ways(a, c)), -1);
    auto const fresh = pairs.join({{second, 7}, {first, 3}, {second, 2}, {second, 7}});
    EXPECT_EQ(fresh.size(), 3U);
    EXPECT_TRUE(pairs.has_origin(second, 2));
    EXPECT_FALSE(pairs.has_origin(first, 2));
    EXPECT_EQ(pairs.join({{second, 7}, {second, 5}}).size(), 1U) << "who takes part does so once";
    EXPECT_EQ(std::vector<std::int32_t>(pairs.origins(second).begin(), pairs.origins(second).end()),
              (std::vector<std::int32_t>{2, 5, 7}));
    pairs[first].is_idle = 1;
    pairs.spent(second)[0] = 1;
    pairs.drop_idle();
    ASSERT_EQ(pairs.pairs(), 1);
    EXPECT_EQ(pairs.way(0, 1).size(), 3U);
    EXPECT_EQ(pairs.first_with(21, 20), 0);
    EXPECT_FALSE(pairs.has_origin(0, 2));
    EXPECT_TRUE(pairs.has_origin(0, 7));
}

} // namespace
} // namespace jumelle::traffic
