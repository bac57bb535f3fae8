#include "bench/cases/laboratory_cases.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "bench/cases/gauges.hpp"
#include "bench/cases/reference_data.hpp"

namespace jumelle::cases {

namespace {

/// Means of blocks of `merged` × `merged` cells. The node at (0, 0) is the middle of a fine cell.
Territory merged_territory(Territory const& fine, Index merged) {
    auto const& z = fine.fields.at("elevation").cells;
    double const cell_m = fine.grid.cell_m;
    Territory made = flat_territory(fine.grid.rows / merged, fine.grid.columns / merged,
                                    cell_m * static_cast<double>(merged));
    made.grid.west_m = -0.5 * cell_m;
    made.grid.north_m = (static_cast<double>(fine.grid.rows) - 0.5) * cell_m;
    set_field(made, "elevation", [&](Cell c) {
        double sum = 0.0;
        for (Index r = 0; r < merged; ++r) {
            for (Index k = 0; k < merged; ++k) sum += z(c.row * merged + r, c.column * merged + k);
        }
        return sum / static_cast<double>(merged * merged);
    });
    return made;
}

constexpr double sampling_s = 0.05;

FloodCase monai_case(Territory const& fine, TimeSeries const& wave, MonaiOptions const& options) {
    FloodCase problem;
    problem.territory = merged_territory(fine, options.merged);
    auto const z = problem.territory.fields.at("elevation").cells;
    set_field(problem.territory, "initial_depth", [&](Cell c) { return std::max(-z(c.row, c.column), 0.0); });
    set_field(problem.territory, "manning", [&](Cell) { return options.manning; });
    problem.forcing.borders.west.kind = BorderKind::level;
    problem.forcing.borders.west.level_m = wave;
    problem.parameters["scheme"] = Value::make_text(options.scheme);
    set_viscosity(problem, options.viscosity);
    return problem;
}

/// Highest ground within a few centimetres of a place that was ever under water.
double run_up(FloodRun& run, Array2D<double> const& z, double x_m, double y_m) {
    constexpr double near_m = 0.05, wet_m = 1e-4;
    auto const& deepest = run.summary("max_water_depth");
    Grid const& grid = run.grid();
    double highest = 0.0;
    for (Index r = 0; r < grid.rows; ++r) {
        for (Index c = 0; c < grid.columns; ++c) {
            double const x = grid.west_m + (static_cast<double>(c) + 0.5) * grid.cell_m;
            double const y = grid.north_m - (static_cast<double>(r) + 0.5) * grid.cell_m;
            bool const is_near = std::abs(y - y_m) < near_m && x > x_m - 4.0 * near_m;
            if (is_near && deepest(r, c) > wet_m) highest = std::max(highest, z(r, c));
        }
    }
    return highest;
}

/// What a run makes of a gauge, over the bed of the raster and over that of the flume.
struct GaugeReading {
    Gauge gauge;
    double dry_m; ///< what the gauge reads in the flume when dry: the bed that it stands on
    GaugeSum on_raster = {}, on_own_bed = {};

    void read(FloodRun& run, Array2D<double> const& z_m, double time_s, Window const& window) {
        double const depth = value_at(run.field("water_depth"), run.grid(), gauge.x_m, gauge.y_m);
        double const level = value_at(z_m, run.grid(), gauge.x_m, gauge.y_m) + depth;
        double const observed = gauge.observed.at(time_s);
        on_raster.add(time_s, level, observed, window);
        on_own_bed.add(time_s, depth < dry_gauge_m ? dry_m : level, observed, window);
    }
};

std::vector<GaugeReading> monai_gauges(std::vector<std::vector<double>> const& measured) {
    constexpr double centimetre_m = 0.01, x_m = 4.521;
    constexpr Window ebb{27.0, 30.0}; // no reading changes by more than 1 mm
    constexpr std::array places{std::pair{"ch5", 1.196}, std::pair{"ch7", 1.696}, std::pair{"ch9", 2.196}};
    std::vector<GaugeReading> made;
    for (std::size_t g = 0; g < places.size(); ++g) {
        TimeSeries const series = series_of(measured, {0, g + 1, centimetre_m});
        made.push_back({{places[g].first, x_m, places[g].second, series}, series.mean(ebb.from_s, ebb.to_s)});
    }
    return made;
}

} // namespace

std::optional<MonaiResult> monai_valley(MonaiOptions const& options) {
    constexpr double end_s = 33.0;
    constexpr Window window{8.0, end_s};
    auto const folder = data_folder() / "flood" / "monai_valley";
    auto const fine = read_ascii_grid(folder / "Benchmark_2_Bathymetry.asc");
    auto const wave = read_numbers(folder / "Benchmark_2_input.txt", 1);
    auto const measured = read_numbers(folder / "output_ch5-7-9.txt", 1);
    if (!fine || wave.empty() || measured.empty()) return std::nullopt;
    auto gauges = monai_gauges(measured);
    FloodCase problem = monai_case(*fine, series_of(wave, {}), options);
    auto const z = problem.territory.fields.at("elevation").cells;
    FloodRun run(std::move(problem));
    for (int i = 0; i * sampling_s <= end_s; ++i) {
        double const t = i * sampling_s;
        run.run_until(t);
        for (auto& reading : gauges) reading.read(run, z, t, window);
    }
    MonaiResult result;
    for (auto const& reading : gauges) {
        result.gauges.push_back(reading.on_own_bed.fit(reading.gauge.name));
        result.gauges_on_raster.push_back(reading.on_raster.fit(reading.gauge.name));
    }
    for (RunUp place : {RunUp{5.1575, 1.88, 0.08, 0.10}, RunUp{5.03, 2.2062, 0.0525, 0.0675},
                        RunUp{4.9975, 2.32, 0.0525, 0.0575}}) {
        place.computed_m = run_up(run, z, place.x_m, place.y_m);
        result.run_ups.push_back(place);
    }
    result.balance_error = run.balance().relative_error();
    return result;
}

} // namespace jumelle::cases
