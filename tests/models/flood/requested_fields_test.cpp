#include "models/flood/requested_fields.hpp"

#include <cmath>
#include <gtest/gtest.h>

#include "bench/cases/flood_run.hpp"

namespace jumelle::flood {
namespace {

constexpr double dry_m = 1e-5;

double value_of(std::string const& name, CellWater const& water) {
    auto const fields = requested_fields({name});
    return fields.at(0).value(water, dry_m);
}

TEST(RequestedFields, are_those_that_are_named) {
    EXPECT_TRUE(requested_fields(std::vector<std::string>{}).empty());
    auto const fields = requested_fields({"hazard", "froude_number"});
    ASSERT_EQ(fields.size(), 2U);
    EXPECT_EQ(fields[0].info.name, "froude_number");
}

TEST(RequestedFields, froude_number_is_one_at_critical_flow) {
    CellWater const critical{2.0, 0.6 * std::sqrt(9.81 * 2.0), -0.8 * std::sqrt(9.81 * 2.0)};
    EXPECT_NEAR(value_of("froude_number", critical), 1.0, 1e-15);
    EXPECT_EQ(value_of("froude_number", {dry_m / 2, 0.0, 0.0}), 0.0);
}

TEST(RequestedFields, hazard_follows_the_guide) {
    // Defra/EA 2006: depth 1 m at 2 m/s in town, debris factor 1: 1 x 2.5 + 1.
    EXPECT_NEAR(value_of("hazard", {1.0, 0.0, 2.0}), 3.5, 1e-15);
    EXPECT_NEAR(value_of("hazard", {0.25, 3.0, 0.0}), 0.25 * 3.5, 1e-15);
    EXPECT_EQ(value_of("hazard", {0.0, 0.0, 0.0}), 0.0);
}

TEST(RequestedFields, discharge_points_east_and_north) {
    EXPECT_EQ(value_of("discharge_x", {0.5, 2.0, 3.0}), 1.0);
    EXPECT_EQ(value_of("discharge_y", {0.5, 2.0, 3.0}), -1.5);
    EXPECT_FALSE(std::signbit(value_of("discharge_y", {0.5, 0.0, 0.0})));
}

TEST(RequestedFields, are_published_by_the_model_where_asked_for) {
    cases::FloodCase made;
    made.territory = cases::flat_territory(4, 30, 1.0);
    cases::set_field(made.territory, "initial_depth", [](Cell c) { return c.column < 15 ? 1.0 : 0.1; });
    made.requested = {"discharge_x", "hazard"};
    cases::FloodRun run(made);
    run.run_until(2.0);
    auto const& discharge = run.field("discharge_x");
    auto const& depth = run.field("water_depth");
    auto const& x = run.field("velocity_x");
    for (Index c = 0; c < 30; ++c) EXPECT_EQ(discharge(2, c), depth(2, c) * x(2, c));
    EXPECT_GT(discharge(2, 15), 0.1);
    // The maximum of the hazard is no smaller than any hazard on the way; it is kept in single precision.
    EXPECT_GE(run.summary("max_hazard")(2, 15) * (1.0 + 1e-6), run.field("hazard")(2, 15));
}

} // namespace
} // namespace jumelle::flood
