#include <cmath>
#include <gtest/gtest.h>

#include "bench/cases/flood_run.hpp"

namespace jumelle::cases {
namespace {

// A dam break over three humps: bed, depths, roughness and the order of events are those of the test that
// LISFLOOD-FP 8.1 publishes (Kawahara & Umetsu 1986, Int. J. Numer. Meth. Fluids 6, 365-387).
constexpr double length_m = 75.0, width_m = 30.0, cell_m = 1.0;

double humps(double x, double y) {
    double const north = 1.0 - std::hypot(x - 30.0, y - 6.0) / 8.0;
    double const south = 1.0 - std::hypot(x - 30.0, y - 24.0) / 8.0;
    double const large = 3.0 - 0.3 * std::hypot(x - 47.5, y - 15.0);
    return std::max({0.0, north, south, large});
}

FloodCase three_humps(std::function<double(double x, double z)> const& depth) {
    FloodCase made;
    made.territory = flat_territory(30, 75, cell_m);
    auto const x = [](Cell c) { return (static_cast<double>(c.column) + 0.5) * cell_m; };
    auto const y = [](Cell c) { return (static_cast<double>(c.row) + 0.5) * cell_m; };
    set_field(made.territory, "elevation", [&](Cell c) { return humps(x(c), y(c)); });
    set_field(made.territory, "initial_depth", [&](Cell c) { return depth(x(c), humps(x(c), y(c))); });
    set_field(made.territory, "manning", [](Cell) { return 0.018; });
    return made;
}

TEST(ThreeHumps, lake_among_them_does_not_move) {
    FloodRun run(three_humps([](double, double z) { return std::max(0.875 - z, 0.0); }));
    run.run_until(20.0);
    auto const& speed = run.field("flow_speed");
    for (Index r = 0; r < speed.rows(); ++r) {
        for (Index c = 0; c < speed.columns(); ++c) EXPECT_LE(speed(r, c), 1e-12);
    }
}

TEST(ThreeHumps, dam_break_reaches_and_rounds_them_in_time) {
    FloodRun run(three_humps([](double x, double) { return x < 16.0 ? 1.875 : 0.0; }));
    auto const wet = [&](double x, double y) {
        auto const at = Cell{static_cast<Index>(y / cell_m), static_cast<Index>(x / cell_m)};
        return run.field("water_depth")(at.row, at.column) > 0.01;
    };
    run.run_until(2.0);
    EXPECT_TRUE(wet(22.0, 6.0)); // the foot of a small hump
    EXPECT_FALSE(wet(30.0, 6.0));
    run.run_until(6.0);
    EXPECT_TRUE(wet(30.5, 6.5)); // the top of a small hump
    EXPECT_FALSE(wet(47.5, 15.0));
    run.run_until(12.0);
    EXPECT_TRUE(wet(58.0, 4.0)); // past the large hump
    EXPECT_FALSE(wet(47.5, 15.0));
    auto const& depth = run.field("water_depth");
    for (Index r = 0; r < depth.rows() / 2; ++r) {
        for (Index c = 0; c < depth.columns(); ++c) {
            EXPECT_NEAR(depth(r, c), depth(depth.rows() - 1 - r, c), 1e-9);
        }
    }
    EXPECT_LT(run.balance().relative_error(), 1e-13);
}

} // namespace
} // namespace jumelle::cases
