#include "bench/cases/film_case.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace jumelle::cases {

namespace {

/// Share of the slope that falls eastward and southward.
struct Direction {
    double east = 1.0, south = 0.0;
};

Direction direction_of(Film const& film) {
    return film.fall == Film::Fall::oblique ? Direction{0.6, 0.8} : Direction{};
}

/// Way that the water of a point has come from the top, or 0 near the line where the water of two sides
/// meets.
double way_to(Direction const& fall, double x_m, double y_m) {
    if (fall.south == 0.0) return x_m;
    constexpr double near_m = 0.15 * Film::length_m; // across which the kink between the two is smeared
    double const from_west = x_m / fall.east, from_north = y_m / fall.south;
    bool const near_kink = std::abs(from_west - from_north) < near_m;
    return near_kink ? 0.0 : std::min(from_west, from_north);
}

FloodCase film_case(CaseOptions const& options, Film const& film) {
    Direction const fall = direction_of(film);
    double const cell_m = Film::length_m / static_cast<double>(options.cells);
    FloodCase problem;
    problem.territory = flat_territory(fall.south > 0.0 ? options.cells : 3, options.cells, cell_m);
    set_field(problem.territory, "elevation", [&](Cell c) {
        double const x = static_cast<double>(c.column) + 0.5, y = static_cast<double>(c.row) + 0.5;
        return -Film::slope * cell_m * (fall.east * x + fall.south * y);
    });
    set_field(problem.territory, "manning", [](Cell) { return Film::manning; });
    problem.forcing.rain_mps = TimeSeries::constant(Film::rain_mps());
    problem.forcing.borders.east.kind = BorderKind::open;
    if (fall.south > 0.0) problem.forcing.borders.south.kind = BorderKind::open;
    apply(problem, options);
    return problem;
}

void compare_depths(FloodRun& run, Film const& film, FilmResult& result) {
    constexpr double first_m = 0.2 * Film::length_m; // above, the depth rises from nothing, infinitely steep
    Direction const fall = direction_of(film);
    double const cell_m = run.grid().cell_m;
    auto const& depth = run.field("water_depth");
    for (Index r = 0; r < depth.rows(); ++r) {
        for (Index c = 0; c < depth.columns(); ++c) {
            double const x = (static_cast<double>(c) + 0.5) * cell_m;
            double const y = (static_cast<double>(r) + 0.5) * cell_m;
            double const way = way_to(fall, x, y);
            if (way < first_m) continue;
            double const error = std::abs(depth(r, c) / Film::depth_m(way) - 1.0);
            result.largest_depth_error = std::max(result.largest_depth_error, error);
            double const drop = (depth(r, c - 1) - depth(r, c)) / depth(r, c);
            result.ripple_in_space = std::max(result.ripple_in_space, drop);
        }
    }
}

} // namespace

double Film::rain_mps() {
    constexpr double manning_power = 5.0 / 3.0;
    return std::pow(deepest_m, manning_power) * std::sqrt(slope) / (manning * length_m);
}

double Film::depth_m(double way_m) {
    constexpr double power = 3.0 / 5.0;
    return std::pow(manning * rain_mps() * way_m / std::sqrt(slope), power);
}

FilmResult rain_film(CaseOptions const& options, Film const& film) {
    constexpr double windows = 200.0, window_s = 15.0, last_from = 180.0; // the film is steady after 510 s
    FloodRun run(film_case(options, film));
    double before_in = 0.0, before_out = 0.0, in = 0.0, out = 0.0, largest = 0.0;
    double smallest = std::numeric_limits<double>::infinity();
    for (double window = 1.0; window <= windows; window += 1.0) {
        run.run_until(window * window_s);
        Balance const balance = run.balance();
        double const passed = balance.out - before_out, rained = balance.in - before_in;
        before_out = balance.out;
        before_in = balance.in;
        if (window <= last_from) continue;
        in += rained;
        out += passed;
        largest = std::max(largest, passed / rained);
        smallest = std::min(smallest, passed / rained);
    }
    FilmResult result;
    result.outflow_error = std::abs(out - in) / in;
    result.ripple_in_time = largest - smallest;
    compare_depths(run, film, result);
    return result;
}

} // namespace jumelle::cases
