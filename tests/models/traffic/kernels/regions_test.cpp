#include <algorithm>
#include <gtest/gtest.h>
#include <stdexcept>

#include "models/traffic/assignment.hpp"
#include "models/traffic/kernels/hierarchy/hierarchy.hpp"
#include "tests/models/traffic/random_network.hpp"

namespace jumelle::traffic {
namespace {

using namespace traffic_tests;

class TownRegions : public testing::Test {
  protected:
    LinkNetwork network = random_network({1500, 0, 7});
    RankedNetwork ranked = make_ranked_network(network, elimination_order(network));
    Hierarchy hierarchy = make_hierarchy(ranked);
    Regions const& regions = hierarchy.regions;

    bool is_below(std::int32_t region, std::int32_t above) const {
        while (region >= 0 && region != above) region = regions.parent[static_cast<std::size_t>(region)];
        return region == above;
    }
};

TEST_F(TownRegions, have_each_vertex_once_and_in_order) {
    ASSERT_GT(regions.regions(), 20);
    std::vector<int> seen(static_cast<std::size_t>(ranked.passable), 0);
    for (std::int32_t region = 0; region < regions.regions(); ++region) {
        auto const vertices = regions.vertices_of(region);
        EXPECT_TRUE(std::is_sorted(vertices.begin(), vertices.end()));
        for (std::int32_t const v : vertices) {
            ++seen[static_cast<std::size_t>(v)];
            EXPECT_EQ(regions.of_vertex[static_cast<std::size_t>(v)], region);
        }
    }
    EXPECT_EQ(seen, std::vector<int>(seen.size(), 1));
}

TEST_F(TownRegions, touch_each_other_only_along_the_tree) {
    for (std::int32_t v = 0; v < hierarchy.vertices(); ++v) {
        auto const at = static_cast<std::size_t>(v);
        for (auto arc = hierarchy.up_begin[at]; arc < hierarchy.up_begin[at + 1]; ++arc) {
            auto const to = static_cast<std::size_t>(hierarchy.up_to[static_cast<std::size_t>(arc)]);
            EXPECT_TRUE(is_below(regions.of_vertex[at], regions.of_vertex[to])) << v << " to " << to;
        }
    }
}

TEST_F(TownRegions, give_arcs_of_the_same_cost_whatever_the_number_of_threads) {
    std::vector<double> cost;
    for (std::int32_t const link : ranked.link)
        cost.push_back(network.free_time[static_cast<std::size_t>(link)]);
    int const before = loop_threads();
    std::vector<HierarchyCosts> costs(3);
    for (int threads = 1; threads <= 3; ++threads) {
        set_loop_threads(threads);
        customise(make_hierarchy(ranked), cost, costs[static_cast<std::size_t>(threads - 1)]);
    }
    set_loop_threads(before);
    ASSERT_GT(hierarchy.triangle.size(), 50000U) << "too few to be worth threads";
    for (HierarchyCosts const& other : {costs[1], costs[2]}) {
        EXPECT_EQ(other.up_begin, costs[0].up_begin);
        EXPECT_EQ(other.up_to, costs[0].up_to);
        EXPECT_EQ(other.up, costs[0].up);
        EXPECT_EQ(other.down_order, costs[0].down_order);
        EXPECT_EQ(other.down_begin, costs[0].down_begin);
        EXPECT_EQ(other.down_from, costs[0].down_from);
        EXPECT_EQ(other.down, costs[0].down);
    }
}

/// Item i waits for i / 2 and for i − 7.
Precedence some_precedence(std::int32_t items) {
    std::vector<Wait> waits;
    for (std::int32_t item = 1; item < items; ++item) {
        waits.push_back({item / 2, item});
        if (item >= 7 && item - 7 != item / 2) waits.push_back({item - 7, item});
    }
    return precedence_of(items, waits);
}

TEST(Turns, come_once_for_each_item_after_those_that_it_waits_for) {
    constexpr std::int32_t items = 3000;
    Precedence const precedence = some_precedence(items);
    for (Index const workers : {1, 2, 3}) {
        std::vector<std::atomic<int>> done(items);
        std::atomic<int> early = 0;
        for_items_in_turn(precedence, workers, [&](Index, std::int32_t item) {
            auto const at = static_cast<std::size_t>(item);
            if (item > 0 && done[at / 2] != 1) ++early;
            if (item >= 7 && done[at - 7] != 1) ++early;
            ++done[at];
        });
        EXPECT_EQ(early, 0) << workers;
        for (auto const& count : done) EXPECT_EQ(count, 1);
    }
}

TEST(Turns, end_with_what_an_item_threw) {
    Precedence const precedence = some_precedence(100);
    for (Index const workers : {1, 2, 3}) {
        EXPECT_THROW(for_items_in_turn(precedence, workers,
                                       [&](Index, std::int32_t item) {
                                           if (item == 30) throw std::runtime_error("item 30");
                                       }),
                     std::runtime_error)
            << workers;
    }
}

} // namespace
} // namespace jumelle::traffic
