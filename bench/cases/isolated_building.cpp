#include <array>
#include <cmath>
#include <limits>

#include "bench/cases/laboratory_cases.hpp"
#include "bench/cases/reference_data.hpp"

namespace jumelle::cases {

namespace {

// The flume as the reference states it [m].
constexpr double length_m = 35.8, width_m = 3.6, side_rise_m = 0.155, side_width_m = 0.34;
constexpr double gate_from_m = 6.75, gate_to_m = 7.55, opening_from_m = 1.3, opening_to_m = 2.3;
constexpr double reservoir_m = 0.40, downstream_m = 0.02;
constexpr std::array corners{Point{10.99, 1.75}, Point{11.340697, 2.469035}, Point{11.700215, 2.293687},
                             Point{11.349518, 1.574652}};

bool in_building(Point p) {
    for (std::size_t i = 0; i < corners.size(); ++i) {
        Point const a = corners[i], b = corners[(i + 1) % corners.size()];
        // The corners run clockwise: inside lies on the right of every side.
        if ((b.x_m - a.x_m) * (p.y_m - a.y_m) - (b.y_m - a.y_m) * (p.x_m - a.x_m) > 0.0) return false;
    }
    return true;
}

bool in_gate_block(Point p) {
    return p.x_m > gate_from_m && p.x_m < gate_to_m && (p.y_m < opening_from_m || p.y_m > opening_to_m);
}

double flume_bed(double y_m) {
    double const from_wall = std::min(y_m, width_m - y_m);
    return side_rise_m * std::max(1.0 - from_wall / side_width_m, 0.0);
}

FloodCase building_case(BuildingOptions const& options) {
    FloodCase problem;
    Territory& flume = problem.territory;
    flume = flat_territory(static_cast<Index>(std::lround(width_m / options.cell_m)),
                           static_cast<Index>(std::lround(length_m / options.cell_m)), options.cell_m);
    flume.grid.north_m = width_m;
    set_field(flume, "elevation", [&](Cell c) {
        Point const p = flume.grid.centre(c);
        bool const solid = in_gate_block(p) || in_building(p);
        return solid ? std::numeric_limits<double>::quiet_NaN() : flume_bed(p.y_m);
    });
    set_field(flume, "initial_depth", [&](Cell c) {
        Point const p = flume.grid.centre(c);
        double const level = p.x_m < options.reservoir_end_m ? reservoir_m : downstream_m;
        return std::max(level - flume_bed(p.y_m), 0.0);
    });
    set_field(flume, "manning", [&](Cell) { return options.manning; });
    problem.forcing.borders.east.kind = BorderKind::open;
    problem.parameters["scheme"] = Value::make_text(options.scheme);
    set_viscosity(problem, options.viscosity);
    return problem;
}

struct BuildingGauge {
    Gauge gauge;
    Window window;
};

std::vector<BuildingGauge> building_gauges(std::vector<std::vector<double>> const& measured) {
    return {{{"G1", 10.20, 2.95, series_of(measured, {0, 1})}, {15.0, 25.0}},
            {{"G2", 10.20, 1.20, series_of(measured, {0, 2})}, {20.0, 30.0}},
            {{"G3", 11.55, 2.95, series_of(measured, {0, 3})}, {15.0, 25.0}},
            {{"G4", 11.55, 1.00, series_of(measured, {0, 4})}, {15.0, 20.0}},
            {{"G5", 12.75, 2.10, series_of(measured, {0, 5})}, {15.0, 25.0}},
            {{"G6", 5.68, 2.90, series_of(measured, {0, 6})}, {18.0, 23.0}}};
}

struct FieldFile {
    double time_s = 0.0;
    char const* name = "";
};
constexpr std::array velocity_files{
    FieldFile{1.0, "building_vel_t01.txt"}, FieldFile{3.0, "building_vel_t03.txt"},
    FieldFile{5.0, "building_vel_t05.txt"}, FieldFile{10.0, "building_vel_t10.txt"},
    FieldFile{15.0, "building_vel_t15.txt"}};

VelocityFit compare_velocities(FloodRun& run, std::vector<std::vector<double>> const& rows) {
    constexpr double origin_x_m = 7.55, origin_y_m = 1.80;
    constexpr std::size_t numbers = 4;
    auto const u = run.field("velocity_x"), v = run.field("velocity_y");
    VelocityFit fit;
    for (auto const& row : rows) {
        if (row.size() < numbers) continue;
        auto const cell = run.grid().cell_at({row[0] + origin_x_m, row[1] + origin_y_m});
        if (!cell) continue;
        double const du = u(cell->row, cell->column) - row[2], dv = v(cell->row, cell->column) - row[3];
        fit.mean_error_mps += 0.5 * (std::abs(du) + std::abs(dv));
        fit.mean_observed_mps += std::hypot(row[2], row[3]);
        ++fit.points;
    }
    fit.mean_error_mps /= static_cast<double>(std::max<Index>(fit.points, 1));
    fit.mean_observed_mps /= static_cast<double>(std::max<Index>(fit.points, 1));
    return fit;
}

} // namespace

std::optional<BuildingResult> isolated_building(BuildingOptions const& options) {
    auto const folder = data_folder() / "flood" / "isolated_building";
    auto const measured = read_numbers(folder / "building_gauges_h.txt", 2);
    if (measured.empty()) return std::nullopt;
    auto const gauges = building_gauges(measured);
    constexpr double sampling_s = 0.1;
    FloodRun run(building_case(options));
    BuildingResult result;
    std::vector<GaugeSum> sums(gauges.size());
    std::size_t next_field = 0;
    for (int i = 0; i * sampling_s <= options.end_s; ++i) {
        double const t = i * sampling_s;
        run.run_until(t);
        auto const& depth = run.field("water_depth");
        for (std::size_t g = 0; g < gauges.size(); ++g) {
            Gauge const& gauge = gauges[g].gauge;
            double const h = value_at(depth, run.grid(), gauge.x_m, gauge.y_m);
            sums[g].add(t, h, gauge.observed.at(t), gauges[g].window);
        }
        if (next_field == velocity_files.size() || t + 0.5 * sampling_s < velocity_files[next_field].time_s) {
            continue;
        }
        FieldFile const file = velocity_files[next_field++];
        result.velocities.push_back(compare_velocities(run, read_numbers(folder / file.name, 2)));
        result.velocities.back().time_s = file.time_s;
    }
    for (std::size_t g = 0; g < gauges.size(); ++g) {
        result.gauges.push_back(sums[g].fit(gauges[g].gauge.name));
    }
    result.balance_error = run.balance().relative_error();
    return result;
}

} // namespace jumelle::cases
