#include "models/flood/thresholds.hpp"

#include <cmath>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "bench/cases/flood_run.hpp"
#include "core/parallel/loops.hpp"

namespace jumelle::flood {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

Value list_of_depths(std::vector<double> const& depths_m) {
    std::vector<Value> list;
    for (double const depth_m : depths_m) {
        list.push_back(Value::make_quantity(depth_m).located({"s.yaml", 7, 9}, "models.flood.thresholds[1]"));
    }
    return Value::make_list(std::move(list));
}

TEST(NameOfDepth, is_metres_with_two_decimals_or_more_where_needed) {
    EXPECT_EQ(name_of_depth(0.3), "0p30m");
    EXPECT_EQ(name_of_depth(0.05), "0p05m");
    EXPECT_EQ(name_of_depth(1.0), "1p00m");
    EXPECT_EQ(name_of_depth(0.125), "0p125m");
    EXPECT_EQ(name_of_depth(0.0005), "0p0005m");
    EXPECT_EQ(name_of_depth(12.0), "12p00m");
}

TEST(ThresholdsFrom, keeps_the_order_of_the_scenario) {
    EXPECT_THAT(thresholds_from(list_of_depths({1.0, 0.05, 0.3})), ElementsAre(1.0, 0.05, 0.3));
    EXPECT_TRUE(thresholds_from(list_of_depths({})).empty());
}

TEST(ThresholdsFrom, refuses_a_depth_that_is_given_twice) {
    try {
        thresholds_from(list_of_depths({0.3, 0.05, 0.30000001}));
        FAIL();
    } catch (InputError const& error) {
        EXPECT_THAT(error.what(), HasSubstr("s.yaml:7:9"));
        EXPECT_THAT(error.what(), HasSubstr("a threshold of 0.30 m is given twice"));
    }
}

template <class T>
class ThresholdsOf : public testing::Test {};
using Precisions = testing::Types<double, float>;
TYPED_TEST_SUITE(ThresholdsOf, Precisions);

TYPED_TEST(ThresholdsOf, add_up_the_steps_that_end_at_or_above) {
    Thresholds thresholds({0.25, 1.0}, 2, 3);
    TypeParam const first[] = {TypeParam(0.25), TypeParam(0.2), TypeParam(0)};
    TypeParam const second[] = {TypeParam(0.1), TypeParam(1.5), TypeParam(0)};
    thresholds.keep(1, first, {0, 3}, {2.0, 2.0});
    thresholds.keep(1, second, {0, 3}, {2.5, 0.5});
    thresholds.keep(1, second, {0, 3}, {5.5, 3.0});
    auto const row = [&](std::size_t field) {
        return std::vector<double>{thresholds.value(field, 1, 0), thresholds.value(field, 1, 1)};
    };
    EXPECT_THAT(row(0), ElementsAre(2.0, 2.5)); // first arrival at 0.25 m
    EXPECT_THAT(row(1), ElementsAre(2.0, 3.5)); // duration above
    EXPECT_TRUE(std::isnan(thresholds.value(2, 1, 0)));
    EXPECT_EQ(thresholds.value(3, 1, 1), 3.5);
    EXPECT_TRUE(std::isnan(thresholds.value(0, 1, 2)));
    EXPECT_EQ(thresholds.value(1, 0, 0), 0.0);
}

TYPED_TEST(ThresholdsOf, count_a_step_by_the_depth_after_all_processes) {
    Thresholds thresholds({0.5}, 1, 2);
    TypeParam const flow[] = {TypeParam(0.4), TypeParam(0.6)};
    thresholds.keep(0, flow, {0, 2}, {3.0, 3.0});
    thresholds.change(0, 0, TypeParam(0.4), TypeParam(0.5), {3.0, 3.0});  // an inflow
    thresholds.change(0, 1, TypeParam(0.6), TypeParam(0.45), {3.0, 3.0}); // a drain
    EXPECT_EQ(thresholds.value(0, 0, 0), 3.0);
    EXPECT_EQ(thresholds.value(1, 0, 0), 3.0);
    EXPECT_EQ(thresholds.value(1, 0, 1), 0.0);
}

/// A dam break that wets some segments of a dry plain and drains others.
cases::FloodCase dam_break(std::vector<double> const& depths_m) {
    cases::FloodCase made;
    made.territory = cases::flat_territory(30, 220, 2.0);
    cases::set_field(made.territory, "elevation", [](Cell c) {
        return 0.01 * static_cast<double>(c.column) + 0.2 * std::sin(0.2 * static_cast<double>(c.row));
    });
    cases::set_field(made.territory, "initial_depth", [](Cell c) { return c.column < 50 ? 2.0 : 0.0; });
    made.forcing.borders.west.kind = BorderKind::open;
    made.forcing.inflows.push_back({"spring", {{20, 150}}, TimeSeries::constant(6.0)});
    made.parameters["thresholds"] = list_of_depths(depths_m);
    return made;
}

TEST(FloodThresholds, agree_with_the_depths_after_every_step) {
    cases::FloodRun run(dam_break({0.05, 1.0}));
    Index const rows = 30, columns = 220;
    Array2D<double> above_s(rows, columns, 0.0), arrival_s(rows, columns, -1.0);
    auto const note = [&](double now_s, double length_s) {
        auto const& depth = run.field("water_depth");
        for (Index r = 0; r < rows; ++r) {
            for (Index c = 0; c < columns; ++c) {
                if (depth(r, c) < 1.0) continue;
                above_s(r, c) += length_s;
                if (arrival_s(r, c) < 0.0) arrival_s(r, c) = now_s;
            }
        }
    };
    note(0.0, 0.0);
    Duration now;
    for (int step = 0; step < 60; ++step) {
        Duration const length = run.model().longest_step();
        run.model().step(now, length);
        now = now + length;
        note(now.seconds(), length.seconds());
    }
    run.summary("max_water_depth");
    auto const& kept_s = run.summary("duration_above_1p00m");
    auto const& first_s = run.summary("first_arrival_1p00m");
    Index counted = 0;
    for (Index r = 0; r < rows; ++r) {
        for (Index c = 0; c < columns; ++c) {
            ASSERT_EQ(kept_s(r, c), above_s(r, c)) << r << ' ' << c;
            if (arrival_s(r, c) < 0.0) {
                ASSERT_TRUE(std::isnan(first_s(r, c)));
            } else {
                ASSERT_EQ(static_cast<float>(first_s(r, c)), static_cast<float>(arrival_s(r, c)));
                ++counted;
            }
        }
    }
    EXPECT_GT(counted, 50 * 30);
    EXPECT_LT(counted, rows * columns);
}

TEST(FloodThresholds, stop_counting_where_the_land_has_fallen_dry) {
    // A puddle that an open border drains: its segments are skipped in the end.
    cases::FloodCase made = dam_break({0.05});
    cases::FloodRun run(made);
    run.run_until(30.0);
    double const early = run.summary("duration_above_0p05m")(15, 219);
    EXPECT_LE(run.summary("duration_above_0p05m")(15, 0), 30.0 + 1e-9);
    run.run_until(31.0);
    EXPECT_GE(run.summary("duration_above_0p05m")(15, 219), early);
    auto const& arrival_s = run.summary("first_arrival_0p05m");
    auto const& arrival_depth_s = run.summary("first_arrival");
    for (Index c = 0; c < 220; ++c) {
        if (std::isnan(arrival_depth_s(15, c))) continue;
        ASSERT_NEAR(arrival_s(15, c), arrival_depth_s(15, c), 0.5); // the usual arrival depth is 5 cm
    }
}

TEST(FloodThresholds, have_the_same_bits_for_any_number_of_threads) {
    auto const kept = [](int threads) {
        int const before = loop_threads();
        set_loop_threads(threads);
        cases::FloodRun run(dam_break({0.3}));
        run.run_until(20.0);
        Array2D<double> const copy = run.summary("duration_above_0p30m");
        set_loop_threads(before);
        return copy;
    };
    auto const one = kept(1), three = kept(3);
    double sum = 0.0;
    for (Index r = 0; r < 30; ++r) {
        for (Index c = 0; c < 220; ++c) {
            ASSERT_EQ(one(r, c), three(r, c));
            sum += one(r, c);
        }
    }
    EXPECT_GT(sum, 1000.0);
}

TEST(FloodThresholds, take_no_arrays_where_none_are_asked_for) {
    cases::FloodRun run(dam_break({}));
    EXPECT_TRUE(run.model().more_summaries().empty());
    cases::FloodRun two(dam_break({0.1, 0.2}));
    EXPECT_EQ(two.model().more_summaries().size(), 4U);
}

} // namespace
} // namespace jumelle::flood
