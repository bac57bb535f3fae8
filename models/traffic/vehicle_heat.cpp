#include "models/traffic/vehicle_heat.hpp"

#include <vector>

namespace jumelle::traffic {

Array2D<double> vehicle_heat_wpm2(RoadGraph const& roads, Grid const& grid,
                                  std::span<double const> flow_vehps, double heat_jpm) {
    std::vector<double> per_m;
    for (double const flow : flow_vehps) per_m.push_back(flow * heat_jpm / grid.cell_area_m2());
    Array2D<double> heat(grid.rows, grid.columns, 0.0);
    add_from_edges(make_bridge(roads, grid), per_m, heat.view());
    return heat;
}

} // namespace jumelle::traffic
