#include "bench/cases/local_step_cases.hpp"

#include <cmath>

namespace jumelle::cases {

namespace {

double centre_of(Index i) {
    return static_cast<double>(i) + 0.5;
}

} // namespace

FloodCase lake_with_pit(Index rows, Index columns, double wave_m) {
    constexpr double bottom_m = -20.0, depth_m = 0.2, pit_cells = 5.6;
    // In the middle of a tile, so that as few tiles as can be are touched.
    Cell const pit{rows / 2 + 16, columns / 2 + 32};
    auto const distance = [=](Cell c, Index west) {
        return std::hypot(static_cast<double>(c.row - pit.row),
                          static_cast<double>(c.column - pit.column + west));
    };
    auto const ground = [=](Cell c) {
        double const x = static_cast<double>(c.column), y = static_cast<double>(c.row);
        return distance(c, 0) < pit_cells ? bottom_m : 0.05 * std::sin(0.02 * x) * std::cos(0.1 * y);
    };
    FloodCase made;
    made.territory = flat_territory(rows, columns, 2.0);
    set_field(made.territory, "elevation", ground);
    set_field(made.territory, "initial_depth", [=](Cell c) {
        constexpr Index way = 60; // the wave starts that many cells west of the pit
        double const r = distance(c, way);
        return depth_m - ground(c) + wave_m * std::exp(-0.002 * r * r);
    });
    return made;
}

FloodCase dam_break_on_hills() {
    FloodCase made;
    made.territory = flat_territory(100, 270, 2.0);
    set_field(made.territory, "elevation", [](Cell c) {
        double const x = static_cast<double>(c.column), y = static_cast<double>(c.row);
        return 0.3 * std::sin(0.05 * x) * std::cos(0.07 * y) - 0.002 * x;
    });
    set_field(made.territory, "initial_depth", [](Cell c) {
        double const x = static_cast<double>(c.column) - 40.0, y = static_cast<double>(c.row) - 40.0;
        if (std::hypot(x, y) < 14.0) return 6.0;
        return c.column > 150 ? 0.25 : 0.0;
    });
    return made;
}

FloodCase wave_beside_pool(exact::SimpleWave const& wave, double cell_m) {
    constexpr Index columns = 640;
    FloodCase made;
    made.territory = flat_territory(4, columns, cell_m);
    auto const x_m = [=](Cell c) { return centre_of(c.column) * cell_m; };
    auto const in_pool = [](Cell c) { return c.row > 1 && c.column > 320 && c.column < 330; };
    set_field(made.territory, "building_height",
              [&](Cell c) { return c.row == 0 || in_pool(c) ? 0.0 : 9.0; });
    set_field(made.territory, "initial_depth",
              [&](Cell c) { return c.row == 0 ? wave.first_depth(x_m(c)) : (in_pool(c) ? 60.0 : 0.0); });
    set_field(made.territory, "initial_velocity_x",
              [&](Cell c) { return c.row == 0 ? wave.water(x_m(c), 0.0).u_mps : 0.0; });
    set_field(made.territory, "manning", [](Cell) { return 0.0; });
    return made;
}

double wave_error_m(exact::SimpleWave const& wave, double time_s, std::map<std::string, Value> const& said) {
    constexpr double cell_m = 0.25;
    FloodCase problem = wave_beside_pool(wave, cell_m);
    problem.parameters = said;
    FloodRun run(std::move(problem));
    run.run_until(time_s);
    auto const& depth = run.field("water_depth");
    double sum = 0.0;
    for (Index c = 0; c < depth.columns(); ++c) {
        sum += std::abs(depth(0, c) - wave.water(centre_of(c) * cell_m, time_s).h_m);
    }
    return sum / static_cast<double>(depth.columns());
}

} // namespace jumelle::cases
