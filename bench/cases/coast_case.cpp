#include "bench/cases/coast_case.hpp"

#include <bit>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <limits>
#include <numbers>

#include "bench/cases/classic_netcdf.hpp"
#include "bench/cases/reference_data.hpp"

namespace jumelle::cases {

namespace {

// The reference's settings (sfincs.inp).
constexpr Index rows = 107, columns = 251;
constexpr double cell_m = 50.0, origin_x_m = 318650.0, origin_y_m = 5040000.0, turned_deg = 27.0;
constexpr double manning_land = 0.04, manning_sea = 0.02, day_s = 86400.0;
constexpr double spin_up_s = 60.0;
constexpr int held = 2; // in the mask

template <class T>
std::vector<T> read_binary(std::filesystem::path const& file) {
    std::ifstream in(file, std::ios::binary);
    std::vector<char> const bytes{std::istreambuf_iterator<char>(in), {}};
    std::vector<T> values(bytes.size() / sizeof(T));
    if (!values.empty()) std::memcpy(values.data(), bytes.data(), values.size() * sizeof(T));
    return values;
}

/// The border of the reference in the terms of ours. Its flux is that of water outside which moves with a
/// mean discharge q̄; each step of length dt makes of it  f q + 0.99 (1 − f) q̄,  f = dt / btfilter. Source:
/// SFINCS v2.0.2, sfincs_boundaries.f90; its log for the mean step.
AbsorbingLevel border_of_reference() {
    constexpr double filter_s = 60.0, mean_step_s = 3.216, kept = 0.99;
    constexpr double taken_up = mean_step_s / filter_s, left = kept * (1.0 - taken_up);
    constexpr double share = taken_up / (1.0 - left);
    return {-mean_step_s / std::log(left), share / (2.0 - share)};
}

/// The equations of the reference, as `sfincs.inp` and its documentation have them: theta 1, advection, the
/// mean ground at faces, alpha 0.5 and huthresh 1 cm.
void take_equations_of_reference(FloodCase& problem) {
    constexpr double alpha = 0.5, threshold_m = 0.01;
    problem.parameters["inertial"] = Value::make_map({{"theta", Value::make_quantity(1.0)},
                                                      {"advection", Value::make_text("upwind")},
                                                      {"face_ground", Value::make_text("mean")}});
    problem.parameters["cfl"] = Value::make_quantity(alpha);
    problem.parameters["dry_depth"] = Value::make_quantity(threshold_m);
}

/// A point in the columns and rows of the rotated grid, counted from its south-western corner [cells].
struct GridPoint {
    double along = 0.0, across = 0.0;
};

GridPoint on_grid(double x_m, double y_m) {
    double const turn = turned_deg * std::numbers::pi / 180.0;
    double const dx = x_m - origin_x_m, dy = y_m - origin_y_m;
    return {(std::cos(turn) * dx + std::sin(turn) * dy) / cell_m,
            (std::cos(turn) * dy - std::sin(turn) * dx) / cell_m};
}

/// Row 0 is the northern one here, the southern one there.
Cell cell_of(GridPoint const& p) {
    return {rows - 1 - static_cast<Index>(p.across), static_cast<Index>(p.along)};
}

/// The line between the two points at sea: how much of the second point's level a cell has.
double share_of_second(Cell cell, std::array<GridPoint, 2> const& ends) {
    GridPoint const p{static_cast<double>(cell.column) + 0.5, static_cast<double>(rows - 1 - cell.row) + 0.5};
    double const first = std::hypot(p.along - ends[0].along, p.across - ends[0].across);
    double const second = std::hypot(p.along - ends[1].along, p.across - ends[1].across);
    return first / (first + second);
}

struct CoastData {
    std::vector<std::int32_t> index;
    std::vector<std::int8_t> mask;
    std::vector<float> bed_m;
    std::vector<std::vector<double>> points, levels, discharges, stations, sources;
};

std::optional<CoastData> read_coast(std::filesystem::path const& folder) {
    CoastData data{
        read_binary<std::int32_t>(folder / "sfincs.ind"), read_binary<std::int8_t>(folder / "sfincs.msk"),
        read_binary<float>(folder / "sfincs.dep"),        read_numbers(folder / "sfincs.bnd", 0),
        read_numbers(folder / "sfincs.bzs", 0),           read_numbers(folder / "sfincs.dis", 0),
        read_numbers(folder / "sfincs.obs", 0),           read_numbers(folder / "sfincs.src", 0)};
    bool const complete = data.index.size() > 1 && data.mask.size() + 1 == data.index.size() &&
                          data.bed_m.size() == data.mask.size() && data.points.size() == 2 &&
                          !data.sources.empty();
    return complete ? std::optional(data) : std::nullopt;
}

FloodCase coast_problem(CoastData const& data, std::string const& scheme) {
    FloodCase problem;
    problem.territory = flat_territory(rows, columns, cell_m);
    Array2D<double> bed(rows, columns, std::numeric_limits<double>::quiet_NaN());
    HeldLevel sea;
    sea.name = "sea";
    for (std::size_t k = 0; k < 2; ++k) sea.levels_m.push_back(series_of(data.levels, {0, k + 1}));
    sea.spin_up_s = spin_up_s;
    sea.absorbing = border_of_reference();
    std::array const ends{on_grid(data.points[0][0], data.points[0][1]),
                          on_grid(data.points[1][0], data.points[1][1])};
    for (std::size_t i = 0; i < data.mask.size(); ++i) {
        // The index counts from 1 and runs fastest along the rows, northward.
        Index const place = data.index[i + 1] - 1;
        Cell const cell{rows - 1 - place % rows, place / rows};
        bed(cell.row, cell.column) = static_cast<double>(data.bed_m[i]);
        if (data.mask[i] != held) continue;
        double const second = share_of_second(cell, ends);
        sea.cells.push_back(cell);
        sea.shares.push_back({1.0 - second, second});
    }
    set_field(problem.territory, "elevation", [&](Cell c) { return bed(c.row, c.column); });
    set_field(problem.territory, "initial_depth", [&](Cell c) {
        double const z = bed(c.row, c.column);
        return std::isnan(z) ? 0.0 : std::max(-z, 0.0);
    });
    set_field(problem.territory, "manning",
              [&](Cell c) { return bed(c.row, c.column) > 0.0 ? manning_land : manning_sea; });
    problem.forcing.levels.push_back(sea);
    Cell const river = cell_of(on_grid(data.sources[0][0], data.sources[0][1]));
    problem.forcing.inflows.push_back({"river", {river}, series_of(data.discharges, {})});
    problem.parameters["scheme"] = Value::make_text(scheme);
    if (scheme == "inertial") take_equations_of_reference(problem);
    return problem;
}

} // namespace

std::optional<CoastResult> coast(std::string const& scheme, double from_s) {
    constexpr double every_s = 600.0;
    auto const folder = data_folder() / "flood" / "sfincs_compound";
    auto const data = read_coast(folder);
    auto const reference = read_classic_netcdf(folder / "sfincs_his.nc", "point_zs");
    if (!data || reference.empty()) return std::nullopt;
    FloodRun run(coast_problem(*data, scheme));
    CoastResult result;
    std::size_t const count = data->stations.size();
    for (std::size_t s = 0; s < count; ++s) result.stations.push_back({"obs_00" + std::to_string(s + 1)});
    double times = 0.0;
    for (std::size_t i = 0; (i + 1) * count <= reference.size(); ++i) {
        double const t = every_s * static_cast<double>(i);
        run.run_until(t);
        if (t < from_s) continue;
        times += 1.0;
        auto const& level = run.field("water_level");
        for (std::size_t s = 0; s < count; ++s) {
            Cell const at = cell_of(on_grid(data->stations[s][0], data->stations[s][1]));
            double const difference = std::abs(level(at.row, at.column) - reference[i * count + s]);
            StationFit& fit = result.stations[s];
            fit.mean_difference_m += difference;
            if (!(difference <= result.limit_m)) ++result.beyond_limit; // a dry station counts too
            if (difference <= fit.largest_difference_m) continue;
            fit.largest_difference_m = difference;
            fit.at_s = t;
        }
    }
    for (StationFit& fit : result.stations) fit.mean_difference_m /= times;
    result.balance_error = run.balance().relative_error();
    result.mean_step_s = day_s / static_cast<double>(run.steps());
    return result;
}

} // namespace jumelle::cases
