#pragma once

#include "bench/cases/flood_run.hpp"
#include "core/territory/section.hpp"
#include "models/flood/barriers.hpp"

namespace jumelle::flood::test {

/// Adds what stands and acts across bands: a levee that breaks, a gate that looks at a level far away, a held
/// level that absorbs waves, a section, thresholds.
inline void add_works_across_bands(cases::FloodCase& made) {
    Territory& land = made.territory;
    Grid const& grid = land.grid;
    auto const at = [&](Cell c) { return grid.centre(c); };
    auto const ground = [&](Cell c) { return land.fields.at("elevation").cells(c.row, c.column); };
    Index const south = grid.rows - 4;
    WallLine levee;
    levee.label.name = "levee";
    levee.line = {at({3, 10}), at({south, 10})};
    levee.crest.height_m = {0.4};
    levee.crest.above = CrestHeight::Above::ground;
    levee.weir_coefficient = broad_crest_coefficient;
    DikeBreach breach;
    breach.label.name = "breach";
    breach.levee = "levee";
    breach.at = at({grid.rows / 2, 10});
    breach.start_s = 2.0;
    breach.width_m = 12.0;
    breach.level_m = ground({grid.rows / 2, 10});
    breach.duration_s = 8.0;
    GateLine gate;
    gate.label.name = "gate";
    gate.line = {at({grid.rows / 2 - 3, 36}), at({grid.rows / 2 + 3, 36})};
    gate.height_m = 0.5;
    gate.orifice_coefficient = 0.6;
    gate.weir_coefficient = broad_crest_coefficient;
    gate.opening.by_level =
        LevelSwitch{at({4, 5}), LevelSwitch::When::above, ground({4, 5}) + 0.2, ground({4, 5}) + 0.1};
    gate.opening.travel_s = 5.0;
    land.structures.walls.push_back(levee);
    land.structures.breaches = {breach};
    land.structures.gates = {gate};
    std::vector<Cell> pond;
    for (Index r = grid.rows / 2 - 2; r < grid.rows / 2 + 2; ++r) pond.push_back({r, 24});
    made.forcing.levels.push_back({"pond", pond, {TimeSeries::constant(ground(pond.front()) + 0.4)}});
    made.forcing.levels.back().absorbing = AbsorbingLevel{5.0, 0.5};
    std::vector<Point> const line{at({2, 20}), at({south, 22})};
    made.sections = {{"across", line, face_chain(line, grid)}};
    made.parameters["thresholds"] = Value::make_list({Value::make_quantity(0.05)});
}

} // namespace jumelle::flood::test
