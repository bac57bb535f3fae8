#pragma once

#include <cmath>

#include "bench/cases/flood_run.hpp"
#include "core/territory/drain_network.hpp"
#include "models/flood/barriers.hpp"

namespace jumelle::flood::test {

inline constexpr double mps_per_mmph = 0.001 / 3600.0;

inline DrainNode manhole(std::string name, Point at, double rim_m) {
    constexpr double depth_m = 2.0;
    DrainNode node;
    node.name = std::move(name);
    node.position = at;
    node.rim_m = rim_m;
    node.invert_m = rim_m - depth_m;
    return node;
}

inline DrainPipe sewer(std::string name, std::string from, std::string to) {
    DrainPipe pipe;
    pipe.name = std::move(name);
    pipe.from_name = std::move(from);
    pipe.to_name = std::move(to);
    pipe.length_m = 40.0;
    pipe.manning = 0.013;
    pipe.shape.height_m = 0.4;
    return pipe;
}

/// Two manholes at the given places and an outfall below them.
inline DrainNetwork short_sewer(Point first, double first_rim_m, Point second, double second_rim_m) {
    constexpr double fall_m = 2.5;
    DrainNetwork made;
    made.nodes = {manhole("M1", first, first_rim_m), manhole("M2", second, second_rim_m)};
    DrainNode outfall;
    outfall.name = "OUT";
    outfall.kind = DrainNodeKind::outfall;
    outfall.invert_m = second_rim_m - fall_m;
    outfall.rim_m = second_rim_m;
    made.nodes.push_back(outfall);
    made.pipes = {sewer("P1", "M1", "M2"), sewer("P2", "M2", "OUT")};
    connect(made);
    return made;
}

/// A small town with every process at once: rain from a table and by maps, infiltration, evaporation, an
/// inflow, a held level, blocks, rough shallows, a wall, a culvert, a pump, a sewer, open, tidal and
/// normal-depth sides.
inline cases::FloodCase everything(Index rows, Index columns) {
    auto const ground = [](Cell c) {
        double const x = static_cast<double>(c.column), y = static_cast<double>(c.row);
        return 3.0 + 0.04 * x + 0.02 * y + 0.4 * std::sin(0.3 * x) * std::cos(0.23 * y);
    };
    cases::FloodCase made;
    made.territory = cases::flat_territory(rows, columns, 2.0);
    Territory& land = made.territory;
    cases::set_field(land, "elevation", ground);
    cases::set_field(land, "building_height",
                     [](Cell c) { return c.row % 12 > 6 && c.column % 14 > 7 ? 8.0 : 0.0; });
    cases::set_field(land, "land_cover", [](Cell c) { return c.column % 5 == 0 ? 2.0 : 4.0; });
    auto const at = [&](Cell c) { return land.grid.centre(c); };
    WallLine wall;
    wall.label.name = "wall";
    wall.line = {at({3, 30}), at({20, 30})};
    wall.crest.height_m = {ground({10, 30}) + 0.3};
    wall.weir_coefficient = broad_crest_coefficient;
    Culvert culvert;
    culvert.label.name = "culvert";
    culvert.from = at({14, 28});
    culvert.to = at({14, 33});
    culvert.width_m = culvert.height_m = 0.5;
    culvert.length_m = 10.0;
    culvert.manning = 0.013;
    culvert.entrance_loss = 0.5;
    culvert.exit_loss = 1.0;
    culvert.inlet = {1, 0.0098, 2.0, 0.0398, 0.67};
    Pump pump;
    pump.label.name = "pump";
    pump.from = at({2, 3});
    pump.curve = {{0.0, 0.05}};
    land.structures.walls = {wall};
    land.structures.culverts = {culvert};
    land.structures.pumps = {pump};
    land.drains = short_sewer(at({6, 20}), ground({6, 20}), at({16, 16}), ground({16, 16}));
    Forcing& forcing = made.forcing;
    forcing.rain_mps = {{0.0, 5.0}, {2e-5, 4e-6}, Interpolation::steps};
    forcing.rain_maps = {{2.0}, 20.0, {}};
    Array2D<float> map(rows, columns, 0.0F);
    for (Index r = 0; r < rows; ++r) map(r, r % columns) = 3e-5F;
    forcing.rain_maps.intensity_mps.push_back(std::move(map));
    forcing.evaporation_mps = TimeSeries::constant(1.0 * mps_per_mmph);
    forcing.inflows.push_back({"burst main", {{4, 5}, {5, 5}}, TimeSeries::constant(3.0)});
    forcing.borders.west.kind = BorderKind::open;
    forcing.borders.north.kind = BorderKind::normal_depth;
    forcing.borders.north.slope = 0.01;
    forcing.borders.east.kind = BorderKind::level;
    forcing.borders.east.level_m = TimeSeries::constant(8.5);
    made.parameters["infiltration"] = Value::make_text("green_ampt");
    made.parameters["shallow_roughness"] =
        Value::make_map({{"factor", Value::make_quantity(2.5)}, {"none_above", Value::make_quantity(0.2)}});
    return made;
}

} // namespace jumelle::flood::test
