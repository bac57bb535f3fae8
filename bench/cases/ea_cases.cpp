#include "bench/cases/ea_cases.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace jumelle::cases {

namespace {

double largest(Array2D<double> const& values) {
    double found = 0.0;
    for (Index r = 0; r < values.rows(); ++r) {
        for (Index c = 0; c < values.columns(); ++c) found = std::max(found, values(r, c));
    }
    return found;
}

double middle(Index i, double cell_m) {
    return (static_cast<double>(i) + 0.5) * cell_m;
}

void set_manning(FloodCase& problem, double n) {
    set_field(problem.territory, "manning", [=](Cell) { return n; });
}

/// Cells of the western column between two distances from the north-western corner.
Inflow western_inflow(Grid const& grid, double from_m, double to_m, TimeSeries const& discharge_m3ps) {
    Inflow inflow{"western edge", {}, discharge_m3ps};
    for (Index r = 0; r < grid.rows; ++r) {
        double const y = middle(r, grid.cell_m);
        if (y > from_m && y < to_m) inflow.cells.push_back({r, 0});
    }
    return inflow;
}

double smooth_hollow(double s) {
    return std::abs(s) < 1.0 ? 0.5 * (1.0 + std::cos(std::numbers::pi * s)) : 0.0;
}

} // namespace

PondBehindSill pond_behind_sill(CaseOptions const& options) {
    constexpr double length_m = 700.0, crest_x_m = 305.0, ramp_m = 200.0, low_m = 9.5, end_s = 72000.0;
    constexpr double first_level_m = 9.7, pond_x_m = 600.0;
    ChannelShape shape;
    shape.cells = options.cells;
    shape.length_m = length_m;
    shape.along = options.along;
    shape.bed_m = [=](double x) {
        return low_m +
               (PondBehindSill::sill_m - low_m) * std::max(1.0 - std::abs(x - crest_x_m) / ramp_m, 0.0);
    };
    shape.depth_m = [=](double x) { return std::max(first_level_m - shape.bed_m(x), 0.0); };
    FloodCase problem = channel(shape);
    set_manning(problem, 0.03);
    Border& left = upstream(problem, options.along);
    left.kind = BorderKind::level;
    left.level_m = {{0.0, 3600.0, 36000.0, 43200.0},
                    {first_level_m, PondBehindSill::held_m, PondBehindSill::held_m, first_level_m},
                    Interpolation::linear};
    apply(problem, options);
    FloodRun run(std::move(problem));
    auto const pond_level = [&] {
        auto const& level = run.field("water_level");
        auto const at = static_cast<Index>(pond_x_m / run.grid().cell_m);
        return options.along == Along::rows ? level(at, 0) : level(0, at);
    };
    PondBehindSill result;
    run.run_until(36000.0);
    result.highest_m = pond_level();
    run.run_until(end_s);
    result.final_m = pond_level();
    result.largest_final_speed_mps = largest(run.field("flow_speed"));
    result.balance_error = run.balance().relative_error();
    return result;
}

HollowFill fill_hollows(CaseOptions const& options) {
    constexpr double side_m = 2000.0, hollow_m = 0.5, down_south = 1.0 / 1500.0, down_east = 1.0 / 3000.0;
    constexpr double end_s = 172800.0, every_s = 900.0, wet_m = 0.01;
    constexpr Index hollows = 4;
    double const cell_m = side_m / static_cast<double>(options.cells);
    FloodCase problem;
    problem.territory = flat_territory(options.cells, options.cells, cell_m);
    set_field(problem.territory, "elevation", [=](Cell c) {
        double const x = middle(c.column, cell_m), y = middle(c.row, cell_m);
        double const waves = hollows * std::numbers::pi / side_m;
        double const sines = std::sin(waves * x) * std::sin(waves * y);
        return 2.0 - x * down_east - y * down_south - hollow_m * sines * sines;
    });
    set_manning(problem, 0.03);
    TimeSeries const flood{{0.0, 300.0, 4200.0, 5100.0}, {0.0, 20.0, 20.0, 0.0}, Interpolation::linear};
    problem.forcing.inflows.push_back(western_inflow(problem.territory.grid, 0.0, 100.0, flood));
    apply(problem, options);
    FloodRun run(std::move(problem));
    HollowFill result;
    result.depth_m.assign(hollows * hollows, 0.0);
    result.first_s.assign(hollows * hollows, -1.0);
    for (double t = every_s; t <= end_s; t += every_s) {
        run.run_until(t);
        auto const& depth = run.field("water_depth");
        for (std::size_t k = 0; k < result.depth_m.size(); ++k) {
            auto const at = [&](std::size_t i) {
                return static_cast<Index>((static_cast<double>(i) + 0.5) * side_m / hollows / cell_m);
            };
            result.depth_m[k] = depth(at(k / hollows), at(k % hollows));
            if (result.first_s[k] < 0.0 && result.depth_m[k] > wet_m) result.first_s[k] = t;
        }
    }
    result.largest_final_speed_mps = largest(run.field("flow_speed"));
    result.balance_error = run.balance().relative_error();
    return result;
}

