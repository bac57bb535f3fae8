#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <set>

#include "core/territory/town/buildings.hpp"
#include "core/territory/town/polygon.hpp"
#include "core/territory/town/streets.hpp"
#include "tests/core/territory/town/example_towns.hpp"

namespace jumelle::town {
namespace {

/// The plan of a town and what it was made from.
struct Example {
    explicit Example(TownOptions const& options)
        : frame(options),
          terrain(options, frame),
          urbanity(options),
          plan(make_plan(options, frame, terrain, urbanity)) {
        choose_uses(options, plan);
    }
    Frame frame;
    Terrain terrain;
    Urbanity urbanity;
    Plan plan;
};

Example const& example() {
    static Example const made(options_of(3, 1500.0, 5.0));
    return made;
}

Point place_in(Frame const& frame, RandomStream const& random, std::uint64_t number) {
    return {frame.middle().x_m + random.uniform(2 * number, -0.5, 0.5) * frame.width_m(),
            frame.middle().y_m + random.uniform(2 * number + 1, -0.5, 0.5) * frame.height_m()};
}

TEST(SmoothNoise, stays_within_one_and_repeats_for_the_same_seed) {
    SmoothNoise const noise(RandomStream(5, 1), 0, 40.0), again(RandomStream(5, 1), 0, 40.0);
    double largest = 0.0;
    for (int i = 0; i < 2000; ++i) {
        auto const pair = noise.at(13.7 * i, -7.1 * i);
        EXPECT_EQ(pair, again.at(13.7 * i, -7.1 * i));
        largest = std::max({largest, std::abs(pair[0]), std::abs(pair[1])});
    }
    EXPECT_LE(largest, 1.0);
    EXPECT_GT(largest, 0.3);
}

TEST(SmoothNoise, is_never_steeper_than_one_per_spacing) {
    SmoothNoise const noise(RandomStream(6, 1), 2, 25.0);
    for (int i = 0; i < 4000; ++i) {
        double const x = 3.3 * i, y = 1.7 * i;
        EXPECT_LE(std::abs(noise.at(x + 0.01, y)[0] - noise.at(x, y)[0]) / 0.01, 1.0 / 25.0 + 1e-9);
    }
}

TEST(SmoothNoise, octaves_are_different) {
    SmoothNoise const first(RandomStream(6, 1), 0, 25.0), second(RandomStream(6, 1), 1, 25.0);
    EXPECT_NE(first.at(10.0, 10.0), second.at(10.0, 10.0));
}

TEST(Frame, the_way_to_the_plan_and_back_ends_where_it_began) {
    for (double const size_m : {200.0, 1000.0, 5000.0, 50000.0}) {
        Frame const frame(options_of(4, size_m, 10.0));
        RandomStream const random(1, 1);
        for (std::uint64_t i = 0; i < 200; ++i) {
            auto const place = place_in(frame, random, i);
            auto const back = frame.to_ground(frame.to_plan(place));
            EXPECT_NEAR(back.x_m, place.x_m, 1e-3);
            EXPECT_NEAR(back.y_m, place.y_m, 1e-3);
        }
    }
}

TEST(Frame, never_folds_the_ground) {
    for (std::uint64_t seed = 1; seed <= 8; ++seed) {
        Frame const frame(options_of(seed, 2000.0, 10.0));
        RandomStream const random(seed, 1);
        for (std::uint64_t i = 0; i < 500; ++i) {
            auto const place = place_in(frame, random, i);
            auto const here = frame.to_plan(place);
            auto const east = frame.to_plan({place.x_m + 0.1, place.y_m});
            auto const north = frame.to_plan({place.x_m, place.y_m + 0.1});
            double const area = ((east.p_m - here.p_m) * (north.q_m - here.q_m) -
                                 (east.q_m - here.q_m) * (north.p_m - here.p_m)) /
                                0.01;
            EXPECT_GT(area, 0.2);
            EXPECT_LT(area, 3.0);
        }
    }
}

TEST(Frame, the_whole_territory_lies_within_its_reach) {
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
        auto options = options_of(seed, 800.0, 4.0);
        options.height_m = 2600.0;
        Frame const frame(options);
        RandomStream const random(seed, 2);
        for (std::uint64_t i = 0; i < 500; ++i) {
            auto const plan = frame.to_plan(place_in(frame, random, i));
            EXPECT_LT(std::abs(plan.p_m), frame.reach_p_m());
            EXPECT_LT(std::abs(plan.q_m), frame.reach_q_m());
        }
    }
}

TEST(Polygon, cutting_keeps_the_area_and_marks_both_new_sides) {
    Polygon const square{{{0, 0}, 1}, {{10, 0}, 2}, {{10, 10}, 3}, {{0, 10}, 4}};
    auto const crossings = crossings_of(square, {{4, 0}, 0.0, 1.0}, 1.0);
    ASSERT_TRUE(crossings);
    auto const parts = cut_polygon(square, *crossings, 9);
    EXPECT_NEAR(polygon_area_m2(parts[0]) + polygon_area_m2(parts[1]), 100.0, 1e-9);
    EXPECT_GT(polygon_area_m2(parts[0]), 0.0);
    EXPECT_GT(polygon_area_m2(parts[1]), 0.0);
    for (auto const& part : parts) {
        EXPECT_EQ(std::count_if(part.begin(), part.end(), [](Corner const& c) { return c.street == 9; }), 1);
    }
}

TEST(Polygon, a_line_beside_it_crosses_nothing) {
    Polygon const square{{{0, 0}, 1}, {{10, 0}, 2}, {{10, 10}, 3}, {{0, 10}, 4}};
    EXPECT_FALSE(crossings_of(square, {{12, 0}, 0.0, 1.0}, 1.0));
}

TEST(Polygon, cuts_keep_clear_of_corners) {
    Polygon const square{{{0, 0}, 1}, {{10, 0}, 2}, {{10, 10}, 3}, {{0, 10}, 4}};
    auto const crossings = crossings_of(square, {{0.1, 0}, 0.0, 1.0}, 2.0);
    ASSERT_TRUE(crossings);
    for (auto const& crossing : *crossings) EXPECT_NEAR(crossing.at.p_m, 2.0, 1e-9);
}

TEST(Plan, every_place_of_the_territory_lies_inside_the_block_that_is_found_for_it) {
    auto const& [frame, terrain, urbanity, plan] = example();
    RandomStream const random(2, 2);
    for (std::uint64_t i = 0; i < 3000; ++i) {
        auto const place = frame.to_plan(place_in(frame, random, i));
        auto const& block = plan.blocks[static_cast<std::size_t>(block_at(plan, place))];
        for (auto const& edge : plan.edges_of(block)) EXPECT_GE(distance_m(edge, place), -1e-6);
    }
}

TEST(Plan, blocks_cover_the_plan_without_gaps_or_overlaps) {
    auto const& made = example();
    double sum_m2 = 0.0;
    for (auto const& block : made.plan.blocks) {
        EXPECT_GT(block.area_m2, 0.0);
        sum_m2 += block.area_m2;
    }
    EXPECT_NEAR(sum_m2, 4.0 * made.frame.reach_p_m() * made.frame.reach_q_m(), 1e-6 * sum_m2);
}

TEST(Plan, blocks_have_the_size_of_town_blocks) {
    auto const& made = example();
    std::vector<double> areas_m2;
    for (auto const& block : made.plan.blocks) {
        if (made.frame.inside(made.frame.to_ground(block.centroid))) areas_m2.push_back(block.area_m2);
    }
    std::sort(areas_m2.begin(), areas_m2.end());
    EXPECT_GT(areas_m2[areas_m2.size() / 2], 3000.0);
    EXPECT_LT(areas_m2[areas_m2.size() / 2], 14000.0);
    EXPECT_GT(areas_m2[areas_m2.size() * 9 / 10], 1.5 * areas_m2[areas_m2.size() / 10]);
}

TEST(Plan, crossings_lie_on_their_streets_in_order) {
    auto const& plan = example().plan;
    for (auto const& street : plan.streets) {
        ASSERT_GE(street.crossings.size(), 2U);
        double const length_m = distance_between(street.begin, street.end);
        double previous_m = -1.0;
        for (auto const& crossing : street.crossings) {
            EXPECT_GT(crossing.along_m, previous_m);
            previous_m = crossing.along_m;
            double const t = crossing.along_m / length_m;
            auto const node = plan.nodes[static_cast<std::size_t>(crossing.node)];
            EXPECT_NEAR(node.p_m, street.begin.p_m + t * (street.end.p_m - street.begin.p_m), 1e-6);
            EXPECT_NEAR(node.q_m, street.begin.q_m + t * (street.end.q_m - street.begin.q_m), 1e-6);
        }
        EXPECT_NEAR(previous_m, length_m, 1e-6);
    }
}

TEST(Plan, has_streets_of_every_class_and_several_uses_of_blocks) {
    auto const& plan = example().plan;
    std::set<StreetClass> classes;
    std::set<BlockUse> uses;
    for (auto const& street : plan.streets) classes.insert(street.street_class);
    for (auto const& block : plan.blocks) uses.insert(block.use);
    EXPECT_EQ(classes.size(), 4U);
    EXPECT_GE(uses.size(), 6U);
    EXPECT_EQ(std::count_if(plan.blocks.begin(), plan.blocks.end(),
                            [](Block const& block) { return block.use == BlockUse::river; }),
              1);
}

TEST(Plan, only_bridges_lead_over_the_river) {
    auto const& plan = example().plan;
    for (auto const& street : plan.streets) EXPECT_GE(street.begin.q_m * street.end.q_m, 0.0);
    EXPECT_GE(plan.bridges.size(), 2U);
    for (auto const& bridge : plan.bridges) {
        EXPECT_LT(plan.nodes[static_cast<std::size_t>(bridge.south)].q_m, 0.0);
        EXPECT_GT(plan.nodes[static_cast<std::size_t>(bridge.north)].q_m, 0.0);
    }
}

TEST(Spot, the_middle_of_a_street_lies_on_the_street) {
    auto const& plan = example().plan;
    for (auto const& street : plan.streets) {
        PlanPoint const middle{(street.begin.p_m + street.end.p_m) / 2.0,
                               (street.begin.q_m + street.end.q_m) / 2.0};
        EXPECT_LT(spot_at(plan, middle).inside_m, 0.0);
    }
}

TEST(Parcel, parcels_lie_side_by_side_without_gaps) {
    Spot spot;
    spot.block = 17;
    double end_m = parcel_at(1, spot, 15.0).end_m;
    for (int i = 0; i < 200; ++i) {
        spot.along_m = end_m + 1e-9;
        auto const parcel = parcel_at(1, spot, 15.0);
        EXPECT_NEAR(parcel.begin_m, end_m, 1e-9);
        EXPECT_GT(parcel.end_m - parcel.begin_m, 5.0);
        EXPECT_LT(parcel.end_m - parcel.begin_m, 25.0);
        end_m = parcel.end_m;
    }
}

TEST(Urbanity, is_highest_in_the_middle_and_stays_between_zero_and_one) {
    for (double const size_m : {300.0, 2000.0, 20000.0}) {
        Urbanity const urbanity(options_of(2, size_m, 10.0));
        EXPECT_NEAR(urbanity.at({0.0, 0.0}), 1.0, 1e-12);
        for (int i = 0; i < 500; ++i) {
            double const value = urbanity.at({size_m * std::sin(i), size_m * std::cos(2.0 * i)});
            EXPECT_GE(value, 0.0);
            EXPECT_LE(value, 1.0);
        }
    }
}

} // namespace
} // namespace jumelle::town
