#include "models/traffic/undisturbed.hpp"

#include <gtest/gtest.h>

#include "tests/models/traffic/small_network.hpp"

namespace jumelle::traffic {
namespace {

using test::closure;
using test::Town;
using test::trips_between;

std::map<std::string, Value> closed(std::string const& edge) {
    return {{"closures", Value::make_list({closure(edge, 0.0, 1e9)})}};
}

TEST(Undisturbed, runs_with_other_closures_share_one_equilibrium) {
    SharedWork work;
    Town town(trips_between(0, 2, 3000.0));
    town.shared = &work;
    for (char const* edge : {"bridge/1", "bridge/2", "street/1"}) town.begun(closed(edge));
    EXPECT_EQ(work.made(), 1U);
    town.begun({{"demand_factor", Value::make_quantity(2.0)}});
    EXPECT_EQ(work.made(), 2U) << "more trips have another one";
    town.territory.roads.capacity_vehps[0] *= 2.0;
    town.begun(closed("bridge/1"));
    EXPECT_EQ(work.made(), 3U) << "a wider street has another one";
}

TEST(Undisturbed, a_run_says_the_same_bits_whatever_was_computed_before_it) {
    SharedWork work;
    Town alone(trips_between(0, 2, 3000.0)), among(trips_between(0, 2, 3000.0));
    among.shared = &work;
    for (char const* edge : {"street/1/f", "bridge/2", "bridge/1"}) among.begun(closed(edge));
    auto const shared = among.begun(closed("bridge/2/b"));
    auto const single = alone.begun(closed("bridge/2/b"));
    EXPECT_EQ(among.fields.at("road_flow").values, alone.fields.at("road_flow").values);
    EXPECT_EQ(among.series(*shared), alone.series(*single)) << "with the iterations of both equilibria";
}

TEST(Undisturbed, an_open_town_needs_no_second_equilibrium) {
    Town town(trips_between(0, 2, 3000.0));
    auto const model = town.begun();
    double const iterations = town.series(*model)["iterations"];
    auto const from_nothing = town.begun({{"start", Value::make_text("nothing")}});
    EXPECT_EQ(town.series(*from_nothing)["iterations"], iterations);
}

TEST(Undisturbed, from_nothing_and_from_the_open_town_one_comes_to_the_same_equilibrium) {
    Town town(trips_between(0, 2, 3000.0));
    auto const from_open = town.begun(closed("street/2/f"));
    double const flow = town.at("road_flow", "bridge/1/f");
    auto parameters = closed("street/2/f");
    parameters.emplace("start", Value::make_text("nothing"));
    auto const from_nothing = town.begun(parameters);
    EXPECT_NEAR(town.at("road_flow", "bridge/1/f"), flow, 1e-6 * flow);
    EXPECT_LT(town.series(*from_nothing)["iterations"], town.series(*from_open)["iterations"]);
}

TEST(Undisturbed, the_system_optimum_begins_with_that_of_the_open_town) {
    Town town(trips_between(0, 2, 3000.0));
    auto parameters = closed("bridge/2/b");
    parameters.emplace("assignment", Value::make_text("system_optimum"));
    town.begun(parameters);
    double const flow = town.at("road_flow", "bridge/1/f");
    parameters.emplace("start", Value::make_text("nothing"));
    town.begun(parameters);
    EXPECT_NEAR(town.at("road_flow", "bridge/1/f"), flow, 1e-6 * flow);
}

} // namespace
} // namespace jumelle::traffic
