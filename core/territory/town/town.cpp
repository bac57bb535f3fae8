#include "core/territory/town/town.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "core/base/error.hpp"
#include "core/parallel/first_touch.hpp"
#include "core/territory/field_catalog.hpp"
#include "core/territory/nearest_nodes.hpp"
#include "core/territory/town/cover.hpp"
#include "core/territory/town/river.hpp"
#include "core/territory/town/roads.hpp"
#include "core/territory/town/streets.hpp"
#include "core/territory/town/trips.hpp"

namespace jumelle {

namespace {

constexpr int generator_version = 1; // grows when the same seed makes another town
constexpr double smallest_town_m = 200.0, largest_town_m = 50000.0;
constexpr double smallest_cell_m = 0.5, largest_cell_m = 50.0;
constexpr double grove_spacing_m = 28.0;

Grid grid_of(TownOptions const& options) {
    auto const corner = town::corner_of(options);
    Grid grid;
    grid.rows = static_cast<Index>(std::llround(options.height_m / options.cell_m));
    grid.columns = static_cast<Index>(std::llround(options.width_m / options.cell_m));
    grid.cell_m = options.cell_m;
    grid.west_m = corner.x_m;
    grid.north_m = corner.y_m;
    grid.crs = options.crs;
    return grid;
}

Field& add_field(Territory& territory, char const* name) {
    auto const* const known = find_catalog_field(name);
    JUMELLE_EXPECTS(known != nullptr);
    Field field;
    field.info = known->info;
    field.cells = first_touched(territory.grid.rows, territory.grid.columns, 0.0);
    return territory.fields.put(std::move(field));
}

/// Fills the fields of the territory, cell by cell, each from its own place alone.
void fill_cells(Territory& territory, TownOptions const& options, town::TownParts const& parts) {
    auto const elevation = add_field(territory, "elevation").cells.view();
    auto const building = add_field(territory, "building_height").cells.view();
    auto const canopy = add_field(territory, "canopy_height").cells.view();
    auto const cover = add_field(territory, "land_cover").cells.view();
    auto const population = add_field(territory, "population").cells.view();
    double const kerb_m = town::layout_of(options).kerb_m;
    auto const& grid = territory.grid;
    for_rows(grid.rows, [&](Index row) {
        for (Index column = 0; column < grid.columns; ++column) {
            auto const centre = grid.centre({row, column});
            auto const place = parts.frame.to_plan(centre);
            auto const ground = town::ground_at(parts, place);
            double const bare_m = parts.terrain.height_m(parts.frame.relative(centre), place);
            elevation(row, column) = bare_m - (ground.carriageway ? kerb_m : 0.0);
            building(row, column) = ground.built.height_m;
            canopy(row, column) = ground.canopy_m;
            cover(row, column) = static_cast<double>(ground.cover);
            population(row, column) = ground.built.residents_per_m2 * grid.cell_area_m2();
        }
    });
    auto& manning = add_field(territory, "manning");
    manning.cells = manning_from_land_cover(cover, find_land_cover(1.0)->manning.value);
}

/// Mean income by neighbourhood, the same for everybody who lives at a place: 22 000 EUR a year (near the
/// median standard of living in France, INSEE 2021) × exp(0.6 n) for a smooth noise n within −1 … 1, in round
/// hundreds, as statistics tell it.
void fill_income(Territory& territory, std::uint64_t seed) {
    constexpr double usual_eur = 22000.0, spread = 0.6, neighbourhood_m = 180.0, rounded_to_eur = 100.0;
    auto const income = add_field(territory, "income").cells.view();
    Grid const& grid = territory.grid;
    town::SmoothNoise const noise(town::random_for(seed, town::Purpose::income), 0, neighbourhood_m);
    for_rows(grid.rows, [&](Index row) {
        for (Index column = 0; column < grid.columns; ++column) {
            auto const centre = grid.centre({row, column});
            double const n = noise.at(centre.x_m - grid.west_m, grid.north_m - centre.y_m)[0];
            income(row, column) =
                std::round(usual_eur * std::exp(spread * n) / rounded_to_eur) * rounded_to_eur;
        }
    });
}

/// A hospital on one bank and a fire station on the other, each a quarter of the town's shorter side from the
/// river.
void place_facilities(Territory& territory, town::Frame const& frame) {
    if (territory.roads.edges() == 0) return;
    constexpr double share_of_side = 0.25;
    double const across_m = share_of_side * std::min(frame.width_m(), frame.height_m());
    NearestNodes const nearest(territory.roads);
    territory.facilities = {{"hospital", "hospital", nearest.to(frame.to_ground({0.0, across_m}))},
                            {"fire_station", "fire station", nearest.to(frame.to_ground({0.0, -across_m}))}};
}

/// The place, or the middle of the nearest cell where it lies outside: cells that do not divide the size make
/// a grid that ends up to half a cell before the town does.
Point kept_inside(Point place, Grid const& grid) {
    if (grid.cell_at(place)) return place;
    double const half_m = grid.cell_m / 2.0;
    return {std::clamp(place.x_m, grid.west_m + half_m, grid.east_m() - half_m),
            std::clamp(place.y_m, grid.south_m() + half_m, grid.north_m - half_m)};
}

std::string faulty_size(char const* what, double size_m) {
    constexpr double metres_per_km = 1000.0;
    if (size_m >= smallest_town_m && size_m <= largest_town_m) return {};
    return fmt::format("a {} of {} m is outside {} m .. {} km", what, size_m, smallest_town_m,
                       largest_town_m / metres_per_km);
}

} // namespace

std::string why_no_town(TownOptions const& options) {
    auto width = faulty_size("width", options.width_m);
    if (!width.empty()) return width;
    auto height = faulty_size("height", options.height_m);
    if (!height.empty()) return height;
    if (options.cell_m >= smallest_cell_m && options.cell_m <= largest_cell_m) return {};
    return fmt::format("cells of {} m are outside {} m .. {} m", options.cell_m, smallest_cell_m,
                       largest_cell_m);
}

Town make_town(TownOptions const& options) {
    auto const why_not = why_no_town(options);
    if (!why_not.empty()) {
        Fault fault;
        fault.key = "territory.synthetic_town";
        fault.message = why_not;
        throw InputError(fault);
    }
    town::Frame const frame(options);
    town::Terrain const terrain(options, frame);
    town::Urbanity const urbanity(options);
    auto plan = town::make_plan(options, frame, terrain, urbanity);
    town::choose_uses(options, plan);
    town::SmoothNoise const groves(town::random_for(options.seed, town::Purpose::grove), 0, grove_spacing_m);

    Town made;
    made.territory.grid = grid_of(options);
    fill_cells(made.territory, options, {options.seed, frame, terrain, plan, groves});
    fill_income(made.territory, options.seed);
    made.territory.roads = town::make_roads(frame, plan);
    place_facilities(made.territory, frame);
    made.territory.trips = town::make_trips(made.territory);
    made.landmarks = town::make_landmarks(options, frame, terrain, plan);
    for (Point* const end : {&made.landmarks.river_inflow, &made.landmarks.river_outflow})
        *end = kept_inside(*end, made.territory.grid);
    InputRecord record;
    record.name = "synthetic_town";
    record.used_for = "territory.synthetic_town";
    record.licence = "generated, no rights reserved";
    record.crs = options.crs.name;
    record.note = fmt::format("seed {}, generator version {}, {} × {} m, {} × {} cells of {} m", options.seed,
                              generator_version, options.width_m, options.height_m, made.territory.grid.rows,
                              made.territory.grid.columns, options.cell_m);
    made.territory.inputs.push_back(record);
    return made;
}

std::string to_text(TownLandmarks::Side side) {
    switch (side) {
    case TownLandmarks::Side::north:
        return "north";
    case TownLandmarks::Side::east:
        return "east";
    case TownLandmarks::Side::south:
        return "south";
    case TownLandmarks::Side::west:
        return "west";
    }
    return {};
}

} // namespace jumelle
