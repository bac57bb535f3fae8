#include "bench/reference_tables.hpp"

#include <array>
#include <fmt/core.h>
#include <string>

#include "bench/cases/coast_case.hpp"
#include "bench/cases/ea_cases.hpp"
#include "bench/cases/film_case.hpp"
#include "bench/cases/laboratory_cases.hpp"

namespace {

using namespace jumelle;
using cases::CaseOptions;
using cases::Film;

constexpr std::array schemes{"second_order", "first_order"};

void print_films() {
    fmt::print(
        "\n### Rain film on a slope of 30 %\n\n| slope | scheme | numbers | cells | |outflow − rain| / "
        "rain | largest error of depth | ripple in time |\n|---|---|---|---:|---:|---:|---:|\n");
    for (auto const fall : {Film::Fall::along_the_grid, Film::Fall::oblique}) {
        for (std::string const scheme : schemes) {
            for (std::string const precision : {"double", "float"}) {
                for (Index const cells : {20, 40, 80}) {
                    CaseOptions options;
                    options.cells = cells;
                    options.scheme = scheme;
                    options.precision = precision;
                    Film film;
                    film.fall = fall;
                    auto const result = cases::rain_film(options, film);
                    fmt::print("| {} | `{}` | {} | {} | {:.0e} | {:.2f} % | {:.0e} |\n",
                               fall == Film::Fall::oblique ? "oblique" : "along the grid", scheme, precision,
                               cells, result.outflow_error, 100.0 * result.largest_depth_error,
                               result.ripple_in_time);
                }
            }
        }
    }
}

void print_monai() {
    fmt::print("\n### Monai valley\n\n| cell [m] | gauge | mean error [mm] | of the observed range | highest "
               "[m] | at [s] |\n|---:|---|---:|---:|---:|---:|\n");
    for (Index const merged : {4, 3, 2}) {
        cases::MonaiOptions options;
        options.merged = merged;
        auto const result = cases::monai_valley(options);
        if (!result) return fmt::print("not run: no data\n");
        double const cell_m = 0.014 * static_cast<double>(merged);
        for (auto const& g : result->gauges) {
            fmt::print("| {:.3f} | {} | {:.2f} | {:.3f} | {:.4f} | {:.2f} |\n", cell_m, g.name,
                       1000.0 * g.mean_error_m, g.error_of_range(), g.highest_m, g.highest_s);
        }
        for (auto const& u : result->run_ups) {
            fmt::print("| {:.3f} | run-up at ({}, {}) | observed {} to {} m | | {:.3f} | |\n", cell_m, u.x_m,
                       u.y_m, u.lowest_observed_m, u.highest_observed_m, u.computed_m);
        }
    }
}

void print_building() {
    fmt::print("\n### Isolated building\n\n| scheme | cell [m] | gauge | window mean [m] | observed [m] | "
               "difference |\n|---|---:|---|---:|---:|---:|\n");
    for (std::string const scheme : schemes) {
        for (double const cell_m : {0.2, 0.1}) {
            cases::BuildingOptions options;
            options.cell_m = cell_m;
            options.scheme = scheme;
            auto const result = cases::isolated_building(options);
            if (!result) return fmt::print("not run: no data\n");
            for (auto const& g : result->gauges) {
                fmt::print("| `{}` | {} | {} | {:.4f} | {:.4f} | {:+.1f} % |\n", scheme, cell_m, g.name,
                           g.computed_mean_m, g.observed_mean_m,
                           100.0 * (g.computed_mean_m / g.observed_mean_m - 1.0));
            }
            for (auto const& v : result->velocities) {
                fmt::print(
                    "| `{}` | {} | velocities at {} s | mean error {:.3f} m/s | mean speed {:.3f} m/s | "
                    "{} points |\n",
                    scheme, cell_m, v.time_s, v.mean_error_mps, v.mean_observed_mps, v.points);
            }
        }
    }
}

void print_agency() {
    fmt::print("\n### Environment Agency\n\n| test | scheme | cell [m] | figure |\n|---|---|---:|---|\n");
    for (std::string const scheme : schemes) {
        CaseOptions options;
        options.scheme = scheme;
        for (Index const cells : {35, 70, 140}) {
            options.cells = cells;
            auto const pond = cases::pond_behind_sill(options);
            fmt::print("| 1 | `{}` | {} | level in the pond {:.3f} m at the end, sill 10.25 m |\n", scheme,
                       700 / cells, pond.final_m);
        }
        for (Index const cells : {30, 60, 120}) {
            options.cells = cells;
            auto const hump = cases::over_hump(options);
            fmt::print(
                "| 3 | `{}` | {} | {:.0f} m³ poured, {:.0f} m³ fit before the hump, {:.0f} m³ are behind "
                "it |\n",
                scheme, 300.0 / static_cast<double>(cells), hump.inflow_m3, hump.capacity_m3, hump.second_m3);
        }
        for (Index const cells : {25, 50, 100}) {
            options.cells = cells;
            for (auto const& c : cases::spread_over_plain(options).contours) {
                fmt::print(
                    "| 4 | `{}` | {} | {} m deep after {:.0f} h: {:.0f} m east, {:.0f} m north-east, {:.0f} "
                    "m north |\n",
                    scheme, 1000 / cells, c.depth_m, c.time_s / 3600.0, c.east_m, c.diagonal_m, c.north_m);
            }
        }
    }
}

void print_coast() {
    constexpr double settled_s = 7200.0;
    fmt::print(
        "\n### Coast of SFINCS\n\n| scheme | station | largest difference [m] | at [s] | mean [m] | mean "
        "step [s] |\n|---|---|---:|---:|---:|---:|\n");
    for (std::string const scheme : schemes) {
        auto const result = cases::coast(scheme, settled_s);
        if (!result) return fmt::print("not run: no data\n");
        for (auto const& s : result->stations) {
            fmt::print("| `{}` | {} | {:.3f} | {:.0f} | {:.3f} | {:.2f} |\n", scheme, s.name,
                       s.largest_difference_m, s.at_s, s.mean_difference_m, result->mean_step_s);
        }
    }
}

} // namespace

void print_references() {
    print_films();
    print_agency();
    print_monai();
    print_building();
    print_coast();
}
