#include <gtest/gtest.h>

#include "models/traffic/vehicle_heat.hpp"
#include "tests/models/traffic/small_network.hpp"

namespace jumelle::traffic {
namespace {

TEST(VehicleHeat, of_all_cells_is_what_all_vehicles_give_off) {
    auto const roads = test::two_bridges();
    Grid const grid{10, 10, 100.0, 0.0, 1000.0, {}};
    std::vector<double> flow_vehps(8, 0.0);
    flow_vehps[0] = 0.5;
    flow_vehps[3] = 0.25;
    auto const heat = vehicle_heat_wpm2(roads, grid, flow_vehps, usual_vehicle_heat_jpm);
    double sum = 0.0;
    for (Index row = 0; row < 10; ++row) {
        for (Index column = 0; column < 10; ++column) sum += heat(row, column) * grid.cell_area_m2();
    }
    EXPECT_NEAR(sum, (0.5 + 0.25) * 1000.0 * 3975.0, 1e-6);
}

TEST(VehicleHeat, lies_under_the_street_alone) {
    RoadGraph const roads =
        make_road_graph({{50.0, 950.0}, {950.0, 950.0}}, {{0, 1, 900.0, 10.0, 1.0, 1, "a"}});
    Grid const grid{10, 10, 100.0, 0.0, 1000.0, {}};
    auto const heat = vehicle_heat_wpm2(roads, grid, std::vector<double>{0.4}, 4000.0);
    EXPECT_NEAR(heat(0, 4), 0.4 * 4000.0 * 100.0 / 1e4, 1e-9);
    EXPECT_NEAR(heat(0, 0), heat(0, 4) / 2.0, 1e-9);
    EXPECT_EQ(heat(1, 4), 0.0);
}

} // namespace
} // namespace jumelle::traffic
