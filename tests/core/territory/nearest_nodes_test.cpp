#include "core/territory/nearest_nodes.hpp"

#include <cmath>
#include <gtest/gtest.h>

#include "core/base/random.hpp"

namespace jumelle {
namespace {

/// Node i is joined to the next one; the last one stands alone.
RoadGraph chain(std::vector<Point> nodes) {
    std::vector<RoadEdge> edges;
    for (std::int32_t i = 0; i + 2 < static_cast<std::int32_t>(nodes.size()); ++i) {
        RoadEdge edge;
        edge.from = i;
        edge.to = i + 1;
        edge.length_m = edge.free_speed_mps = edge.capacity_vehps = 1.0;
        edges.push_back(edge);
    }
    return make_road_graph(std::move(nodes), std::move(edges));
}

TEST(NearestNodes, leave_out_those_without_an_edge) {
    auto const roads = chain({{0.0, 0.0}, {100.0, 0.0}, {50.0, 1.0}});
    NearestNodes const nearest(roads);
    EXPECT_EQ(nearest.to({51.0, 0.0}), 1);
    EXPECT_EQ(nearest.to({49.0, 0.0}), 0);
    EXPECT_EQ(nearest.to({-1e6, 3.0}), 0);
    EXPECT_EQ(nearest.to({1e6, -1e6}), 1);
}

TEST(NearestNodes, of_several_as_near_are_the_first) {
    auto const roads = chain({{0.0, 0.0}, {10.0, 0.0}, {0.0, 0.0}, {99.0, 99.0}});
    EXPECT_EQ(NearestNodes(roads).to({5.0, 7.0}), 0);
}

TEST(NearestNodes, are_looked_for_among_those_that_are_chosen) {
    std::vector<Point> const nodes{{0.0, 0.0}, {10.0, 0.0}, {20.0, 0.0}, {30.0, 0.0}};
    NearestNodes const nearest(nodes, {3, 0, 3});
    EXPECT_EQ(nearest.to({14.0, 1.0}), 0);
    EXPECT_EQ(nearest.to({16.0, 1.0}), 3);
}

TEST(NearestNodes, of_no_network_are_none) {
    RoadGraph const none;
    EXPECT_EQ(NearestNodes(none).to({1.0, 1.0}), -1);
}

TEST(NearestNodes, are_those_that_looking_at_all_of_them_finds) {
    RandomStream const random(3, 0);
    std::vector<Point> nodes;
    for (std::uint64_t i = 0; i < 400; ++i)
        nodes.push_back({1000.0 * std::pow(random.uniform(2 * i), 3.0), 300.0 * random.uniform(2 * i + 1)});
    auto const roads = chain(nodes);
    NearestNodes const nearest(roads);
    for (std::uint64_t i = 0; i < 2000; ++i) {
        Point const at{1400.0 * random.uniform(10000 + 2 * i) - 200.0,
                       700.0 * random.uniform(10001 + 2 * i) - 200.0};
        double best = 1e300;
        for (std::size_t n = 0; n + 1 < nodes.size(); ++n)
            best = std::min(best, std::hypot(nodes[n].x_m - at.x_m, nodes[n].y_m - at.y_m));
        Point const found = nodes[static_cast<std::size_t>(nearest.to(at))];
        EXPECT_EQ(std::hypot(found.x_m - at.x_m, found.y_m - at.y_m), best);
    }
}

} // namespace
} // namespace jumelle
