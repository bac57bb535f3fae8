#include "models/flood/flood_model.hpp"

#include <cmath>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <set>

#include "bench/cases/flood_run.hpp"
#include "models/flood/parameters.hpp"

namespace jumelle::flood {
namespace {

using cases::FloodCase;
using cases::FloodRun;

TEST(FloodDescription, names_what_it_reads_and_writes) {
    ModelDescription const described = entry().description;
    EXPECT_EQ(described.name, "flood");
    std::set<std::string> names;
    for (auto const& field : described.writes) names.insert(field.name);
    for (auto const& field : described.summaries) names.insert(field.name);
    EXPECT_THAT(names,
                testing::IsSupersetOf({"water_depth", "water_level", "velocity_x", "velocity_y", "flow_speed",
                                       "max_water_depth", "max_hazard", "first_arrival"}));
    EXPECT_EQ(names.size(), described.writes.size() + described.summaries.size());
}

TEST(FloodDescription, every_parameter_says_what_it_is_and_may_be_left_out) {
    Schema const schema = parameter_schema();
    EXPECT_GE(schema.members.size(), 7U);
    for (auto const& member : schema.members) {
        EXPECT_FALSE(member.schema.sentence.empty()) << member.name;
        EXPECT_TRUE(member.schema.optional || !member.schema.default_text.empty()) << member.name;
    }
}

TEST(FloodParameters, not_given_are_the_standard_ones) {
    FloodParameters const made = parameters_from(Value::make_map({})), standard;
    EXPECT_EQ(made.scheme, standard.scheme);
    EXPECT_EQ(made.manning, standard.manning);
    EXPECT_EQ(made.courant, standard.courant);
    EXPECT_EQ(made.buildings, Buildings::blocks);
}

TEST(FloodParameters, given_are_read) {
    FloodParameters const made =
        parameters_from(Value::make_map({{"scheme", Value::make_text("first_order")},
                                         {"precision", Value::make_text("float")},
                                         {"buildings", Value::make_text("raised")},
                                         {"cfl", Value::make_quantity(0.3)},
                                         {"arrival_depth", Value::make_quantity(0.2)}}));
    EXPECT_EQ(made.scheme, Scheme::first_order);
    EXPECT_EQ(made.precision, Precision::binary32);
    EXPECT_EQ(made.buildings, Buildings::raised);
    EXPECT_EQ(made.courant, 0.3);
    EXPECT_EQ(made.arrival_depth_m, 0.2);
}

FloodCase slope() {
    FloodCase made;
    made.territory = cases::flat_territory(20, 30, 1.0);
    cases::set_field(made.territory, "elevation",
                     [](Cell c) { return 10.0 - 0.02 * static_cast<double>(c.row); }); // falls southward
    cases::set_field(made.territory, "initial_depth", [](Cell c) { return c.row < 4 ? 0.5 : 0.0; });
    return made;
}

TEST(FloodModel, publishes_velocity_northward_positive) {
    FloodRun run(slope());
    run.run_until(3.0);
    EXPECT_LT(run.field("velocity_y")(6, 15), -0.1);
    EXPECT_NEAR(run.field("velocity_x")(6, 15), 0.0, 1e-12);
    EXPECT_NEAR(run.field("flow_speed")(6, 15), -run.field("velocity_y")(6, 15), 1e-12);
}

TEST(FloodModel, level_is_ground_plus_depth_where_wet) {
    FloodRun run(slope());
    run.run_until(1.0);
    auto const depth = run.field("water_depth");
    EXPECT_DOUBLE_EQ(run.field("water_level")(2, 2), 9.96 + depth(2, 2));
    EXPECT_TRUE(std::isnan(run.field("water_level")(19, 2)));
    EXPECT_EQ(depth(19, 2), 0.0);
}

TEST(FloodModel, summaries_tell_when_the_water_came) {
    FloodRun run(slope());
    run.run_until(20.0);
    auto const arrival = run.summary("first_arrival");
    EXPECT_EQ(arrival(0, 0), 0.0); // stood there from the start
    EXPECT_GT(arrival(8, 3), 0.0);
    EXPECT_LT(arrival(8, 3), arrival(14, 3));
    EXPECT_NEAR(run.summary("max_water_depth")(0, 3), 0.5, 1e-6);
    EXPECT_GE(run.summary("max_water_level")(14, 3), 9.72);
    EXPECT_GT(run.summary("max_hazard")(8, 3), 0.0);
    EXPECT_GT(run.summary("time_of_max_depth")(14, 3), arrival(14, 3));
}

TEST(FloodModel, dry_land_has_no_arrival) {
    FloodCase problem = slope();
    cases::set_field(problem.territory, "initial_depth", [](Cell) { return 0.0; });
    FloodRun run(std::move(problem));
    run.run_until(20.0);
    EXPECT_TRUE(std::isnan(run.summary("first_arrival")(3, 3)));
    EXPECT_TRUE(std::isnan(run.summary("time_of_max_depth")(3, 3)));
    EXPECT_TRUE(std::isnan(run.summary("max_water_level")(3, 3)));
    EXPECT_EQ(run.summary("max_flow_speed")(3, 3), 0.0);
}

TEST(FloodModel, blocks_stay_dry_and_raised_ones_can_be_overtopped) {
    FloodCase problem = slope();
    cases::set_field(problem.territory, "building_height",
                     [](Cell c) { return c.row == 8 && c.column > 9 && c.column < 20 ? 0.05 : 0.0; });
    FloodRun blocks(problem);
    blocks.run_until(20.0);
    EXPECT_EQ(blocks.summary("max_water_depth")(8, 15), 0.0);
    problem.parameters["buildings"] = Value::make_text("raised");
    FloodRun raised(problem);
    raised.run_until(20.0);
    EXPECT_GT(raised.summary("max_water_depth")(8, 15), 0.0);
    EXPECT_LT(blocks.summary("max_water_depth")(12, 15), raised.summary("max_water_depth")(12, 15));
}

TEST(FloodModel, longest_step_is_capped_while_nothing_moves) {
    FloodCase problem;
    problem.territory = cases::flat_territory(3, 3, 1.0);
    problem.parameters["longest_step"] = Value::make_quantity(7.0);
    FloodRun run(std::move(problem));
    EXPECT_EQ(run.model().longest_step(), Duration::from_seconds(7.0));
}

TEST(FloodModel, first_step_of_a_strong_inflow_on_dry_land_is_short) {
    FloodCase problem;
    problem.territory = cases::flat_territory(9, 9, 1.0);
    problem.forcing.inflows.push_back({"burst main", {{4, 4}}, TimeSeries::constant(2.0)});
    FloodRun run(std::move(problem));
    EXPECT_LT(run.model().longest_step(), Duration::from_seconds(0.5));
}

TEST(FloodModel, that_breaks_names_time_and_cell) {
    FloodCase problem;
    problem.territory = cases::flat_territory(9, 9, 1.0);
    cases::set_field(problem.territory, "initial_depth", [](Cell c) {
        return c == Cell{3, 7} ? 1e300 : 0.1;
    }); // its square is too large for a double
    FloodRun run(std::move(problem));
    try {
        run.model().step(Duration{}, Duration::from_seconds(1.0));
        FAIL() << "no error";
    } catch (RunError const& error) {
        EXPECT_THAT(error.what(), testing::HasSubstr("flood"));
        EXPECT_THAT(error.what(), testing::HasSubstr("1 s"));
        EXPECT_THAT(error.what(), testing::HasSubstr("row"));
    }
}

TEST(FloodModel, counts_the_cells_it_works_on) {
    FloodCase problem;
    problem.territory = cases::flat_territory(10, 10, 1.0);
    cases::set_field(problem.territory, "initial_depth", [](Cell) { return 1.0; });
    FloodRun run(std::move(problem));
    run.run_until(1.0);
    EXPECT_EQ(run.model().cell_updates(), 100.0 * static_cast<double>(run.steps()));
}

TEST(FloodModel, film_on_a_plane_runs_at_mannings_speed) {
    // Long rain on a plane: discharge per metre at distance x from the ridge is rain × x.
    FloodCase problem;
    problem.territory = cases::flat_territory(1, 60, 1.0);
    double const slope = 0.05, rain = 100.0e-3 / 3600.0;
    cases::set_field(problem.territory, "elevation",
                     [=](Cell c) { return 10.0 - slope * static_cast<double>(c.column); });
    problem.parameters["manning"] = Value::make_quantity(0.03);
    problem.forcing.rain_mps = TimeSeries::constant(rain);
    problem.forcing.borders.east.kind = BorderKind::open;
    FloodRun run(std::move(problem));
    run.run_until(1500.0);
    auto const& depth = run.field("water_depth");
    for (Index const c : {20, 30, 40, 50}) {
        double const q = rain * (static_cast<double>(c) + 0.5);
        double const normal = std::pow(0.03 * q / std::sqrt(slope), 0.6);
        EXPECT_NEAR(depth(0, c), normal, 0.05 * normal) << c;
    }
}

} // namespace
} // namespace jumelle::flood
