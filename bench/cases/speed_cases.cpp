#include "bench/cases/speed_cases.hpp"

#include <cmath>

#include "core/territory/town/town.hpp"

namespace jumelle::cases {

FloodCase circular_dam_break(Index cells) {
    FloodCase made;
    made.territory = flat_territory(cells, cells, 1.0);
    double const centre = 0.5 * static_cast<double>(cells), radius = 0.25 * static_cast<double>(cells);
    set_field(made.territory, "initial_depth", [&](Cell c) {
        double const y = static_cast<double>(c.row) + 0.5 - centre;
        double const x = static_cast<double>(c.column) + 0.5 - centre;
        return std::hypot(x, y) < radius ? 4.0 : 1.0;
    });
    set_field(made.territory, "manning", [](Cell) { return 0.0; });
    return made;
}

FloodCase rain_over_town(Index cells) {
    constexpr double cell_m = 2.0, film_m = 0.01, rain_mps = 60.0e-3 / 3600.0; // 60 mm/h
    TownOptions options;
    options.width_m = options.height_m = static_cast<double>(cells) * cell_m;
    options.cell_m = cell_m;
    FloodCase made;
    made.territory = make_town(options).territory;
    // A film from the start, so that the figure is for a town where every free cell is wet.
    set_field(made.territory, "initial_depth", [](Cell) { return film_m; });
    made.forcing.rain_mps = TimeSeries::constant(rain_mps);
    for (Border* side : {&made.forcing.borders.north, &made.forcing.borders.east, &made.forcing.borders.south,
                         &made.forcing.borders.west}) {
        side->kind = BorderKind::open;
    }
    return made;
}

} // namespace jumelle::cases
