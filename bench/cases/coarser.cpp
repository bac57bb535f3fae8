#include "bench/cases/coarser.hpp"

#include <algorithm>

namespace jumelle::cases {

namespace {

std::vector<Cell> cells_over(std::vector<Cell> const& fine, Index ratio) {
    std::vector<Cell> cells;
    for (Cell const cell : fine) {
        Cell const over{cell.row / ratio, cell.column / ratio};
        if (std::find(cells.begin(), cells.end(), over) == cells.end()) cells.push_back(over);
    }
    return cells;
}

} // namespace

FloodCase with_mean_terrain(FloodCase const& fine, Index ratio) {
    FloodCase made = fine;
    Grid& grid = made.territory.grid;
    grid.rows /= ratio;
    grid.columns /= ratio;
    grid.cell_m *= static_cast<double>(ratio);
    for (auto const& [name, field] : fine.territory.fields.all()) {
        made.territory.fields.put(coarsened(field, ratio));
    }
    for (Inflow& inflow : made.forcing.inflows) inflow.cells = cells_over(inflow.cells, ratio);
    made.parameters["scheme"] = Value::make_text("inertial");
    return made;
}

FloodCase with_fine_terrain(FloodCase const& fine, Index ratio) {
    FloodCase made = with_mean_terrain(fine, ratio);
    made.territory.fine = FineTerrain{fine.territory.grid, ratio, fine.territory.fields};
    return made;
}

} // namespace jumelle::cases