OverHump over_hump(CaseOptions const& options) {
    constexpr double length_m = 300.0, width_m = 100.0, slope = 1.0 / 200.0, deep_m = 0.6, half_m = 30.0;
    constexpr double first_x_m = 150.0, second_x_m = 250.0, hump_x_m = 200.0, end_s = 900.0;
    constexpr double share_of_capacity = 0.9, pours_s = 20.0;
    auto const bed = [=](double x) {
        double const both =
            smooth_hollow((x - first_x_m) / half_m) + smooth_hollow((x - second_x_m) / half_m);
        return (length_m - x) * slope - deep_m * both;
    };
    double const cell_m = length_m / static_cast<double>(options.cells);
    OverHump result;
    double crest = 0.0;
    for (double x = first_x_m; x < hump_x_m; x += 0.01) crest = std::max(crest, bed(x));
    for (double x = first_x_m - half_m; x < hump_x_m; x += 0.01) {
        result.capacity_m3 += 0.01 * width_m * std::max(crest - bed(x), 0.0);
    }
    result.inflow_m3 = share_of_capacity * result.capacity_m3;
    auto const rows = static_cast<Index>(std::lround(width_m / cell_m));
    FloodCase problem;
    problem.territory = flat_territory(rows, options.cells, cell_m);
    set_field(problem.territory, "elevation", [=](Cell c) { return bed(middle(c.column, cell_m)); });
    set_manning(problem, 0.01);
    TimeSeries const pour{{0.0, pours_s}, {result.inflow_m3 / pours_s, 0.0}, Interpolation::steps};
    problem.forcing.inflows.push_back(western_inflow(problem.territory.grid, 0.0, width_m, pour));
    apply(problem, options);
    FloodRun run(std::move(problem));
    run.run_until(end_s);
    auto const& depth = run.field("water_depth");
    for (Index r = 0; r < rows; ++r) {
        for (Index c = 0; c < options.cells; ++c) {
            double& there = middle(c, cell_m) < hump_x_m ? result.first_m3 : result.second_m3;
            there += depth(r, c) * cell_m * cell_m;
        }
    }
    result.balance_error = run.balance().relative_error();
    return result;
}

namespace {

/// Where the depth first falls below `depth_m` along a ray from the source, between two cells.
double reach_m(Array2D<double> const& depth, double cell_m, Cell step, double depth_m) {
    Index const from = depth.rows() / 2 - (step.row < 0 ? 1 : 0);
    double const stride_m =
        cell_m * std::hypot(static_cast<double>(step.row), static_cast<double>(step.column));
    double before = depth(from, 0);
    for (Index k = 1;; ++k) {
        Index const r = from + k * step.row, c = k * step.column;
        if (r < 0 || r >= depth.rows() || c >= depth.columns()) return stride_m * static_cast<double>(k);
        double const here = depth(r, c);
        if (here < depth_m && before >= depth_m) {
            return stride_m * (static_cast<double>(k) - 0.5 - (depth_m - here) / (before - here) + 0.5);
        }
        before = here;
    }
}

} // namespace

SpreadingFlood spread_over_plain(CaseOptions const& options) {
    constexpr double width_m = 1000.0, height_m = 2000.0, half_source_m = 10.0;
    double const cell_m = width_m / static_cast<double>(options.cells);
    FloodCase problem;
    problem.territory = flat_territory(2 * options.cells, options.cells, cell_m);
    set_manning(problem, 0.05);
    TimeSeries const flood{{0.0, 3600.0, 14400.0, 21600.0}, {0.0, 20.0, 20.0, 0.0}, Interpolation::linear};
    // At least the two cells beside the middle, so that north and south are alike.
    double const half_m = std::max(half_source_m, cell_m);
    problem.forcing.inflows.push_back(
        western_inflow(problem.territory.grid, 0.5 * height_m - half_m, 0.5 * height_m + half_m, flood));
    apply(problem, options);
    FloodRun run(std::move(problem));
    SpreadingFlood result;
    for (double const t : {3600.0, 10800.0}) {
        run.run_until(t);
        auto const& depth = run.field("water_depth");
        for (double const d : {0.1, 0.2}) {
            result.contours.push_back({d, t, reach_m(depth, cell_m, {0, 1}, d),
                                       reach_m(depth, cell_m, {-1, 1}, d),
                                       reach_m(depth, cell_m, {-1, 0}, d)});
        }
        for (Index r = 0; r < options.cells; ++r) {
            for (Index c = 0; c < options.cells; ++c) {
                double const other = depth(2 * options.cells - 1 - r, c);
                result.asymmetry_m = std::max(result.asymmetry_m, std::abs(depth(r, c) - other));
            }
        }
    }
    result.balance_error = run.balance().relative_error();
    return result;
}

} // namespace jumelle::cases
