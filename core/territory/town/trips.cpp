#include "core/territory/town/trips.hpp"

#include <algorithm>
#include <cmath>

#include "core/base/sum.hpp"
#include "core/parallel/loops.hpp"

namespace jumelle::town {

namespace {

constexpr double most_zones = 400.0, smallest_zone_m = 100.0, usual_zone_m = 250.0;
constexpr double trips_per_resident_ph = 0.15;
constexpr double storey_m = 3.1, lived_in_m2 = 100.0; // of floor, a resident
constexpr double least_attraction = 1.0;              // [m²]: every zone is somebody's destination
constexpr double decay_share = 0.25, decay_ceiling_m = 4000.0;

/// Residents and floor area that nobody lives in, by zone.
struct Zones {
    Index rows = 0, columns = 0;
    std::vector<double> residents, attraction_m2;
    Index size() const { return rows * columns; }
};

Index zone_of(Index cell, Index cells, Index zones) {
    return cell * zones / cells;
}

/// How many zones lie side by side: the most that keeps zones at least `side_m` long.
Index zones_along(Index cells, double cell_m, double side_m) {
    auto const fitting = static_cast<Index>(std::floor(static_cast<double>(cells) * cell_m / side_m));
    return std::clamp(fitting, Index{1}, cells);
}

double zone_side_m(Grid const& grid) {
    double const width_m = static_cast<double>(grid.columns) * grid.cell_m;
    double const height_m = static_cast<double>(grid.rows) * grid.cell_m;
    double const bounded_m = std::sqrt(width_m * height_m / most_zones);
    double const usual_m = std::clamp(std::min(width_m, height_m) / 2.0, smallest_zone_m, usual_zone_m);
    return std::max(bounded_m, usual_m);
}

Zones count_zones(Territory const& territory) {
    auto const& grid = territory.grid;
    double const side_m = zone_side_m(grid);
    Zones zones;
    zones.rows = zones_along(grid.rows, grid.cell_m, side_m);
    zones.columns = zones_along(grid.columns, grid.cell_m, side_m);
    auto const heights = territory.fields.at("building_height").cells.view();
    auto const residents = territory.fields.at("population").cells.view();
    Array2D<double> row_residents(grid.rows, zones.columns, 0.0), row_floor(grid.rows, zones.columns, 0.0);
    for_rows(grid.rows, [&](Index row) {
        for (Index column = 0; column < grid.columns; ++column) {
            Index const zone = zone_of(column, grid.columns, zones.columns);
            row_residents(row, zone) += residents(row, column);
            row_floor(row, zone) += std::floor(heights(row, column) / storey_m) * grid.cell_area_m2();
        }
    });
    std::vector<double> floor_m2(static_cast<std::size_t>(zones.size()));
    zones.residents.assign(floor_m2.size(), 0.0);
    for (Index row = 0; row < grid.rows; ++row) {
        for (Index column = 0; column < zones.columns; ++column) {
            auto const zone =
                static_cast<std::size_t>(zone_of(row, grid.rows, zones.rows) * zones.columns + column);
            zones.residents[zone] += row_residents(row, column);
            floor_m2[zone] += row_floor(row, column);
        }
    }
    for (std::size_t zone = 0; zone < floor_m2.size(); ++zone) {
        zones.attraction_m2.push_back(
            std::max(floor_m2[zone] - lived_in_m2 * zones.residents[zone], least_attraction));
    }
    return zones;
}

/// The node nearest to the middle of each zone.
std::vector<std::int32_t> zone_nodes(Territory const& territory, Zones const& zones) {
    auto const& grid = territory.grid;
    double const width_m =
        static_cast<double>(grid.columns) * grid.cell_m / static_cast<double>(zones.columns);
    double const height_m = static_cast<double>(grid.rows) * grid.cell_m / static_cast<double>(zones.rows);
    std::vector<std::int32_t> nearest(static_cast<std::size_t>(zones.size()));
    for_rows(zones.size(), [&](Index zone) {
        Index const row = zone / zones.columns, column = zone % zones.columns;
        Point const middle{grid.west_m + (static_cast<double>(column) + 0.5) * width_m,
                           grid.north_m - (static_cast<double>(row) + 0.5) * height_m};
        double best = std::numeric_limits<double>::infinity();
        for (std::size_t n = 0; n < territory.roads.node.size(); ++n) {
            double const dx = territory.roads.node[n].x_m - middle.x_m,
                         dy = territory.roads.node[n].y_m - middle.y_m;
            double const distance = dx * dx + dy * dy;
            if (distance >= best) continue;
            best = distance;
            nearest[static_cast<std::size_t>(zone)] = static_cast<std::int32_t>(n);
        }
    });
    return nearest;
}

} // namespace

TripTable make_trips(Territory const& territory) {
    TripTable trips;
    if (territory.roads.empty()) return trips;
    auto const zones = count_zones(territory);
    trips.zone_node = zone_nodes(territory, zones);
    auto const& grid = territory.grid;
    double const beta_m = std::min(
        decay_share * std::max(grid.east_m() - grid.west_m, grid.north_m - grid.south_m()), decay_ceiling_m);
    auto const count = static_cast<std::size_t>(zones.size());
    for (std::size_t i = 0; i < count; ++i) {
        auto const from = territory.roads.node[static_cast<std::size_t>(trips.zone_node[i])];
        std::vector<double> pull(count, 0.0);
        for (std::size_t j = 0; j < count; ++j) {
            if (trips.zone_node[j] == trips.zone_node[i]) continue;
            auto const to = territory.roads.node[static_cast<std::size_t>(trips.zone_node[j])];
            pull[j] =
                zones.attraction_m2[j] * std::exp(-std::hypot(to.x_m - from.x_m, to.y_m - from.y_m) / beta_m);
        }
        double const all = fixed_order_sum(pull);
        for (std::size_t j = 0; j < count; ++j) {
            if (pull[j] <= 0.0 || zones.residents[i] <= 0.0) continue;
            trips.origin.push_back(static_cast<std::int32_t>(i));
            trips.destination.push_back(static_cast<std::int32_t>(j));
            trips.trips_vehph.push_back(trips_per_resident_ph * zones.residents[i] * pull[j] / all);
        }
    }
    return trips;
}

} // namespace jumelle::town
