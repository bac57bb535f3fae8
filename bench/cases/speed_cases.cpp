#include "bench/cases/speed_cases.hpp"

#include <cmath>

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

FloodCase rain_over_city(Index cells) {
    constexpr double cell_m = 2.0, slope = 0.01, base_m = 20.0, hill_m = 0.6, hill_length_m = 90.0,
                     kerb_m = 0.15;
    constexpr Index block = 32, street = 6, house = 12, gap = 4; // cells
    constexpr double house_m = 9.0, film_m = 0.01;
    constexpr double rain_mps = 60.0e-3 / 3600.0; // 60 mm/h
    FloodCase made;
    made.territory = flat_territory(cells, cells, cell_m);
    auto const in_street = [](Cell c) { return c.row % block < street || c.column % block < street; };
    set_field(made.territory, "elevation", [&](Cell c) {
        double const x = static_cast<double>(c.column) * cell_m, y = static_cast<double>(c.row) * cell_m;
        double const hills = hill_m * std::sin(x / hill_length_m) * std::cos(y / hill_length_m);
        return base_m + slope * (x + 0.5 * y) + hills - (in_street(c) ? kerb_m : 0.0);
    });
    set_field(made.territory, "building_height", [&](Cell c) {
        Index const r = (c.row % block - street) % (house + gap),
                    k = (c.column % block - street) % (house + gap);
        return !in_street(c) && r < house - gap && k < house - gap ? house_m : 0.0;
    });
    set_field(made.territory, "initial_depth", [](Cell) { return film_m; });
    made.forcing.rain_mps = TimeSeries::constant(rain_mps);
    made.forcing.borders.west.kind = BorderKind::open;
    made.forcing.borders.north.kind = BorderKind::open;
    return made;
}

} // namespace jumelle::cases
