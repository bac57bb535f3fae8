#include <gtest/gtest.h>

#include "core/base/random.hpp"
#include "core/base/sum.hpp"
#include "core/territory/town/town.hpp"
#include "models/traffic/vehicle_heat.hpp"

namespace jumelle::traffic {
namespace {

/// What the vehicles of a whole town give off, each edge with a flow of its own, on cells of one size.
class ConservedHeat : public testing::TestWithParam<double> {};

TEST_P(ConservedHeat, on_cells_is_that_on_edges_to_twelve_digits) {
    TownOptions options;
    options.seed = 7;
    options.cell_m = GetParam();
    Territory const town = make_town(options).territory;
    constexpr double heat_jpm = 3975.0;
    RandomStream const random(11, 0);
    std::vector<double> flow_vehps;
    CompensatedSum on_edges, on_cells;
    for (std::size_t e = 0; e < town.roads.to.size(); ++e) {
        flow_vehps.push_back(random.uniform(e, 0.0, 0.5));
        on_edges.add(flow_vehps.back() * heat_jpm * town.roads.length_m[e]);
    }
    auto const heat_wpm2 = vehicle_heat_wpm2(town.roads, town.grid, flow_vehps, heat_jpm);
    for (Index row = 0; row < heat_wpm2.rows(); ++row) {
        for (Index column = 0; column < heat_wpm2.columns(); ++column)
            on_cells.add(heat_wpm2(row, column) * town.grid.cell_area_m2());
    }
    EXPECT_GT(on_edges.value(), 1e6);
    EXPECT_NEAR(on_cells.value() / on_edges.value(), 1.0, 1e-12);
}

INSTANTIATE_TEST_SUITE_P(of_cells, ConservedHeat, testing::Values(2.0, 5.0, 10.0, 50.0));

} // namespace
} // namespace jumelle::traffic
